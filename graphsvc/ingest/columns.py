"""Canonical values of many rows at once, column by column; what a column holds again and again is looked at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import repeat

from graphsvc.errors import Fault
from graphsvc.ingest.cells import PLAIN_ADDRESS, cell_problem
from graphsvc.ingest.identifiers import CODE
from graphsvc.ingest.lines import Line, TableFile
from graphsvc.ingest.texts import longest, readable
from graphsvc.model import Column, Kind, Row, Table, canonical_value

_KNOWN = 100_000
"""Different texts of a column, at most, that are remembered with their canonical value."""

_PLAIN = r"[!-~](?:[ -~]*[!-~])?"
_PLAIN_TEXT = re.compile(rf"(?![=+@-]){_PLAIN}", re.ASCII)
_PLAIN_NAME = re.compile(_PLAIN, re.ASCII)
_NOTHING = re.compile(r"(?!)")


class _Faulty(Exception):
    """A cell has a fault."""

    def __init__(self, text: str, problem: str) -> None:
        super().__init__(problem)
        self.text = text
        self.problem = problem


class _Canonical(dict[str, str]):
    """The canonical value of each text of a column; asking for one that has a fault raises `_Faulty`."""

    def __init__(self, table: Table, column: Column) -> None:
        super().__init__()
        self._table = table
        self._column = column
        self._plain = plain(column)
        self._longest = longest(column)
        one = self._plain.pattern
        # What refers to another table is mostly there already, and then its one text is kept and not many equal ones.
        looked_up = column.refers or self._plain is _NOTHING
        self._all_plain = None if looked_up else re.compile(rf"(?:(?>{one})\n)*+{one}", re.ASCII)

    def __missing__(self, written: str) -> str:
        if self._plain.fullmatch(written) and len(written) <= self._longest:
            canonical = written
        else:
            text = written.strip()
            if "\r" in text:
                text = text.replace("\r\n", "\n").replace("\r", "\n")
            problem = cell_problem(self._table, self._column, text)
            if problem:
                raise _Faulty(text, problem)
            canonical = canonical_value(self._column, text)
        if len(self) < _KNOWN:
            self[written] = canonical
        return canonical

    def of(self, written: list[str]) -> list[str]:
        """The canonical values of some texts."""
        if self._all_plain:
            # One look at all of them: in such a column most texts differ, and most are plain.
            joined = "\n".join(written)
            if (
                self._all_plain.fullmatch(joined) and joined.count("\n") == len(written) - 1
                and max(map(len, written)) <= self._longest
            ):
                return written
        return list(map(self.__getitem__, written))


class Cells:
    """Reads the cells of a file's rows."""

    def __init__(self, file: TableFile) -> None:
        self._table = table = file.table
        self._columns = {
            column.name: _Canonical(table, column) for column in table.columns if column.name in file.columns
        }
        self._header = table.header
        self._missing = frozenset(
            column.name for column in table.columns if column.name not in file.columns and not column.optional
        )

    def read(self, lines: Sequence[Line], faults: list[Fault]) -> list[tuple[Row, frozenset[str]]]:
        """The canonical values of some rows, and of each the columns that have a fault."""
        if all(line.whole for line in lines):
            try:
                columns = [self._texts(name, lines) for name in self._header]
            except _Faulty:
                pass  # one by one, to say in which
            else:
                rows = zip(*columns, strict=True)
                return [(dict(zip(self._header, row, strict=True)), self._missing) for row in rows]
        return [self._read(line, faults) for line in lines]

    def _texts(self, name: str, lines: Sequence[Line]) -> Iterable[str]:
        if name not in self._columns:
            return repeat("", len(lines))
        return self._columns[name].of([line.values[name] for line in lines])

    def _read(self, line: Line, faults: list[Fault]) -> tuple[Row, frozenset[str]]:
        row = dict.fromkeys(self._header, "")
        if not line.whole:
            # A field too many or too few shifts all that follow: the row counts as there, and no more is said of it.
            row.update((name, text.strip()) for name, text in line.values.items())
            return row, frozenset(self._header)
        bad = self._missing
        for name, canonical in self._columns.items():
            try:
                row[name] = canonical[line.values[name]]
            except _Faulty as found:
                faults.append(Fault(self._table.file, line.number, name, readable(found.text), found.problem))
                bad = bad | {name}
                row[name] = found.text
        return row, bad


def plain(column: Column) -> re.Pattern[str]:
    """What most texts of a column are: those that match have no fault, if short enough, and are canonical already."""
    if column.values:
        return _NOTHING
    match column.kind:
        case Kind.TEXT:
            return _PLAIN_TEXT
        case Kind.CODE | Kind.ID if column.refers:
            return _PLAIN_NAME
        case Kind.CODE:
            return CODE
        case Kind.ADDRESS:
            return PLAIN_ADDRESS
        case _:
            return _NOTHING
