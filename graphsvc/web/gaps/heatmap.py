"""The heat map: coverage by board and expectation, each cell with its numbers, its shade and its address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from graphsvc.questions.gaps import Coverage
from graphsvc.questions.matrix import BoardRow, Column, Matrix
from graphsvc.questions.names import spoken
from graphsvc.questions.shades import Shades, shades_for
from graphsvc.snapshot.facts import PartnerType
from graphsvc.snapshot.view import View

LISTED = "#cells"
"""Where a page lists the cells behind one of the heat map."""


@dataclass(frozen=True, slots=True)
class HeatCell:
    """Some organisations and one expectation.

    Attributes
    ----------
    coverage : Coverage or None
        None where there is nothing to count.
    step : int
        Its shade.
    address : str
        Of the page that lists the cells behind it; empty for none.
    """

    coverage: Coverage | None
    step: int
    address: str


@dataclass(frozen=True, slots=True)
class HeatRow:
    """The organisations of a board, or all of them. `address` is that of the board's own gaps."""

    name: str
    organisations: int
    coverage: Coverage
    step: int
    address: str
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """The table as it is shown.

    Attributes
    ----------
    groups : tuple of (str, int)
        Value areas, and how many columns each has.
    columns : tuple of PartnerType
        What is expected, in the order of the columns.
    rows : tuple of HeatRow
        All together first, where there is more than one board; then one for each board.
    shades : Shades
        What the shades mean.
    """

    groups: tuple[tuple[str, int], ...]
    columns: tuple[PartnerType, ...]
    rows: tuple[HeatRow, ...]
    shades: Shades

    @property
    def steps(self) -> frozenset[int]:
        """The steps that occur."""
        return frozenset(
            step for row in self.rows for step in (row.step, *(cell.step for cell in row.cells if cell.coverage))
        )


def heat_map(view: View, matrix: Matrix, here: Callable[..., str]) -> HeatMap:
    """The heat map of a matrix.

    Parameters
    ----------
    view : View
        The graph as at a date.
    matrix : Matrix
        Coverage by board and expectation.
    here : callable
        Gives the address of the page with parameters changed.
    """
    snapshot = view.snapshot
    plain = here(icb=None, page=None)
    narrow = here(icb=None, value_area=None, partner_type=None, page=None)
    picks = [_parameters(narrow, column) for column in matrix.columns]
    shades = shades_for(cell for row in matrix.rows for cell in (*row.cells, row.coverage))

    def shown(row: BoardRow, name: str, whole: bool) -> HeatRow:
        icb = urlencode({"icb": row.board.id}) if row.board else ""
        linked = bool(icb) or whole
        return HeatRow(
            name, row.organisations, row.coverage, shades.step(row.coverage),
            f"{_more(plain)}{icb}{LISTED}" if icb else "",
            tuple(
                HeatCell(cell, shades.step(cell), f"{pick}{'&' * bool(icb)}{icb}{LISTED}" if linked else "")
                if cell else HeatCell(None, 0, "")
                for cell, pick in zip(row.cells, picks, strict=True)
            ),
        )

    rows = [shown(row, spoken(row.board) if row.board else "Without an open board", False) for row in matrix.rows]
    if len(rows) != 1:
        rows.insert(0, shown(matrix.total, "All together", True))
    areas = groupby(matrix.columns, key=lambda column: column.value_area)
    return HeatMap(
        tuple((snapshot.value_areas[area], len(list(some))) for area, some in areas),
        tuple(snapshot.partner_types[column.partner_type] for column in matrix.columns),
        tuple(rows), shades,
    )


def _parameters(address: str, column: Column) -> str:
    return _more(address) + urlencode({"value_area": column.value_area, "partner_type": column.partner_type})


def _more(address: str) -> str:
    """An address to which a parameter can be added."""
    return f"{address}{'&' if '?' in address else '?'}"
