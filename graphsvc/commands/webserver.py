"""The web server's processes: gunicorn with threads, or waitress where processes cannot be forked."""

from __future__ import annotations

import contextlib
import errno
import gc
import math
import os
import signal
import socket
import sys
import tempfile
import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from graphsvc.errors import BadInput
from graphsvc.limits import LONGEST_ADDRESS, LONGEST_HEADER, MOST_HEADERS

if TYPE_CHECKING:
    from graphsvc.config import Settings
    from graphsvc.database.session import Database
    from graphsvc.snapshot.in_use import Prepare, SnapshotInUse

_TRIED = 100
"""Ports that are tried after one that is taken."""

_SPARE = 8
"""Threads of a process beside those that answer: they say that there is no place, and answer probes."""

_SWITCH = 0.0005
"""Seconds after which a thread that computes lets another go on: a tenth of Python's own, so that who only wants to
hear that there is no place, or that the process is alive, hears it while all places compute."""

_GRACE = 5.0
"""Seconds that requests have to end when the server stops, beside what the longest of them may take."""

_HANDED_OVER = 3
"""The first descriptor of those that a service's keeper hands over, such as systemd."""


def bind(host: str, port: int, *, exactly: bool) -> socket.socket:
    """A listening socket.

    Parameters
    ----------
    host : str
        Address or name of this machine.
    port : int
        Port; 0 for any.
    exactly : bool
        Whether only this port will do; else the next free one is taken.

    Raises
    ------
    BadInput
        When nothing can be bound.
    """
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
    except OSError as error:
        raise BadInput(f"{host} is no address of this machine: {error.strerror}", "--host", host) from None
    last = port if exactly or port == 0 else min(port + _TRIED, 65535)
    for candidate in range(port, last + 1):
        listener = socket.socket(family, socket.SOCK_STREAM)
        if sys.platform != "win32":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, candidate))
            listener.listen(128)
        except OSError as error:
            listener.close()
            if error.errno != errno.EADDRINUSE or candidate == last:
                reason = error.strerror or str(error)
                raise BadInput(f"cannot listen on {host}:{candidate}: {reason}", "--port", str(candidate)) from None
        else:
            return listener
    raise BadInput(f"no free port from {port} to {last}", "--port", str(port))


def handed_over() -> socket.socket | None:
    """The listening socket that a service's keeper holds and hands over (`LISTEN_FDS`); None when there is none.

    It outlives this process: what comes while the service is started again waits in it, and nothing is refused.
    """
    whose, number = os.environ.pop("LISTEN_PID", ""), os.environ.pop("LISTEN_FDS", "")
    if (whose, number) != (str(os.getpid()), "1"):
        return None
    os.set_inheritable(_HANDED_OVER, False)
    return socket.socket(fileno=_HANDED_OVER)


def grace_of(settings: Settings) -> float:
    """Seconds that requests have to end when the server stops: as long as the longest of them may take."""
    return max(settings.reports.timeout, settings.database.query_timeout) + _GRACE


def address_of(listener: socket.socket) -> str:
    """Where a browser finds it."""
    host, port = listener.getsockname()[:2]
    if host in ("0.0.0.0", "::"):  # noqa: S104 - compared, not bound
        host = "127.0.0.1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def run(
    settings: Settings, listener: socket.socket, snapshots: Callable[[], SnapshotInUse],
    record: Callable[[], Database] | None = None, parent: int = -1,
) -> None:
    """Serve until SIGTERM.

    Parameters
    ----------
    settings : Settings
        Processes and threads; and what questions need.
    listener : socket
        Where requests come in.
    snapshots : callable
        Makes what answers. It is called once, before any worker is forked, so that all share its memory.
    record : callable, optional
        Gives the record, for reports; none where the facts are a snapshot file's.
    parent : int
        Read end of a pipe that the starting process holds open: when that process ends, so does this one. -1 for none.
    """
    if sys.platform == "win32":
        _run_threads(settings, listener, snapshots(), record)
    else:
        with tempfile.TemporaryDirectory(prefix="graphsvc-metrics-", ignore_cleanup_errors=True) as folder:
            # Counts of all workers meet here; the library reads the variable when it is imported.
            os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
            _run_processes(settings, listener, snapshots(), record, parent)


def _run_threads(
    settings: Settings, listener: socket.socket, snapshots: SnapshotInUse, record: Callable[[], Database] | None
) -> None:
    import waitress  # type: ignore[import-untyped]  # has no types
    from waitress import utilities

    from graphsvc.api.concurrency import Places
    from graphsvc.app import create_app
    from graphsvc.commands.unread import unread_by_waitress
    from graphsvc.web.warming import warm

    utilities.Error.to_response = unread_by_waitress
    most = settings.server.concurrency
    flask = create_app(settings, snapshots, record)
    snapshots.start(partial(warm, flask))
    app = Places(flask.wsgi_app, most)
    try:
        waitress.serve(app, sockets=[listener], threads=most + _SPARE, ident=None)
    finally:
        snapshots.stop()


def _run_processes(
    settings: Settings, listener: socket.socket, snapshots: SnapshotInUse, record: Callable[[], Database] | None,
    parent: int,
) -> None:
    from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]  # has no types
    from gunicorn.http import message, wsgi  # type: ignore[import-untyped]  # has no types

    from graphsvc.api.concurrency import Places
    from graphsvc.api.requests import tell_unread
    from graphsvc.app import MEASUREMENTS, create_app
    from graphsvc.commands.nameless import nameless
    from graphsvc.commands.worker import Worker
    from graphsvc.web.warming import warm

    # gunicorn knows no number between its own 8,190 bytes and none at all.
    message.MAX_REQUEST_LINE = LONGEST_ADDRESS
    wsgi.Response = nameless(wsgi.Response)
    most = settings.server.concurrency
    flask = create_app(settings, snapshots, record)
    Worker.tell = partial(tell_unread, flask.extensions[MEASUREMENTS])
    app = Places(flask.wsgi_app, most)
    # gunicorn closes it: a second close would hit whatever has its number by then.
    descriptor = listener.detach()

    def begin(worker: Worker) -> None:  # noqa: ARG001 - as gunicorn calls it
        _begin(snapshots, partial(warm, flask), parent)

    class Application(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
        """gunicorn, told what it needs."""

        def load_config(self) -> None:
            for name, value in {
                "bind": f"fd://{descriptor}", "workers": settings.server.workers, "worker_class": Worker,
                "threads": most + _SPARE, "graceful_timeout": math.ceil(grace_of(settings)), "timeout": 30,
                "keepalive": 5, "limit_request_line": LONGEST_ADDRESS - 1, "limit_request_fields": MOST_HEADERS,
                "limit_request_field_size": LONGEST_HEADER, "loglevel": "warning", "control_socket_disable": True,
                "post_worker_init": begin, "child_exit": _forget,
                # Nobody sets the path or the scheme of a request by a header.
                "forwarded_allow_ips": "", "forwarder_headers": "",
            }.items():
                self.cfg.set(name, value)

        def load(self) -> Any:  # noqa: ANN401 - a WSGI application
            return app

    # What all workers share is never garbage, and looking through it for some would make it each one's own.
    gc.collect()
    gc.freeze()
    Application().run()


def _begin(snapshots: SnapshotInUse, prepare: Prepare, parent: int) -> None:
    """In a worker, after the fork: threads may begin."""
    sys.setswitchinterval(_SWITCH)
    snapshots.start(prepare)
    if parent >= 0:
        server = os.getppid()

        def wait() -> None:
            os.read(parent, 1)
            with contextlib.suppress(ProcessLookupError):
                os.kill(server, signal.SIGTERM)

        threading.Thread(target=wait, name="parent", daemon=True).start()


def _forget(server: Any, worker: Any) -> None:  # noqa: ANN401, ARG001 - as gunicorn calls it
    from prometheus_client.multiprocess import mark_process_dead

    mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]
