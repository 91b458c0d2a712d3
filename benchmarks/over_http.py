"""The service from outside: first answer, processor time of a question, requests a second."""

from __future__ import annotations

import http.client
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep
from urllib.parse import quote, urlencode

import psutil

from benchmarks.sample import Sample
from benchmarks.timing import Times, timed
from graphsvc.database.ports import free_port

_REQUESTS = 600
_A_SECOND = 50
_START_WITHIN = 30


@dataclass(frozen=True, slots=True)
class HttpTimes:
    """What was measured.

    Attributes
    ----------
    first_answer : float
        Milliseconds from the start of `serve` to its first answer, while Neo4j is still starting.
    processor : float
        Milliseconds of processor time of a question, on average, over all processes of the service but Neo4j's.
    page : Times
        Times of pages of organisations, each with its map.
    one_by_one : Times
        Times of questions that wait for each other.
    at_rate : Times
        Times of questions that come fifty a second, whether or not the last one was answered.
    a_second : float
        Questions answered in a second when eight clients ask as fast as they can.
    memory : float
        MB that the largest process holds.
    """

    first_answer: float
    processor: float
    page: Times
    one_by_one: Times
    at_rate: Times
    a_second: float
    memory: float


def measure_http(data: Path, sample: Sample) -> HttpTimes:
    """Serve a record of which a snapshot is on disk, and ask.

    Parameters
    ----------
    data : Path
        The data folder.
    sample : Sample
        What is asked: searches, gaps and paths in turns, none of them twice.
    """
    questions = list(_questions(sample))[:_REQUESTS]
    with _served(data) as (port, service, first_answer):
        ask = _Asker(port)
        until_ready(port)
        timed(ask, questions[:40])
        before = _processor(service)
        one_by_one = timed(ask, questions)
        processor = (_processor(service) - before) / len(questions) * 1000
        page = timed(ask, [f"/organisations/{organisation}" for organisation in sample.nhs])
        at_rate = _at_rate(port, questions)
        started = perf_counter()
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(_Asker(port), questions))
        a_second = len(questions) / (perf_counter() - started)
        memory = max(process.memory_info().rss for process in processes_of_service(service)) / 1e6
    return HttpTimes(first_answer, processor, page, one_by_one, at_rate, a_second, memory)


def _questions(sample: Sample) -> Iterator[str]:
    for text, pair, organisation in zip(
        sample.texts, sample.filtered, (sample.nhs * (1 + len(sample.filtered) // len(sample.nhs))), strict=False
    ):
        yield f"/api/v1/organisations?q={quote(text)}"
        yield f"/api/v1/organisations/{organisation}/gaps"
        filters = [("value_area", area) for area in pair.value_areas]
        yield "/api/v1/paths?" + urlencode([("source", pair.sources[0]), ("target", pair.target), *filters])


class _Asker:
    """Asks over one connection a thread."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._own = threading.local()

    def __call__(self, path: str) -> None:
        connection = getattr(self._own, "connection", None)
        if connection is None:
            connection = self._own.connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=10)
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status}")


def _at_rate(port: int, questions: Sequence[str]) -> Times:
    ask = _Asker(port)
    each: list[float] = []
    begin = perf_counter()

    def one(number: int) -> None:
        due = begin + number / _A_SECOND
        sleep(max(0.0, due - perf_counter()))
        ask(questions[number])
        each.append((perf_counter() - due) * 1000)

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(one, range(len(questions))))
    return Times(tuple(sorted(each)))


@contextmanager
def _served(data: Path) -> Iterator[tuple[int, psutil.Process, float]]:
    port = free_port()
    command = [sys.executable, "-m", "graphsvc", "serve", "--port", str(port)]
    unread = subprocess.DEVNULL
    started = perf_counter()
    with subprocess.Popen([*command, "--data", str(data)], stdout=unread, stderr=unread) as child:
        try:
            while True:
                try:
                    _Asker(port)("/api/v1/organisations?q=leeds")
                    break
                except OSError:
                    if child.poll() is not None or perf_counter() - started > _START_WITHIN:
                        raise RuntimeError("the service did not start") from None
                    sleep(0.01)
            yield port, psutil.Process(child.pid), (perf_counter() - started) * 1000
        finally:
            child.terminate()
            child.wait(60)


def until_ready(port: int, child: subprocess.Popen[bytes] | None = None, seconds: float = _START_WITHIN) -> None:
    """Wait until the service answers with what the record holds: the start of Neo4j takes both cores.

    Parameters
    ----------
    port : int
        Where it listens.
    child : Popen, optional
        Its process, when it is only starting.
    seconds : float
        How long to wait.
    """
    deadline = perf_counter() + seconds
    while perf_counter() < deadline and (child is None or child.poll() is None):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("GET", "/readyz")
            if b'"status":"ready"' in connection.getresponse().read():
                return
        except OSError:
            if child is None:
                raise
        sleep(0.1)
    raise RuntimeError("the service did not become ready")


def processes_of_service(service: psutil.Process) -> list[psutil.Process]:
    """The service's own processes, without Neo4j."""
    return [one for one in (service, *service.children(recursive=True)) if one.name() != "java"]


def _processor(service: psutil.Process) -> float:
    return sum(sum(process.cpu_times()[:2]) for process in processes_of_service(service))
