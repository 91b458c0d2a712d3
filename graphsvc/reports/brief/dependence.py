"""The organisation that is the only recorded partner of most trusts and boards in some value area."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from graphsvc.questions.names import listed
from graphsvc.reports.brief.material import Material
from graphsvc.reports.brief.numbers import RowsOf
from graphsvc.reports.report import Column

DEPENDENCE = "findings"
_MOST_NAMED = 3

Soles = Mapping[str, Mapping[str, tuple[tuple[str, str], ...]]]
"""By partner and by trust or board: the value areas in which it is the only partner, each with a record."""


@dataclass(frozen=True, slots=True)
class Dependence:
    """Who it is: the first by id, whose number stands for all; the names of those that are tied; whether it is one."""

    first: str
    names: str
    alone: bool


def dependence(material: Material) -> Dependence | None:
    """Enter the number of those that depend on it; None where nobody depends on one alone."""
    soles = sole_partners(material)
    most = max((len(who) for who in soles.values()), default=0)
    tied = sorted(one for one, who in soles.items() if len(who) == most)
    if not tied:
        return None
    first, of = tied[0], material.rows.records
    columns = (
        Column("organisation_name", "Trust or board"), Column("organisation", "Its id"),
        Column("value_area", "Value areas", "texts"), Column("records", "A record of each", "texts"),
    )
    rows = [
        (
            material.name(one), one, tuple(material.rows.area(area) for area, _ in found),
            tuple(record for _, record in found),
        )
        for one, found in sorted(soles[first].items())
    ]
    trace = material.numbers.trace(
        (DEPENDENCE, "only", first), f"Only partner recorded is {material.name(first)}: {most}",
        "A row for each trust or board that has active records, inherited ones left out, with this organisation and no "
        "other in at least one value area. It is a number of trusts and boards, and no share.",
        RowsOf(of.report, of.version, columns), rows,
    )
    material.numbers.count((DEPENDENCE, first), most, trace)
    return Dependence(first, listed([material.name(one) for one in tied], _MOST_NAMED), len(tied) == 1)


def sole_partners(material: Material) -> Soles:
    """Who is the only partner recorded of whom; national bodies are nobody's, and count as another partner."""
    asked = {cell.organisation for cell in material.answers.cells}
    partners: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    national: set[tuple[str, str, str]] = set()
    for row in material.answers.records:
        if row.state != "active":
            continue
        for one, other in (row.ends, row.ends[::-1]):
            if one in asked:
                partners[one, row.value_area].setdefault(other, row.record)
                if row.national:
                    national.add((one, row.value_area, other))
    found: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for (one, area), mine in sorted(partners.items()):
        if len(mine) == 1:
            (other, record), = mine.items()
            if (one, area, other) not in national:
                found[other][one].append((area, record))
    return {other: {one: tuple(areas) for one, areas in who.items()} for other, who in found.items()}
