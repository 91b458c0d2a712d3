"""The snapshot that answers, as those see it who ask it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from threading import Timer
from typing import Protocol

from graphsvc.snapshot.graph import Snapshot

_FIRST_ANSWERS = 1.0
"""Seconds in which nothing else is done than to answer."""

Prepare = Callable[[Snapshot], None]


def as_it_is(snapshot: Snapshot) -> None:
    """Nothing is made beforehand: whoever asks first waits for it."""


class SnapshotInUse(Protocol):
    """What questions need to know of the snapshot that answers them."""

    @property
    def of_record(self) -> bool:
        """Whether it is kept equal to a record."""

    @property
    def current(self) -> Snapshot | None:
        """The snapshot; None before the first."""

    @property
    def stale(self) -> bool:
        """Whether the record is away, or newer."""

    @property
    def problem(self) -> str:
        """What keeps it from being refreshed or from being written to disk, in words; empty when nothing does."""

    @property
    def answers(self) -> bool:
        """Whether the record's database answered when it was last asked."""

    @property
    def answered_at(self) -> datetime | None:
        """When it last did; None for never, or where there is none."""

    def start(self, prepare: Prepare = as_it_is) -> None:
        """Begin to watch, in this process; `prepare` is told each snapshot, before it answers where that can be."""

    def stop(self) -> None:
        """End watching."""


class FixedSnapshot:
    """A snapshot from a file, which nothing changes."""

    of_record = False
    stale = False
    problem = ""
    answers = False
    answered_at = None

    def __init__(self, snapshot: Snapshot) -> None:
        self.current: Snapshot = snapshot

    def start(self, prepare: Prepare = as_it_is) -> None:
        """Nothing to watch. What answers already is prepared meanwhile."""
        beside(prepare, self.current)

    def stop(self) -> None:
        """Nothing to end."""


def beside(prepare: Prepare, snapshot: Snapshot) -> None:
    """Prepare a snapshot that answers already: after the first answers, for which somebody may be waiting."""
    timer = Timer(_FIRST_ANSWERS, prepare, (snapshot,))
    timer.daemon = True
    timer.start()
