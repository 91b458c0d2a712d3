"""Bars, of one part or of several: lengths with their numbers, to be read without colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphsvc.reports.files.canvas import INK, PALE, blank
from graphsvc.reports.files.shown import Shown
from graphsvc.reports.files.typeface import wrapped
from graphsvc.reports.files.words import heading, rounded

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_LABEL, _LINES = 46, 2
"""Letters on a line of a bar's name, and lines."""
_WIDTH, _BAR, _LINE = 6.0, 0.1, 0.14
"""Inches: of the longest bar, of the space around each, and for each line of its name."""
_FILLS = ("#005eb8", "#ffffff", "#8fb8de", "#d8dde0", "#41b6e6", "#ffffff", "#768692", "#c5dcf0", "#ffffff")
_HATCHES = ("", "////", "", "....", "\\\\\\\\", "xxxx", "", "----", "++++")
"""Of parts: two neighbours differ in lightness or pattern, also on a black and white print."""
_THICK = 0.7
"""Of a bar, as a share of its place."""
_LETTER = 0.013
"""Width of a figure in a bar, as a share of the axis."""


def draw_bars(seen: Shown) -> Figure:
    """A bar a row."""
    figure, axes = _ready(seen)
    for place in range(len(seen.categories)):
        length = seen.number(place, 0) or 0.0
        axes.barh(place, length, height=_THICK, **_look(0))
        _at_end(axes, place, length, seen.word(place, 0))
    return figure


def draw_stacked(seen: Shown) -> Figure:
    """A bar a category, with a part for each series; a number that its part has no room for stands at the bar's end."""
    figure, axes = _ready(seen)
    low, high = axes.get_xlim()
    for place in range(len(seen.categories)):
        ends = {True: 0.0, False: 0.0}
        outside = []
        for part in range(len(seen.series)):
            length, word = seen.number(place, part) or 0.0, seen.word(place, part)
            start = ends[length >= 0]
            axes.barh(place, length, left=start, height=_THICK, **_look(part))
            ends[length >= 0] += length
            if abs(length) / (high - low) > _LETTER * (len(word) + 1):
                box = {"facecolor": "#ffffff", "edgecolor": "none", "pad": 0.8}
                axes.text(start + length / 2, place, word, ha="center", va="center", size=8, bbox=box)
            elif word and word != rounded(0, seen.measured):
                outside.append(f"({part + 1}) {word}")
        _at_end(axes, place, ends[True], "  ".join(outside))
    _legend(axes, seen)
    return figure


def _ready(seen: Shown) -> tuple[Figure, Axes]:
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    names = [wrapped(name, _LABEL, _LINES) for name in seen.categories]
    lines = max((name.count("\n") + 1 for name in names), default=1)
    figure, axes = blank(_WIDTH, max(1, len(names)) * (_BAR + _LINE * lines))
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(max(1, len(names)) - 0.4, -0.6)
    axes.set_xlim(*_ends(seen))
    axes.xaxis.set_major_locator(MaxNLocator(6, integer=seen.measured.type == "whole"))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda number, _: rounded(number, seen.measured)))
    axes.set_xlabel(wrapped(heading(seen.measured), 80))
    axes.grid(axis="x", color=PALE, linewidth=0.5)
    axes.set_axisbelow(True)
    axes.tick_params(length=0)
    axes.spines[["top", "right", "bottom"]].set_visible(False)
    if not names:
        axes.text(0.5, 0.5, "No rows", transform=axes.transAxes, ha="center", va="center")
    return figure, axes


def _ends(seen: Shown) -> tuple[float, float]:
    """Of the axis: nought is always on it, and a share's is whole."""
    parts = range(len(seen.series))
    bars = [[seen.number(place, part) or 0.0 for part in parts] for place in range(len(seen.categories))]
    high = max((sum(length for length in bar if length > 0) for bar in bars), default=0.0)
    low = min((sum(length for length in bar if length < 0) for bar in bars), default=0.0)
    if seen.measured.type == "share":
        high = max(high, 1.0)
    # Below nought there is a number to the left of a bar, above it to the right, where there is nothing else.
    return low * 1.12, high * 1.02 or 1.0


def _at_end(axes: Axes, place: int, length: float, word: str) -> None:
    away, side = (-3, "right") if length < 0 else (3, "left")
    axes.annotate(word, (length, place), (away, 0), textcoords="offset points", va="center", ha=side, size=8)


def _legend(axes: Axes, seen: Shown) -> None:
    """Numbered, so that a part may be named by its number."""
    from matplotlib.patches import Patch

    parts = [
        Patch(**_look(part), label=wrapped(f"({part + 1}) {name}", 50))
        for part, name in enumerate(seen.series)
    ]
    if parts:
        axes.legend(
            handles=parts, loc="lower left", bbox_to_anchor=(0, 1), ncols=2, frameon=False, fontsize=8,
            handleheight=1.2,
        )


def _look(part: int) -> dict[str, Any]:
    return {"facecolor": _FILLS[part], "hatch": _HATCHES[part], "edgecolor": INK, "linewidth": 0.6}
