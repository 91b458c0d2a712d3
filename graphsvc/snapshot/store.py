"""Snapshots on disk: the last few, the newest first."""

from __future__ import annotations

import contextlib
import logging
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from graphsvc.errors import SnapshotUnreadable
from graphsvc.snapshot.file import FORMAT, WRITING, read_snapshot, write_snapshot
from graphsvc.snapshot.graph import Snapshot

_SUFFIX = ".snapshot"
_STAMP = "%Y%m%dT%H%M%S%f"
_NEXT = timedelta(microseconds=1)
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
        for half in self.folder.glob(f"{WRITING}*"):
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
