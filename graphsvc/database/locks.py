"""Locks between processes: many users of one server, one that starts or stops it."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from graphsvc.errors import DatabaseAway


class SharedHold:
    """A shared lock that says "I use this", given back when the process ends at the latest.

    A forked child inherits the open file and with it the hold; only the process that took the hold gives it back,
    so that a worker that ends does not end it for the others.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None
        self._taken_by = 0

    def take(self) -> None:
        """Take the hold; taking it twice is the same as once."""
        if self._descriptor is not None:
            return
        self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        self._taken_by = os.getpid()
        fcntl.flock(self._descriptor, fcntl.LOCK_SH)

    def give_back(self) -> None:
        """End the hold, if there is one."""
        if self._descriptor is None:
            return
        if self._taken_by == os.getpid():
            fcntl.flock(self._descriptor, fcntl.LOCK_UN)
        os.close(self._descriptor)
        self._descriptor = None


@contextmanager
def exclusive(path: Path, timeout: float, what: str) -> Iterator[None]:
    """Be the only one for a while.

    Parameters
    ----------
    path : pathlib.Path
        The lock's file.
    timeout : float
        Seconds to wait for others.
    what : str
        What the others are doing, for the error's sentence.

    Raises
    ------
    DatabaseAway
        When others did not finish in time.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        deadline = time.monotonic() + timeout
        while not _try_exclusive(descriptor):
            if time.monotonic() > deadline:
                raise DatabaseAway(f"another process is still {what} after {timeout:.0f} s (it holds {path})")
            time.sleep(0.05)
        yield
    finally:
        os.close(descriptor)


def is_held(path: Path) -> bool:
    """Whether any process has a hold on this file.

    For who alone may start or stop: looking takes the lock for an instant, which another would see.
    """
    if not path.exists():
        return False
    descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    try:
        return not _try_exclusive(descriptor)
    finally:
        os.close(descriptor)


@dataclass(frozen=True, slots=True)
class Holder:
    """A process that has the file of a hold open."""

    pid: int
    command: str


def holders(path: Path) -> list[Holder]:
    """Processes of this user that have the file open, for telling people who is there.

    It walks all processes; the lock itself, and not this list, decides anything.
    """
    found = []
    for process in psutil.process_iter():
        try:
            if any(Path(opened.path) == path for opened in process.open_files()):
                found.append(Holder(process.pid, _command(process.cmdline())))
        except psutil.Error:
            continue
    return found


def _command(words: list[str]) -> str:
    """A command line as somebody would type it: `graphsvc serve --port 8000`, without the program that runs it."""
    names = [Path(word).name for word in words[:2]]
    started = 1 if len(words) > 1 and names[0].startswith("python") and not words[1].startswith("-") else 0
    return " ".join([*names[started : started + 1], *words[started + 1 :]])[:200]


def _try_exclusive(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
