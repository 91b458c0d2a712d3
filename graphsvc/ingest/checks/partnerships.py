"""Partnerships."""

from __future__ import annotations

from collections.abc import Iterator

from graphsvc.errors import Fault
from graphsvc.ingest.whole import Entry, Whole, fault
from graphsvc.model import TABLE

_TABLE = "relationships"
_ENDS = ("source_org", "target_org")
_FACTS = tuple(name for name in TABLE[_TABLE].header if name not in ("id", *_ENDS))


def partnerships(whole: Whole) -> Iterator[Fault]:
    """Faults within the rows of partnerships, and partnerships that are recorded twice."""
    for entry in whole.given(_TABLE):
        source, target = (entry.row[end] for end in _ENDS)
        if source == target and not entry.bad & {*_ENDS}:
            yield fault(_TABLE, entry, "target_org", "is the source as well: a partnership joins two organisations")
        since, until = entry.span("since"), entry.span("until")
        if since and until and until.last < since.first:
            yield fault(_TABLE, entry, "until", f"is before since ({entry.row['since']}): mend one of the two")
    yield from _twice(whole)


def _twice(whole: Whole) -> Iterator[Fault]:
    seen: dict[tuple[str, ...], Entry] = {}
    for entry in whole.entries(_TABLE):
        if entry.bad:
            continue
        ends = sorted(entry.row[end] for end in _ENDS)
        first = seen.setdefault((*ends, *(entry.row[name] for name in _FACTS)), entry)
        if first is not entry:
            place = f"in line {first.line}" if first.line else "in the record"
            message = f"says the same as {first.row['id']} {place}: delete one, or say what is different"
            yield fault(_TABLE, entry, "id", message)
