"""Running a report: read-only, within limits, on one load."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from graphsvc.database.session import Database
from graphsvc.errors import NotReady, QueryRefused
from graphsvc.reports.answer import ReportAnswer
from graphsvc.reports.header import ROW_LIMIT
from graphsvc.reports.parameters import Chosen
from graphsvc.reports.report import Column, Report, Value

_T = TypeVar("_T")
_TRIES = 3


def run_report(database: Database, report: Report, chosen: Chosen, row_limit: int) -> ReportAnswer:
    """Ask the record a report.

    Parameters
    ----------
    database : Database
        The record.
    report : Report
        The question.
    chosen : Chosen
        Its parameters.
    row_limit : int
        Most rows of the answer; the settings' `row_limit` at most.

    Raises
    ------
    DatabaseAway, QueryTimedOut, QueryTooLarge
        What went wrong.
    QueryRefused
        The statement is wrong, or returns other columns than it declares.
    NotReady
        The record was loaded again and again meanwhile.
    """
    sent = {**chosen.sent, ROW_LIMIT: row_limit + 1}
    reply, snapshot = of_one_load(database, lambda: database.ask(report.statement, sent, row_limit=row_limit))
    declared = tuple(column.name for column in report.columns)
    if reply.columns != declared:
        raise QueryRefused(
            f"the report {report.id} returns other columns than it declares: {', '.join(reply.columns)} in place of "
            f"{', '.join(declared)}"
        )
    rows = tuple(tuple(map(_value, row, report.columns)) for row in reply.rows)
    return ReportAnswer(report, chosen.shown, rows, chosen.as_at, snapshot, reply.truncated)


def of_one_load(database: Database, ask: Callable[[], _T]) -> tuple[_T, str]:
    """What was asked, and the hash of the facts that it was asked of.

    Neo4j reads what is committed at each moment, so that one statement can see two loads: the revision is read before
    and after, and the question is asked again when they differ.

    Raises
    ------
    NotReady
        When it differed three times.
    """
    for _ in range(_TRIES):
        before = database.revision()
        answer = ask()
        after = database.revision()
        if before == after:
            return answer, after.hash if after else ""
    raise NotReady("The record was loaded while the question ran: ask it again in a few seconds.")


def _value(value: object, column: Column) -> Value:
    """A value as the column says; a report whose values are of another type is told so."""
    if value is None:
        return None
    if column.type == "texts" and isinstance(value, list):
        return tuple(map(str, value))
    fits = {
        "text": str, "whole": int, "number": (int, float), "share": (int, float), "truth": bool, "date": date,
        "texts": tuple,
    }[column.type]
    if not isinstance(value, fits) or (isinstance(value, bool) and column.type != "truth"):  # type: ignore[arg-type]
        raise QueryRefused(f"the column {column.name} is declared as {column.type} and holds {str(value)[:80]!r}")
    return value  # type: ignore[return-value]  # checked above
