"""Whole answers to requests that never reach the application: what cannot be read, and what is one too many."""

from __future__ import annotations

import json
from uuid import uuid4

from graphsvc.api.problems import BUSY, ProblemType
from graphsvc.limits import RETRY_SECONDS_WHEN_BUSY


def unread(problem: ProblemType) -> bytes:
    """A problem as the bytes of an answer, after which the connection ends."""
    request_id = uuid4().hex
    body = json.dumps({
        "type": problem.address, "title": problem.title, "status": problem.status, "detail": problem.meaning,
        "instance": "", "request_id": request_id, "errors": [],
    }).encode()
    retry = f"Retry-After: {RETRY_SECONDS_WHEN_BUSY}\r\n" if problem is BUSY else ""
    head = (
        f"HTTP/1.1 {problem.status} {problem.title}\r\nConnection: close\r\nContent-Type: application/problem+json\r\n"
        f"Request-Id: {request_id}\r\nX-Content-Type-Options: nosniff\r\n{retry}"
        f"Cache-Control: no-store\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode("latin-1") + body
