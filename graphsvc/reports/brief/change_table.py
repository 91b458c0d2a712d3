"""T5: change since a day: what changed, what reorganisation did, and what only became known, apart."""

from __future__ import annotations

from graphsvc.dates import in_words
from graphsvc.reports.brief.material import Material
from graphsvc.reports.brief.tables import NOTHING, Draft, Line, Place
from graphsvc.reports.report import Column

TABLE = "t5"
ORGANISATIONS = "organisations"
KINDS = {
    "began": "Changed: began", "proposed": "Changed: planned", "ended": "Changed: ended",
    "asked": "Changed: somebody asked", "opened": "Reorganised: opened", "closed": "Reorganised: closed",
    "followed": "Reorganised: passed on", "first-recorded": "Became known",
}
"""What is told apart, by the words of the report."""

_REORGANISED = ("opened", "closed", "followed")


def change_table(material: Material) -> Draft:
    """Things that changed, by value area; organisations have none."""
    areas = [Line(one, name) for one, name in material.view.snapshot.value_areas.items()]
    rows = (*areas, Line(ORGANISATIONS, "Organisations"), Line("", "All"))
    columns = tuple(Line(one, heading) for one, heading in KINDS.items())
    places = tuple(tuple(_place(material, row, column) for column in columns) for row in rows)
    numbers = material.numbers
    for column in columns:
        parts = [(TABLE, row.id, column.id) for row in rows if row.id]
        numbers.adds_up((TABLE, "", column.id), [one for one in parts if one in numbers.counts])
    return Draft(
        TABLE, f"Change since {in_words(material.since.isoformat())}: {material.of_whom}",
        (
            "Changed: partnerships that are recorded as begun, planned or ended, and questions that somebody asked. "
            "Reorganised: organisations that opened or closed, and successions, by which one's life or functions "
            "passed to another. Became known: records that were first recorded in that time, though the partnership "
            "is older or nobody knows when it began.",
            "The three are never added up, and tell no net change. A record becomes known on the day on which it is "
            "first loaded. Of dates known to the year or month, a begin counts from the first day and an end from the "
            "last, which makes partnerships look longer than they may have been. "
            f"{NOTHING} stands where a number would make no sense: an organisation has no value area.",
        ),
        Column("value_area", "Value area"), Column("change", "Change"), Column("number", "Number", "whole"),
        rows, columns, places, material.rows.changes.report, material.rows.changes.version,
    )


def _place(material: Material, row: Line, column: Line) -> Place:
    """One number; none where it would make no sense."""
    if row.id and (row.id == ORGANISATIONS) != (column.id in _REORGANISED):
        return Place()
    mine = [
        one for one in material.answers.changes
        if one.what == column.id and (not row.id or (one.value_area or ORGANISATIONS) == row.id)
    ]
    trace = material.numbers.trace(
        (TABLE, row.id or "all", column.id), f"{row.name}. {column.name}: {len(mine):,}",
        f"A row for each, after {in_words(material.since.isoformat())} and up to "
        f"{in_words(material.view.day.isoformat())}. It is a number of things, and no share.",
        material.rows.changes, material.rows.of_changes(mine),
    )
    return Place(material.numbers.count((TABLE, row.id, column.id), len(mine), trace))
