"""Drawn worlds that can be loaded: with ids of registers, and with benefits."""

from __future__ import annotations

from random import Random

from tests.worlds import Rows, any_world

BENEFITS = ("external-funding", "strategic-influence", "local-focus")
_ENDS = {
    "organisations": ("id", "host"), "relationships": ("source_org", "target_org"), "reviews": ("organisation",),
    "successions": ("predecessor", "successor"), "expectations": ("applies_to",),
}


def world_to_load(number: int) -> dict[str, Rows]:
    """The drawn world of a number, as a load takes it; every world has partnerships of several benefits and none."""
    draw = Random(number)
    tables = any_world(draw).tables
    names = {row["id"]: _registered(row["id"]) for row in tables["organisations"]}
    for table, columns in _ENDS.items():
        for row in tables[table]:
            row.update({column: names.get(row[column], row[column]) for column in columns})
    for row in tables["organisations"]:
        row["icb"] = row["icb"].replace("Q", "Q0")
        row["host"] = "" if row["host"] == row["id"] else row["host"]
    # Two versions of a rule may not be valid on one day: the first is kept.
    tables["expectations"] = [row for row in tables["expectations"] if row["version"] == "1"]
    for row in tables["relationships"]:
        row["id"] = f"P{int(row['id'][1:]):05}"
        row["benefits"] = "; ".join(sorted(draw.sample(BENEFITS, draw.choice((0, 0, 1, 2)))))
    tables["benefits"] = [{"benefit": one, "name": one.title(), "document": "A document"} for one in BENEFITS]
    return tables


def _registered(name: str) -> str:
    return f"GB-NHS-{name[-2:].replace('Q', 'Q0')}" if name.startswith("GB-NHS-") else f"LOCAL-{name.lower()}"
