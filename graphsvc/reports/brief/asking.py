"""Asks the reports behind a brief, all of one load."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date

from graphsvc.config import Settings
from graphsvc.database.session import Database
from graphsvc.errors import QueryTooLarge
from graphsvc.reports.answer import ReportAnswer
from graphsvc.reports.brief.contents import ReportUsed, Scope
from graphsvc.reports.brief.rows import Change, ExpectationCell, RecordRow
from graphsvc.reports.catalogue import read_catalogue
from graphsvc.reports.parameters import choose
from graphsvc.reports.report import Value
from graphsvc.reports.run import run_report
from graphsvc.snapshot.view import View

CELLS, RECORDS, CHANGES = "expectation-cells", "partnerships-as-at", "changes-between-dates"
"""Reports that give a row for each thing that a brief counts: whatever it says is a count of their rows."""

OnStep = Callable[[str, int, int], None]
"""Told the name of a step, how much of it is done, and how much there is."""


class LoadedMeanwhile(Exception):
    """The record was loaded while a brief was made: its answers are of other facts than its view."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What the reports answered, for one scope and span; `before` is the expectations as at the first day of the span.

    Expectations stand in the order in which their rows are shown: by state, then by whose they are.
    """

    cells: tuple[ExpectationCell, ...]
    before: tuple[ExpectationCell, ...]
    records: tuple[RecordRow, ...]
    changes: tuple[Change, ...]
    versions: dict[str, int]
    reports: tuple[ReportUsed, ...]


def ask_reports(
    database: Database, view: View, settings: Settings, scope: Scope, since: date, on_step: OnStep
) -> Answers:
    """Ask each report once, and what was expected and recorded on the day from which change is told.

    Parameters
    ----------
    database : Database
        The record.
    view : View
        The facts that the answers must be of, as at the date of the brief.
    settings : Settings
        Folders of reports, and the most rows of an answer.
    scope : Scope
        Whom the brief is about.
    since : date
        The day from which change is told.
    on_step : callable
        Told how far it is.

    Raises
    ------
    LoadedMeanwhile
        An answer is of other facts than the view.
    QueryTooLarge
        An answer has more rows than the settings allow: a brief never counts a part of them.
    BadParameters
        The scope names no board or region of the record.
    """
    catalogue = read_catalogue(settings)

    def ask(name: str, days: tuple[date, ...]) -> list[ReportAnswer]:
        report = catalogue.named(name)
        answers = []
        for day in days:
            given = {"as_at": day.isoformat(), "since": since.isoformat(), "icb": scope.icb, "region": scope.region}
            mine = {one.name: given[one.name] for one in report.parameters if one.name in given}
            answer = run_report(database, report, choose(report, mine, view, view.day), settings.database.row_limit)
            _check(answer, view, settings, scope)
            answers.append(answer)
        return answers

    asked = ((CELLS, (view.day, since)), (RECORDS, (view.day,)), (CHANGES, (view.day,)))
    titles = [catalogue.named(name).title for name, _ in asked]
    on_step(titles[0], 0, len(asked))
    # At once: the first time, Neo4j plans each of them for seconds on one core. The two of cells share a plan.
    with ThreadPoolExecutor(len(asked)) as pool:
        waiting = [pool.submit(ask, *one) for one in asked]
        (cells, before) = waiting[0].result()
        on_step(titles[1], 1, len(asked))
        (records,) = waiting[1].result()
        on_step(titles[2], 2, len(asked))
        (changes,) = waiting[2].result()
    answers = (cells, records, changes, before)
    return Answers(
        _cells(cells), _cells(before), tuple(map(RecordRow.of, _rows(records))), tuple(map(Change.of, _rows(changes))),
        {answer.report.id: answer.report.version for answer in answers}, tuple(map(_used, answers)),
    )


def _check(answer: ReportAnswer, view: View, settings: Settings, scope: Scope) -> None:
    """Refuse an answer of other facts than the view's, or a part of one."""
    if answer.snapshot != view.snapshot.hash and (answer.snapshot or view.snapshot.revision):
        raise LoadedMeanwhile("The record was loaded while the brief was made.")
    if answer.truncated:
        raise QueryTooLarge(
            f"The report {answer.report.id} has more than {settings.database.row_limit:,} rows for {scope.name}: "
            "make the brief for a region or a board, or raise row_limit in the settings."
        )


def _cells(answer: ReportAnswer) -> tuple[ExpectationCell, ...]:
    return tuple(sorted(map(ExpectationCell.of, _rows(answer)), key=ExpectationCell.rank))


def _rows(answer: ReportAnswer) -> Iterator[dict[str, Value]]:
    names = [column.name for column in answer.report.columns]
    return (dict(zip(names, row, strict=True)) for row in answer.rows)


def _used(answer: ReportAnswer) -> ReportUsed:
    report = answer.report
    return ReportUsed(report.id, report.title, report.version, report.sum, dict(answer.parameters))
