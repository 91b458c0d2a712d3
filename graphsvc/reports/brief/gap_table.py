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
RECORDED, GAPS, ALL = "recorded", "gaps", "all"
NOT_COLLECTED, NOT_APPLICABLE = CellState.NOT_COLLECTED.value, CellState.NOT_APPLICABLE.value
QUALITIES = {one: f"recorded-{one.value}" for one in Quality}
_HEADINGS = {
    "recorded-current": "Recorded, current evidence", "recorded-old": "Recorded, old or unread evidence",
    "recorded-undated": "Recorded, undated evidence", RECORDED: "All recorded", "inherited": "Inherited",
    "shared-network": "Shared network", "via-host": "Via host", "proposed": "Proposed", "lapsed": "Lapsed",
    "confirmed-none": "Confirmed none", "unrecorded": "No recorded partnership", GAPS: "All gaps",
    NOT_COLLECTED: "Not collected", NOT_APPLICABLE: "Not applicable", ALL: "All expectations",
}
_STATES = tuple(one.value for one in CellState if one.is_gap)
_TOTALS = (RECORDED, GAPS, ALL)


@dataclass(frozen=True, slots=True)
class _Kind:
    """A column: its id, and which expectations it counts."""

    id: str
    counts: Callable[[ExpectationCell], bool]


def gap_table(material: Material) -> Draft:
    """Expectations by value area and state; those that coverage leaves out stand apart, in the last columns."""
    cells = material.answers.cells
    found = {cell.value_area for cell in cells}
    areas = [Line(one, name) for one, name in material.view.snapshot.value_areas.items() if one in found]
    rows = (*areas, Line("", "All value areas"))
    kinds = [kind for kind in map(_kind, _HEADINGS) if kind.id in _TOTALS or any(map(kind.counts, cells))]
    keys = {(row.id, kind.id): _enter(material, row, kind) for row in rows for kind in kinds}
    _add_up(material, [area.id for area in areas], [kind.id for kind in kinds])
    return Draft(
        TABLE, f"Gaps by value area and state: {material.of_whom}",
        (
            "Each number is expectations: one for each trust or board, value area and partner type of the guidance. An "
            "expectation stands in one state, and those that are recorded stand by the best evidence behind them.",
            "A gap is an expectation without an active record of its own; what does not apply or was not collected is "
            "left out. All recorded and all gaps together are what T1 and T2 count.",
            *_left_out(kinds), *(_missing({kind.id for kind in kinds}) if cells else ()),
        ),
        Column("value_area", "Value area"), Column("state", "State"),
        Column("expectations", "Expectations", "whole", "expectations"),
        rows, tuple(Line(kind.id, _HEADINGS[kind.id]) for kind in kinds),
        tuple(tuple(Place(keys[row.id, kind.id]) for kind in kinds) for row in rows),
        material.rows.cells.report, material.rows.cells.version,
    )


def _left_out(kinds: Iterable[_Kind]) -> Iterable[str]:
    """Why some of a type that was not collected may be recorded all the same."""
    if any(kind.id == NOT_COLLECTED for kind in kinds):
        yield (
            "Not collected: partnerships with these partner types were not systematically collected. What came by "
            "chance is not counted as recorded here."
        )


def _missing(there: set[str]) -> Iterable[str]:
    """States in which there is none."""
    if "confirmed-none" not in there:
        yield "Confirmed none: nobody has yet confirmed that there is none."
    missing = [_HEADINGS[one].lower() for one in _HEADINGS if one not in {*there, "confirmed-none"}]
    if missing:
        yield f"No expectation is in these states: {'; '.join(missing)}."


def _kind(one: str) -> _Kind:
    if one == ALL:
        return _Kind(one, lambda _: True)
    if one == RECORDED:
        return _Kind(one, lambda cell: cell.recorded)
    if one == GAPS:
        return _Kind(one, lambda cell: cell.counted and cell.state in _STATES)
    if one == NOT_COLLECTED:
        return _Kind(one, lambda cell: not cell.counted and cell.state != NOT_APPLICABLE)
    if one == NOT_APPLICABLE:
        return _Kind(one, lambda cell: cell.state == NOT_APPLICABLE)
    if one in QUALITIES.values():
        return _Kind(one, lambda cell: cell.recorded and f"recorded-{cell.evidence}" == one)
    return _Kind(one, lambda cell: cell.counted and cell.state == one)


def _enter(material: Material, row: Line, kind: _Kind) -> Key:
    mine = [
        cell for cell in material.answers.cells if kind.counts(cell) and (not row.id or cell.value_area == row.id)
    ]
    heading = _HEADINGS[kind.id]
    title = f"{row.name}, {heading[:1].lower()}{heading[1:]}: {counted(len(mine), 'expectation')}"
    trace = material.numbers.trace(
        (TABLE, row.id or "all", kind.id), title,
        "A row for each expectation. It is a number of expectations, and no share: coverage, with its denominator, is "
        "in tables T1 and T2.", material.rows.cells, material.rows.of_cells(mine),
    )
    return material.numbers.count((TABLE, row.id, kind.id), len(mine), trace)


def _add_up(material: Material, areas: Iterable[str], kinds: Iterable[str]) -> None:
    """Columns to their totals, states to theirs, and what T2 says of the same expectations."""
    numbers, areas, kinds = material.numbers, list(areas), list(kinds)
    for kind in kinds:
        numbers.adds_up((TABLE, "", kind), [(TABLE, area, kind) for area in areas])
    for area in (*areas, ""):
        for total, parts in (
            (RECORDED, QUALITIES.values()), (GAPS, _STATES), (ALL, (RECORDED, GAPS, NOT_COLLECTED, NOT_APPLICABLE)),
        ):
            numbers.adds_up((TABLE, area, total), [(TABLE, area, one) for one in parts if one in kinds])
        if (area_table.TABLE, area, "", "of") in numbers.counts:
            numbers.adds_up((area_table.TABLE, area, "", "recorded"), [(TABLE, area, RECORDED)])
            numbers.adds_up((area_table.TABLE, area, "", "of"), [(TABLE, area, one) for one in (RECORDED, GAPS)])
            fresh = QUALITIES[Quality.CURRENT]
            numbers.adds_up((area_table.TABLE, area, "", "current"), [(TABLE, area, fresh)] if fresh in kinds else [])
