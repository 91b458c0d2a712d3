"""Who is the only partner recorded of whom, worked out from the rows of the CSV files."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from tests.reading.records import Records
from tests.reading.tables import Tables
from tests.reading.world import World
from tests.reports.reading_partnerships import Line, is_of


def many_depend_on(
    tables: Tables, day: date, region: str = "", icb: str = "", organisation_type: str = ""
) -> list[Line]:
    """Organisations that are the only partner recorded of a trust or a board in a value area."""
    world = World(tables, day)
    partners: dict[tuple[str, str], set[str]] = defaultdict(set)
    all_partners: dict[str, set[str]] = defaultdict(set)
    for one, others in Records(world).between.items():
        for other, counted in others.items():
            for record in counted:
                if record.direct:
                    partners[one, record.row["value_area"]].add(other)
                    all_partners[one].add(other)
    sole: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for (one, area), some in partners.items():
        if len(some) == 1 and is_of(world, one, region, icb):
            sole[next(iter(some))].add((one, area))
    lines: list[Line] = []
    for partner, places in sole.items():
        if world.is_national(partner) or organisation_type not in ("", world.type_of(partner)):
            continue
        nhs = [one for one in all_partners[partner] if is_of(world, one, region, icb)]
        who = tuple(sorted({one for one, _ in places}))
        lines.append((
            partner, world.organisations[partner]["name"], world.type_of(partner), len(who), len(places), len(nhs),
            len(who) / len(nhs), len(all_partners[partner]), tuple(sorted({area for _, area in places})), who,
        ))
    return sorted(lines, key=lambda line: (-len(line[-1]), -line[4], line[0]))  # type: ignore[operator, arg-type]
