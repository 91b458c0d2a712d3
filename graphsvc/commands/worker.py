"""gunicorn's worker with threads, as needed here: nobody waits for a thread, and nobody holds one for ever."""

from __future__ import annotations

import contextlib
import errno
import selectors
import socket
from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import Any, ClassVar
from uuid import uuid4

from gunicorn.http import errors  # type: ignore[import-untyped]  # has no types
from gunicorn.workers.gthread import TConn, ThreadWorker  # type: ignore[import-untyped]  # has no types
from werkzeug.exceptions import RequestTimeout

from graphsvc.api.problems import (
    BAD_REQUEST,
    BUSY,
    HEADERS_TOO_LARGE,
    INTERNAL_ERROR,
    REQUEST_TIMED_OUT,
    URI_TOO_LONG,
    ProblemType,
)
from graphsvc.commands.connection import Connection
from graphsvc.commands.unread import unread
from graphsvc.limits import RECEIVE_SECONDS

_NOBODY = (errno.EAGAIN, errno.EWOULDBLOCK, errno.ECONNABORTED)
"""Of a connection that another worker took, or that is gone already."""

_STILL_COMING = 5.0
"""Seconds that a stopping worker gives whoever is connected to begin a request."""

_PROBLEMS: tuple[tuple[type[Exception], ProblemType], ...] = (
    (errors.LimitRequestLine, URI_TOO_LONG), (errors.LimitRequestHeaders, HEADERS_TOO_LARGE),
    (RequestTimeout, REQUEST_TIMED_OUT), (errors.ParseException, BAD_REQUEST),
)


def _hung_up(client: socket.socket) -> bool:
    """Whether nothing more will come from a client of whom something can be read, and nothing is left to be read."""
    try:
        return not socket.socket.recv(client, 1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except BlockingIOError:
        return False
    except OSError:
        return True


class _Client(TConn):  # type: ignore[misc]  # gunicorn has no types
    """A connection that is closed at once: whoever answered has waited for the client already."""

    def close(self, graceful: bool = False) -> None:  # noqa: ARG002 - as gunicorn calls it
        self.sock.close()


class Worker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """Takes connections in one thread and answers requests in others.

    gunicorn's own gives a thread to every new connection, has requests wait for a thread without end, and waits up to
    2 s for a client to hang up in the one thread that takes connections.
    """

    tell: ClassVar[Callable[[ProblemType, str], None]]
    """Told what is answered without the application, and the name of the request."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as gunicorn makes it
        super().__init__(*args, **kwargs)
        self._held = 0

    def accept(self, listener: Any) -> None:  # noqa: ANN401 - gunicorn's
        """Take a connection. It gets a thread when its request begins to come."""
        try:
            client, address = listener.accept()
        except OSError as error:
            if error.errno not in _NOBODY:
                raise
            return
        self.nr_conns += 1
        conn = _Client(self.cfg, Connection(fileno=client.detach()), address, listener.getsockname())
        conn.timeout = monotonic() + RECEIVE_SECONDS
        self.pending_conns.append(conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self.on_pending_socket_readable, conn))

    def set_accept_enabled(self, enabled: bool) -> None:
        """Begin or cease to take connections. When stopping: whoever is connected by now is taken, then nobody can."""
        super().set_accept_enabled(enabled)
        if self.alive or enabled:
            return
        for listener in self.sockets:
            before = -1
            while before != self.nr_conns:
                before = self.nr_conns
                self.accept(listener)
            # Not only when the last request has ended: who connected meanwhile would wait for nothing.
            listener.close()

    def enqueue_req(self, conn: Any) -> None:  # noqa: ANN401 - gunicorn's
        """Give a request a thread; when all are taken, say at once that it is one too many.

        Who has hung up needs none: many that do so at once would take the threads of those that ask.
        """
        if _hung_up(conn.sock):
            self.nr_conns -= 1
            conn.close()
            return
        if self._held < self.cfg.threads:
            self._held += 1
            super().enqueue_req(conn)
            return
        self.nr_conns -= 1
        conn.sock.setblocking(False)
        with contextlib.suppress(OSError):
            conn.sock.recv(65_536)
            conn.sock.send(self._unread(BUSY))
            conn.sock.shutdown(socket.SHUT_WR)
        conn.close()

    def finish_request(self, conn: Any, fs: Any) -> None:  # noqa: ANN401 - gunicorn's
        """Take a thread back."""
        self._held -= 1
        super().finish_request(conn, fs)

    def handle(self, conn: Any) -> Any:  # noqa: ANN401 - gunicorn's
        """Answer one request, in a thread; the end of a connection is waited for here too."""
        conn.sock.begin()
        again = super().handle(conn)
        if again is False:
            conn.sock.part()
        return again

    def handle_error(self, req: Any, client: Any, addr: Any, exc: Exception) -> None:  # noqa: ANN401, ARG002 - gunicorn's
        """Answer what cannot be read as the application answers errors."""
        problem = next((problem for kind, problem in _PROBLEMS if isinstance(exc, kind)), INTERNAL_ERROR)
        if problem is INTERNAL_ERROR:
            self.log.error("A request could not be answered", exc_info=exc)
        with contextlib.suppress(OSError):
            client.sendall(self._unread(problem))

    def _unread(self, problem: ProblemType) -> bytes:
        request_id = uuid4().hex
        type(self).tell(problem, request_id)
        return unread(problem, request_id)

    def _cap_keepalive(self, deadline: float) -> None:
        """When stopping: connections on which nothing comes hold it up for a moment only."""
        super()._cap_keepalive(deadline)
        for conn in self.pending_conns:
            conn.timeout = min(conn.timeout, monotonic() + _STILL_COMING)
