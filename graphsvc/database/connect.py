"""Opening the record: starting or joining the embedded server, or any other."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphsvc.config import Settings
    from graphsvc.database.session import Database


@contextmanager
def open_database(settings: Settings, *, start: bool = True) -> Iterator[Database]:
    """The record, for the time of the `with`.

    Parameters
    ----------
    settings : Settings
        `uri = "embedded"` starts or joins the server of the data folder; anything else is connected to when asked.
    start : bool
        False for a process that leaves the starting to another, such as a worker of the web server: then asking
        raises `DatabaseAway` while no server runs, and works as soon as one does.

    Raises
    ------
    DatabaseAway
        When the embedded server cannot be started.
    """
    from graphsvc.database.session import Database

    if settings.database.uri != "embedded" or not start:
        with Database(settings) as database:
            yield database
        return
    from graphsvc.database.embedded import EmbeddedServer

    with ending_on_signals(), EmbeddedServer(settings) as server, Database(settings, server) as database:
        yield database


@contextmanager
def ending_on_signals() -> Iterator[None]:
    """Let SIGTERM and SIGHUP end this process by unwinding, so that what it started is stopped.

    Where somebody handles them already, or in another thread than the main one, nothing is changed.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    mine = [number for number in (signal.SIGTERM, signal.SIGHUP) if signal.getsignal(number) is signal.SIG_DFL]
    for number in mine:
        signal.signal(number, _leave)
    try:
        yield
    finally:
        for number in mine:
            signal.signal(number, signal.SIG_DFL)


def _leave(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - as signal calls it
    # A second signal while stopping must not cut the stopping short.
    signal.signal(number, signal.SIG_IGN)
    raise SystemExit(128 + number)
