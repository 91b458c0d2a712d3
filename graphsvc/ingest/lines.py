"""Rows as they stand in a file: text with its file and line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graphsvc.errors import Fault
from graphsvc.model import Row, Table


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a file.

    Attributes
    ----------
    number : int
        Line on which the row begins, counted from 1 with the header.
    values : Row
        Text as written, by column; only columns that the table knows.
    whole : bool
        Whether the row has as many fields as the header.
    """

    number: int
    values: Row
    whole: bool = True


@dataclass(frozen=True, slots=True)
class TableFile:
    """What was read of one file.

    Attributes
    ----------
    table : Table
        The table that it holds.
    columns : frozenset of str
        Known columns that the file has.
    lines : tuple of Line
        Its rows.
    complete : bool
        Whether the file was read to its end; when not, rows may be missing.
    """

    table: Table
    columns: frozenset[str]
    lines: tuple[Line, ...]
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Folder:
    """What was read of a folder.

    Attributes
    ----------
    path : Path
        The folder.
    files : mapping
        Files by the name of their table; tables without a file are not there.
    faults : tuple of Fault
        What was wrong with files, headers and the number of fields.
    """

    path: Path
    files: Mapping[str, TableFile] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()

    @property
    def row_count(self) -> int:
        """Rows in all files."""
        return sum(len(file.lines) for file in self.files.values())
