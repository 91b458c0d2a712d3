"""The parameters of calls about reports."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from graphsvc.api.queries import Day, Query, Whole
from graphsvc.reports.formats import FORMATS

ReportFormat = Literal["json", "csv", "csv-metadata", "xlsx", "markdown", "svg", "png"]


class CatalogueQuery(Query):
    """The reports, or one of them."""


class RunQuery(Query):
    """How a report is answered; its own parameters stand beside these."""

    as_at: Day | None = Field(
        None, description="The day to answer for, such as 2026-04-01, of a report that has this parameter."
    )
    limit: Whole | None = Field(None, ge=1, description="Rows, at most.")
    format: ReportFormat = Field(
        "json", description="How it is written; `csv-metadata` describes the CSV, `svg` and `png` are the chart."
    )


if set(ReportFormat.__args__) != set(FORMATS):  # type: ignore[attr-defined]  # a Literal has its values there
    raise RuntimeError("the formats of a report are not those that it can be written in")
