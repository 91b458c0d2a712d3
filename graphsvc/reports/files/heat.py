"""A heat map: a shade for each pair, with its number in it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from math import ceil
from typing import TYPE_CHECKING, Any

from graphsvc.reports.files.canvas import INK, PALE, blank
from graphsvc.reports.files.shown import Shown
from graphsvc.reports.files.typeface import wrapped
from graphsvc.reports.files.words import heading, rounded

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.colors import Colormap
    from matplotlib.figure import Figure

NO_ROW = "–"
"""Stands where the table has no row."""

_FEW = 7
"""Columns up to which their names stand level."""
_LEVEL, _SLANTED = (12, 5), (32, 2)
"""Letters on a line of a column's name, and lines."""
_NAME, _LINES = 36, 2
"""The same of a line's name."""
_WIDE, _NARROW, _PAD, _LINE = 0.84, 0.5, 0.1, 0.14
"""Inches: of a column, of a slanted one, around a line's name, and for each line of it."""
_AWAY, _TURNED = 3.5, 5
"""Points between a name and the frame, and what each further line of a slanted one needs."""
_SIZE = 8
_COLOURS = ("#ffffff", "#9cc3e6", "#00396b")
_KEY = 4
"""Steps of the key above nought."""
_BLACK, _WHITE = "#000000", "#ffffff"
_READABLE = 4.5
"""Contrast that letters need (WCAG 2.2, 1.4.3)."""


def draw_heat(seen: Shown) -> Figure:
    """Lines and columns in the order of the rows; darker is more. The axes are measured in inches."""
    from matplotlib.colors import LinearSegmentedColormap

    few = len(seen.series) <= _FEW
    names = [wrapped(name, _NAME, _LINES) for name in seen.categories]
    columns = [wrapped(name, *(_LEVEL if few else _SLANTED)) for name in seen.series]
    wide = _WIDE if few else _NARROW
    right = [place * wide for place in range(max(1, len(columns)) + 1)]
    down = list(accumulate((_PAD + _LINE * (name.count("\n") + 1) for name in names or [""]), initial=0.0))
    figure, axes = blank(right[-1], down[-1])
    axes.set_xlim(0, right[-1])
    axes.set_ylim(down[-1], 0)
    darkest = max((number for pair in seen.values if (number := seen.number(*pair)) and number > 0), default=1.0)
    shades = LinearSegmentedColormap.from_list("shades", _COLOURS)
    if names and columns:
        _fields(axes, seen, shades, darkest, right, down)
        _key(axes, seen, shades, darkest, down[-1])
    else:
        axes.text(0.5, 0.5, "No rows", transform=axes.transAxes, ha="center", va="center")
    slant: dict[str, Any] = {} if few else {"rotation": 60, "ha": "left", "va": "center", "rotation_mode": "anchor"}
    lines = max((name.count("\n") for name in columns), default=0)
    axes.tick_params(length=0, pad=_AWAY + (0 if few else _TURNED * lines))
    axes.xaxis.tick_top()
    axes.set_xticks(_middles(right)[: len(columns)], columns, size=_SIZE, **slant)
    axes.set_yticks(_middles(down)[: len(names)], names, size=_SIZE)
    return figure


def _fields(
    axes: Axes, seen: Shown, shades: Colormap, darkest: float, right: Sequence[float], down: Sequence[float]
) -> None:
    numbers = [
        [max(seen.number(line, column) or 0.0, 0.0) / darkest for column in range(len(seen.series))]
        for line in range(len(seen.categories))
    ]
    axes.pcolormesh(right, down, numbers, cmap=shades, vmin=0, vmax=1, edgecolors=PALE, linewidth=0.5)
    for line, y in enumerate(_middles(down)):
        for column, x in enumerate(_middles(right)):
            word = axes.text(
                x, y, seen.word(line, column) if (line, column) in seen.values else NO_ROW, ha="center", va="center",
                size=_SIZE, color=_ink(shades(numbers[line][column])),
            )
            word.set(in_layout=False)


def _key(axes: Axes, seen: Shown, shades: Colormap, darkest: float, bottom: float) -> None:
    """Under the map: what is measured, and shades with their numbers."""
    from matplotlib.patches import Rectangle

    top, high, wide = bottom + 0.38, 0.22, 0.7
    axes.text(0, top - 0.06, wrapped(heading(seen.measured), 60, 1), ha="left", va="bottom", size=_SIZE)
    steps = [darkest * step / _KEY for step in range(_KEY + 1)]
    if seen.measured.type == "whole":
        steps = sorted({float(ceil(step)) for step in steps})
    for place, step in enumerate(steps):
        shade = shades(step / darkest)
        axes.add_patch(Rectangle(
            (place * wide, top), wide, high, facecolor=shade, edgecolor=PALE, linewidth=0.5, clip_on=False,
        ))
        axes.text(
            (place + 0.5) * wide, top + high / 2, rounded(step, seen.measured), ha="center", va="center", size=_SIZE,
            color=_ink(shade),
        )


def _middles(edges: Sequence[float]) -> list[float]:
    return [(before + after) / 2 for before, after in pairwise(edges)]


def _ink(shade: tuple[float, float, float, float]) -> str:
    """The colour of letters that can be read on a shade: black where neither of the usual two can."""
    from matplotlib.colors import to_rgb

    light = _luminance(shade[:3])
    for ink in (INK, _WHITE):
        lower, upper = sorted((light, _luminance(to_rgb(ink))))
        if (upper + 0.05) / (lower + 0.05) >= _READABLE:
            return ink
    return _BLACK


def _luminance(colour: Sequence[float]) -> float:
    """How light a colour is, as WCAG 2.2 counts it."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
