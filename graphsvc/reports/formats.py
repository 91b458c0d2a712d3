"""An answer in each of the formats that it can be had in."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from graphsvc.errors import BadInput
from graphsvc.reports.answer import ReportAnswer
from graphsvc.reports.described import answered
from graphsvc.reports.report import Report


@dataclass(frozen=True, slots=True)
class Format:
    """How an answer can be written.

    Attributes
    ----------
    ending : str
        Of a file's name.
    media_type : str
        What a browser knows it by.
    of_chart : bool
        Whether it is the chart and not the rows.
    """

    ending: str
    media_type: str
    of_chart: bool = False


FORMATS = {
    "json": Format(".json", "application/json"),
    "csv": Format(".csv", "text/csv"),
    "csv-metadata": Format(".csv-metadata.json", "application/csvm+json"),
    "xlsx": Format(".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "markdown": Format(".md", "text/markdown"),
    "svg": Format(".svg", "image/svg+xml", of_chart=True),
    "png": Format(".png", "image/png", of_chart=True),
}
"""Every format by name. `csv-metadata` is the companion of a CSV: where it comes from, and what it leaves out."""


def drawable(report: Report, name: str) -> None:
    """Refuse a picture of a report that has none.

    Raises
    ------
    BadInput
        The format is a chart's and the report has no chart.
    """
    if FORMATS[name].of_chart and report.chart is None:
        raise BadInput(f"the report {report.id} has no chart", "format", name)


def written(answer: ReportAnswer, name: str, asked_on: date) -> bytes:
    """An answer as a file: the same answer has the same bytes.

    Parameters
    ----------
    answer : ReportAnswer
        What the record answered.
    name : str
        One of `FORMATS`.
    asked_on : date
        The day on which it was asked.

    Raises
    ------
    BadInput
        The format is a chart's and the report has no chart.
    """
    drawable(answer.report, name)
    if name == "json":
        text = json.dumps(answered(answer, asked_on), ensure_ascii=False, separators=(",", ":"))
        return text.encode()
    table, chart = answer.table(), answer.report.chart
    match name:
        case "csv":
            from graphsvc.reports.files.csv_file import csv_file

            return csv_file(table)
        case "csv-metadata":
            from graphsvc.reports.files.companion import companion

            return companion(table)
        case "xlsx":
            from graphsvc.reports.files.workbook import workbook

            return workbook(answer.report.title, [table], [answer.report.question, table.source])
        case "svg" if chart is not None:
            from graphsvc.reports.files.charts import figure_svg

            return figure_svg(table, chart)
        case "png" if chart is not None:
            from graphsvc.reports.files.charts import figure_png

            return figure_png(table, chart)
    from graphsvc.reports.files.markdown import markdown

    return markdown(table).encode()
