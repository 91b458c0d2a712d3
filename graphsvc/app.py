"""The web application."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import structlog
from apiflask import APIFlask
from flask import Response, g, request
from werkzeug.exceptions import HTTPException

from graphsvc.api.admission import admit_requests
from graphsvc.api.calls import ROOT, Calls
from graphsvc.api.changes import changes, describe_changes
from graphsvc.api.concurrency import refuse_when_full
from graphsvc.api.cypher import cypher, describe_cypher
from graphsvc.api.gaps import gaps
from graphsvc.api.health import health
from graphsvc.api.map import maps
from graphsvc.api.measurements import Measurements
from graphsvc.api.measures import measures
from graphsvc.api.openapi import complete
from graphsvc.api.organisations import organisations
from graphsvc.api.pages import api_pages
from graphsvc.api.paths import paths
from graphsvc.api.problems import failure, http_problem, problem_response
from graphsvc.api.reports import reports
from graphsvc.api.requests import PROBES, attend_requests, limit_requests
from graphsvc.api.roles import check_declared
from graphsvc.api.vocabulary import vocabulary
from graphsvc.config import Settings
from graphsvc.errors import DatabaseAway, GraphsvcError
from graphsvc.limits import MOST_CONTENT
from graphsvc.maps.layouts.store import POSITIONS, PositionStore
from graphsvc.snapshot.in_use import SnapshotInUse
from graphsvc.web.frame import Frame
from graphsvc.web.pages import pages
from graphsvc.web.problems import Problems

if TYPE_CHECKING:
    from graphsvc.database.session import Database

_DESCRIPTION = (
    "Who works with whom in NHS local growth: organisations, sourced partnerships, gaps and paths, as at any date. "
    "Recorded is not existing: an answer says that no partnership is recorded, never that there is none."
)
MEASUREMENTS = "graphsvc-measurements"
"""Where an application keeps what it counts: what never reaches it is counted there too."""

_INTERFACE = "1"
"""Version of the calls, as in their addresses. That of the package is nothing to tell everybody."""


def create_app(
    settings: Settings, snapshots: SnapshotInUse, database: Callable[[], Database] | None = None
) -> APIFlask:
    """Make the application: pages, and the JSON interface under `/api/v1`.

    Parameters
    ----------
    settings : Settings
        Defaults and limits of questions.
    snapshots : SnapshotInUse
        Whose current snapshot answers. The caller starts and stops it.
    database : callable, optional
        Gives the record, for reports; called when one is asked, so after any fork. Without it reports are answered 503.
    """
    app = APIFlask(
        __name__, title="graphsvc", version=_INTERFACE, spec_path=f"{ROOT}/openapi.json", docs_path=None,
        json_errors=False, static_folder=None,  # type: ignore[arg-type]  # Flask takes None: there are no common files
    )
    app.config.update(
        DESCRIPTION=_DESCRIPTION, AUTO_SERVERS=False, AUTO_404_RESPONSE=False, AUTO_VALIDATION_ERROR_RESPONSE=False,
        AUTO_OPERATION_ID=True, MAX_CONTENT_LENGTH=MOST_CONTENT,
    )
    app.url_map.merge_slashes = False  # an id may hold slashes: it is unknown then, and nobody is sent elsewhere
    measurements = Measurements(snapshots)
    app.extensions[MEASUREMENTS] = measurements
    attend_requests(app, measurements)
    refuse_when_full(app)
    admit_requests(app, settings)
    limit_requests(app)
    calls = Calls(settings.questions, snapshots)
    record = database or _no_record
    store = PositionStore(settings.data_dir / POSITIONS)
    for noun in (organisations, gaps, paths, partial(maps, store=store), measures, vocabulary):
        app.register_blueprint(noun(calls), url_prefix=ROOT)
    app.register_blueprint(reports(calls, settings, record), url_prefix=ROOT)
    app.register_blueprint(cypher(settings, record), url_prefix=ROOT)
    app.register_blueprint(changes(settings, record), url_prefix=ROOT)
    app.register_blueprint(health(snapshots, measurements))
    app.register_blueprint(api_pages(app), url_prefix=ROOT)
    frame = Frame(snapshots, settings.questions, store)
    problems = Problems(frame)
    app.register_blueprint(pages(frame, problems, settings, record))

    @app.spec_processor
    def describe(spec: dict[str, Any] | str) -> dict[str, Any] | str:
        if not isinstance(spec, dict):
            return spec
        complete(spec, calls.made, settings.questions, settings.database.row_limit)
        describe_cypher(spec)
        describe_changes(spec)
        return spec

    _handle_errors(app, problems)
    check_declared(app.url_map)
    return app


def _no_record() -> Database:
    """Where the facts are a snapshot file's.

    Raises
    ------
    DatabaseAway
        Always.
    """
    raise DatabaseAway(
        "Reports are asked of Neo4j, and changes are written to it: this service answers from a snapshot file, "
        "without a database."
    )


def _handle_errors(app: APIFlask, problems: Problems) -> None:
    """Every error is a problem in the interface, and a readable page elsewhere."""
    log = structlog.get_logger("graphsvc.requests")

    @app.errorhandler(GraphsvcError)
    def ours(error: GraphsvcError) -> Response:
        return problem_response(error) if _for_programs() else problems.of(error)

    @app.errorhandler(HTTPException)
    def theirs(error: HTTPException) -> Response:
        answer = http_problem(error)
        if _for_programs():
            return answer
        page = problems.of_status(answer.status_code)
        page.headers.extend((name, value) for name, value in answer.headers if name in ("Allow", "Location"))
        return page

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> Response:
        log.error("failed", request_id=g.get("request_id", ""), exc_info=error)
        if _for_programs():
            return failure()
        return problems.failed(g.get("request_id", ""))


def _for_programs() -> bool:
    return request.path.startswith("/api") or request.path in PROBES
