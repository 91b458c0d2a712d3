"""F2: the tile map of the boards, each a hexagon about where it lies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graphsvc.dates import in_words
from graphsvc.questions.gaps import Coverage
from graphsvc.questions.shades import Shades, shades_for
from graphsvc.reports.brief.contents import Cell, Figure, Scope, Shown
from graphsvc.reports.files.canvas import INK, PALE, blank, picture
from graphsvc.reports.files.typeface import wrapped
from graphsvc.reports.files.words import in_percent
from graphsvc.reports.report import Column
from graphsvc.reports.table import SUPPRESSED
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import ODS_PREFIX

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Canvas

_SHADES = ("#ffffff", "#dce9f5", "#b3d0ea", "#7fb0da", "#3d83bf", "#0b4a86")
_DARK_FROM = 4
_HATCHED = "////"
_SIDE = 1 / 3**0.5
_INCH = 0.98
"""Width of a tile in inches."""
_COLUMNS = (
    Column("board", "Board"), Column("board_name", "Name of the board"),
    Column("recorded", "Recorded", "whole", "cells"), Column("of", "Counted", "whole", "cells"),
    Column("share", "Share recorded", "share"),
)


@dataclass(frozen=True, slots=True)
class _Tile:
    """A board's place: column and row on the map."""

    board: str
    name: str
    column: float
    row: int
    cell: Cell | None


def tile_figure(view: View, scope: Scope, t1: Shown, boards: Mapping[str, Cell]) -> Figure | None:
    """Coverage of each board in scope; the other boards are outlined.

    Parameters
    ----------
    view : View
        The graph as at the brief's date.
    scope : Scope
        Whom the brief is about.
    t1 : Shown
        Its notes and source are those of this figure too.
    boards : mapping of str to Cell
        By id of each board in scope: recorded of counted.

    Returns
    -------
    Figure or None
        None where the record has no table of tiles.
    """
    tiles = _tiles(view, boards)
    if not tiles:
        return None
    shades = shades_for(_coverage(tile.cell) for tile in tiles)
    title = f"Expected partnerships recorded, by board: {scope.name}, as at {in_words(t1.data.as_at)}"
    by_name = sorted(tiles, key=lambda one: (one.name.casefold(), one.board))
    rows = tuple(_row(tile) for tile in by_name if tile.cell)
    table = replace(t1.data, id="f2", title=title, columns=_COLUMNS, rows=rows)
    said = tuple(_sentence(tile) for tile in by_name if tile.cell)
    remarks = [f"Recorded of counted expectations, with the board's trusts. Source: {t1.data.source}"]
    drawn = {
        form: picture(lambda: _draw(tiles, shades), form, f"F2. {title}", remarks, " ".join(said))
        for form in ("svg", "png")
    }
    notes = (
        "Each hexagon is a board, about where it lies. Darker is more; the numbers say how many of the counted "
        "expectations are recorded.",
        *(("Boards without a number are not in this brief.",) if len(rows) < len(tiles) else ()),
        *_untiled(view, tiles, boards),
    )
    return Figure("f2", f"{title}: tile map", said, drawn["svg"], drawn["png"], table, notes)


def _tiles(view: View, boards: Mapping[str, Cell]) -> list[_Tile]:
    """From the top, each row from the left."""
    table = view.snapshot.dataset["icb_tiles"]
    found = []
    for row in sorted(table, key=lambda one: (int(one["row"]), int(one["col"]))):
        board, down = ODS_PREFIX + row["ods_code"], int(row["row"])
        found.append(_Tile(board, row["name"], int(row["col"]) + down % 2 / 2, down, boards.get(board)))
    return found


def _coverage(cell: Cell | None) -> Coverage | None:
    if cell is None or cell.value is None or not cell.of:
        return None
    return Coverage(int(cell.value), 0, cell.of)


def _row(tile: _Tile) -> tuple[str | int | float | None, ...]:
    cell = tile.cell
    assert cell is not None  # noqa: S101 - only tiles of the scope have rows
    if _hidden(tile):
        parts = [SUPPRESSED if part is None else int(part) for part in (cell.value, cell.of)]
        return tile.board, tile.name, *parts, SUPPRESSED
    recorded = int(cell.value or 0)
    return tile.board, tile.name, recorded, cell.of or 0, recorded / cell.of if cell.of else None


def _sentence(tile: _Tile) -> str:
    _, name, recorded, of, share = _row(tile)
    if share == SUPPRESSED:
        return f"{name}: not shown, because the number is small."
    return f"{name}: {recorded} of {of}{f' ({in_percent(share, 1)})' if isinstance(share, float) else ''}."


def _untiled(view: View, tiles: Iterable[_Tile], boards: Mapping[str, Cell]) -> tuple[str, ...]:
    left = sorted(set(boards) - {tile.board for tile in tiles} - {""})
    names = [view.organisations[view.snapshot.index_of[one]].name for one in left if one in view.snapshot.index_of]
    return (f"Without a tile: {'; '.join(names)}.",) if names else ()


def _draw(tiles: list[_Tile], shades: Shades) -> Canvas:
    right, down = max(tile.column for tile in tiles), max(tile.row for tile in tiles)
    bottom = down * _SIDE * 1.5 + _SIDE
    figure, axes = blank((right + 1.1) * _INCH, (bottom + _SIDE + 0.5) * _INCH)
    axes.set_axis_off()
    axes.set_xlim(-0.55, right + 0.55)
    axes.set_ylim(bottom + 0.5, -_SIDE)
    for tile in tiles:
        _draw_tile(axes, tile, shades)
    _draw_key(axes, _key(tiles, shades), bottom + 0.3)
    return figure


def _draw_tile(axes: Axes, tile: _Tile, shades: Shades) -> None:
    from matplotlib.patches import RegularPolygon

    x, y = tile.column, tile.row * _SIDE * 1.5
    coverage = _coverage(tile.cell)
    step = shades.step(coverage) if coverage else 0
    axes.add_patch(RegularPolygon(
        (x, y), 6, radius=_SIDE * 0.96, facecolor=_SHADES[step], edgecolor=INK if tile.cell else PALE,
        linewidth=0.9 if tile.cell else 0.6, hatch=_HATCHED if _hidden(tile) else "",
    ))
    ink = "#ffffff" if step >= _DARK_FROM else INK if tile.cell else "#5f6b73"
    name = wrapped(tile.name, 17, 4)
    axes.text(x, y - 0.06, name, ha="center", va="center", size=5.4, color=ink, linespacing=1.05)
    if tile.cell:
        shown = tile.cell.text if coverage is None else f"{coverage.recorded} of {coverage.of}"
        axes.text(x, y + 0.33, shown, ha="center", va="center", size=6.2, color=ink, weight="bold")


def _hidden(tile: _Tile) -> bool:
    return tile.cell is not None and SUPPRESSED in tile.cell.text


def _key(tiles: Iterable[_Tile], shades: Shades) -> list[tuple[str, str, str]]:
    """What shades and hatches mean, as far as they occur: shade, hatch, words."""
    tiles = [tile for tile in tiles if tile.cell]
    steps = {shades.step(coverage) for tile in tiles if (coverage := _coverage(tile.cell))}
    entries = [(_SHADES[step], "", said) for step, said in shades.legend if step in steps]
    if any(map(_hidden, tiles)):
        entries.append(("#ffffff", _HATCHED, f"{SUPPRESSED} not shown: small"))
    return entries


def _draw_key(axes: Axes, entries: list[tuple[str, str, str]], y: float) -> None:
    from matplotlib.patches import Rectangle

    left, wide = axes.get_xlim()[0] + 0.05, 1.35
    for place, (shade, hatch, said) in enumerate(entries):
        x = left + place * wide
        axes.add_patch(Rectangle((x, y), 0.18, 0.14, facecolor=shade, edgecolor=INK, lw=0.7, hatch=hatch))
        axes.text(x + 0.23, y + 0.075, said, ha="left", va="center", size=5.6)
