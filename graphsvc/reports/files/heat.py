"""A heat map: a shade for each pair, with its number in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphsvc.reports.files.canvas import INK, PALE, blank
from graphsvc.reports.files.shown import Shown
from graphsvc.reports.files.typeface import wrapped
from graphsvc.reports.files.words import heading

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_FEW = 7
"""Columns up to which their names stand level."""
_LIGHT, _DARK = "#ffffff", "#00396b"
_DARK_FROM = 0.7
"""Share of the darkest shade from which a number is white."""


def draw_heat(seen: Shown) -> Figure:
    """Lines and columns in the order of the rows; darker is more."""
    from matplotlib.colors import LinearSegmentedColormap

    few = len(seen.series) <= _FEW
    lines = [wrapped(name, 44, 2) for name in seen.categories]
    columns = [wrapped(name, 15, 5) if few else wrapped(name, 32, 2) for name in seen.series]
    deepest = max((name.count("\n") + 1 for name in lines), default=1)
    figure, axes = blank(max(1, len(columns)) * (1.15 if few else 0.5), max(1, len(lines)) * (0.1 + 0.14 * deepest))
    numbers = [[seen.number(line, column) for column in range(len(columns))] for line in range(len(lines))]
    darkest = max((number for row in numbers for number in row if number and number > 0), default=1.0)
    if columns:
        shades = LinearSegmentedColormap.from_list("shades", [_LIGHT, "#9cc3e6", _DARK])
        axes.pcolormesh(
            [[max(number or 0.0, 0.0) for number in row] for row in numbers], cmap=shades, vmin=0, vmax=darkest,
            edgecolors=PALE, linewidth=0.5,
        )
    for line, row in enumerate(numbers):
        for column, number in enumerate(row):
            ink = _LIGHT if (number or 0.0) / darkest > _DARK_FROM else INK
            word = axes.text(column + 0.5, line + 0.5, seen.word(line, column), ha="center", va="center", size=7.5)
            word.set(color=ink, in_layout=False)
    axes.set_ylim(max(1, len(lines)), 0)
    axes.set_yticks([place + 0.5 for place in range(len(lines))], lines, size=8)
    slant: dict[str, Any] = {} if few else {"rotation": 60, "ha": "left", "va": "center", "rotation_mode": "anchor"}
    axes.xaxis.tick_top()
    axes.set_xticks([place + 0.5 for place in range(len(columns))], columns, size=8, **slant)
    axes.set_xlabel(wrapped(f"{heading(seen.measured)}: the darker, the more", 80), size=8)
    axes.xaxis.set_label_position("bottom")
    axes.tick_params(length=0)
    if not lines:
        axes.text(0.5, 0.5, "No rows", transform=axes.transAxes, ha="center", va="center")
    return figure
