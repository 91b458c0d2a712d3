"""T1: coverage by board and partner type; of one board, by organisation and partner type."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from graphsvc.reports.brief.coverage import Coverage, enter_coverage
from graphsvc.reports.brief.material import Material
from graphsvc.reports.brief.rows import ExpectationCell
from graphsvc.reports.brief.tables import Draft, Line, Place
from graphsvc.reports.report import Column
from graphsvc.vocabulary import ICB

TABLE = "t1"
NO_BOARD = "none"
"""Id of the row of trusts whose board is not known, or not open."""


def coverage_table(material: Material) -> Draft:
    """Recorded of counted expectations; a total in the last row and column."""
    cells = [cell for cell in material.answers.cells if cell.counted]
    rows, columns = _rows(material, cells), _columns(material, cells)
    by_place: dict[tuple[str, str], list[ExpectationCell]] = defaultdict(list)
    for cell in cells:
        row = _row_of(material, cell)
        for key in ((row, cell.partner_type), (row, ""), ("", cell.partner_type), ("", "")):
            by_place[key].append(cell)
    entered: dict[tuple[str, str], Coverage] = {}
    for line in rows:
        for column in columns:
            found = by_place.get((line.id, column.id), [])
            if found or not (line.id or column.id):
                entered[line.id, column.id] = enter_coverage(
                    material, (TABLE, line.id, column.id), f"{line.name}, {column.name}", found, False,
                )
    _add_up(material, entered)
    noun = "organisation" if material.scope.icb else "board"
    uncounted = [kind.name for kind in material.view.snapshot.partner_types.values() if not kind.collected]
    return Draft(
        TABLE, f"Coverage by {noun} and partner type: {material.of_whom}",
        (
            "Each number is the expectations that are recorded, of those that could be counted; 2 of 25 says: 2 "
            "recorded of 25 expectations. There is one expectation for each trust or board, value area and partner "
            "type of the guidance. Darker is a larger share.",
            "A dash says that nothing could be counted here: no such body covers the area, or nothing is expected."
            + (f" Not systematically collected, and not counted: {'; '.join(uncounted)}." if uncounted else ""),
            *(() if material.scope.icb else ("A board's row has the board itself and the trusts whose board it is.",)),
        ),
        Column("row", noun.capitalize()), Column("partner_type", "Partner type"),
        Column("recorded", "Recorded", "whole", "expectations"), rows, columns,
        tuple(
            tuple(_place(entered.get((line.id, column.id)), not line.id or not column.id) for column in columns)
            for line in rows
        ),
        material.rows.cells.report, material.rows.cells.version, shaded=True,
    )


def _row_of(material: Material, cell: ExpectationCell) -> str:
    return cell.organisation if material.scope.icb else cell.board or NO_BOARD


def _rows(material: Material, cells: Sequence[ExpectationCell]) -> tuple[Line, ...]:
    """By name; the board before its trusts, those without a board and the total last."""
    if material.scope.icb:
        boards = {cell.organisation for cell in cells if cell.type == ICB}
        ids = sorted(
            {cell.organisation for cell in cells},
            key=lambda one: (one not in boards, material.name(one).casefold(), one),
        )
        return (*(Line(one, material.name(one)) for one in ids), Line("", "All"))
    ids = sorted({cell.board for cell in cells if cell.board}, key=lambda one: (material.name(one).casefold(), one))
    without = (Line(NO_BOARD, "No board known"),) if any(not cell.board for cell in cells) else ()
    return (*(Line(one, material.name(one)) for one in ids), *without, Line("", "All boards"))


def _columns(material: Material, cells: Sequence[ExpectationCell]) -> tuple[Line, ...]:
    found = {cell.partner_type for cell in cells}
    kinds = material.view.snapshot.partner_types.values()
    return (*(Line(kind.id, kind.name) for kind in kinds if kind.id in found), Line("", "All partner types"))


def _add_up(material: Material, entered: dict[tuple[str, str], Coverage]) -> None:
    """Each row and each column to its total; the grand total both ways."""
    for row, column in entered:
        for is_total, parts in (
            (not column, [one for (r, c), one in entered.items() if r == row and c]),
            (not row, [one for (r, c), one in entered.items() if c == column and r]),
        ):
            if is_total:
                total = entered[row, column]
                material.numbers.adds_up(total.of, [one.of for one in parts])
                material.numbers.adds_up(total.recorded, [one.recorded for one in parts])


def _place(coverage: Coverage | None, percent: bool) -> Place:
    return Place(coverage.recorded, coverage.of, percent) if coverage else Place()
