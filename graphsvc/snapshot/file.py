"""A snapshot as a file: columns of numbers and UTF-8 text, mapped read-only, checked when opened.

A file is a first line that names the format, the length of a JSON header and the header, then for each table and
column what the header says of it (codes, offsets, text; each begins at a multiple of eight bytes), and at last the
SHA-256 of all before. The header has the hash of the facts, computed when they were read: the checksum holds both.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import os
import re
import struct
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, BinaryIO

import numpy as np

from graphsvc.errors import SnapshotUnreadable
from graphsvc.model import TABLES, Table
from graphsvc.snapshot.columns import Coded, Column, Numbers, Rows, Texts
from graphsvc.snapshot.graph import Snapshot

FORMAT = 2
_FIRST_LINE = f"graphsvc snapshot {FORMAT}\n".encode()
_SUM_SIZE = 32
_LENGTH = struct.Struct("<Q")
WRITING = ".writing-"
"""What the name of a file begins with while it is written."""
_ALIGNED = 8
_AT_ONCE = 1 << 20

_MAPPED_FROM = 32 << 20
"""Bytes from which a file is mapped, so that the processes of a machine share its pages. A smaller one is read: then
nothing that happens to the file afterwards can reach the process."""


def write_snapshot(snapshot: Snapshot, path: Path) -> None:
    """Write a snapshot to a file, which is there whole or not at all, even after a power cut."""
    tables: dict[str, Any] = {}
    arrays: list[Numbers] = []
    position = 0
    for table in TABLES:
        rows = snapshot.dataset[table.name]
        told = tables[table.name] = {"rows": len(rows), "columns": {}}
        for name, column in rows.columns.items():
            parts = told["columns"][name] = {}
            for part, numbers in _parts(column):
                parts[part] = [position, len(numbers), numbers.dtype.str]
                arrays.append(numbers)
                position += _padded(numbers.nbytes)
    header = json.dumps({
        "revision": snapshot.revision, "taken_at": snapshot.taken_at.isoformat(), "hash": snapshot.hash,
        "tables": tables,
    }).encode()
    start = len(_FIRST_LINE) + _LENGTH.size
    header = header.ljust(_padded(start + len(header)) - start)
    with NamedTemporaryFile(dir=path.parent, prefix=WRITING, delete=False) as file:
        try:
            digest = hashlib.sha256()
            for piece in _pieces(header, arrays):
                file.write(piece)
                digest.update(piece)
            file.write(digest.digest())
            file.flush()
            os.fsync(file.fileno())
            os.replace(file.name, path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
    _sync_folder(path.parent)


def read_snapshot(path: Path) -> Snapshot:
    """Read a snapshot file.

    Raises
    ------
    SnapshotUnreadable
        When it is missing, damaged, of another format, or says nonsense.
    """
    try:
        return _read(_content(path), path)
    except SnapshotUnreadable:
        raise
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError, struct.error) as error:
        raise SnapshotUnreadable(f"{path} is no snapshot that can be read: {error}") from error


def _content(path: Path) -> memoryview:
    """All of a file before its checksum, which it has."""
    with path.open("rb") as file:
        if file.read(len(_FIRST_LINE)) != _FIRST_LINE:
            raise SnapshotUnreadable(f"{path} is not a snapshot of format {FORMAT}")
        size = os.fstat(file.fileno()).st_size
        file.seek(0)
        if size < _MAPPED_FROM:
            whole = memoryview(file.read())
            digest = hashlib.sha256(whole[:-_SUM_SIZE]).digest()
        else:
            digest = _digest(file, size - _SUM_SIZE)
            whole = memoryview(mmap.mmap(file.fileno(), size, access=mmap.ACCESS_READ))
    if digest != bytes(whole[-_SUM_SIZE:]):
        raise SnapshotUnreadable(f"{path} is damaged: its content does not have its checksum")
    return whole[:-_SUM_SIZE]


def _digest(file: BinaryIO, left: int) -> bytes:
    """SHA-256 of the beginning of a file, without mapping it: pages that nobody asks for are not taken in."""
    digest = hashlib.sha256()
    while piece := file.read(min(left, _AT_ONCE)):
        digest.update(piece)
        left -= len(piece)
    return digest.digest()


def _read(content: memoryview, path: Path) -> Snapshot:
    (length,) = _LENGTH.unpack_from(content, len(_FIRST_LINE))
    start = len(_FIRST_LINE) + _LENGTH.size
    header: dict[str, Any] = json.loads(bytes(content[start : start + length]))
    if not re.fullmatch("[0-9a-f]{64}", header["hash"]):
        raise SnapshotUnreadable(f"{path} does not say the hash of what it holds")
    body = content[start + length :]
    return Snapshot(
        {table.name: _rows(table, header["tables"][table.name], body) for table in TABLES},
        revision=int(header["revision"]), taken_at=datetime.fromisoformat(header["taken_at"]), hash_=header["hash"],
    )


def _rows(table: Table, told: dict[str, Any], body: memoryview) -> Rows:
    if tuple(told["columns"]) != table.header:
        raise ValueError(f"{table.file} has other columns")
    columns = {name: _column(parts, body) for name, parts in told["columns"].items()}
    if any(len(column) != told["rows"] for column in columns.values()):
        raise ValueError(f"{table.file} has another number of cells")
    return Rows(table, columns)


def _parts(column: Column) -> Iterator[tuple[str, Numbers]]:
    """The arrays of a column, with their names."""
    texts = column.texts if isinstance(column, Coded) else column
    if isinstance(column, Coded):
        yield "codes", _little_endian(column.codes)
    yield "offsets", _little_endian(texts.offsets)
    yield "text", np.frombuffer(texts.text, np.uint8)


def _column(parts: dict[str, Any], body: memoryview) -> Column:
    def numbers(part: str) -> Numbers:
        position, count, kind = parts[part]
        return np.frombuffer(body, np.dtype(kind), count, position)

    texts = Texts(numbers("offsets"), numbers("text").data)
    return Coded(numbers("codes"), texts) if "codes" in parts else texts


def _pieces(header: bytes, arrays: list[Numbers]) -> Iterator[bytes | memoryview]:
    yield _FIRST_LINE + _LENGTH.pack(len(header)) + header
    for numbers in arrays:
        yield numbers.view(np.uint8).data
        yield bytes(_padded(numbers.nbytes) - numbers.nbytes)


def _padded(size: int) -> int:
    return -(-size // _ALIGNED) * _ALIGNED


def _little_endian(numbers: Numbers) -> Numbers:
    return np.ascontiguousarray(numbers, numbers.dtype.newbyteorder("<"))


def _sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut."""
    if os.name == "nt":
        return  # Windows has no handle on a folder
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
