"""Running a report: read-only, within limits, on one load."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from graphsvc.errors import BadInput, NotReady, QueryRefused
from graphsvc.reports.answer import ReportAnswer
from graphsvc.reports.header import ROW_LIMIT
from graphsvc.reports.parameters import Chosen
from graphsvc.reports.report import Column, Report, Value

if TYPE_CHECKING:
    from graphsvc.database.reply import Reply
    from graphsvc.database.session import Database

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
    BadInput
        The report is wrong: Neo4j refuses its statement, or it returns other columns than it declares.
    NotReady
        The record was loaded again and again meanwhile.
    """
    sent = {**chosen.sent, ROW_LIMIT: row_limit + 1}

    def ask() -> Reply:
        return database.ask(report.statement, sent, timeout=database.report_timeout, row_limit=row_limit)

    try:
        reply, snapshot = of_one_load(database, ask)
    except QueryRefused as error:
        raise _wrong(report, str(error)) from error
    declared = tuple(column.name for column in report.columns)
    if reply.columns != declared:
        raise _wrong(report, f"it returns {', '.join(reply.columns)} and declares {', '.join(declared)}")
    try:
        rows = tuple(tuple(map(_value, row, report.columns)) for row in reply.rows)
    except ValueError as error:
        raise _wrong(report, str(error)) from None
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


def _wrong(report: Report, fault: str) -> BadInput:
    return BadInput(f"the report {report.id} cannot be run: {fault}", "id", report.id)


def _value(value: object, column: Column) -> Value:
    """A value as its column says; ValueError for one of another type."""
    if value is None:
        return None
    if column.type == "texts" and isinstance(value, list):
        return tuple(map(str, value))
    fits: dict[str, type | tuple[type, ...]] = {
        "text": str, "whole": int, "number": (int, float), "share": (int, float), "truth": bool, "date": date,
        "texts": tuple,
    }
    if not isinstance(value, fits[column.type]) or (isinstance(value, bool) and column.type != "truth"):
        raise ValueError(f"the column {column.name} is declared as {column.type} and holds {str(value)[:80]!r}")
    return value  # type: ignore[return-value]  # checked above
