"""Whole answers to requests that never reach the application: what cannot be read, and what is one too many."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

from graphsvc.api.headers import HEADERS
from graphsvc.api.problems import BAD_REQUEST, BUSY, CONTENT_TOO_LARGE, INTERNAL_ERROR, MEDIA_TYPE, ProblemType
from graphsvc.limits import RETRY_SECONDS_WHEN_BUSY

_OF_WAITRESS = {problem.status: problem for problem in (CONTENT_TOO_LARGE, INTERNAL_ERROR)}


def unread(problem: ProblemType, request_id: str) -> bytes:
    """A problem as the bytes of an answer, with the headers that every answer has; the connection ends after it.

    Parameters
    ----------
    problem : ProblemType
        What is wrong with it.
    request_id : str
        Name of the request.
    """
    headers, body = _parts(problem, request_id)
    told = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {problem.status} {problem.title}\r\nConnection: close\r\n{told}\r\n".encode("latin-1") + body


def unread_by_waitress(error: Any, ident: str | None = None) -> tuple[str, list[tuple[str, str]], bytes]:  # noqa: ANN401, ARG001 - as it calls it
    """The same as waitress asks for it: status, headers and body."""
    problem = _OF_WAITRESS.get(error.code, BAD_REQUEST)
    headers, body = _parts(problem, uuid4().hex)
    return f"{problem.status} {problem.title}", list(headers.items()), body


def _parts(problem: ProblemType, request_id: str) -> tuple[dict[str, str], bytes]:
    body = json.dumps({
        "type": problem.address, "title": problem.title, "status": problem.status, "detail": problem.meaning,
        "instance": "", "request_id": request_id, "errors": [],
    }).encode()
    retry = {"Retry-After": RETRY_SECONDS_WHEN_BUSY} if problem is BUSY else {}
    return {
        "Content-Type": MEDIA_TYPE, "Request-Id": request_id, "Cache-Control": "no-store", **retry,
        "Content-Length": str(len(body)), **HEADERS,
    }, body
