"""F1: coverage as a heat map."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from graphsvc.reports.brief.contents import Figure, Shown
from graphsvc.reports.files.charts import figure_png, figure_svg
from graphsvc.reports.files.words import in_percent
from graphsvc.reports.report import Chart, Value
from graphsvc.reports.table import SUPPRESSED

_NOTES = (
    "Darker is more. A percentage is the recorded part of the expected partnerships that are counted; table T1 has "
    "both numbers.",
    "A dash: no expectation is counted, since it does not apply there or its partner type was not collected.",
)
_MOST = 3


def heat_figure(t1: Shown) -> Figure:
    """Shares of table T1, a line for each of its rows but the total.

    Parameters
    ----------
    t1 : Shown
        Coverage by board (or organisation) and partner type.
    """
    # Totals have no id: beside the shares that make them up they would be read as one more.
    rows = tuple(row for row in t1.data.rows if row[0] and row[2])
    table = replace(t1.data, id="f1", rows=rows)
    chart = Chart("heat", "partner_type_name", "row_name", "share", f"F1. {t1.title}")
    return Figure(
        "f1", f"{t1.title}: heat map", tuple(_said(rows)), figure_svg(table, chart), figure_png(table, chart), table,
        _NOTES,
    )


def _said(rows: tuple[tuple[Value, ...], ...]) -> Iterator[str]:
    """What the picture shows at a glance; its numbers, one by one, are those of the table."""
    shares = [(row[-1], f"{row[1]} with {row[3]}") for row in rows if isinstance(row[-1], int | float)]
    yield "The numbers in the picture are those of table T1, in the same order, as percentages."
    if not shares:
        return
    nought = sum(share == 0 for share, _ in shares)
    yield f"Nothing is recorded in {nought:,} of its {len(shares):,} fields with a number."
    highest = sorted(shares, key=lambda one: (-float(one[0]), one[1]))[:_MOST]
    darkest = [f"{who}, {in_percent(float(share), 0)}" for share, who in highest if share]
    yield f"The darkest fields: {'; '.join(darkest) or 'none'}."
    hidden = sum(row[-1] == SUPPRESSED for row in rows)
    if hidden:
        yield f"Not shown, because their numbers are small: {hidden:,}."
