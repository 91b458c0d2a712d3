"""`serve` is stopped, loses a worker and is started again, under questions all the time."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from threading import Event, Thread
from urllib.request import ProxyHandler, build_opener

import psutil
import pytest

from graphsvc.snapshot.store import SnapshotStore
from tests.commands.serving import serving, until

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

_RATE = 6
_WORKERS = 3
_CALLS = (
    "/api/v1/organisations/GB-NHS-RR8/gaps", "/api/v1/paths?source=GB-NHS-RR8&target_type=university",
    "/api/v1/organisations?q=leeds", "/api/v1/vocabulary",
)
_REFUSED, _LOST = 0, -1
_CONTENT = b'{"statement": "RETURN 1"}'
_OPEN = build_opener(ProxyHandler({})).open


@pytest.fixture
def words(facts: Path, tmp_path: Path) -> tuple[str, ...]:
    """What `serve` is told: several processes over a snapshot file."""
    config = tmp_path / "config.toml"
    config.write_text(f"[server]\nworkers = {_WORKERS}\nconcurrency = 64\n[cypher]\nenabled = true\n")
    file = str(SnapshotStore(facts / "snapshots").files()[0])
    return ("--snapshot", file, "--config", str(config), "--data", str(tmp_path))


@dataclass
class Load:
    """Questions at a rate, each over a connection of its own, whether or not the last one was answered."""

    address: str
    asked: list[tuple[float, float, int]] = field(default_factory=list)
    """When a question was sent, when it ended, and its status: 0 for no connection, -1 for one without an answer."""

    def of(self, status: int) -> list[tuple[float, float, int]]:
        """Those that ended in one way."""
        return [one for one in self.asked if one[2] == status]

    def ask(self, call: str) -> None:
        """Ask once."""
        begun = time.monotonic()
        try:
            with _OPEN(self.address + call, timeout=60) as answer:
                whole = int(answer.headers["Content-Length"]) == len(answer.read())
                status = answer.status if whole else _LOST
        except HTTPException as error:
            print(repr(error))
            status = _LOST
        except OSError as error:
            print(repr(error))
            status = getattr(error, "code", _LOST)
            if isinstance(getattr(error, "reason", None), ConnectionRefusedError):
                status = _REFUSED
        self.asked.append((begun, time.monotonic(), status))


@contextmanager
def loaded(address: str) -> Iterator[Load]:
    """Load for the time of the `with`; in the end everything that was sent has ended."""
    load, ending = Load(address), Event()

    def run() -> None:
        begun, sent = time.monotonic(), 0
        with ThreadPoolExecutor(8 * _RATE) as pool:
            while not ending.wait(max(begun + sent / _RATE - time.monotonic(), 0)):
                pool.submit(load.ask, _CALLS[sent % len(_CALLS)])
                sent += 1

    thread = Thread(target=run)
    thread.start()
    try:
        yield load
    finally:
        ending.set()
        thread.join()
    print({status: len(load.of(status)) for status in {one[2] for one in load.asked}})


def _begun_request(address: str) -> socket.socket:
    """A request in flight, of whose content the first byte was sent."""
    host, port = address.removeprefix("http://").split(":")
    client = socket.create_connection((host, int(port)), timeout=60)
    head = f"Host: localhost\r\nContent-Type: application/json\r\nContent-Length: {len(_CONTENT)}\r\n"
    client.sendall(f"POST /api/v1/cypher HTTP/1.1\r\n{head}\r\n".encode() + _CONTENT[:1])
    return client


def test_stopped_under_load_whoever_was_connected_is_answered(words: tuple[str, ...], tmp_path: Path) -> None:
    with serving("--port", "0", *words, log=tmp_path / "log") as server:
        until("all workers", lambda: len(server.family()) > _WORKERS, 60)
        until("an answer", lambda: server.ask(_CALLS[0]).status == 200, 60)
        with ExitStack() as stack, loaded(server.address) as load:
            time.sleep(1)
            slow = [stack.enter_context(_begun_request(server.address)) for _ in range(2 * _WORKERS)]
            time.sleep(0.5)
            server.process.send_signal(signal.SIGTERM)
            stopped = time.monotonic()
            until("no more connections", lambda: bool(load.of(_REFUSED)), 10)
            assert server.process.poll() is None
            for client in slow:
                client.sendall(_CONTENT[1:])
            answers = [client.makefile("rb").read() for client in slow]
            assert server.process.wait(60) == 0, server.output
    # It is answered from a file, so there is no database to run a statement in.
    assert [answer.split()[1] for answer in answers] == [b"503"] * len(slow)
    assert all(b"database-away" in answer for answer in answers)
    assert not [one for one in load.of(_LOST) if one[0] < stopped - 0.5]
    # Between the last look at who is connected and the end of listening lies a moment.
    assert len(load.of(_LOST)) <= _WORKERS
    assert {one[2] for one in load.asked} <= {200, _REFUSED, _LOST}
    assert len(load.of(200)) > _RATE
    assert load.of(_REFUSED)


def test_a_killed_worker_loses_its_own_requests_at_most_and_another_takes_its_place(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    with serving("--port", "0", *words, log=tmp_path / "log") as server:
        until("all workers", lambda: len(server.family()) > _WORKERS, 60)
        until("an answer", lambda: server.ask(_CALLS[0]).status == 200, 60)
        master = server.process.pid
        with loaded(server.address) as load:
            for _ in range(3):
                time.sleep(1)
                before = {child.pid for child in psutil.Process(master).children()}
                victim = min(before)
                os.kill(victim, signal.SIGKILL)
                took = until("a new worker", lambda: _others(master, before) == 1, 30)  # noqa: B023 - called here
                print(f"a new worker after {took:.2f} s")
            time.sleep(2)
            killed_until = time.monotonic() - 2
        assert {one[2] for one in load.asked} <= {200, _LOST}
        assert not [one for one in load.of(_LOST) if one[0] > killed_until]
        assert len(load.of(_LOST)) < len(load.asked) / 4
        assert server.ask(_CALLS[0]).status == 200


def _others(master: int, before: set[int]) -> int:
    """How many of the workers are new, once all are there."""
    now = {child.pid for child in psutil.Process(master).children()}
    return len(now - before) if len(now) == _WORKERS else -1


def test_started_again_on_a_socket_that_is_handed_over_nothing_is_lost(words: tuple[str, ...], tmp_path: Path) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(1024)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"

        def start() -> subprocess.Popen[bytes]:
            # As systemd hands a socket over: descriptor 3, and whose it is.
            handing = (
                "import os, sys; os.dup2(int(sys.argv[1]), 3); os.environ['LISTEN_FDS'] = '1'; "
                "os.environ['LISTEN_PID'] = str(os.getpid()); "
                "os.execv(sys.executable, [sys.executable, '-m', 'graphsvc', 'serve', *sys.argv[2:]])"
            )
            descriptor = listener.fileno()
            with (tmp_path / "log").open("ab") as log:
                command = [sys.executable, "-c", handing, str(descriptor), *words]
                return subprocess.Popen(command, pass_fds=[descriptor], stdout=log, stderr=log)

        process = start()
        try:
            with loaded(address) as load:
                until("an answer", lambda: bool(load.of(200)), 60)
                for _ in range(2):
                    time.sleep(2)
                    process.send_signal(signal.SIGTERM)
                    assert process.wait(60) == 0
                    process = start()
                    since = len(load.of(200))
                    until("answers go on", lambda: len(load.of(200)) > since + _RATE, 60)  # noqa: B023 - called here
        finally:
            process.terminate()
            process.wait(60)
    assert "Listening on " + address in (tmp_path / "log").read_text()
    assert {one[2] for one in load.asked} == {200}
    print(f"slowest {max(end - begun for begun, end, _ in load.asked):.2f} s")
