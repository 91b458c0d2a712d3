"""Partnerships."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from operator import itemgetter

from graphsvc.errors import Fault
from graphsvc.ingest.whole import Entry, Whole, fault
from graphsvc.model import TABLE, Row

_TABLE = "relationships"
_ENDS = ("source_org", "target_org")
_facts = itemgetter(*(name for name in TABLE[_TABLE].header if name not in ("id", *_ENDS)))


def partnerships(whole: Whole) -> Iterator[Fault]:
    """Faults within the rows of partnerships, and partnerships that are recorded twice."""
    for entry in whole.given(_TABLE):
        row = entry.row
        if row["source_org"] == row["target_org"] and not entry.bad & {*_ENDS}:
            yield fault(_TABLE, entry, "target_org", "is the source as well: a partnership joins two organisations")
        if not (row["since"] and row["until"]):
            continue
        since, until = entry.span("since"), entry.span("until")
        if since and until and until.last < since.first:
            yield fault(_TABLE, entry, "until", f"is before since ({entry.row['since']}): mend one of the two")
    yield from _twice(whole)


def _alike(whole: Whole) -> set[int]:
    """What partnerships say, as a number, where at least two have the same: for most records there is none."""
    numbers = [hash(_said(entry.row)) for entry in whole.entries(_TABLE)]
    if len(set(numbers)) == len(numbers):
        return set()
    return {number for number, times in Counter(numbers).items() if times > 1}


def _said(row: Row) -> tuple[str, ...]:
    """What a partnership says, whichever end is named first."""
    source, target = row["source_org"], row["target_org"]
    return (source, target, *_facts(row)) if source < target else (target, source, *_facts(row))


def _twice(whole: Whole) -> Iterator[Fault]:
    alike = _alike(whole)
    seen: dict[tuple[str, ...], Entry] = {}
    for entry in whole.entries(_TABLE) if alike else ():
        said = _said(entry.row)
        if entry.bad or hash(said) not in alike:
            continue
        first = seen.setdefault(said, entry)
        if first is not entry:
            place = f"in line {first.line}" if first.line else "in the record"
            message = f"says the same as {first.row['id']} {place}: delete one, or say what is different"
            yield fault(_TABLE, entry, "id", message)
