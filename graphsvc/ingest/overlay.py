"""Laying a folder's rows over recorded ones, checking each cell and each key on the way."""

from __future__ import annotations

from collections.abc import Callable

from graphsvc.errors import Fault
from graphsvc.ingest.cells import cell_problem
from graphsvc.ingest.lines import Folder, Line, TableFile
from graphsvc.ingest.texts import readable
from graphsvc.ingest.whole import Entry, Whole
from graphsvc.model import TABLES, Dataset, Key, Row, Table, canonical_value

_STEP = 500
"""Rows between two words about progress."""

_KNOWN = 100_000
"""Different texts of a column, at most, that are remembered with their canonical value."""

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
    lines: dict[Key, Line] = {}
    unkeyed = set(table.key) - file.columns
    cells = _Cells(file)
    for count, line in enumerate(file.lines, 1):
        if count % _STEP == 0:
            on_rows(_STEP)
        row, bad = cells.read(line, faults)
        # Without its key a row is nobody: only its cells could be checked.
        key = table.key_of(row) if not unkeyed else ()
        if not any(key):
            continue
        if key in lines:
            faults.append(_twice(table, row, key, line, lines[key]))
            continue
        lines[key] = line
        before = recorded.get(key)
        for name in row:
            if name not in file.columns and before:
                row[name] = before.row[name]
        entries.pop(key, None)
        entries[key] = Entry(row, line.number, bad)
    on_rows(len(file.lines) % _STEP)
    return faults


class _Cells:
    """Reads the cells of a file's rows; what a column holds again and again is looked at once."""

    def __init__(self, file: TableFile) -> None:
        self._table = table = file.table
        given = [column for column in table.columns if column.name in file.columns]
        self._columns = [(column.name, column, dict[str, str]()) for column in given]
        self._empty = dict.fromkeys(table.header, "")
        self._missing = frozenset(
            column.name for column in table.columns if column.name not in file.columns and not column.optional
        )

    def read(self, line: Line, faults: list[Fault]) -> tuple[Row, frozenset[str]]:
        """A row's canonical values, and the columns that have a fault."""
        row = self._empty.copy()
        if not line.whole:
            # A field too many or too few shifts all that follow: the row counts as there, and no more is said of it.
            row.update((name, text.strip()) for name, text in line.values.items())
            return row, frozenset(self._table.header)
        bad = self._missing
        values = line.values
        for name, column, known in self._columns:
            written = values[name]
            canonical = known.get(written)
            if canonical is None:
                text = written.strip()
                if "\r" in text:
                    text = text.replace("\r\n", "\n").replace("\r", "\n")
                problem = cell_problem(self._table, column, text)
                if problem:
                    faults.append(Fault(self._table.file, line.number, name, readable(text), problem))
                    bad = bad | {name}
                    canonical = text
                else:
                    canonical = canonical_value(column, text)
                    if len(known) < _KNOWN:
                        known[written] = canonical
            row[name] = canonical
        return row, bad


def _twice(table: Table, row: Row, key: Key, line: Line, first: Line) -> Fault:
    columns = table.header if row.keys() == first.values.keys() else tuple(first.values)
    same = all(row[name] == first.values[name].strip() for name in columns)
    advice = "the whole row is the same: delete one" if same else "give one of them another, or delete one"
    message = f"stands in line {first.number} already; {advice}"
    return Fault(table.file, line.number, ", ".join(table.key), ", ".join(key), message)
