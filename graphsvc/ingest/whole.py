"""The tables of a folder laid over what is recorded already: what the record would be after a load."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from graphsvc.dates import Span, parse_span
from graphsvc.errors import Fault
from graphsvc.model import TABLE, TABLES, Dataset, Key, Row


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the whole.

    Attributes
    ----------
    row : Row
        Canonical values; a value with a fault stands as it was written.
    line : int
        Line in the folder's file; 0 when the row is recorded already and not in the folder.
    bad : frozenset of str
        Columns whose value has a fault, of which nothing more is to be said.
    """

    row: Row
    line: int = 0
    bad: frozenset[str] = frozenset()

    def span(self, column: str) -> Span | None:
        """The days of a date column; None when it is empty or has a fault."""
        return None if column in self.bad else _span(self.row[column])


_span = lru_cache(maxsize=50_000)(parse_span)


class Whole:
    """All rows by table and key.

    Parameters
    ----------
    tables : mapping
        Entries of every table by their key.
    incomplete : frozenset of str
        Tables of which rows may be missing because their file could not be read to its end.
    absent : frozenset of str
        Tables that are empty because nothing is recorded and the folder has no file for them.
    """

    def __init__(
        self, tables: Mapping[str, dict[Key, Entry]], incomplete: frozenset[str], absent: frozenset[str]
    ) -> None:
        self._tables = tables
        self.incomplete = incomplete
        self.absent = absent

    def entries(self, table: str) -> Iterator[Entry]:
        """Rows of a table: those recorded first, then those of the folder in their order."""
        return iter(self._tables[table].values())

    def given(self, table: str) -> Iterator[Entry]:
        """Rows of a table that the folder holds."""
        return (entry for entry in self._tables[table].values() if entry.line)

    def get(self, table: str, *key: str) -> Entry | None:
        """A row by its key."""
        return self._tables[table].get(key)

    def dataset(self) -> Dataset:
        """Canonical rows of every table in the order of their keys; the rows must have no fault."""
        return {
            table.name: tuple(entry.row for _, entry in sorted(self._tables[table.name].items(), key=itemgetter(0)))
            for table in TABLES
        }


def fault(table: str, entry: Entry, column: str, message: str, value: str | None = None) -> Fault:
    """A fault of one cell; of a row that is recorded already it says which.

    Parameters
    ----------
    table : str
        Name of the table.
    entry : Entry
        The row.
    column : str
        The column; empty for the whole row.
    message : str
        What is wrong and what would be right.
    value : str, optional
        What stands there, when not the column's value.
    """
    about = TABLE[table]
    shown = value if value is not None else entry.row.get(column, "")
    if not entry.line:
        message += f" (the {about.noun} {', '.join(about.key_of(entry.row))} stands in the record, not in the folder)"
    return Fault(about.file, entry.line, column, shown, message)
