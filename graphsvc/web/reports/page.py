"""Pages of reports: what there are, and each with its form, rows, chart and files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, g
from werkzeug.wrappers import Response as AnyResponse

from graphsvc.config import Settings
from graphsvc.errors import DatabaseAway, GraphsvcError, NotFound, NotReady
from graphsvc.reports.answer import ReportAnswer
from graphsvc.reports.catalogue import read_catalogue
from graphsvc.reports.not_open import with_not_open
from graphsvc.reports.parameters import Chosen
from graphsvc.reports.pasted import pasted
from graphsvc.reports.report import Report
from graphsvc.reports.run import run_report
from graphsvc.snapshot.view import View
from graphsvc.web.frame import Frame, common
from graphsvc.web.reports.files import file_addresses, query_of
from graphsvc.web.reports.form import fields_of, read_form
from graphsvc.web.reports.rows import rows_of

if TYPE_CHECKING:
    from graphsvc.database.session import Database


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Why a report has no answer: the form stays, and what can be done is said beside it."""

    error: GraphsvcError

    @property
    def away(self) -> bool:
        """Whether the record itself cannot be asked at the moment."""
        return isinstance(self.error, DatabaseAway | NotReady)

    @property
    def sentence(self) -> str:
        """What went wrong."""
        text = str(self.error).strip()
        return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")


def add_reports(pages: Blueprint, frame: Frame, settings: Settings, record: Callable[[], Database]) -> None:
    """Add the catalogue, and a page for each report.

    Parameters
    ----------
    pages : Blueprint
        All pages.
    frame : Frame
        What all pages share.
    settings : Settings
        Where reports lie, and how many rows they may give.
    record : callable
        Gives the record, or raises `DatabaseAway`.
    """
    most = settings.database.row_limit

    @pages.get("/reports")
    def reports() -> Response:
        return _catalogue()

    @pages.get("/reports/<report_id>")
    def report(report_id: str) -> Response | AnyResponse:
        try:
            shown = read_catalogue(settings).named(report_id)
        except NotFound as error:
            return _catalogue(report_id, [near.partition(" ")[0] for near in error.suggestions])
        view = frame.view()
        asked = frame.asked(view)
        chosen = read_form(asked, shown, g.today)
        if moved := frame.moved(asked):
            return moved
        answer, problem = _asked(shown, chosen, view)
        page = frame.page(
            "report.html", view, asked=asked, report=shown, fields=fields_of(asked, shown, chosen, g.today),
            answer=answer, problem=problem, example=_example(shown, chosen),
            **(_shown(view, answer, chosen) if answer and chosen else {}),
        )
        if problem:
            page.status_code = 503 if problem.away else 422
        return page

    def _catalogue(missing: str = "", near: list[str] | None = None) -> Response:
        view, catalogue = frame.view(), read_catalogue(settings)
        found = sorted(catalogue.reports.values(), key=lambda one: (one.title.casefold(), one.id))
        page = frame.page(
            "reports.html", view, reports=found, broken=catalogue.broken, missing=missing,
            near=[catalogue.reports[one] for one in near or ()],
        )
        if missing:
            page.status_code = 404
        return page

    def _asked(shown: Report, chosen: Chosen | None, view: View) -> tuple[ReportAnswer | None, Unanswered | None]:
        if chosen is None:
            return None, None
        try:
            return with_not_open(run_report(record(), shown, chosen, most), view.snapshot), None
        except GraphsvcError as error:
            return None, Unanswered(error)

    def _shown(view: View, answer: ReportAnswer, chosen: Chosen) -> dict[str, Any]:
        """What the page shows of an answer: its first rows, its chart in words, and where its files are."""
        shown, size = answer.report, frame.limits.list_limit
        words: list[str] = []
        if shown.chart:
            from graphsvc.reports.files.alternative import alternative

            words = alternative(answer.table(), shown.chart).split("\n")
        return {
            "rows": rows_of(view, shown.columns, answer.rows[:size], common(view)["link"]), "words": words,
            "cypher": pasted(shown, chosen, most),
            "files": file_addresses(shown.id, query_of(chosen.shown)),
        }


def _example(report: Report, chosen: Chosen | None) -> str:
    """Where the example is, when something else is shown."""
    shown = chosen.shown if chosen else {}
    return query_of(report.example) if any(shown.get(name) != value for name, value in report.example.items()) else ""
