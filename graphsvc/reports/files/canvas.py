"""A picture around a chart's axes: title above, remarks below, and the same bytes each time."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from html import escape
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal

from graphsvc.reports.files.typeface import FAMILY, wrapped

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK, PALE = "#212b32", "#aeb7bd"
"""Of texts and outlines, and of lines that only guide the eye."""

_ONE_AT_A_TIME = Lock()
"""matplotlib's settings belong to the whole process."""
_SETTINGS: dict[Any, Any] = {
    # Names come from data: a dollar in one begins no formula. In an SVG they stay text, to be read out and copied.
    "text.parse_math": False, "svg.fonttype": "none", "svg.hashsalt": "graphsvc",
    "font.family": FAMILY, "font.size": 9, "hatch.linewidth": 0.6, "hatch.color": INK, "text.color": INK,
    "axes.edgecolor": INK, "axes.labelcolor": INK, "xtick.color": INK, "ytick.color": INK,
}
_UNSAID: dict[str, Any] = dict.fromkeys(("Date", "Creator", "Format", "Type"))
"""Metadata that an SVG would have of matplotlib and its clock."""
_DOTS = 150
"""An inch, in a PNG."""
_TITLE_SIZE, _REMARK_SIZE = 11, 8
_LETTER = {_TITLE_SIZE: 0.105, _REMARK_SIZE: 0.07}
"""Width of a letter in inches."""
_LINE = 1.35 / 72
"""Height of a line in inches, for each point of its letters."""
_NARROWEST = 5.0
"""Width that titles and remarks have, in inches."""
_GAP = 0.15
"""Between the parts of a picture, in inches."""


def blank(width: float, height: float) -> tuple[Figure, Axes]:
    """Axes of a size in inches; what stands around them makes the picture larger."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), dpi=_DOTS)
    FigureCanvasAgg(figure)
    return figure, figure.add_axes((0, 0, 1, 1))


def picture(
    draw: Callable[[], Figure], form: Literal["svg", "png"], title: str, remarks: Iterable[str], description: str,
) -> bytes:
    """A chart as a file.

    Parameters
    ----------
    draw : callable
        Makes the chart, of one pair of axes.
    form : {"svg", "png"}
        What file. An SVG is for an <img>, not to be set into a page's own text: its styles would reach the whole page.
    title : str
        Stands above.
    remarks : iterable of str
        Stand below, one after the other.
    description : str
        Text alternative, for an SVG's readers.
    """
    import matplotlib
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    written = io.BytesIO()
    with _ONE_AT_A_TIME, matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_SETTINGS)
        figure = draw()
        _frame(figure, title, " ".join(remarks))
        if form == "png":
            FigureCanvasAgg(figure).print_png(written, metadata={"Software": None})  # type: ignore[no-untyped-call]
            return written.getvalue()
        FigureCanvasSVG(figure).print_svg(written, metadata=_UNSAID)  # type: ignore[no-untyped-call]
    return _named(written.getvalue(), title, description)


def _frame(figure: Figure, title: str, remark: str) -> None:
    """Make the picture as large as the axes with their labels, a title and a remark, and set those at its edges."""
    axes = figure.axes[0]
    box = axes.get_tightbbox()
    assert box is not None  # noqa: S101 - axes that are seen have one
    left, right, bottom, top = (edge / figure.dpi for edge in (box.x0, box.x1, box.y0, box.y1))
    across, up = figure.get_size_inches()
    width = max(right - left, _NARROWEST)
    above, below = (
        wrapped(text, int(width / _LETTER[size]), 12) for text, size in ((title, _TITLE_SIZE), (remark, _REMARK_SIZE))
    )
    over, under = (
        _GAP + (text.count("\n") + 1) * size * _LINE for text, size in ((above, _TITLE_SIZE), (below, _REMARK_SIZE))
    )
    wide, high = width + 2 * _GAP, top - bottom + over + under + 2 * _GAP
    figure.set_size_inches(wide, high)
    axes.set_position(((_GAP - left) / wide, (_GAP + under - bottom) / high, across / wide, up / high))
    figure.text(_GAP / wide, 1 - _GAP / high, above, ha="left", va="top", size=_TITLE_SIZE, weight="bold")
    figure.text(_GAP / wide, _GAP / high, below, ha="left", va="bottom", size=_REMARK_SIZE)


def _named(svg: bytes, title: str, description: str) -> bytes:
    """A picture that says what it shows, in place of the metadata that matplotlib would write."""
    begin = svg.index(b"<svg ")
    end = svg.index(b">", begin) + 1
    said = f"\n <title>{escape(title)}</title>\n <desc>{escape(description)}</desc>"
    return svg[begin : end - 1] + b' role="img">' + said.encode() + svg[end:]
