"""What a chart shows, before it is drawn or told: a picture and its text alternative cannot differ."""

from __future__ import annotations

from dataclasses import dataclass

from graphsvc.reports.files.words import UNKNOWN, cut_short, exactly, known, printable, rounded
from graphsvc.reports.report import Chart, Column, Value
from graphsvc.reports.table import Table

MOST_BARS, MOST_SERIES, MOST_COLUMNS = 60, 9, 40
"""What a chart has room for: bars or lines of a heat map, parts of a bar, columns of a heat map."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A chart's numbers.

    Attributes
    ----------
    title : str
        What it shows.
    along, across, measured : Column
        What the bars or lines are, what their parts or columns are, and what is measured. `across` is not used where
        a bar has one part.
    categories, series : tuple of str
        Each bar or line, and each part or column, in the order of the rows; a bar of one part has the empty one.
    values : dict
        By place of category and series; a pair that no row has is missing.
    left_out : tuple of str
        Sentences on what there is no room for.
    """

    title: str
    along: Column
    across: Column
    measured: Column
    categories: tuple[str, ...]
    series: tuple[str, ...]
    values: dict[tuple[int, int], Value]
    left_out: tuple[str, ...]

    def number(self, category: int, series: int) -> float | None:
        """A length or a shade; None where there is no number to show."""
        value = known(self.values.get((category, series)))
        return float(value) if isinstance(value, int | float) else None

    def word(self, category: int, series: int) -> str:
        """The number in figures, or the shorthand for why there is none; empty where there is no row."""
        if (category, series) not in self.values:
            return ""
        return rounded(self.values[category, series], self.measured) or UNKNOWN

    def words(self) -> set[str]:
        """All that is written at bars or in cells."""
        return {self.word(*pair) for pair in self.values}


def shown(table: Table, chart: Chart) -> Shown:
    """Find what a chart shows.

    Parameters
    ----------
    table : Table
        Rows.
    chart : Chart
        Which columns make it.
    """
    place = {column.name: rank for rank, column in enumerate(table.columns)}
    heat, bars = chart.kind == "heat", chart.kind == "bars"
    along = place[chart.y if heat else chart.x]
    across = along if bars else place[chart.x if heat else chart.series]
    measured = place[chart.series if heat else chart.y]
    categories: dict[str, int] = {}
    series: dict[str, int] = {}
    names: list[str] = []
    values: dict[tuple[int, int], Value] = {}
    repeated = 0
    for rank, row in enumerate(table.rows):
        name, part = _label(row[along]), "" if bars else _label(row[across])
        # Two rows may be for organisations of the same name: each has a bar.
        category = categories.setdefault(str(rank) if bars else name, len(categories))
        names += [name] if category == len(names) else []
        pair = category, series.setdefault(part, len(series))
        repeated += pair in values
        values.setdefault(pair, row[measured])
    most = MOST_COLUMNS if heat else MOST_SERIES
    left_out = (
        cut_short(table), _only("lines" if heat else "bars", MOST_BARS, len(names)),
        _only("columns" if heat else "parts", most, len(series)),
        f"{repeated:,} rows that repeat an earlier pair are not shown." if repeated else "",
        _nowhere(heat) if len(values) < len(names) * len(series) else "",
    )
    return Shown(
        title=chart.title or table.title, along=table.columns[along], across=table.columns[across],
        measured=table.columns[measured], categories=tuple(names[:MOST_BARS]), series=tuple(series)[:most],
        values={pair: value for pair, value in values.items() if pair[0] < MOST_BARS and pair[1] < most},
        left_out=tuple(sentence for sentence in left_out if sentence),
    )


def _label(value: Value) -> str:
    return " ".join(printable(exactly(value)).split()) or UNKNOWN


def _nowhere(heat: bool) -> str:
    return "–: not counted here." if heat else "Nothing is written where the table has no row."


def _only(what: str, most: int, there: int) -> str:
    told = f"The first {most} of {there:,} {what} are shown, in the order of the rows; {there - most:,} are left out."
    return told if there > most else ""
