"""A `graphsvc serve` of its own, and questions to it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import ProxyHandler, build_opener

import psutil

_OPEN = build_opener(ProxyHandler({})).open


@dataclass(frozen=True)
class Reply:
    """An answer, and how long it took; status 0 for none."""

    status: int
    seconds: float
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def stale(self) -> bool:
        """Whether it says that the record is away or newer."""
        return self.headers.get("Graphsvc-Stale") == "true"

    @property
    def data(self) -> Any:  # noqa: ANN401 - any JSON
        """Its body as JSON."""
        return json.loads(self.body)


def ask(address: str, timeout: float = 10.0) -> Reply:
    """Ask once, past any proxy."""
    begun = time.monotonic()
    try:
        with _OPEN(address, timeout=timeout) as answer:
            body = answer.read()
            return Reply(answer.status, time.monotonic() - begun, dict(answer.headers), body)
    except HTTPError as error:
        with error:
            return Reply(error.code, time.monotonic() - begun, dict(error.headers), error.read())
    except OSError:
        return Reply(0, time.monotonic() - begun)


def until(what: str, found: Callable[[], bool], seconds: float, every: float = 0.05) -> float:
    """Wait for something; how long it took.

    Raises
    ------
    AssertionError
        When it does not come.
    """
    begun = time.monotonic()
    while not found():
        assert time.monotonic() - begun < seconds, f"{what} did not come within {seconds} s"
        time.sleep(every)
    return time.monotonic() - begun


class Serving:
    """A running `graphsvc serve`.

    Parameters
    ----------
    words : str
        What follows `serve`.
    log : Path
        Where its output goes.
    environment : mapping, optional
        Its environment; this process's when not given.
    """

    def __init__(self, *words: str, log: Path, environment: Mapping[str, str] | None = None) -> None:
        self.log = log
        self.begun = time.monotonic()
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-u", "-m", "graphsvc", "serve", *words], stdout=output, stderr=output,
                stdin=subprocess.DEVNULL, env=dict(environment or os.environ), start_new_session=True,
            )

    @property
    def output(self) -> str:
        """What it has said."""
        return self.log.read_text()

    @property
    def address(self) -> str:
        """Where it listens, as it says itself."""
        until("the address", lambda: "Listening on " in self.output or self.process.poll() is not None, 60)
        assert "Listening on " in self.output, self.output
        return self.output.split("Listening on ")[1].split()[0].rstrip(",")

    def ask(self, call: str, timeout: float = 10.0) -> Reply:
        """Ask it."""
        return ask(self.address + call, timeout)

    def until_fresh(self, seconds: float = 120) -> float:
        """Wait until its answers are those of the record."""
        address = f"{self.address}/api/v1/vocabulary"

        def fresh() -> bool:
            # Several at once, so that every worker is heard.
            replies = [ask(address) for _ in range(12)]
            return all(reply.status == 200 and not reply.stale for reply in replies)

        return until(f"a fresh answer ({self.output[-500:]})", fresh, seconds)

    def family(self) -> list[psutil.Process]:
        """It and all processes under it."""
        own = psutil.Process(self.process.pid)
        return [own, *own.children(recursive=True)]

    def stop(self) -> int:
        """Ask it to end, as a service's keeper does; its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(60)
        finally:
            if self.process.poll() is None:
                self.process.kill()
                self.process.wait()


@contextmanager
def serving(*words: str, log: Path, environment: Mapping[str, str] | None = None) -> Iterator[Serving]:
    """`graphsvc serve`, for the time of the `with`."""
    server = Serving(*words, log=log, environment=environment)
    try:
        yield server
    finally:
        server.stop()


def connections_to_each_worker(server: Serving, stack: ExitStack) -> list[HTTPConnection]:
    """One connection to each of the processes that answer, whichever the system gives a new one to."""
    address = urlsplit(server.address)
    web = [child for child in psutil.Process(server.process.pid).children() if child.children()]
    workers = [worker for child in web for worker in child.children()]
    found: dict[int, HTTPConnection] = {}
    for _ in range(500):
        connection = stack.enter_context(closing(HTTPConnection(str(address.hostname), address.port, timeout=10)))
        connection.request("GET", "/healthz")
        connection.getresponse().read()
        port = connection.sock.getsockname()[1]
        for worker in workers:
            if any(one.raddr and one.raddr.port == port for one in worker.net_connections("tcp")):
                found.setdefault(worker.pid, connection)
        if len(found) == len(workers):
            break
    return list(found.values())
