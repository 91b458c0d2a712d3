"""The tile map: a hexagon for each board, about where it lies, with what is recorded of what is expected."""

from __future__ import annotations

from dataclasses import dataclass

from graphsvc.questions.gaps import Coverage
from graphsvc.questions.matrix import BoardRow, Matrix
from graphsvc.questions.shades import Shades, shades_for
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import ODS_PREFIX

WIDE = 118
"""Width of a hexagon and the distance between two in a row, in units of the picture; the letters are 12 to 14 high."""

_SIDE = WIDE / 3**0.5
_DOWN = _SIDE * 1.5
_GAP = 3
_LINE, _MOST_LINES, _LONGEST_LINE = 14, 4, 15


@dataclass(frozen=True, slots=True)
class Tile:
    """One board.

    Attributes
    ----------
    name : str
        As the table of tiles has it.
    board : Organisation or None
        None where it is not open at the date, or not known.
    coverage : Coverage or None
        Of it and its trusts; None where there is nothing to count.
    points : str
        Corners of the hexagon.
    x : float
        Middle, from the left.
    lines : tuple of (float, str)
        The name in short lines, with how far down each stands.
    below : float
        How far down the numbers stand.
    step : int
        Its shade.
    """

    name: str
    board: Organisation | None
    coverage: Coverage | None
    points: str
    x: float
    lines: tuple[tuple[float, str], ...]
    below: float
    step: int


@dataclass(frozen=True, slots=True)
class TileMap:
    """All tiles, in the order in which they are read: from the top, each row from the left.

    Attributes
    ----------
    untiled : tuple of BoardRow
        Boards that have no tile.
    """

    tiles: tuple[Tile, ...]
    width: int
    height: int
    shades: Shades
    untiled: tuple[BoardRow, ...]

    @property
    def steps(self) -> frozenset[int]:
        """The steps that occur."""
        return frozenset(tile.step for tile in self.tiles if tile.coverage)


def tile_map(view: View, matrix: Matrix) -> TileMap | None:
    """The tile map of a matrix; None without a table of tiles.

    Parameters
    ----------
    view : View
        The graph as at a date.
    matrix : Matrix
        Coverage by board.
    """
    places = sorted((int(row["row"]), int(row["col"]), row["ods_code"], row["name"]) for row in _table(view))
    if not places:
        return None
    rows = {row.board.id: row for row in matrix.rows if row.board is not None}
    shades = shades_for(row.coverage for row in rows.values())
    top, left = places[0][0], min(2 * column + row % 2 for row, column, _, _ in places) / 2
    right = max(2 * column + row % 2 for row, column, _, _ in places) / 2
    tiles = tuple(
        _tile(
            name, rows.get(ODS_PREFIX + code), shades,
            (column + (row % 2) / 2 - left + 0.5) * WIDE, (row - top) * _DOWN + _SIDE,
        )
        for row, column, code, name in places
    )
    tiled = {tile.board for tile in tiles}
    return TileMap(
        tiles, round((right - left + 1) * WIDE), round((places[-1][0] - top) * _DOWN + 2 * _SIDE), shades,
        tuple(row for row in rows.values() if row.board not in tiled),
    )


def _table(view: View) -> tuple[dict[str, str], ...]:
    return tuple(view.snapshot.dataset["icb_tiles"])


def _tile(name: str, row: BoardRow | None, shades: Shades, x: float, y: float) -> Tile:
    coverage = row.coverage if row is not None and row.coverage.of else None
    lines = _lines(name)
    first = y - ((len(lines) + 1) * _LINE) / 2 + 4
    return Tile(
        name, row.board if row else None, coverage, _hexagon(x, y), round(x, 1),
        tuple((round(first + rank * _LINE, 1), line) for rank, line in enumerate(lines)),
        round(first + len(lines) * _LINE + 3, 1), shades.step(coverage) if coverage else 0,
    )


def _hexagon(x: float, y: float) -> str:
    """Corners of a hexagon that stands on a point, from the top clockwise."""
    side, half = _SIDE - _GAP / 3**0.5, (WIDE - _GAP) / 2
    corners = ((0, -side), (half, -side / 2), (half, side / 2), (0, side), (-half, side / 2), (-half, -side / 2))
    return " ".join(f"{x + across:.1f},{y + down:.1f}" for across, down in corners)


def _lines(name: str) -> tuple[str, ...]:
    """A name in a few short lines; what is longer ends with an ellipsis."""
    lines = [""]
    for word in name.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) <= _LONGEST_LINE or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    short = [line if len(line) <= _LONGEST_LINE + 2 else f"{line[:_LONGEST_LINE]}…" for line in lines]
    if len(short) > _MOST_LINES:
        short[_MOST_LINES - 1 :] = [f"{short[_MOST_LINES - 1].removesuffix('…')}…"]
    return tuple(short)
