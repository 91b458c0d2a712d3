"""Asking a report by its id."""

from __future__ import annotations

from datetime import date

from graphsvc.config import load_settings
from graphsvc.database.session import Database
from graphsvc.reports.answer import ReportAnswer
from graphsvc.reports.catalogue import read_catalogue
from graphsvc.reports.parameters import choose
from graphsvc.reports.run import run_report

ASKED_ON = date(2026, 11, 24)
CATALOGUE = read_catalogue(load_settings())


def asked(database: Database, report_id: str, **params: object) -> ReportAnswer:
    """The answer of a report, asked on 24 November 2026; parameters as a user writes them."""
    report = CATALOGUE.named(report_id)
    chosen = choose(report, {name: str(value) for name, value in params.items()}, None, ASKED_ON)
    return run_report(database, report, chosen, row_limit=10_000)


def as_maps(answer: ReportAnswer) -> list[dict[str, object]]:
    """Its rows by the names of their columns."""
    names = [column.name for column in answer.report.columns]
    return [dict(zip(names, row, strict=True)) for row in answer.rows]
