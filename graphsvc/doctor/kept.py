"""What is kept on disk to answer from: snapshots, and the positions of maps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import takewhile
from typing import TYPE_CHECKING

from graphsvc.doctor.finding import Finding
from graphsvc.errors import SnapshotUnreadable
from graphsvc.maps.layouts.store import POSITIONS, PositionStore
from graphsvc.snapshot.file import read_snapshot
from graphsvc.snapshot.store import SnapshotStore, stamp_of

if TYPE_CHECKING:
    from pathlib import Path

    from graphsvc.config import Settings

_AHEAD = timedelta(minutes=5)
"""Clocks of several machines differ by less."""


def snapshot(settings: Settings) -> Iterator[Finding]:
    """Whether the newest snapshots can be read, and what a writer that was killed has left."""
    folder = _folder(settings)
    kept, foreign = SnapshotStore(folder).files(), [*folder.glob("snapshot-*")]
    # Newest first, and none after the first that can be read: that one answers, and a large one takes seconds.
    unread = [*takewhile(bool, map(_unreadable, kept))]
    if unread:
        mend = "remove it; `serve` passes it over, and takes another when none is left"
        more = f"; and {len(unread) - 1} more" if len(unread) > 1 else ""
        yield Finding("snapshot", "note", unread[0] + more, mend)
    elif kept:
        yield Finding("snapshot", "good", f"{len(kept)} kept, newest {kept[0]}")
    elif foreign:
        mend = "nothing: `graphsvc serve` takes one of its own; those can be removed"
        yield Finding("snapshot", "note", f"{len(foreign)} in {folder} are of another version of graphsvc", mend)
    else:
        yield Finding("snapshot", "note", f"none in {folder} yet", "`graphsvc serve` takes one after a load")
    if halves := sorted(folder.glob(".writing-*")):
        mend = "nothing: no snapshot is read from it, and the next that is written removes it when it is a day old"
        yield Finding("half", "note", f"{halves[0]} is being written, or was left half-written", mend)


def clock(settings: Settings) -> Iterator[Finding]:
    """Whether the clock was set back since the newest snapshot was taken."""
    newest = next(filter(None, map(stamp_of, SnapshotStore(_folder(settings)).files())), None)
    if newest is not None and newest > datetime.now(UTC) + _AHEAD:
        mend = "set the clock right; until then ages are told as none, and questions are answered as at its day"
        yield Finding("clock", "note", f"it is behind the newest snapshot, of {newest:%d %B %Y %H:%M} UTC", mend)


def maps(settings: Settings) -> Iterator[Finding]:
    """Whether positions of maps that are kept can be read."""
    folder = settings.data_dir / POSITIONS
    if damaged := PositionStore(folder).damaged():
        mend = "nothing: they are worked out again when they are needed"
        yield Finding("maps", "note", f"{len(damaged)} kept positions are damaged, such as {damaged[0]}", mend)


def _folder(settings: Settings) -> Path:
    return settings.data_dir / "snapshots"


def _unreadable(file: Path) -> str:
    try:
        read_snapshot(file)
    except SnapshotUnreadable as error:
        return str(error)
    return ""
