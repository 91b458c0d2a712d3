"""Which rules apply to an organisation on a day, and which of them decides each cell."""

from __future__ import annotations

from tests.reading.dates import first_day, last_day
from tests.reading.tables import Row
from tests.reading.world import World


def valid_rules(world: World) -> list[Row]:
    """The rules valid on the day, of each the highest version."""
    newest: dict[str, Row] = {}
    for row in world.tables["expectations"]:
        begins, ends = first_day(row["valid_from"]), last_day(row["valid_to"])
        if (begins is not None and world.day < begins) or (ends is not None and ends < world.day):
            continue
        kept = newest.get(row["rule"])
        if kept is None or int(row["version"]) > int(kept["version"]):
            newest[row["rule"]] = row
    return list(newest.values())


def rank(world: World, rule: Row, organisation: str) -> tuple[int, int, str] | None:
    """Sort key of a rule for an organisation, most specific first; None when it does not apply."""
    whom = rule["applies_to"]
    if not whom:
        return (3, 0, rule["rule"])
    if whom == organisation:
        return (1, 0, rule["rule"])
    if whom in world.places and world.districts_under(whom) & world.area(organisation):
        return (2, len(world.districts_under(whom)), rule["rule"])
    return None


def deciding_rules(world: World, organisation: str) -> dict[tuple[str, str], Row]:
    """For each value area and partner type that has a rule here: the rule that decides."""
    best: dict[tuple[str, str], tuple[tuple[int, int, str], Row]] = {}
    for rule in valid_rules(world):
        key = rank(world, rule, organisation)
        cell = (rule["value_area"], rule["partner_type"])
        if key is not None and (cell not in best or key < best[cell][0]):
            best[cell] = (key, rule)
    return {cell: rule for cell, (_, rule) in best.items()}
