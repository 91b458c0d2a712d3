"""Reports: what there are, one of them, and its rows."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import Field

from graphsvc.api.schemas.answer import Answer, Schema, heading
from graphsvc.reports.catalogue import Catalogue
from graphsvc.reports.described import described
from graphsvc.reports.report import ChartKind, ColumnType, ParameterType, Report
from graphsvc.snapshot.view import View

Given = str | int | float | bool


class ParameterItem(Schema):
    """What may be chosen."""

    name: str
    type: ParameterType
    help: str
    default: Given | None = Field(description="What it is when not given; null when it must be given.")
    choices: tuple[str, ...]
    minimum: int | None = Field(description="The least of a whole number; null for any.")
    maximum: int | None = Field(description="The most of a whole number; null for any.")


class ColumnItem(Schema):
    """What a column of the rows is."""

    name: str
    title: str
    type: ColumnType
    unit: str


class ChartItem(Schema):
    """Which columns make the chart."""

    kind: ChartKind
    x: str
    y: str
    series: str
    title: str


class ReportItem(Schema):
    """A question that can be asked of the record."""

    id: str
    title: str
    question: str
    reading: str = Field(description="How to read the rows.")
    caveats: tuple[str, ...]
    version: int = Field(description="Goes up when the same record would give another answer.")
    sum: str = Field(description="SHA-256 of the report's file.")
    parameters: tuple[ParameterItem, ...]
    columns: tuple[ColumnItem, ...]
    chart: ChartItem | None
    example: dict[str, Given] = Field(description="Parameters of a good first question.")


class BrokenItem(Schema):
    """A file that is no report, and why."""

    file: str
    fault: str


class ReportsAnswer(Answer):
    """All reports. They are files, and say the same of whatever facts."""

    items: tuple[ReportItem, ...]
    broken: tuple[BrokenItem, ...]


class ReportAnswer(Answer):
    """One report, with its statement."""

    report: ReportItem
    statement: str = Field(description="Cypher, with the header that describes it: it pastes into Neo4j Browser.")


class ReportNamed(Schema):
    """Which report answered."""

    id: str
    version: int
    sum: str


class RunAnswer(Answer):
    """Rows of a report. `snapshot` is the hash of the facts in the record, empty when nothing was loaded yet."""

    report: ReportNamed
    title: str
    question: str
    reading: str
    caveats: tuple[str, ...]
    source: str
    parameters: dict[str, Given] = Field(description="Every parameter of the report, defaults filled in.")
    columns: tuple[ColumnItem, ...]
    rows: tuple[tuple[Given | tuple[str, ...] | None, ...], ...] = Field(
        description="A value for each column, in their order; dates in ISO form."
    )
    truncated: bool = Field(description="Whether there are more rows than `limit`.")


def reports_answer(view: View, catalogue: Catalogue, asked_on: date) -> ReportsAnswer:
    """The catalogue. Of broken files it says the names, and not where they lie."""
    return ReportsAnswer(
        **heading(view, asked_on), items=tuple(map(_item, catalogue.reports.values())),
        broken=tuple(BrokenItem(file=one.name, fault=one.fault) for one in catalogue.broken),
    )


def report_answer(view: View, report: Report, asked_on: date) -> ReportAnswer:
    """One report."""
    return ReportAnswer(**heading(view, asked_on), report=_item(report), statement=report.statement)


def _item(report: Report) -> ReportItem:
    fields: dict[str, Any] = described(report)
    return ReportItem.model_validate(fields)
