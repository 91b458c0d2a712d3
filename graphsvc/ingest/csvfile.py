"""Reading one CSV file of the seed layout, and saying where it cannot be read."""

from __future__ import annotations

import csv
import io
import stat
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from graphsvc.errors import Fault
from graphsvc.ingest.header import read_header
from graphsvc.ingest.lines import Line, TableFile
from graphsvc.model import Table

_MEGABYTE = 1_000_000

csv.field_size_limit(2**31 - 1)  # how long a text may be is said by its column, and how large a file by the settings

_SPREADSHEET = "is a spreadsheet, not CSV: open it and save it as 'CSV UTF-8 (comma separated)'"
_UTF_16 = "is UTF-16 text: save it as 'CSV UTF-8 (comma separated)'"
_SIGNATURES = (
    (b"PK\x03\x04", _SPREADSHEET), (b"\xd0\xcf\x11\xe0", _SPREADSHEET),
    (b"\xff\xfe", _UTF_16), (b"\xfe\xff", _UTF_16),
)


def read_table_file(path: Path, table: Table, limit_mb: float) -> tuple[TableFile, list[Fault]]:
    """Read one file.

    Bytes that are not UTF-8 are kept as they are, so that the check of each cell can name the column and value.

    Parameters
    ----------
    path : Path
        The file.
    table : Table
        What it should hold.
    limit_mb : float
        Largest size read, in MB.

    Returns
    -------
    tuple of TableFile and list of Fault
        As far as it could be read; what was wrong with the file, its header and the number of fields of its rows.
    """
    data, problem = _content(path, limit_mb)
    if problem:
        return TableFile(table, frozenset(), (), complete=False), [Fault(table.file, 0, "", "", problem)]
    text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", errors="surrogateescape")
    rows = _Rows(text)
    header_line, fields = next(iter(rows), (1, []))
    if rows.problem:
        return TableFile(table, frozenset(), (), complete=False), [
            Fault(table.file, rows.number, "", rows.started, rows.problem)
        ]
    header = read_header(table, fields, header_line)
    faults = list(header.faults)
    if not header.usable:
        return TableFile(table, frozenset(), (), complete=False), faults
    lines: list[Line] = []
    names, places = zip(*header.places, strict=True)
    shifted: list[tuple[int, list[str]]] = []
    for number, values in rows:
        whole = len(values) == header.width
        if not whole:
            shifted.append((number, values))
            values = [*values, *[""] * (header.width - len(values))]
        lines.append(Line(number, dict(zip(names, map(values.__getitem__, places), strict=True)), whole))
    if len(shifted) < len(lines) or (len(lines) == 1 and not faults):
        faults += [
            Fault(table.file, number, "", ",".join(values), _wrong_width(len(values), header.width))
            for number, values in shifted
        ]
    elif shifted and not faults:
        # No row fits: it is the header that is wrong, and one word about it is enough.
        message = f"has {header.width} columns, and every row has fewer or more fields, the first {len(shifted[0][1])}"
        faults.append(Fault(table.file, header_line, "", ",".join(fields), message))
    if rows.ended_by():
        faults.append(Fault(table.file, rows.number, "", rows.started, rows.problem))
    columns = frozenset(name for name, _ in header.places)
    return TableFile(table, columns, tuple(lines), complete=not rows.problem), faults


class _Rows:
    """The rows of a text that are not blank, each with the line on which it begins; stops where CSV ends."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.number = 0
        self.problem = ""
        self._rows = self._read()

    @property
    def started(self) -> str:
        """The line on which the row begins."""
        return next(islice(self._lines(), self.number - 1, None), "").rstrip("\r\n")

    def ended_by(self) -> str:
        """What ended the rows early: the problem as it is by now."""
        return self.problem

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        return self._rows

    def _read(self) -> Iterator[tuple[int, list[str]]]:
        reader = csv.reader(self._lines(), strict=True)
        while not self.problem:
            self.number = reader.line_num + 1
            try:
                fields = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                self.problem = _csv_problem(str(error))
                return
            # Spreadsheets leave rows of nothing but commas.
            if fields and (fields[0].strip() or any(field.strip() for field in fields)):
                yield self.number, fields

    def _lines(self) -> Iterator[str]:
        return io.StringIO(self._text, newline="")


def _content(path: Path, limit_mb: float) -> tuple[bytes, str]:
    """The bytes of a file, or why there are none."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return b"", "is not a file: a CSV file with this name is needed"
        if status.st_size > limit_mb * _MEGABYTE:
            size = status.st_size / _MEGABYTE
            return b"", (
                f"has {size:.0f} MB, and at most {limit_mb:g} MB are read: split it into several folders, "
                "or raise file_limit_mb in [load] of config.toml"
            )
        data = path.read_bytes()
    except OSError as error:
        return b"", f"cannot be read: {(error.strerror or str(error)).lower()}"
    for signature, problem in _SIGNATURES:
        if data.startswith(signature):
            return b"", problem
    if not data.strip():
        return b"", "is empty: its first line must name the columns"
    return data, ""


def _wrong_width(found: int, expected: int) -> str:
    if found > expected:
        return f"has {found} fields where the header has {expected}: put text that holds a comma in quotation marks"
    return f"has {found} fields where the header has {expected}: write a comma for each empty field too"


def _csv_problem(error: str) -> str:
    if "end of data" in error:
        return (
            "a quotation mark opens here and is not closed; the file was not read further. Close it, "
            'and write a quotation mark within text twice ("")'
        )
    return (
        f"cannot be read as CSV ({error}); the file was not read further. Put text with commas or quotation marks "
        'in quotation marks, and write a quotation mark within it twice ("")'
    )
