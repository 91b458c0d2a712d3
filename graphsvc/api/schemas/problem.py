"""What an error looks like (RFC 9457)."""

from __future__ import annotations

from pydantic import Field

from graphsvc.api.schemas.answer import Schema


class NearName(Schema):
    """An id that may have been meant, and its name."""

    id: str
    name: str


class ProblemError(Schema):
    """One thing that is wrong."""

    parameter: str
    value: str | None = Field(description="As given, its beginning if it was long.")
    detail: str
    suggestions: tuple[NearName, ...]


class TableError(Schema):
    """One thing that is wrong in a file that was sent."""

    parameter: str
    file: str
    line: int = Field(description="Counted from 1 with the header; 0 when it is the whole file.")
    column: str = Field(description="Empty when it is the whole line.")
    value: str | None = Field(description="As it stands there, its beginning if it is long.")
    detail: str
    suggestions: tuple[NearName, ...] = ()


class Problem(Schema):
    """An error, as `application/problem+json`."""

    type: str = Field(description="Which problem this is: an address with its description.")
    title: str
    status: int
    detail: str
    instance: str = Field(description="The path that was asked for.")
    request_id: str = Field(description="Names the request in the service's log.")
    errors: tuple[ProblemError | TableError, ...] = Field(description="Each thing that is wrong.")
