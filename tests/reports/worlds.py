"""Drawn worlds that can be loaded: several side by side, with ids of registers, and with benefits."""

from __future__ import annotations

from random import Random

from tests.worlds import Rows, any_world

BENEFITS = ("external-funding", "strategic-influence", "local-focus")
_ENDS = {
    "organisations": ("id", "host"), "relationships": ("source_org", "target_org"), "reviews": ("organisation",),
    "successions": ("predecessor", "successor"),
}


def worlds_to_load(number: int, seed: int) -> dict[str, Rows]:
    """Some drawn worlds (at most 9) over the same places; partnerships have several benefits, one or none.

    Rules of the guidance are left out: those of several worlds would be versions of each other.
    """
    draw = Random(seed)
    tables: dict[str, Rows] = {}
    for rank in range(1, number + 1):
        for table, rows in _one(draw, rank).items():
            tables.setdefault(table, []).extend(rows if rank == 1 or table in _ENDS else ())
    tables["benefits"] = [{"benefit": one, "name": one.title(), "document": "A document"} for one in BENEFITS]
    tables["expectations"] = []
    return tables


def _one(draw: Random, rank: int) -> dict[str, Rows]:
    tables = any_world(draw).tables
    names = {row["id"]: _registered(row["id"], rank) for row in tables["organisations"]}
    for table, columns in _ENDS.items():
        for row in tables[table]:
            row.update({column: names.get(row[column], row[column]) for column in columns})
    for row in tables["organisations"]:
        row["icb"] = row["icb"].replace("Q", f"Q{rank}")
        row["host"] = "" if row["host"] == row["id"] else row["host"]
    for row in tables["relationships"]:
        row["id"] = f"P{rank}{int(row['id'][1:]):04}"
        row["benefits"] = "; ".join(sorted(draw.sample(BENEFITS, draw.choice((0, 0, 1, 2)))))
    return tables


def _registered(name: str, rank: int) -> str:
    """The board Q1 is GB-NHS-Q31 in the third world."""
    if name.startswith("GB-NHS-"):
        return f"GB-NHS-Q{rank}{name[-1]}"
    return f"LOCAL-{rank}-{name.lower()}"
