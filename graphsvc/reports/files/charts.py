"""A table as a chart, to be read in black and white."""

from __future__ import annotations

from typing import Literal

from graphsvc.dates import in_words
from graphsvc.reports.files.alternative import alternative, remarks
from graphsvc.reports.files.bars import draw_bars, draw_stacked
from graphsvc.reports.files.canvas import picture
from graphsvc.reports.files.heat import draw_heat
from graphsvc.reports.files.shown import shown
from graphsvc.reports.report import Chart
from graphsvc.reports.table import Table

_DRAWN = {"bars": draw_bars, "stacked": draw_stacked, "heat": draw_heat}


def figure_svg(table: Table, chart: Chart) -> bytes:
    """The chart as SVG, with its text alternative in it.

    Parameters
    ----------
    table : Table
        Rows.
    chart : Chart
        How they are drawn.
    """
    return _figure(table, chart, "svg")


def figure_png(table: Table, chart: Chart) -> bytes:
    """The chart as PNG, at 150 dots an inch (see `figure_svg`)."""
    return _figure(table, chart, "png")


def _figure(table: Table, chart: Chart, form: Literal["svg", "png"]) -> bytes:
    seen = shown(table, chart)
    day = f"As at {in_words(table.as_at)}." if table.as_at else ""
    below = (*remarks(seen), day, f"Source: {table.source}" if table.source else "")
    return picture(
        lambda: _DRAWN[chart.kind](seen), form, seen.title, filter(None, below), alternative(table, chart),
    )
