"""`serve` with several workers over one record: what one process loads, all of them answer from."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from http.client import HTTPConnection
from pathlib import Path

import psutil
import pytest

from tests.commands.serving import Serving, connections_to_each_worker, serving, until
from tests.fixtures.facts import SEED

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

_WORKERS = 4
_CALL = "/api/v1/organisations/GB-NHS-RR8"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("workers")


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Serving]:
    """Four workers that began before there were any facts."""
    config = folder / "config.toml"
    config.write_text(f"[server]\nworkers = {_WORKERS}\n")
    words = ("--port", "0", "--config", str(config), "--data", str(folder / "data"))
    with serving(*words, log=folder / "log") as found:
        found.until_fresh(600)
        yield found


def _name_over(connection: HTTPConnection) -> str:
    connection.request("GET", _CALL)
    answer = connection.getresponse()
    found = json.loads(answer.read())
    assert answer.status == 200, found
    return str(found["name"])


def _renamed(folder: Path, name: str) -> Path:
    """One row to load: an organisation of the seed by another name."""
    changes = folder / "changes"
    changes.mkdir(exist_ok=True)
    with (SEED / "organisations.csv").open(encoding="utf-8", newline="") as file:
        table = csv.DictReader(file)
        row = next(row for row in table if row["id"] == "GB-NHS-RR8") | {"name": name}
        columns = list(table.fieldnames or ())
    with (changes / "organisations.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerow(row)
    return changes


def test_a_load_by_another_process_is_seen_by_every_worker(server: Serving, folder: Path) -> None:
    assert server.ask(_CALL).status == 200
    command = [sys.executable, "-m", "graphsvc", "load", str(_renamed(folder, "Leeds Renamed"))]
    subprocess.run([*command, "--data", str(folder / "data")], check=True, capture_output=True)
    begun = time.monotonic()
    with ExitStack() as stack:
        connections = connections_to_each_worker(server, stack)
        assert len(connections) == _WORKERS
        for connection in connections:
            until("the new name", lambda: _name_over(connection) == "Leeds Renamed", 60)  # noqa: B023 - called here
        print(f"seen by all {time.monotonic() - begun:.2f} s after the load ended")


def test_a_worker_in_the_place_of_a_killed_one_answers_from_what_is_current(server: Serving, folder: Path) -> None:
    web = next(child for child in psutil.Process(server.process.pid).children() if child.children())
    before = {worker.pid for worker in web.children()}
    for worker in before:
        os.kill(worker, signal.SIGKILL)
    until("new workers", lambda: len({one.pid for one in web.children()} - before) == _WORKERS, 60)
    with ExitStack() as stack:
        connections = connections_to_each_worker(server, stack)
        assert {_name_over(connection) for connection in connections} == {"Leeds Renamed"}
