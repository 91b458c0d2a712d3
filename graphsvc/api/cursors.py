"""Where a list goes on: an opaque text that belongs to one question and one snapshot."""

from __future__ import annotations

import hashlib
import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from graphsvc.api.queries import PageQuery
from graphsvc.faults import BadParameters, ParameterFault
from graphsvc.snapshot.view import View

_Item = TypeVar("_Item")
_FORM = re.compile(r"[A-Za-z0-9_-]{1,60}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Piece(Generic[_Item]):
    """Part of a list."""

    items: Sequence[_Item]
    total: int
    next_cursor: str | None

    @property
    def heading(self) -> dict[str, Any]:
        """The fields of `graphsvc.api.schemas.answer.Page`, besides those of every answer."""
        return {"total": self.total, "truncated": self.next_cursor is not None, "next_cursor": self.next_cursor}


def piece_of(view: View, call: str, query: PageQuery, items: Sequence[_Item], size: int) -> Piece[_Item]:
    """The part of a list that a query asks for.

    Parameters
    ----------
    view : View
        The graph that the whole list comes from.
    call : str
        Path of the call, for telling questions apart.
    query : PageQuery
        The question; its cursor says where to begin.
    items : sequence
        The whole list.
    size : int
        Items in one part, at most.

    Raises
    ------
    BadParameters
        The cursor is none, or belongs to another question or snapshot.
    """
    name = _name(view, call, query)
    start = _start(query.cursor, name) if query.cursor else 0
    end = start + size
    more = _cursor(end, name) if end < len(items) else None
    return Piece(items[start:end], len(items), more)


def _name(view: View, call: str, query: PageQuery) -> str:
    asked = query.model_dump(mode="json", exclude={"cursor", "limit", "as_at"})
    text = json.dumps([view.snapshot.hash, view.day.isoformat(), call, asked], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def _cursor(start: int, name: str) -> str:
    return urlsafe_b64encode(f"{start}.{name}".encode()).decode().rstrip("=")


def _start(cursor: str, name: str) -> int:
    text = ""
    if _FORM.fullmatch(cursor) and len(cursor) % 4 != 1:
        text = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("latin-1")
    start, _, given = text.partition(".")
    if given != name or not start.isdecimal():
        raise BadParameters([
            ParameterFault("cursor", cursor, "belongs to another question or snapshot: ask again without it")
        ])
    return int(start)
