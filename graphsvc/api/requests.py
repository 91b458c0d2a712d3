"""What every request gets: a name, limits, headers, a line in the log and a place in the measurements."""

from __future__ import annotations

import contextlib
from time import perf_counter
from urllib.parse import quote
from uuid import uuid4

import structlog
from flask import Flask, Response, g, request
from werkzeug.exceptions import RequestEntityTooLarge, RequestURITooLarge

from graphsvc.api.headers import add_headers
from graphsvc.api.measurements import Measurements
from graphsvc.api.problems import ProblemType
from graphsvc.errors import TooManyParameters
from graphsvc.limits import LONGEST_ADDRESS, MOST_CHANGES, MOST_CONTENT, MOST_PARAMETERS

PROBES = ("/healthz", "/readyz", "/metrics")
"""Calls of whoever runs the service."""

_MOST = {"changes.change_record": MOST_CHANGES}
_SHOWN = 500
_SHOWN_ID = 100


def attend_requests(app: Flask, measurements: Measurements) -> None:
    """Give every request of an app what is said above."""
    log = structlog.get_logger("graphsvc.requests")

    @app.before_request
    def begin() -> None:
        g.request_id = uuid4().hex
        g.begun = perf_counter()

    @app.after_request
    def end(answer: Response) -> Response:
        seconds = perf_counter() - g.get("begun", perf_counter())
        add_headers(answer)
        _name_facts(answer)
        call = request.url_rule.rule if request.url_rule else "none"
        measurements.count(call, answer.status_code, seconds, g.get("problem", ""))
        # Probes ask every few seconds: they would hide what people ask.
        tell = log.debug if request.path in PROBES else log.info
        # A log that cannot be written must not cost the answer.
        with contextlib.suppress(OSError, ValueError):
            # Percent-encoding leaves nothing of what a user sent that could pass for another line or move the cursor.
            tell(
                "request", method=quote(request.method), path=quote(request.path)[:_SHOWN],
                query=quote(request.query_string, safe="&=%+,;:-._~")[:_SHOWN], status=answer.status_code,
                ms=round(seconds * 1000, 1), request_id=g.get("request_id", ""), **_of_user(g.get("user", "")),
                **_named_by_caller(),
            )
        return answer


def tell_unread(measurements: Measurements, problem: ProblemType, request_id: str) -> None:
    """Count and log a request that never reached the application: of which nothing is known but what is wrong with it.

    Parameters
    ----------
    measurements : Measurements
        Where it is counted.
    problem : ProblemType
        What it was answered.
    request_id : str
        Its name.
    """
    measurements.count("none", problem.status, 0.0, problem.name)
    with contextlib.suppress(OSError, ValueError):
        structlog.get_logger("graphsvc.requests").info(
            "unread", status=problem.status, problem=problem.name, request_id=request_id
        )


def limit_requests(app: Flask) -> None:
    """Refuse requests of an app that are larger than any question: after who asks is known, who is told why."""

    @app.before_request
    def limit() -> None:
        most = _MOST.get(request.endpoint or "", MOST_CONTENT)
        request.max_content_length = most
        if (request.content_length or 0) > most:
            raise RequestEntityTooLarge
        if len(request.query_string) > LONGEST_ADDRESS:
            raise RequestURITooLarge
        if request.query_string.count(b"&") >= MOST_PARAMETERS:
            raise TooManyParameters(f"At most {MOST_PARAMETERS:,} parameters are read")


def _named_by_caller() -> dict[str, str]:
    """What a proxy or a caller calls the request: told beside our own name for it, which nobody else can choose."""
    given = request.headers.get("X-Request-Id", "")
    return {"caller_request_id": quote(given)[:_SHOWN_ID]} if given else {}


def _of_user(user: str) -> dict[str, str]:
    """Who asked, where a proxy says so; written as nothing that could pass for another line."""
    return {"user": quote(user, safe="@:+ ")} if user else {}


def _name_facts(answer: Response) -> None:
    answer.headers["Request-Id"] = g.get("request_id", "")
    snapshot = g.get("snapshot")
    if snapshot is not None:
        answer.headers["Graphsvc-Revision"] = str(snapshot.revision)
        answer.headers["Graphsvc-Taken-At"] = snapshot.taken_at.isoformat(timespec="seconds")
        answer.headers["Graphsvc-Stale"] = "true" if g.stale else "false"
