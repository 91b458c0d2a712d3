"""Reports: the catalogue, one of them, and its rows in each format."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from apiflask import APIBlueprint
from flask import Response, request

from graphsvc.api.calls import Asked, Call, Calls, path_of
from graphsvc.api.queries import read_query
from graphsvc.api.report_queries import CatalogueQuery, RunQuery
from graphsvc.api.schemas.reports import ReportAnswer, ReportsAnswer, RunAnswer, report_answer, reports_answer
from graphsvc.config import Settings
from graphsvc.dates import today
from graphsvc.errors import BadInput
from graphsvc.faults import BadParameters, ParameterFault
from graphsvc.reports.catalogue import read_catalogue
from graphsvc.reports.formats import FORMATS, drawable, written
from graphsvc.reports.not_open import with_not_open
from graphsvc.reports.parameters import choose
from graphsvc.reports.run import run_report

if TYPE_CHECKING:
    from graphsvc.database.session import Database

_NAMED = "Id of a report, such as gaps-by-board."
_FREE = "The report's own parameters, each by its name, as `GET /api/v1/reports/{id}` lists them."


def reports(calls: Calls, settings: Settings, record: Callable[[], Database]) -> APIBlueprint:
    """Calls about reports.

    Parameters
    ----------
    calls : Calls
        Where calls are listed.
    settings : Settings
        Where reports lie, and how many rows they may give.
    record : callable
        Gives the record, or raises `DatabaseAway`.
    """
    blueprint = APIBlueprint("reports", __name__, tag="Reports")

    def files() -> str:
        catalogue = read_catalogue(settings)
        return repr([(one.id, one.sum) for one in catalogue.reports.values()] + list(catalogue.broken))

    @calls.get(blueprint, "/reports", CatalogueQuery, ReportsAnswer, besides=files)
    def list_reports(asked: Asked[CatalogueQuery]) -> ReportsAnswer:
        """All reports, and files that are none.

        A report is a question in Cypher that is asked of the record itself.
        """
        return reports_answer(asked.view, read_catalogue(settings), asked.asked_on)

    @calls.get(blueprint, "/reports/<id>", CatalogueQuery, ReportAnswer, names=_NAMED, besides=files)
    def get_report(asked: Asked[CatalogueQuery], id: str) -> ReportAnswer:  # noqa: A002 - the path's name
        """One report, with its statement.

        What it answers, how to read it, what it leaves out, its parameters and columns, and the Cypher.
        """
        return report_answer(asked.view, read_catalogue(settings).named(id), asked.asked_on)

    calls.made.append(Call(
        path_of("/reports/<id>/run"), RunQuery, _NAMED, free=_FREE, of_snapshot=False,
        media_types=tuple(dict.fromkeys(one.media_type for name, one in FORMATS.items() if name != "json")),
    ))

    @blueprint.get("/reports/<id>/run")
    @blueprint.output(RunAnswer)
    @blueprint.doc(operation_id="run_report")
    def run(id: str) -> Response:  # noqa: A002 - the path's name
        """Rows of a report.

        They are asked of the record itself, and `snapshot` is the hash of its facts: 503 while the database is away.
        """
        asked_on = today()
        report = read_catalogue(settings).named(id)
        query, own, faults = _split(request.args.items(multi=True))
        limit = query.limit or settings.database.row_limit
        if limit > settings.database.row_limit:
            faults.append(ParameterFault("limit", str(limit), f"must be {settings.database.row_limit} or less"))
        try:
            drawable(report, query.format)
        except BadInput as error:
            faults.append(ParameterFault(error.parameter, error.value, str(error)))
        snapshot = calls.snapshot
        try:
            chosen = choose(report, own, snapshot.view(query.as_at or asked_on) if snapshot else None, asked_on)
        except BadParameters as error:
            known = {fault.parameter for fault in faults}
            raise BadParameters([*faults, *(one for one in error.faults if one.parameter not in known)]) from None
        if faults:
            raise BadParameters(faults)
        answer = with_not_open(run_report(record(), report, chosen, limit), snapshot)
        return _sent(written(answer, query.format, asked_on), report.id, query.format)

    return blueprint


def _split(pairs: Iterable[tuple[str, str]]) -> tuple[RunQuery, dict[str, str], list[ParameterFault]]:
    """How to answer, the report's own parameters, and what is wrong with the first or given twice."""
    given = list(pairs)
    query, faults = read_query(RunQuery, [pair for pair in given if pair[0] in RunQuery.model_fields])
    own: dict[str, str] = {}
    for name, value in given:
        if name in RunQuery.model_fields:
            continue
        if own.get(name) and value:
            faults.append(ParameterFault(name, value, "may be given once only"))
        own[name] = own.get(name) or value
    if query is not None and query.as_at is not None:
        own["as_at"] = query.as_at.isoformat()
    return query or RunQuery(as_at=None, limit=None, format="json"), own, faults


def _sent(content: bytes, name: str, form: str) -> Response:
    """A file to keep, JSON apart; asked for again, it is sent only when it changed."""
    found = FORMATS[form]
    answer = Response(content, mimetype=found.media_type)
    if form != "json":
        answer.headers.set("Content-Disposition", "attachment", filename=f"{name}{found.ending}")
    answer.headers["Cache-Control"] = "no-cache"
    answer.add_etag()
    answer.make_conditional(request)
    return answer
