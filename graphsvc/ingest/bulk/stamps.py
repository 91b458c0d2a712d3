"""When each row was first recorded and last changed, as the transaction of a smaller load would leave it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import repeat
from typing import TYPE_CHECKING

from graphsvc.ingest.bulk.shapes import Shape
from graphsvc.model import Key, Row

if TYPE_CHECKING:
    from graphsvc.database.session import Database
    from graphsvc.ingest.compare import Changes

Stamp = tuple[str, str, str, str]

HEADERS = ("first_recorded:long", "first_recorded_on:date", "last_changed:long", "last_changed_on:date")


class Stamps:
    """What is to be written beside each row.

    Parameters
    ----------
    database : Database
        The record before the load.
    changes : Changes
        What the load changes in it.
    revision : int
        The one that the load makes.
    day : date
        When.
    """

    def __init__(self, database: Database, changes: Changes, revision: int, day: date) -> None:
        self._database = database
        self._changes = changes
        self._new = (str(revision), day.isoformat())

    def of(self, shape: Shape, rows: Sequence[Row]) -> Iterator[Stamp]:
        """The stamps of the rows of a table, one after another."""
        name, key_of = shape.table.name, shape.table.key_of
        new = (*self._new, *self._new)
        if len(rows) == len(self._changes.added.get(name, ())):
            yield from repeat(new, len(rows))
            return
        kept = dict(self._recorded(shape))
        changed = {key_of(row) for row in self._changes.changed.get(name, ())}
        for row in rows:
            key = key_of(row)
            before = kept.get(key)
            if before is None:
                yield new
            elif key in changed:
                yield before[0] or new[0], before[1] or new[1], *self._new
            else:
                yield before

    def _recorded(self, shape: Shape) -> Iterator[tuple[Key, Stamp]]:
        """The stamps in the record, by the keys of their rows."""
        if shape.ends:
            start, end = shape.at_ends
            chunks = self._database.read_stream(
                "bulk/stamps_of_links", type=shape.name, start=start, end=end, key=list(shape.key)
            )
        else:
            chunks = self._database.read_stream("bulk/stamps_of_nodes", label=shape.name, key=list(shape.key))
        columns = (*shape.ends, *(column for column in shape.table.key if column not in shape.ends))
        places = [columns.index(column) for column in shape.table.key]
        for chunk in chunks:
            for named, *stamp in chunk["rows"]:
                first, first_on, last, last_on = ("" if value is None else str(value) for value in stamp)
                yield tuple(named[place] for place in places), (first, first_on, last, last_on)
