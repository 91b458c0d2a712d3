"""A storm of questions on England's data: many workers, an open loop, and what it costs and how slow it gets.

`python -m benchmarks.storm --seconds 60`; with `--fault kill` or `--fault freeze` the database is lost on the way.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import quote, urlencode

import psutil
from rich.console import Console
from rich.table import Table

from benchmarks.open_loop import Asked, ask_at_rate
from benchmarks.over_http import processes_of_service, until_ready
from benchmarks.sample import Sample, draw_sample
from benchmarks.timing import Times
from graphsvc.commands.view import SNAPSHOTS
from graphsvc.config import Settings, load_settings
from graphsvc.database.address import home_of
from graphsvc.database.endpoint import running
from graphsvc.database.ports import free_port
from graphsvc.database.session import Database
from graphsvc.errors import GraphsvcError
from graphsvc.questions.paths import PathQuestion
from graphsvc.snapshot.store import SnapshotStore

_GENERATORS = 2
_START_WITHIN = 900
_FROZEN = 20.0
_SETTLED = 10.0
"""Seconds in which each worker makes what all its questions share, which is no question's."""
_KINDS = ("path", "gaps", "search", "path", "gaps", "search", "path", "gaps", "map", "page")


def main() -> None:
    """Serve, ask, lose the database when told to, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--rate", type=float, default=100, help="questions a second")
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--fault", choices=("none", "kill", "freeze"), default="none")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="graphsvc-storm-") as folder:
        config = Path(folder) / "config.toml"
        config.write_text(f"[server]\nworkers = {asked.workers}\n", encoding="utf-8")
        settings = load_settings(config, Path(folder))
        port = free_port()
        words = ["serve", "--port", str(port), "--config", str(config), "--data", folder]
        with (Path(folder) / "log").open("wb") as log, subprocess.Popen(
            [sys.executable, "-m", "graphsvc", *words], stdout=log, stderr=log
        ) as child:
            try:
                until_ready(port, child, _START_WITHIN)
                _storm(settings, port, psutil.Process(child.pid), asked)
            finally:
                child.terminate()
                child.wait(120)


def _storm(settings: Settings, port: int, service: psutil.Process, asked: argparse.Namespace) -> None:
    snapshot = SnapshotStore(settings.data_dir / SNAPSHOTS).newest()
    if snapshot is None:
        raise RuntimeError("the service kept no snapshot")
    questions = _questions(draw_sample(snapshot.view(datetime.now(UTC).date())))
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(_GENERATORS, mp_context=spawn) as pool:
        begin, rate = monotonic() + _SETTLED, asked.rate / _GENERATORS
        parts = [
            pool.submit(ask_at_rate, port, questions[part::_GENERATORS], begin + part / asked.rate, rate, asked.seconds)
            for part in range(_GENERATORS)
        ]
        sleep(max(0.0, begin - monotonic()))
        before, memory = _processor(service), [_memory(service)]
        recovery: list[str] = []
        fault = threading.Thread(target=_lose_database, args=(settings, port, asked, recovery))
        fault.start()
        for moment in (0.5, 1.0):
            sleep(max(0.0, begin + moment * asked.seconds - monotonic()))
            memory.append(_memory(service))
        answers = [one for part in parts for one in part.result()]
        processor = (_processor(service) - before) / len(answers) * 1000
        fault.join()
    console = Console(width=112)
    console.print(
        f"{asked.workers} workers, {asked.rate:g} questions a second for {asked.seconds:g} s, {_GENERATORS} generators "
        f"on the same machine ({os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}); database: {asked.fault}"
    )
    console.print(_times(answers))
    console.print(_service(answers, processor, memory, recovery))


def _questions(sample: Sample) -> list[tuple[str, str]]:
    """In turns: three paths, three gaps, two searches, a map and a page; each tenth page is the start."""
    made: dict[str, Callable[[int], str]] = {
        "path": lambda n: _path(sample.filtered[n % len(sample.filtered)]),
        "gaps": lambda n: f"/api/v1/organisations/{sample.nhs[n % len(sample.nhs)]}/gaps",
        "search": lambda n: f"/api/v1/organisations?q={quote(sample.texts[n % len(sample.texts)])}",
        "map": lambda n: f"/api/v1/map?org={sample.nhs[n % len(sample.nhs)]}",
        "page": lambda n: f"/organisations/{sample.nhs[n % len(sample.nhs)]}" if n % 100 != len(_KINDS) - 1 else "/",
    }
    return [(kind, made[kind](n)) for n, kind in enumerate(_KINDS * 60)]


def _path(pair: PathQuestion) -> str:
    areas = [("value_area", area) for area in pair.value_areas]
    return "/api/v1/paths?" + urlencode([("source", pair.sources[0]), ("target", pair.target), *areas])


def _lose_database(settings: Settings, port: int, asked: argparse.Namespace, told: list[str]) -> None:
    """Kill or freeze the database after a third of the time, and see when answers are the record's again."""
    endpoint = running(home_of(settings.data_dir))
    if asked.fault == "none" or endpoint is None:
        return
    sleep(asked.seconds / 3)
    if asked.fault == "kill":
        os.kill(endpoint.pid, signal.SIGKILL)
        sleep(1)
    else:
        os.kill(endpoint.pid, signal.SIGSTOP)
        sleep(_FROZEN)
        os.kill(endpoint.pid, signal.SIGCONT)
    lost = monotonic()
    with Database(settings) as database:
        while not _answers(database):
            sleep(0.05)
    answered = monotonic()
    until_ready(port, None, 60)
    told.append(f"Bolt after {answered - lost:.1f} s; fresh {monotonic() - answered:.1f} s later")


def _answers(database: Database) -> bool:
    try:
        return database.revision() is not None
    except GraphsvcError:
        return False


def _workers(service: psutil.Process) -> list[psutil.Process]:
    """The processes that answer: those under the web server's own."""
    return sorted(
        (one for web in service.children() if web.name() != "java" for one in web.children()), key=lambda one: one.pid
    )


def _memory(service: psutil.Process) -> list[float]:
    return [one.memory_full_info().uss / 1e6 for one in _workers(service)]


def _processor(service: psutil.Process) -> float:
    return sum(sum(process.cpu_times()[:2]) for process in processes_of_service(service))


def _times(answers: Sequence[Asked]) -> Table:
    table = Table("question", title="Milliseconds from when it was due")
    for name in ("number", "median", "p95", "p99", "slowest"):
        table.add_column(name, justify="right")
    for kind in (*dict.fromkeys(_KINDS), "all"):
        each = Times(tuple(sorted(one.seconds * 1000 for one in answers if kind in (one.kind, "all"))))
        row = (each.median, each.p95, each.at(0.99), each.each[-1])
        table.add_row(kind, f"{len(each.each):,}", *(f"{one:.0f}" for one in row))
    return table


def _service(answers: Sequence[Asked], processor: float, memory: list[list[float]], recovery: list[str]) -> Table:
    table = Table("service", title="Service")
    for name in ("promised", "measured"):
        table.add_column(name, justify="right")
    statuses = Counter(one.status for one in answers)
    told = ", ".join(f"{number:,} × {status or 'no answer'}" for status, number in sorted(statuses.items()))
    table.add_row("answers by status", "200 only", told)
    table.add_row("processor time of a question", "5 ms", f"{processor:.2f} ms")
    for when, each in zip(("begin", "middle", "end"), memory, strict=True):
        table.add_row(f"own memory of each worker, {when}", "flat", " ".join(f"{one:.0f}" for one in each) + " MB")
    for line in recovery:
        table.add_row("recovery", "within 5 s of Bolt", line)
    return table


if __name__ == "__main__":
    main()
