"""F1: coverage as a heat map."""

from __future__ import annotations

from graphsvc.reports.brief.contents import Figure, Shown
from graphsvc.reports.files.alternative import alternative
from graphsvc.reports.files.charts import figure_png, figure_svg
from graphsvc.reports.report import Chart

_NOTES = (
    "Darker is more. A percentage is the recorded part of the expected partnerships that are counted; table T1 has "
    "both numbers.",
    "Nothing stands where no expectation is counted: it does not apply there, or nobody has collected it.",
)


def heat_figure(t1: Shown) -> Figure:
    """Shares of table T1, a line for each of its rows.

    Parameters
    ----------
    t1 : Shown
        Coverage by board (or organisation) and partner type.
    """
    table = t1.data
    chart = Chart("heat", "partner_type_name", "row_name", "share", "F1. " + t1.title)
    said = [line.removeprefix("- ") for line in alternative(table, chart).split("\n") if line]
    return Figure(
        "f1", f"{t1.title}: heat map", tuple(said), figure_svg(table, chart), figure_png(table, chart), table, _NOTES,
    )
