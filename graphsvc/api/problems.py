"""Errors as `application/problem+json` (RFC 9457), and the table of all problem types."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from flask import Response, g, request
from werkzeug.exceptions import HTTPException

from graphsvc.api.schemas.problem import NearName, Problem, ProblemError, TableError
from graphsvc.errors import (
    AuditUnwritable,
    BadInput,
    Busy,
    CypherOff,
    DatabaseAway,
    FaultyTables,
    ForeignOrigin,
    GraphsvcError,
    NotAllowed,
    NotFound,
    NotReady,
    OthersLoading,
    QueryTimedOut,
    QueryTooLarge,
    RecordChangedOutsideLoad,
    StatementRefused,
    TooManyParameters,
    UnknownHost,
    UnknownUser,
)
from graphsvc.faults import BadParameters
from graphsvc.limits import (
    LONGEST_HEADER,
    MOST_CHANGES,
    MOST_CONTENT,
    MOST_HEADERS,
    MOST_PARAMETERS,
    RECEIVE_SECONDS,
    RETRY_SECONDS,
    RETRY_SECONDS_WHEN_BUSY,
)

MEDIA_TYPE = "application/problem+json"
PAGE = "/api/v1/problems"
_SHOWN = 80
_MOST_ERRORS = 50
"""Errors of one problem that are named; the rest are counted."""


@dataclass(frozen=True, slots=True)
class ProblemType:
    """One kind of problem: its name, status, title, and what to do about it."""

    name: str
    status: int
    title: str
    meaning: str

    @property
    def address(self) -> str:
        """What `type` says: where the problem is described."""
        return f"{PAGE}#{self.name}"


BAD_REQUEST = ProblemType(
    "bad-request", 400, "The request cannot be read", "What was sent is not proper HTTP."
)
STATEMENT_REFUSED = ProblemType(
    "statement-refused", 403, "The statement was not run",
    "It would do more than read the graph, or might hide that it does: `detail` says what.",
)
CYPHER_OFF = ProblemType(
    "cypher-off", 403, "Cypher of your own is off here",
    "Whoever runs the service has not allowed it: `enabled = true` under `[cypher]` in config.toml.",
)
FOREIGN_ORIGIN = ProblemType(
    "foreign-origin", 403, "That was sent from another site",
    "A page of another site made a browser send it; nothing was done.",
)
UNKNOWN_USER = ProblemType(
    "unknown-user", 403, "Who asks is not known here",
    "The service answers whoever is on its machine, or whom its proxy names: `detail` says what was missing.",
)
NOT_ALLOWED = ProblemType(
    "not-allowed", 403, "That takes another role", "`detail` names the role; whoever runs the service gives it.",
)
NOT_FOUND = ProblemType(
    "not-found", 404, "There is no such thing",
    "The path names no call, or an organisation or a report that there is not; then `errors` has ids that are near.",
)
METHOD_NOT_ALLOWED = ProblemType(
    "method-not-allowed", 405, "The call cannot be made this way", "`Allow` says how it is made."
)
REQUEST_TIMED_OUT = ProblemType(
    "request-timed-out", 408, "The request did not come in time",
    f"All of a request must be here within {RECEIVE_SECONDS:g} seconds: send it again.",
)
RECORD_CHANGED = ProblemType(
    "record-changed", 409, "The record was changed by somebody else",
    "Nothing was loaded: others were loading, then try again; or it was changed without `load`, which `detail` says.",
)
CONTENT_TOO_LARGE = ProblemType(
    "content-too-large", 413, "The request is too large",
    f"At most {MOST_CONTENT // 1024} kB are read; {MOST_CHANGES // 1024**2} MB of changes.",
)
URI_TOO_LONG = ProblemType("uri-too-long", 414, "The address is too long", "Ask for fewer things at once.")
UNSUPPORTED_MEDIA_TYPE = ProblemType(
    "unsupported-media-type", 415, "The content is of the wrong type", "Send JSON, with Content-Type: application/json."
)
UNKNOWN_HOST = ProblemType(
    "unknown-host", 421, "The service is not called that here",
    "The header Host has a name that is none of its own: `hosts` in [access] of config.toml adds it.",
)
QUERY_TIMED_OUT = ProblemType(
    "query-timed-out", 422, "The statement took too long", "It was ended at its limit of time: ask for less."
)
QUERY_TOO_LARGE = ProblemType(
    "query-too-large", 422, "The statement needs too much memory",
    "It was ended at its limit of memory and is not tried again: ask for less, or for fewer rows at once.",
)
TOO_MANY_PARAMETERS = ProblemType(
    "too-many-parameters", 422, "There are too many parameters",
    f"At most {MOST_PARAMETERS:,} are read, repeated ones counted: ask for fewer things at once.",
)
FAULTY_TABLES = ProblemType(
    "faulty-tables", 422, "The files have faults",
    "Nothing was changed: `errors` names each with file, line, column and value.",
)
BAD_PARAMETER = ProblemType(
    "bad-parameter", 422, "A parameter cannot be used",
    "A parameter is unknown, repeated or missing, or its value cannot be used: `errors` names each.",
)
HEADERS_TOO_LARGE = ProblemType(
    "headers-too-large", 431, "The headers are too large",
    f"At most {MOST_HEADERS} headers of {LONGEST_HEADER:,} bytes each are read.",
)
INTERNAL_ERROR = ProblemType(
    "internal-error", 500, "The service failed", "A fault of the service: report it with its `request_id`."
)
NOT_READY = ProblemType(
    "not-ready", 503, "There is nothing to answer from yet", "The facts are being loaded: try again in a few seconds."
)
BUSY = ProblemType(
    "busy", 503, "Too much is asked at once",
    "As many requests are being answered as are answered at once: try again in a second, as `Retry-After` says.",
)
DATABASE_AWAY = ProblemType("database-away", 503, "The database does not answer", "Try again later, or see /readyz.")
AUDIT_UNWRITABLE = ProblemType(
    "audit-unwritable", 503, "The audit log cannot be written",
    "What must be written down first was not done: whoever runs the service has to look at its disk.",
)

PROBLEM_TYPES = (
    BAD_REQUEST, STATEMENT_REFUSED, CYPHER_OFF, FOREIGN_ORIGIN, UNKNOWN_USER, NOT_ALLOWED, NOT_FOUND,
    METHOD_NOT_ALLOWED, REQUEST_TIMED_OUT, RECORD_CHANGED, CONTENT_TOO_LARGE, URI_TOO_LONG, UNSUPPORTED_MEDIA_TYPE,
    UNKNOWN_HOST, QUERY_TIMED_OUT, QUERY_TOO_LARGE, TOO_MANY_PARAMETERS, FAULTY_TABLES, BAD_PARAMETER,
    HEADERS_TOO_LARGE, INTERNAL_ERROR, NOT_READY, BUSY, DATABASE_AWAY, AUDIT_UNWRITABLE,
)
"""Every problem type that an answer can have."""

_BY_ERROR: tuple[tuple[type[GraphsvcError], ProblemType], ...] = (
    (TooManyParameters, TOO_MANY_PARAMETERS), (BadInput, BAD_PARAMETER), (NotFound, NOT_FOUND), (NotReady, NOT_READY),
    (Busy, BUSY), (DatabaseAway, DATABASE_AWAY),
    (StatementRefused, STATEMENT_REFUSED), (CypherOff, CYPHER_OFF), (ForeignOrigin, FOREIGN_ORIGIN),
    (UnknownHost, UNKNOWN_HOST), (UnknownUser, UNKNOWN_USER), (NotAllowed, NOT_ALLOWED),
    (FaultyTables, FAULTY_TABLES), (RecordChangedOutsideLoad, RECORD_CHANGED), (OthersLoading, RECORD_CHANGED),
    (QueryTimedOut, QUERY_TIMED_OUT), (QueryTooLarge, QUERY_TOO_LARGE), (AuditUnwritable, AUDIT_UNWRITABLE),
    (GraphsvcError, INTERNAL_ERROR),
)
_BY_STATUS = {problem.status: problem for problem in PROBLEM_TYPES if problem.status != NOT_READY.status}


def problem_of(error: GraphsvcError) -> ProblemType:
    """The problem type of an error of ours."""
    return next(problem for kind, problem in _BY_ERROR if isinstance(error, kind))


def problem_response(error: GraphsvcError) -> Response:
    """An error of ours as an answer."""
    problem = problem_of(error)
    if problem is INTERNAL_ERROR:
        return _response(problem, problem.meaning)
    detail = str(error)
    if isinstance(error, BadParameters):
        detail = "; ".join(f"{shown(fault.parameter)}: {fault.detail}" for fault in error.faults)
    if isinstance(error, FaultyTables):
        detail = f"Nothing was changed: {error.count}."
    return _response(problem, shown(detail, 1000), _errors(error))


def http_problem(error: HTTPException) -> Response:
    """An error of the web framework as an answer; one of no type of ours takes the nearest."""
    status = error.code or INTERNAL_ERROR.status
    problem = _BY_STATUS.get(status) or (BAD_REQUEST if status < INTERNAL_ERROR.status else INTERNAL_ERROR)
    answer = _response(problem, problem.meaning)
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            answer.headers[name] = value
    return answer


def failure() -> Response:
    """A fault of the service as an answer; the log says what happened."""
    return _response(INTERNAL_ERROR, INTERNAL_ERROR.meaning)


def shown(text: str, most: int = _SHOWN) -> str:
    """The beginning of a text that a user gave."""
    return text if len(text) <= most else f"{text[:most]}…"


def _response(problem: ProblemType, detail: str, errors: tuple[ProblemError | TableError, ...] = ()) -> Response:
    g.problem = problem.name
    body = Problem(
        type=problem.address, title=problem.title, status=problem.status, detail=detail,
        instance=shown(quote(request.path), 1000), request_id=g.get("request_id", ""), errors=errors,
    )
    answer = Response(body.model_dump_json(), status=problem.status, content_type=MEDIA_TYPE)
    answer.headers["Cache-Control"] = "no-store"
    if problem.status == NOT_READY.status:
        answer.headers["Retry-After"] = RETRY_SECONDS_WHEN_BUSY if problem is BUSY else RETRY_SECONDS
    return answer


def _errors(error: GraphsvcError) -> tuple[ProblemError | TableError, ...]:
    if isinstance(error, BadParameters):
        named = [
            ProblemError(
                parameter=shown(fault.parameter), value=shown(fault.value) or None, detail=fault.detail,
                suggestions=tuple(NearName(id=one, name=name or one) for one, name in fault.suggestions),
            )
            for fault in error.faults[:_MOST_ERRORS]
        ]
        more = len(error.faults) - len(named)
        if more > 0:
            named.append(ProblemError(parameter="request", value=None, detail=f"and {more:,} more", suggestions=()))
        return tuple(named)
    if isinstance(error, FaultyTables):
        return tuple(
            TableError(
                parameter=f"files.{fault.file}", file=fault.file, line=fault.line, column=fault.column,
                value=shown(fault.value) or None, detail=fault.message,
            )
            for fault in error.faults
        )
    if isinstance(error, BadInput):
        parameter = error.parameter or "request"
        detail = shown(str(error), 1000)
        return (ProblemError(parameter=parameter, value=shown(error.value) or None, detail=detail, suggestions=()),)
    if isinstance(error, NotFound):
        near = tuple(NearName(id=text.partition(" ")[0], name=text.partition(" ")[2]) for text in error.suggestions)
        value = shown((request.view_args or {}).get("id", "")) or None
        return (ProblemError(parameter="id", value=value, detail=str(error), suggestions=near),)
    return ()
