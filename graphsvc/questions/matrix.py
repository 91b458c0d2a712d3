"""The matrix: coverage of every board by what is expected, and of England at a glance."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from graphsvc.questions.cell_states import CellStates
from graphsvc.questions.gaps import Coverage, nhs_organisations
from graphsvc.questions.names import spoken
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.kept import once_for_a_view
from graphsvc.snapshot.view import View


@dataclass(frozen=True, slots=True)
class Column:
    """One expectation: a partner type in a value area (ids)."""

    value_area: str
    partner_type: str


@dataclass(frozen=True, slots=True)
class BoardRow:
    """Coverage of some NHS organisations together.

    Attributes
    ----------
    board : Organisation or None
        Their board; None for those without one that is known and open, and for the total of all.
    organisations : int
        How many there are.
    coverage : Coverage
        Of all their cells that were looked at.
    cells : tuple of Coverage or None
        The same for each column; None where coverage counts no cell: none is applicable, or the partner type has not
        been collected.
    """

    board: Organisation | None
    organisations: int
    coverage: Coverage
    cells: tuple[Coverage | None, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Coverage by board and expectation.

    Attributes
    ----------
    columns : tuple of Column
        What is expected of any of the organisations looked at, in the guidance's order.
    rows : tuple of BoardRow
        One for each open board of any of them, by its name; last those without a board, when there are any.
    total : BoardRow
        All of them together.
    """

    columns: tuple[Column, ...]
    rows: tuple[BoardRow, ...]
    total: BoardRow


@dataclass(frozen=True, slots=True)
class _Asked:
    """One NHS organisation, its board, and what each of its cells adds to coverage."""

    organisation: Organisation
    board: Organisation | None
    cells: dict[Column, Coverage]


def coverage_matrix(
    view: View, *, region: str = "", icb: str = "", organisation_types: Collection[str] = (),
    value_areas: Collection[str] = (), partner_types: Collection[str] = (),
    organisations: Collection[Organisation] | None = None,
) -> Matrix:
    """Coverage of the open trusts and boards, by board and expectation.

    With the same filters, its total is the coverage that `gaps_of_many` gives.

    Parameters
    ----------
    view : View
        The graph as at a date.
    region : str
        Code of an NHS region; empty for all.
    icb : str
        Id of a board: it and the trusts whose board it is; empty for all.
    organisation_types, value_areas, partner_types : collection of str
        Only organisations, or cells, with these; empty for all.
    organisations : collection of Organisation, optional
        Only these, as far as they are open trusts and boards; everybody when not given.
    """
    among = {one.index for one in nhs_organisations(view, region=region, icb=icb)}
    if organisations is not None:
        among &= {one.index for one in organisations}
    asked = [
        one for one in _all_of(view)
        if one.organisation.index in among and (not organisation_types or one.organisation.type in organisation_types)
    ]
    found = {column for one in asked for column in one.cells}
    columns = tuple(
        column for area in view.snapshot.value_areas for kind in view.snapshot.partner_types
        if (column := Column(area, kind)) in found
        and (not value_areas or area in value_areas) and (not partner_types or kind in partner_types)
    )
    boards = {one.board: None for one in asked if one.board is not None}
    rows = [
        _row(board, [one for one in asked if one.board is board], columns)
        for board in sorted(boards, key=lambda board: (spoken(board), board.index))
    ]
    without = [one for one in asked if one.board is None]
    if without:
        rows.append(_row(None, without, columns))
    return Matrix(columns, tuple(rows), _row(None, asked, columns))


@once_for_a_view
def _all_of(view: View) -> tuple[_Asked, ...]:
    """All open trusts and boards at the date of a view, worked out once for each snapshot and date."""
    found = CellStates(view, nhs_organisations(view))
    cells: list[dict[Column, Coverage]] = [{} for _ in found.organisations]
    numbers = [(one & found.counted).tolist() for one in (found.recorded, found.current, found.counted)]
    columns = {rule: Column(rule.value_area, rule.partner_type) for rule in set(found.rules)}
    for row, rule, *coverage in zip(found.rows.tolist(), found.rules, *numbers, strict=True):
        cells[row][columns[rule]] = Coverage(*map(int, coverage))
    return tuple(_Asked(one, view.board(one), mine) for one, mine in zip(found.organisations, cells, strict=True))


def _row(board: Organisation | None, asked: Sequence[_Asked], columns: Iterable[Column]) -> BoardRow:
    cells = [_sum(one.cells[column] for one in asked if column in one.cells) for column in columns]
    counted = tuple(cell if cell.of else None for cell in cells)
    return BoardRow(board, len(asked), _sum(cells), counted)


def _sum(some: Iterable[Coverage]) -> Coverage:
    several = list(some)
    return Coverage(
        sum(one.recorded for one in several), sum(one.current for one in several), sum(one.of for one in several)
    )
