"""When each partnership was first recorded: kept beside an export, and put back into another record."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import TYPE_CHECKING

from graphsvc.dates import first_day
from graphsvc.errors import BadInput

if TYPE_CHECKING:
    from graphsvc.database.session import Database, Writer

_COLUMNS = ("id", "first_recorded_on")


def read_recorded(database: Database) -> dict[str, str]:
    """By id of each partnership in the record, the day on which it was first recorded, in ISO form."""
    return {row["id"]: row["first_recorded_on"] or "" for row in database.read_stream("snapshot/recorded")}


def restore_recorded(database: Database, recorded: Mapping[str, str]) -> None:
    """Put the days into a record that holds the same partnerships."""
    rows = [{"id": one, "first_recorded_on": first_day(day)} for one, day in sorted(recorded.items())]

    def work(writer: Writer) -> None:
        writer.run("load/recorded", rows=rows)

    database.write(work)


def recorded_csv(recorded: Mapping[str, str]) -> bytes:
    """The days as a CSV file."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([_COLUMNS, *sorted(recorded.items())])
    return text.getvalue().encode()


def recorded_of(content: bytes, file: str) -> dict[str, str]:
    """The days of a CSV file.

    Raises
    ------
    BadInput
        It is none; the error has the file, the line and the value.
    """
    try:
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    except (UnicodeDecodeError, csv.Error):
        raise BadInput(f"{file}: not a CSV file in UTF-8") from None
    if not rows or tuple(rows[0]) != _COLUMNS:
        raise BadInput(f"{file}:1: the columns must be {', '.join(_COLUMNS)}")
    found = {}
    for line, row in enumerate(rows[1:], start=2):
        try:
            one, day = row
            first_day(day)
        except ValueError:
            raise BadInput(f"{file}:{line}: {','.join(row)[:80]!r} is no id with a day such as 2026-04-01") from None
        found[one] = day
    return found
