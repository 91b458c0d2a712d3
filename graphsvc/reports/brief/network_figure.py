"""F4: who is joined to whom, as the map of the scope."""

from __future__ import annotations

from collections import Counter

from graphsvc.dates import in_words
from graphsvc.maps.asked import asked_drawing
from graphsvc.maps.drawing import NETWORK, TILES, Drawing
from graphsvc.maps.files.export import export
from graphsvc.maps.question import MapQuestion
from graphsvc.questions.names import listed
from graphsvc.reports.brief.contents import Figure, Scope
from graphsvc.reports.report import Column, Value
from graphsvc.reports.table import Table
from graphsvc.snapshot.view import View

_MOST = 5
_COLUMNS = (
    Column("organisation", "Organisation"), Column("name", "Name"), Column("organisation_type", "Organisation type"),
    Column("partners", "Partners on the map", "whole", "organisations"),
    Column("records", "Recorded partnerships on the map", "whole", "records"),
)
_GROUP_COLUMNS = (
    Column("group", "Board and organisation type"),
    Column("organisations", "Organisations", "whole", "organisations"),
    Column("records", "Recorded partnerships on the map", "whole", "records"),
)


def network_figure(view: View, scope: Scope) -> Figure:
    """The network of a board or a region; of England its groups on the boards' tiles.

    Parameters
    ----------
    view : View
        The graph as at the brief's date.
    scope : Scope
        Whom the brief is about.
    """
    question = MapQuestion(
        icb=(scope.icb,) if scope.icb else (), region=(scope.region,) if scope.region else (),
        england=not (scope.icb or scope.region), layout=NETWORK if scope.icb or scope.region else TILES,
    )
    drawing = asked_drawing(view, question)
    title = f"Recorded partnerships: {scope.name}, as at {in_words(view.day.isoformat())}"
    rows = _group_rows(drawing) if drawing.groups else _rows(view, drawing)
    columns = _GROUP_COLUMNS if drawing.groups else _COLUMNS
    table = Table(
        "f4", title, columns, rows, (drawing.reading,) if drawing.reading else (), drawing.source, drawing.as_at,
        drawing.snapshot,
    )
    legend = "Symbols are kinds of organisations, lines value areas; the legend in the picture counts both."
    return Figure(
        "f4", f"{title}: network", tuple(_said(drawing, rows)), export(drawing, ".svg"), export(drawing, ".png"), table,
        (legend, *((drawing.reading,) if drawing.reading else ())),
    )


def _rows(view: View, drawing: Drawing) -> tuple[tuple[Value, ...], ...]:
    """Who has most partners first."""
    partners: dict[str, set[str]] = {}
    records: Counter[str] = Counter()
    for link in drawing.links:
        for one, other in ((link.source, link.target), (link.target, link.source)):
            partners.setdefault(one, set()).add(other)
            records[one] += 1
    types = view.snapshot.organisation_types
    rows = [
        (one.id, one.name, types[one.type], len(partners.get(key, ())), records[key])
        for key, one in drawing.organisations_by_key.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row[3], -row[4], row[0])))


def _group_rows(drawing: Drawing) -> tuple[tuple[Value, ...], ...]:
    """Those with most records first."""
    rows = [(group.name, len(group.members), group.records) for group in drawing.groups]
    return tuple(sorted(rows, key=lambda row: (-row[2], -row[1], row[0])))


def _said(drawing: Drawing, rows: tuple[tuple[Value, ...], ...]) -> list[str]:
    """The picture in sentences."""
    said = [drawing.note]
    if drawing.finding:
        said.append(drawing.finding)
    if drawing.groups:
        most = [f"{row[0]} ({row[2]:,} records)" for row in rows[:_MOST]]
        said.append(f"The groups with most recorded partnerships on the map: {listed(most, _MOST)}.")
    elif rows:
        most = [f"{row[1]} ({row[3]})" for row in rows[:_MOST]]
        said.append(f"Those with most partners on the map: {listed(most, _MOST)}.")
    areas = [f"{entry.name} {entry.count:,}" for entry in drawing.legend.areas if entry.count]
    if areas:
        said.append(f"Recorded partnerships that are drawn, by value area: {listed(areas, len(areas))}.")
    return said
