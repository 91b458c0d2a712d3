"""Snapshots on disk: arrays of offsets and UTF-8 text, mapped read-only, checked when opened.

A file is a first line that names the format, the length of a JSON header and the header, then for each table the
offsets of its cells (32 bits each, row after row) and their text, and at last the SHA-256 of all before.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import mmap
import os
import struct
import sys
import time
from array import array
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from graphsvc.errors import SnapshotUnreadable
from graphsvc.model import TABLES, Row, Table
from graphsvc.snapshot.graph import Snapshot
from graphsvc.snapshot.hash import dataset_hash

FORMAT = 1
_FIRST_LINE = f"graphsvc snapshot {FORMAT}\n".encode()
_SUM_SIZE = 32
_LENGTH = struct.Struct("<Q")
_SUFFIX = ".snapshot"
_STAMP = "%Y%m%dT%H%M%S%f"
_NEXT = timedelta(microseconds=1)
_WRITING = ".writing-"
_LEFT_SECONDS = 24 * 3600
"""How long a file may be written: what is older was left by a writer that was killed."""

_log = logging.getLogger(__name__)


class SnapshotStore:
    """The last few snapshots in a folder.

    Parameters
    ----------
    folder : Path
        Where they are; made when something is written.
    keep : int
        How many are kept.
    """

    def __init__(self, folder: Path, keep: int = 5) -> None:
        self.folder = folder
        self.keep = keep

    def files(self) -> list[Path]:
        """Files of this format, the newest first: their names begin with the time at which they were taken.

        After the clock was set back that is the time of the one before and a moment, so that the order stays.
        """
        try:
            return sorted(self.folder.glob(f"snapshot-{FORMAT}-*{_SUFFIX}"), reverse=True)
        except OSError as error:
            _log.warning("%s cannot be read: %s", self.folder, error.strerror)
            return []

    def newest(self) -> Snapshot | None:
        """The newest snapshot that can be read; a damaged one is passed over for the next older."""
        return self._first_good(self.files())

    def find(self, revision: int, hash_: str) -> Snapshot | None:
        """The snapshot of a revision of the record, if it is here and can be read."""
        return self._first_good([file for file in self.files() if file.name.endswith(_ending(revision, hash_))])

    def write(self, snapshot: Snapshot) -> Path:
        """Keep a snapshot: written beside, synced, renamed; the oldest beyond those to keep are removed."""
        self.folder.mkdir(parents=True, exist_ok=True)
        newest = next(filter(None, map(stamp_of, self.files())), None)
        stamp = max(snapshot.taken_at, newest + _NEXT) if newest else snapshot.taken_at
        path = self.folder / f"snapshot-{FORMAT}-{stamp:{_STAMP}}-{_ending(snapshot.revision, snapshot.hash)}"
        write_snapshot(snapshot, path)
        for old in self.files()[self.keep :]:
            old.unlink(missing_ok=True)
        self._remove_halves()
        return path

    def _remove_halves(self) -> None:
        """What writers left that were killed."""
        for half in self.folder.glob(f"{_WRITING}*"):
            with contextlib.suppress(FileNotFoundError):
                if time.time() - half.stat().st_mtime > _LEFT_SECONDS:
                    half.unlink()

    @staticmethod
    def _first_good(files: list[Path]) -> Snapshot | None:
        for file in files:
            try:
                return read_snapshot(file)
            except SnapshotUnreadable as error:
                _log.warning("a snapshot was passed over: %s", error)
        return None


def stamp_of(file: Path) -> datetime | None:
    """The time in the name of a snapshot's file; None when its name has none."""
    try:
        return datetime.strptime(file.name.split("-")[2], _STAMP).replace(tzinfo=UTC)
    except (IndexError, ValueError):
        return None


def _ending(revision: int, hash_: str) -> str:
    return f"r{revision}-{hash_}{_SUFFIX}"


def write_snapshot(snapshot: Snapshot, path: Path) -> None:
    """Write a snapshot to a file, which is there whole or not at all, even after a power cut."""
    tables = {}
    parts: list[bytes] = []
    position = 0
    for table in TABLES:
        offsets, text = _packed(table, snapshot.dataset[table.name])
        tables[table.name] = {
            "columns": table.header, "rows": len(snapshot.dataset[table.name]), "offsets": position,
            "text": position + len(offsets), "end": position + len(offsets) + len(text),
        }
        parts += (offsets, text)
        position += len(offsets) + len(text)
    header = json.dumps({
        "revision": snapshot.revision, "taken_at": snapshot.taken_at.isoformat(), "hash": snapshot.hash,
        "tables": tables,
    }).encode()
    content = b"".join((_FIRST_LINE, _LENGTH.pack(len(header)), header, *parts))
    with NamedTemporaryFile(dir=path.parent, prefix=_WRITING, delete=False) as file:
        try:
            file.write(content)
            file.write(hashlib.sha256(content).digest())
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
        When it is missing, damaged, of another format, or does not hold what its hash says.
    """
    try:
        with path.open("rb") as file:
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        return _read(memoryview(mapped), path)
    except SnapshotUnreadable:
        raise
    except (OSError, ValueError, KeyError, TypeError, IndexError, struct.error) as error:
        raise SnapshotUnreadable(f"{path} is no snapshot that can be read: {error}") from error


def _read(whole: memoryview, path: Path) -> Snapshot:
    if bytes(whole[: len(_FIRST_LINE)]) != _FIRST_LINE:
        raise SnapshotUnreadable(f"{path} is not a snapshot of format {FORMAT}")
    content = whole[:-_SUM_SIZE]
    if hashlib.sha256(content).digest() != bytes(whole[-_SUM_SIZE:]):
        raise SnapshotUnreadable(f"{path} is damaged: its content does not have its checksum")
    (length,) = _LENGTH.unpack_from(content, len(_FIRST_LINE))
    start = len(_FIRST_LINE) + _LENGTH.size
    header: dict[str, Any] = json.loads(bytes(content[start : start + length]))
    shared: dict[str, str] = {}
    body = content[start + length :]
    dataset = {table.name: _unpacked(table, header["tables"][table.name], body, shared) for table in TABLES}
    if dataset_hash(dataset) != header["hash"]:
        raise SnapshotUnreadable(f"{path} does not hold what its hash says")
    return Snapshot(
        dataset, revision=int(header["revision"]), taken_at=datetime.fromisoformat(header["taken_at"]),
        hash_=header["hash"],
    )


def _packed(table: Table, rows: tuple[Row, ...]) -> tuple[bytes, bytes]:
    """Offsets of the cells, one more than there are cells, and their text."""
    cells = [row[name].encode() for row in rows for name in table.header]
    offsets = array("I", [0])
    position = 0
    for cell in cells:
        position += len(cell)
        offsets.append(position)
    return _little_endian(offsets).tobytes(), b"".join(cells)


def _unpacked(table: Table, place: dict[str, Any], body: memoryview, shared: dict[str, str]) -> tuple[Row, ...]:
    if tuple(place["columns"]) != table.header:
        raise ValueError(f"{table.file} has other columns")
    offsets = array("I")
    offsets.frombytes(body[place["offsets"] : place["text"]])
    offsets = _little_endian(offsets)
    text = bytes(body[place["text"] : place["end"]])
    # Most cells stand in many rows (types, areas, dates): one string for all of them.
    cells = [
        shared.setdefault(cell, cell)
        for cell in (text[start:end].decode() for start, end in pairwise(offsets))
    ]
    width = len(table.header)
    if len(cells) != width * place["rows"]:
        raise ValueError(f"{table.file} has another number of cells")
    return tuple(
        dict(zip(table.header, cells[start : start + width], strict=True)) for start in range(0, len(cells), width)
    )


def _little_endian(offsets: array[int]) -> array[int]:
    if sys.byteorder == "big":
        offsets.byteswap()
    return offsets


def _sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut."""
    if os.name == "nt":
        return  # Windows has no handle on a folder
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
