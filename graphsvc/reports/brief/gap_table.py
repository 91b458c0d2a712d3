"""T3: gaps with their state, and the quality of the evidence of what is recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from graphsvc.reports.brief import area_table
from graphsvc.reports.brief.material import Material
from graphsvc.reports.brief.phrases import counted
from graphsvc.reports.brief.rows import ExpectationCell
from graphsvc.reports.brief.suppression import Key
from graphsvc.reports.brief.tables import Draft, Line, Place
from graphsvc.reports.report import Column
from graphsvc.vocabulary import CellState, Quality

TABLE = "t3"
GAPS = "gaps"
RECORDED = {one: f"recorded-{one.value}" for one in Quality}
_HEADINGS = {
    "recorded-current": "Recorded, current evidence", "recorded-old": "Recorded, old evidence",
    "recorded-undated": "Recorded, undated evidence", "inherited": "Inherited", "shared-network": "Shared network",
    "via-host": "Via host", "proposed": "Proposed", "lapsed": "Lapsed", "confirmed-none": "Confirmed none",
    "unrecorded": "No recorded partnership", GAPS: "All gaps", "not-collected": "Not collected",
    "not-applicable": "Not applicable",
}
_STATES = tuple(one.value for one in CellState if one.is_gap)


@dataclass(frozen=True, slots=True)
class _Kind:
    """A column: its id, and which cells it counts."""

    id: str
    counts: Callable[[ExpectationCell], bool]


def gap_table(material: Material) -> Draft:
    """Cells by value area and state; T2 has the same cells as far as coverage counts them."""
    cells = material.answers.cells
    found = {cell.value_area for cell in cells}
    areas = [Line(one, name) for one, name in material.view.snapshot.value_areas.items() if one in found]
    rows = (*areas, Line("", "All value areas"))
    kinds = [kind for kind in map(_kind, _HEADINGS) if kind.id == GAPS or any(map(kind.counts, cells))]
    keys = {(row.id, kind.id): _enter(material, row, kind) for row in rows for kind in kinds}
    _add_up(material, [area.id for area in areas], [kind.id for kind in kinds])
    missing = [heading for one, heading in _HEADINGS.items() if one not in {kind.id for kind in kinds}]
    uncollected = any(not kind.collected for kind in material.view.snapshot.partner_types.values())
    also = ("Partner types that nobody has collected are here too; coverage leaves them out.",) if uncollected else ()
    return Draft(
        TABLE, f"Gaps by value area and state: {material.of_whom}",
        (
            "Each number is cells: one for each trust or board, value area and partner type that the guidance expects. "
            "A cell stands in one state.",
            "All gaps are the cells that are neither recorded, nor not applicable, nor not collected. Recorded cells "
            "stand by the best evidence behind them.",
            *also,
            *((f"No cell is in these states: {'; '.join(missing).lower()}.",) if missing and cells else ()),
        ),
        Column("value_area", "Value area"), Column("state", "State"), Column("cells", "Cells", "whole", "cells"),
        rows, tuple(Line(kind.id, _HEADINGS[kind.id]) for kind in kinds),
        tuple(tuple(Place(keys[row.id, kind.id]) for kind in kinds) for row in rows),
        material.rows.cells.report, material.rows.cells.version,
    )


def _kind(one: str) -> _Kind:
    if one == GAPS:
        return _Kind(one, lambda cell: cell.state in _STATES)
    if one in RECORDED.values():
        return _Kind(one, lambda cell: cell.state == "recorded" and f"recorded-{cell.evidence}" == one)
    return _Kind(one, lambda cell: cell.state == one)


def _enter(material: Material, row: Line, kind: _Kind) -> Key:
    mine = [
        cell for cell in material.answers.cells if kind.counts(cell) and (not row.id or cell.value_area == row.id)
    ]
    heading = _HEADINGS[kind.id]
    title = f"{row.name}, {heading[:1].lower()}{heading[1:]}: {counted(len(mine), 'cell')}"
    trace = material.numbers.trace(
        (TABLE, row.id or "all", kind.id), title,
        "A row for each cell. It is a number of cells, and no share: coverage, with its denominator, is in tables T1 "
        "and T2.", material.rows.cells, material.rows.of_cells(mine),
    )
    return material.numbers.count((TABLE, row.id, kind.id), len(mine), trace)


def _add_up(material: Material, areas: Iterable[str], kinds: Iterable[str]) -> None:
    """Columns to their totals, gaps from their states, and what T2 says of the same cells."""
    numbers, areas, kinds = material.numbers, list(areas), list(kinds)
    for kind in kinds:
        numbers.adds_up((TABLE, "", kind), [(TABLE, area, kind) for area in areas])
    recorded = [one for one in RECORDED.values() if one in kinds]
    states = [one for one in _STATES if one in kinds]
    counted_areas = [area for area in (*areas, "") if (area_table.TABLE, area, "", "of") in numbers.counts]
    for area in (*areas, ""):
        numbers.adds_up((TABLE, area, GAPS), [(TABLE, area, one) for one in states])
    for area in counted_areas:
        numbers.adds_up((area_table.TABLE, area, "", "recorded"), [(TABLE, area, one) for one in recorded])
        numbers.adds_up((area_table.TABLE, area, "", "of"), [(TABLE, area, one) for one in (*recorded, *states)])
        if RECORDED[Quality.CURRENT] in kinds:
            numbers.adds_up((area_table.TABLE, area, "", "current"), [(TABLE, area, RECORDED[Quality.CURRENT])])
