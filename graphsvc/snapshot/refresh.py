"""The snapshot in use: taken from disk at once, then kept equal to the record by a thread that watches it."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from datetime import UTC, datetime
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING

from graphsvc.errors import DatabaseAway, GraphsvcError, RecordChangedOutsideLoad
from graphsvc.snapshot.build import CHANGED_OUTSIDE, build_snapshot
from graphsvc.snapshot.graph import Snapshot
from graphsvc.snapshot.in_use import Prepare, as_it_is, beside
from graphsvc.snapshot.store import SnapshotStore

if TYPE_CHECKING:
    from pathlib import Path

    from graphsvc.database.revision import Revision
    from graphsvc.database.session import Database

_HEAD_START = 0.5
"""Seconds after a start in which the record is not asked yet, however seldom it is asked later."""

_RECHECK_SECONDS = 300.0
"""How often all rows are compared with their hash, and how long a refused record is left alone."""

_log = logging.getLogger(__name__)


class SnapshotKeeper:
    """Keeps one snapshot equal to the record.

    The newest snapshot on disk serves from the beginning. A thread asks for the record's revision and swaps the
    reference when there is a new one; requests never wait for it. Of several processes one builds, and the others
    take what it wrote.

    Parameters
    ----------
    store : SnapshotStore
        Snapshots on disk, shared by the processes of this data folder.
    database : callable
        Gives the record; may raise `DatabaseAway`. Called in the thread, so after any fork.
    poll_seconds : float
        How often the revision is asked for.

    Attributes
    ----------
    unkept : str
        What kept the snapshot from being written to disk, in words; empty when nothing did.
    """

    of_record = True

    def __init__(self, store: SnapshotStore, database: Callable[[], Database], poll_seconds: float = 0.5) -> None:
        self._seen: Path | None = next(iter(store.files()), None)
        self.current: Snapshot | None = store.newest()
        self.problem = "the record was not asked yet"
        self.answers = False
        self.answered_at: datetime | None = None
        self.unkept = ""
        self._store = store
        self._database = database
        self._poll = poll_seconds
        self._equal_at = float("-inf")
        self._checked_at = float("-inf")
        self._refused: tuple[int, str] | None = None
        self._process = 0
        self._prepare: Prepare = as_it_is
        self._ending = Event()
        self._thread: Thread | None = None

    @property
    def taken_at(self) -> datetime | None:
        """When the snapshot was read from the record."""
        return self.current.taken_at if self.current else None

    @property
    def revision(self) -> int:
        """The revision that the snapshot is; 0 before the first."""
        return self.current.revision if self.current else 0

    @property
    def stale(self) -> bool:
        """Whether the record is away, newer or changed by hand, as far as is known."""
        return self._behind or self._refused is not None

    @property
    def _behind(self) -> bool:
        """Whether the record is away or newer: nobody could say otherwise for four polls and a second."""
        return monotonic() - self._equal_at > 4 * self._poll + 1

    def start(self, prepare: Prepare = as_it_is) -> None:
        """Begin to watch, once a process: a thread does not survive a fork.

        Parameters
        ----------
        prepare : callable
            Makes beforehand what the first answers from a snapshot would wait for: before it takes the place of
            another; of the first one beside its answers.
        """
        if self._process == os.getpid():
            return
        self._prepare = prepare
        self._process = os.getpid()
        # A process in the place of one that died was forked from what was current when all began.
        self._take_from_disk(as_it_is)
        if self.current is not None:
            beside(prepare, self.current)
        self._ending = Event()
        self._thread = Thread(target=self._watch, args=(self._ending,), name="snapshot", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End watching, and wait for a build that is under way."""
        self._ending.set()
        if self._thread is not None and self._process == os.getpid():
            self._thread.join(timeout=10)
        self._process = 0

    def refresh(self) -> None:
        """Look at the record once and take what is new. What goes wrong is kept in `problem`."""
        try:
            database = self._database()
            revision = database.revision()
            self.answers, self.answered_at = True, datetime.now(UTC)
            if revision is None:
                self._not_equal("nothing is loaded yet")
            elif self._is_current(revision):
                self._equal()
            elif (revision.number, revision.hash) != self._refused or self._time_to_check():
                self._take(database, revision)
        except RecordChangedOutsideLoad:
            self._not_equal(CHANGED_OUTSIDE)
        except GraphsvcError as error:
            self.answers = self.answers and not isinstance(error, DatabaseAway)
            self._not_equal(str(error))
            self._take_from_disk(self._prepare)

    def check(self) -> None:
        """Compare all rows of the record with their hash, when that was not done for a while."""
        if self.current is None or self._behind or not self._time_to_check():
            return
        self._checked_at = monotonic()
        try:
            build_snapshot(self._database())
        except RecordChangedOutsideLoad:
            self._refused = (self.current.revision, self.current.hash)
            self.problem = CHANGED_OUTSIDE
        except GraphsvcError as error:
            self._not_equal(str(error))
        else:
            self._refused = None
            self.problem = ""

    def _watch(self, ending: Event) -> None:
        if self.current is not None:
            # The first answers first: what asks the record takes a while to come, from the same processor.
            ending.wait(min(self._poll, _HEAD_START))
        while not ending.is_set():
            try:
                self.refresh()
                self.check()
            except Exception:
                # The thread must outlive a full disk or a broken answer: requests go on from the last snapshot.
                _log.exception("the snapshot could not be refreshed")
                self._not_equal("the snapshot could not be refreshed: see the log")
            ending.wait(self._poll)

    def _take(self, database: Database, revision: Revision) -> None:
        """Take a revision's snapshot from disk, or build it, unless another process is just building it."""
        from filelock import FileLock, Timeout

        self._not_equal(f"revision {revision.number} is being taken")
        self.unkept = ""
        snapshot = self._store.find(revision.number, revision.hash)
        if snapshot is None:
            lock = FileLock(self._store.folder / "build.lock", timeout=self._poll)
            try:
                self._store.folder.mkdir(parents=True, exist_ok=True)
                lock.acquire()
            except Timeout:
                return
            except OSError as error:
                self._not_kept(error)  # where nothing can be written, each process builds its own
            try:
                found = self._store.find(revision.number, revision.hash)
                snapshot = found or self._build(database, revision)
            finally:
                lock.release()
        if self.current is None:
            beside(self._prepare, snapshot)
        else:
            self._prepare(snapshot)
        self.current = snapshot
        self._refused = None
        self._equal()
        _log.info("revision %d is in use, snapshot %s", snapshot.revision, snapshot.hash[:12])

    def _take_from_disk(self, prepare: Prepare) -> None:
        """While the record is away: what another process took of it last, when that is newer."""
        newest = next(iter(self._store.files()), None)
        if newest is None or newest == self._seen:
            return
        self._seen = newest
        snapshot = self._store.newest()
        # By revision first: the clock may have been set back between the two.
        if snapshot is not None and (self.current is None or _rank(self.current) < _rank(snapshot)):
            prepare(snapshot)
            self.current = snapshot

    def _build(self, database: Database, revision: Revision) -> Snapshot:
        self._checked_at = monotonic()
        try:
            snapshot = build_snapshot(database)
        except RecordChangedOutsideLoad:
            self._refused = (revision.number, revision.hash)
            raise
        self._refused = None
        try:
            self._store.write(snapshot)
        except OSError as error:
            self._not_kept(error)
        return snapshot

    def _not_kept(self, error: OSError) -> None:
        """A full disk or a closed folder costs the copy on disk, and no answer."""
        self.unkept = f"the snapshot is in memory alone, as {self._store.folder} cannot be written: {error.strerror}"
        _log.warning("%s", self.unkept)

    def _is_current(self, revision: Revision) -> bool:
        return self.current is not None and (self.current.revision, self.current.hash) == (
            revision.number, revision.hash,
        )

    def _time_to_check(self) -> bool:
        return monotonic() - self._checked_at > _RECHECK_SECONDS

    def _equal(self) -> None:
        self._equal_at = monotonic()
        self.problem = CHANGED_OUTSIDE if self._refused else self.unkept

    def _not_equal(self, problem: str) -> None:
        self._equal_at = float("-inf")
        self.problem = problem


def _rank(snapshot: Snapshot) -> tuple[int, datetime]:
    """By which of two snapshots of a record the later is known."""
    return snapshot.revision, snapshot.taken_at
