"""What a load adds, changes and removes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graphsvc.model import TABLES, Dataset, Key, Row

Rows = Mapping[str, Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Change:
    """One row that is added, changed or removed.

    Attributes
    ----------
    what : str
        `added`, `changed` or `removed`.
    table : str
        Name of the table.
    key : Key
        The row's key.
    columns : tuple
        Of a changed row: each column that differs, with its text before and after.
    """

    what: str
    table: str
    key: Key
    columns: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """The difference of two datasets; false when there is none.

    Attributes
    ----------
    added : mapping
        New rows by table; tables without any are not there.
    changed : mapping
        Rows as they are afterwards, by table.
    changed_from : mapping
        The same rows as they were before, in the same order.
    removed : mapping
        Rows that go, by table.
    """

    added: Rows
    changed: Rows
    changed_from: Rows
    removed: Rows

    @property
    def count(self) -> int:
        """Number of rows added, changed and removed."""
        return sum(len(rows) for part in (self.added, self.changed, self.removed) for rows in part.values())

    def __bool__(self) -> bool:
        return self.count > 0

    def listing(self) -> Iterator[Change]:
        """Every change, table by table: added, changed, removed."""
        for table in TABLES:
            for row in self.added.get(table.name, ()):
                yield Change("added", table.name, table.key_of(row))
            pairs = zip(self.changed_from.get(table.name, ()), self.changed.get(table.name, ()), strict=True)
            for before, after in pairs:
                columns = tuple(
                    (name, before[name], after[name]) for name in table.header if before[name] != after[name]
                )
                yield Change("changed", table.name, table.key_of(after), columns)
            for row in self.removed.get(table.name, ()):
                yield Change("removed", table.name, table.key_of(row))


def compare(before: Dataset, after: Dataset) -> Changes:
    """What makes one dataset of another.

    Parameters
    ----------
    before, after : Dataset
        Canonical rows of every table.

    Returns
    -------
    Changes
        Rows added, changed and removed, each table's in the order of its keys.
    """
    parts: tuple[dict[str, Sequence[Row]], ...] = ({}, {}, {}, {})
    for table in TABLES:
        if not before[table.name]:
            if after[table.name]:
                parts[0][table.name] = after[table.name]
            continue
        old = {table.key_of(row): row for row in before[table.name]}
        new = {table.key_of(row): row for row in after[table.name]}
        differing = [key for key, row in new.items() if key in old and row != old[key]]
        rows = (
            tuple(row for key, row in new.items() if key not in old),
            tuple(new[key] for key in differing),
            tuple(old[key] for key in differing),
            tuple(row for key, row in old.items() if key not in new),
        )
        for part, found in zip(parts, rows, strict=True):
            if found:
                part[table.name] = found
    return Changes(*parts)
