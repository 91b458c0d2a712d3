"""Whether the embedded server still answers: asked now and then, by a thread that may hang where the server does."""

from __future__ import annotations

import threading
from time import monotonic
from typing import TYPE_CHECKING

from graphsvc.errors import DatabaseAway, GraphsvcError

if TYPE_CHECKING:
    from graphsvc.config import Settings

_EVERY_SECONDS = 3.0
_ANSWER_WITHIN = 15.0
"""Seconds that one question waits: far longer than a reader would, as a busy server is not to be ended."""


class Pulse:
    """Asks the record's revision again and again, and remembers when an answer came; that it was too slow is one too.

    Parameters
    ----------
    settings : Settings
        Of the embedded server.
    """

    def __init__(self, settings: Settings) -> None:
        patient = {"connect_timeout": _ANSWER_WITHIN, "query_timeout": _ANSWER_WITHIN}
        self._settings = settings.model_copy(update={"database": settings.database.model_copy(update=patient)})
        self._felt = monotonic()
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._feel, name="pulse", daemon=True)

    @property
    def silent_for(self) -> float:
        """Seconds since the last answer, or since the server was started."""
        return monotonic() - self._felt

    def begin(self) -> None:
        """A server has just been started: its silence counts from now on."""
        self._felt = monotonic()
        # The watch may be over before the server that it started is up.
        if self._thread.ident is None and not self._ending.is_set():
            self._thread.start()

    def end(self) -> None:
        """Ask no more. A question that hangs is left behind: it ends with its server."""
        self._ending.set()

    def _feel(self) -> None:
        from graphsvc.database.session import Database

        with Database(self._settings) as database:
            while not self._ending.wait(_EVERY_SECONDS):
                try:
                    database.read("snapshot/revision")
                except DatabaseAway:
                    continue
                except GraphsvcError:
                    pass  # it answers, though not what it was asked
                self._felt = monotonic()
