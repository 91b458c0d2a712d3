"""Laying a folder's rows over recorded ones, checking each cell and each key on the way."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from operator import attrgetter

from graphsvc.errors import Fault
from graphsvc.ingest.columns import Cells
from graphsvc.ingest.lines import Folder, Line, TableFile
from graphsvc.ingest.whole import Entry, Whole
from graphsvc.model import TABLES, Dataset, Key, Row, Table

_STEP = 500
"""Rows between two words about progress."""

OnRows = Callable[[int], None]
"""Told how many more rows were checked."""


def untold(count: int) -> None:
    """Progress that nobody asked to be told of."""


def overlay(folder: Folder, existing: Dataset | None, *, replace: bool, on_rows: OnRows) -> tuple[Whole, list[Fault]]:
    """The record as it would be after a load of a folder.

    A table whose file is not in the folder keeps its rows, and a column that a file leaves out keeps its values, also
    when replacing.

    Parameters
    ----------
    folder : Folder
        What was read.
    existing : Dataset or None
        What is recorded.
    replace : bool
        Whether recorded rows that a file lacks go.
    on_rows : callable
        Told of progress.

    Returns
    -------
    tuple of Whole and list of Fault
        All rows; the faults of single cells and of keys.
    """
    tables: dict[str, dict[Key, Entry]] = {}
    faults: list[Fault] = []
    for table in TABLES:
        file = folder.files.get(table.name)
        recorded = {table.key_of(row): Entry(row) for row in existing[table.name]} if existing else {}
        entries = {} if file and replace else dict(recorded)
        if file:
            faults += _lay(file, recorded, entries, on_rows)
        tables[table.name] = entries
    incomplete = frozenset(name for name, file in folder.files.items() if not file.complete)
    absent = frozenset(table.name for table in TABLES if table.name not in folder.files and not tables[table.name])
    return Whole(tables, incomplete, absent), faults


def _lay(file: TableFile, recorded: dict[Key, Entry], entries: dict[Key, Entry], on_rows: OnRows) -> list[Fault]:
    table = file.table
    faults: list[Fault] = []
    unkeyed = set(table.key) - file.columns
    for line, row, bad in _read(file, faults, on_rows):
        # Without its key a row is nobody: only its cells could be checked.
        key = table.key_of(row) if not unkeyed else ()
        if not any(key):
            continue
        there = entries.get(key)
        if there and there.line:
            first = bisect_left(file.lines, there.line, key=attrgetter("number"))
            faults.append(_twice(table, row, key, line, file.lines[first]))
            continue
        before = recorded.get(key)
        if before:
            row |= {name: text for name, text in before.row.items() if name not in file.columns}
            entries.pop(key, None)
        entries[key] = Entry(row, line.number, bad)
    return faults


def _read(file: TableFile, faults: list[Fault], on_rows: OnRows) -> Iterator[tuple[Line, Row, frozenset[str]]]:
    """Each line of a file, its canonical values and the columns that have a fault."""
    cells = Cells(file)
    for start in range(0, len(file.lines), _STEP):
        some = file.lines[start : start + _STEP]
        for line, (row, bad) in zip(some, cells.read(some, faults), strict=True):
            yield line, row, bad
        on_rows(len(some))


def _twice(table: Table, row: Row, key: Key, line: Line, first: Line) -> Fault:
    columns = table.header if row.keys() == first.values.keys() else tuple(first.values)
    same = all(row[name] == first.values[name].strip() for name in columns)
    advice = "the whole row is the same: delete one" if same else "give one of them another, or delete one"
    message = f"stands in line {first.number} already; {advice}"
    return Fault(table.file, line.number, ", ".join(table.key), ", ".join(key), message)
