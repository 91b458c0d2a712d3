"""A chart in words, for whoever cannot see it: the same numbers as the picture."""

from __future__ import annotations

from graphsvc.reports.files.shown import Shown, shown
from graphsvc.reports.files.words import SHORTHAND, heading
from graphsvc.reports.report import Chart
from graphsvc.reports.table import Table

_KINDS = {"bars": "Bar chart", "stacked": "Stacked bar chart", "heat": "Heat map"}


def alternative(table: Table, chart: Chart) -> str:
    """What a chart shows, as a sentence and a list of its numbers in the chart's order.

    Parameters
    ----------
    table : Table
        Rows.
    chart : Chart
        How they are drawn.
    """
    seen = shown(table, chart)
    parts = f" and {_within(heading(seen.across))}" if seen.series != ("",) else ""
    lines = [f"{_KINDS[chart.kind]}: {seen.title}. {heading(seen.measured)} by {_within(heading(seen.along))}{parts}."]
    lines += [f"- {name}: {_numbers(seen, rank)}" for rank, name in enumerate(seen.categories)]
    lines += [] if seen.categories else ["There are no rows to show."]
    return "\n".join((*lines, *remarks(seen)))


def remarks(seen: Shown) -> tuple[str, ...]:
    """What must be said under a chart: what is left out, and what its shorthand means."""
    words = seen.words()
    return (*seen.left_out, *(f"{sign} {meaning}." for sign, meaning in SHORTHAND.items() if sign in words))


def _within(title: str) -> str:
    """A title inside a sentence; an abbreviation keeps its capitals."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def _numbers(seen: Shown, category: int) -> str:
    words = [
        f"{name} {seen.word(category, series)}".strip()
        for series, name in enumerate(seen.series) if (category, series) in seen.values
    ]
    return "; ".join(words) or "no row"
