"""Expectations: the rules of the guidance and their versions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from graphsvc.errors import Fault
from graphsvc.ingest.whole import Entry, Whole, fault

_TABLE = "expectations"


def expectations(whole: Whole) -> Iterator[Fault]:
    """Rules that end before they begin, and versions of one rule that are valid on the same day."""
    for entry in whole.given(_TABLE):
        first, last = entry.span("valid_from"), entry.span("valid_to")
        if first and last and last.last < first.first:
            message = f"is before valid_from ({entry.row['valid_from']}): mend one of the two"
            yield fault(_TABLE, entry, "valid_to", message)
    versions: dict[str, list[Entry]] = {}
    for entry in whole.entries(_TABLE):
        if not entry.bad & {"rule", "version", "valid_from", "valid_to"}:
            versions.setdefault(entry.row["rule"], []).append(entry)
    for entries in versions.values():
        entries.sort(key=lambda entry: int(entry.row["version"]))
        for at, later in enumerate(entries):
            for earlier in entries[:at]:
                if _overlap(earlier, later):
                    # Told of the row in the folder: the earlier one may be recorded already.
                    told, other = (later, earlier) if later.line or not earlier.line else (earlier, later)
                    message = (
                        f"version {told.row['version']} is valid on a day on which version {other.row['version']} is "
                        "valid too: end the earlier one (valid_to) the day before the later begins (valid_from)"
                    )
                    yield fault(_TABLE, told, "valid_from", message)


def _overlap(one: Entry, other: Entry) -> bool:
    (one_first, one_last), (other_first, other_last) = _days(one), _days(other)
    return one_first <= other_last and other_first <= one_last and one_first <= one_last and other_first <= other_last


def _days(entry: Entry) -> tuple[date, date]:
    first, last = entry.span("valid_from"), entry.span("valid_to")
    return first.first if first else date.min, last.last if last else date.max
