"""Watching the embedded server for as long as the web server runs."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Self

import structlog

from graphsvc.database.endpoint import Endpoint, running
from graphsvc.database.pulse import Pulse
from graphsvc.errors import GraphsvcError

if TYPE_CHECKING:
    from types import TracebackType

    from graphsvc.config import Settings
    from graphsvc.database.embedded import EmbeddedServer

_log = structlog.get_logger(__name__)

_LOOK_SECONDS = 0.25
_FIRST_WAIT = 0.5
_LONGEST_WAIT = 30.0


class Supervisor:
    """Starts the embedded server in the background, and again whenever it died or no longer answers.

    Parameters
    ----------
    settings : Settings
        Of the embedded server. With any other server there is nothing to watch, and nothing is done.
    patience : float
        Seconds without any answer after which a server that runs is ended: a frozen one, or one without memory left.
    """

    def __init__(self, settings: Settings, patience: float = 60.0) -> None:
        self._settings = settings
        self._patience = patience
        self._pulse = Pulse(settings)
        self._ending = threading.Event()
        self._up = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="supervisor", daemon=True)
        self.problem = ""

    def __enter__(self) -> Self:
        if self._settings.database.uri == "embedded":
            self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ending.set()
        self._pulse.end()
        if self._thread.is_alive():
            self._thread.join()

    def wait_until_up(self, timeout: float) -> bool:
        """Wait for the server's first start; whether it came. `problem` says what went wrong last."""
        return self._settings.database.uri != "embedded" or self._up.wait(timeout)

    def _watch(self) -> None:
        from graphsvc.database.embedded import EmbeddedServer

        server = EmbeddedServer(self._settings)
        wait = _FIRST_WAIT
        try:
            while not self._ending.is_set():
                endpoint = running(server.home) if self._up.is_set() else None
                if endpoint is not None and self._pulse.silent_for > self._patience:
                    self._end_silent(server, endpoint)
                elif endpoint is not None:
                    self._ending.wait(_LOOK_SECONDS)
                elif self._bring_up(server):
                    wait = _FIRST_WAIT
                else:
                    self._ending.wait(wait)
                    wait = min(2 * wait, _LONGEST_WAIT)
        finally:
            try:
                server.leave()
            except GraphsvcError as error:
                _log.warning("Neo4j was not stopped", problem=str(error))

    def _end_silent(self, server: EmbeddedServer, endpoint: Endpoint) -> None:
        _log.warning("Neo4j runs and does not answer: it is ended", pid=endpoint.pid, seconds=self._patience)
        try:
            server.end_if(endpoint)
        except Exception as error:  # watching must outlive whatever goes wrong once
            self.problem = str(error)
            _log.error("Neo4j was not ended", problem=self.problem)
        self._pulse.begin()

    def _bring_up(self, server: EmbeddedServer) -> bool:
        if self._up.is_set():
            _log.warning("Neo4j ended and is started again")
        try:
            endpoint = server.again() if self._up.is_set() else server.use()
        except Exception as error:  # watching must outlive whatever goes wrong once
            self.problem = str(error)
            _log.error("Neo4j did not start", problem=self.problem)
            return False
        self.problem = ""
        self._up.set()
        self._pulse.begin()
        _log.info("Neo4j is up", port=endpoint.port, pid=endpoint.pid)
        return True
