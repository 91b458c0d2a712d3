"""Files of a report: its rows and its chart, in every format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from flask import Blueprint, Response, g, url_for

from graphsvc.config import Settings
from graphsvc.errors import BadInput, NotFound
from graphsvc.reports.catalogue import read_catalogue
from graphsvc.reports.formats import FORMATS, drawable, written
from graphsvc.reports.not_open import with_not_open
from graphsvc.reports.parameters import Given
from graphsvc.reports.run import run_report
from graphsvc.web.frame import Frame
from graphsvc.web.reports.form import read_form

if TYPE_CHECKING:
    from graphsvc.database.session import Database

_ENDINGS = {one.ending.removeprefix("."): name for name, one in FORMATS.items()}


def add_report_files(pages: Blueprint, frame: Frame, settings: Settings, record: Callable[[], Database]) -> None:
    """Add the files of each report; for the parameters see `add_reports`."""

    @pages.get("/reports/<report_id>.<path:ending>")
    def report_file(report_id: str, ending: str) -> Response:
        # Ids have no dots, and endings may have two.
        report_id, _, ending = f"{report_id}.{ending}".partition(".")
        if ending not in _ENDINGS:
            raise NotFound(f"There is no such file: ask for {', '.join(f'{report_id}.{one}' for one in _ENDINGS)}.")
        shown = read_catalogue(settings).named(report_id)
        form = _ENDINGS[ending]
        drawable(shown, form)
        asked = frame.asked(frame.view())
        chosen = read_form(asked, shown, g.today)
        for fault in asked.faults:
            raise BadInput(f"{fault.parameter}: {fault.message}", fault.parameter)
        if chosen is None:
            missing = [one.name for one in shown.parameters if one.default is None and not asked.has(one.name)]
            raise BadInput(f"this report must be given {' and '.join(missing)}", missing[0])
        answer = run_report(record(), shown, chosen, settings.database.row_limit)
        answer = with_not_open(answer, asked.view.snapshot)
        return frame.file(written(answer, form, g.today), FORMATS[form].media_type, f"{report_id}.{ending}")


def file_addresses(report_id: str, query: str) -> dict[str, str]:
    """Where the files of an answer are, by their endings.

    Parameters
    ----------
    report_id : str
        The report.
    query : str
        Its parameters, as `query_of` writes them.
    """
    return {
        ending: url_for("pages.report_file", report_id=report_id, ending=ending) + query for ending in _ENDINGS
    }


def query_of(parameters: Mapping[str, Given]) -> str:
    """Parameters as an address has them, without those that say nothing."""
    said = {
        name: {True: "true", False: "false"}[value] if isinstance(value, bool) else value
        for name, value in parameters.items() if value != ""
    }
    return f"?{urlencode(said)}" if said else ""
