"""Starting the embedded server once: port, password, process, first answer."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from graphsvc.database import ports
from graphsvc.database.conf import write_conf
from graphsvc.database.endpoint import Endpoint, read_endpoint, started_at, write_endpoint
from graphsvc.database.java import set_first_password, start_server
from graphsvc.database.password import make_password, password_file
from graphsvc.errors import DatabaseAway, DatabaseSlow

if TYPE_CHECKING:
    from graphsvc.config import DatabaseSettings

_ATTEMPTS = 5
_STOP_TIMEOUT = 20.0
_FROZEN_STOP_TIMEOUT = 5.0

_children: list[subprocess.Popen[bytes]] = []
"""Started by this process, kept so that what ended is taken from the system's table."""


class _PortTaken(Exception):
    """Somebody else bound the port between our look and the server's."""


def launch(home: Path, settings: DatabaseSettings, jars: list[Path], *, kept: bool) -> Endpoint:
    """Start the server of a home and wait for its first answer over Bolt. Only called by who holds the start lock.

    Parameters
    ----------
    home : pathlib.Path
        The server's folder, absolute; made when missing.
    settings : DatabaseSettings
        Port, memory, how long a start may take.
    jars : list of pathlib.Path
        Checked jars.
    kept : bool
        Whether it goes on when its last user leaves.

    Raises
    ------
    DatabaseAway
        When it does not start.
    """
    for folder in ("logs", "data"):
        (home / folder).mkdir(parents=True, exist_ok=True)
    before = read_endpoint(home)
    preferred = settings.port or (before.port if before else 0)
    for _ in range(_ATTEMPTS):
        port = ports.free_port(preferred)
        if settings.port and port != settings.port:
            raise DatabaseAway(
                f"port {settings.port} ([database] port) is taken by {ports.who_has(settings.port)}; "
                "set another, or 0 for a free one"
            )
        conf = write_conf(home, port, settings)
        _prepare_password(home, conf, jars)
        try:
            return _start(home, conf, jars, settings, port, kept=kept)
        except _PortTaken:
            preferred = settings.port
    raise DatabaseAway(f"{_ATTEMPTS} ports were taken by others before Neo4j could bind them; try again")


def _prepare_password(home: Path, conf: Path, jars: list[Path]) -> None:
    if (home / "data" / "databases" / "system").exists():
        if not password_file(home).exists():
            raise DatabaseAway(
                f"the password file {password_file(home)} is gone, and Neo4j does not open without it: put it back, or "
                f"remove {home} and load again"
            )
        return
    (home / "data" / "dbms" / "auth.ini").unlink(missing_ok=True)
    set_first_password(home, conf, jars, make_password(home))


def _start(home: Path, conf: Path, jars: list[Path], settings: DatabaseSettings, port: int, *, kept: bool) -> Endpoint:
    log = home / "logs" / "neo4j.log"
    read_from = log.stat().st_size if log.exists() else 0
    _reap()
    child = start_server(home, conf, jars, settings.heap)
    _children.append(child)
    try:
        _await_log(child, log, read_from, settings.start_timeout)
        version = _first_answer(child, home, port, settings.start_timeout)
        started = started_at(psutil.Process(child.pid))
    except psutil.Error as error:
        raise DatabaseAway("Neo4j ended just after it had started; its log is " + str(log)) from error
    except BaseException:
        if child.poll() is None:
            end(psutil.Process(child.pid))
        raise
    endpoint = Endpoint(child.pid, started, str(home), port, version, kept)
    write_endpoint(endpoint)
    return endpoint


def _await_log(child: subprocess.Popen[bytes], log: Path, read_from: int, timeout: float) -> None:
    """Wait until the server's log says that it started."""
    deadline = time.monotonic() + timeout
    while True:
        ended = child.poll() is not None
        said = _since(log, read_from)
        if "PortBindException" in said or "Address already in use" in said:
            raise _PortTaken
        if "INFO  Started." in said:
            return
        if ended:
            raise DatabaseAway(f"Neo4j ended while starting: {_reason(said, log)}")
        if time.monotonic() > deadline:
            raise DatabaseAway(f"Neo4j did not start within {timeout:g} s (start_timeout); its log is {log}")
        time.sleep(0.05)


def _first_answer(child: subprocess.Popen[bytes], home: Path, port: int, timeout: float) -> str:
    """Check the settings of a server that has started, also where the machine is so busy that it is slow at first."""
    from graphsvc.database.in_force import check_in_force

    deadline = time.monotonic() + timeout
    while True:
        try:
            return check_in_force(home, port)
        except DatabaseSlow:
            if child.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.5)


def _since(log: Path, offset: int) -> str:
    try:
        with log.open("rb") as file:
            # The log is turned over at a size; then all of it is new.
            file.seek(offset if log.stat().st_size >= offset else 0)
            return file.read().decode("utf-8", "replace")
    except FileNotFoundError:
        return ""


def _reason(said: str, log: Path) -> str:
    if "FileLockException" in said or "locked by another process" in said:
        return "another Neo4j has this data folder open, perhaps on another machine or in a container"
    causes = [line.strip() for line in said.splitlines() if line.startswith("Caused by:")]
    if not causes:
        output = log.with_name("output.log")
        lines = output.read_text(encoding="utf-8", errors="replace").strip().splitlines() if output.exists() else []
        telling = [line for line in lines if "Exception" in line or "Error" in line]
        causes = (telling or lines or ["it says nothing"])[:1]
    return f"{causes[-1].removeprefix('Caused by: ')[:300]} (its logs are in {log.parent})"


def end(process: psutil.Process) -> None:
    """End a server that is ours: ask, wait, and only then force. A frozen one is woken to hear it.

    Raises
    ------
    DatabaseAway
        When it does not end even then.
    """
    try:
        frozen = process.status() == psutil.STATUS_STOPPED
        process.terminate()
        if frozen:
            process.resume()
        if not _ends_within(process, _FROZEN_STOP_TIMEOUT if frozen else _STOP_TIMEOUT):
            process.kill()
            if not _ends_within(process, _STOP_TIMEOUT):
                raise DatabaseAway(f"process {process.pid} of Neo4j does not end")
    except psutil.NoSuchProcess:
        pass
    _reap()


def _ends_within(process: psutil.Process, timeout: float) -> bool:
    """Wait for a process, our own child or another's."""
    deadline = time.monotonic() + timeout
    child = next((child for child in _children if child.pid == process.pid), None)
    while _runs(process) if child is None else child.poll() is None:
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def _runs(process: psutil.Process) -> bool:
    """Whether another's child still does anything: ended, it stays a zombie until its parent looks.

    A process also shows as a zombie when its first thread ended and others still run, with its files open.
    """
    return process.is_running() and (process.status() != psutil.STATUS_ZOMBIE or process.num_threads() > 1)


def _reap() -> None:
    _children[:] = [child for child in _children if child.poll() is None]
