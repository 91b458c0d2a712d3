"""`serve` with the embedded database: killed, frozen, shared and stopped, under questions all the time."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Event, Thread

import psutil
import pytest

from graphsvc.config import Settings, load_settings
from graphsvc.database.address import home_of
from graphsvc.database.endpoint import running
from graphsvc.database.session import Database
from graphsvc.errors import GraphsvcError
from tests.commands.serving import Reply, Serving, ask, serving, until

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

_RATE = 20
_LONGEST = 3.0
_FRESH_WITHIN = 5.0
_QUESTIONS = (
    "/api/v1/paths?source=GB-NHS-RR8&target_type=university", "/api/v1/organisations/GB-NHS-RR8/gaps",
    "/api/v1/gaps?icb=GB-NHS-QWO", "/api/v1/map?org=GB-NHS-RR8", "/organisations/GB-NHS-RR8",
)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return load_settings(data=tmp_path_factory.mktemp("served"))


@pytest.fixture(scope="module")
def server(settings: Settings) -> Iterator[Serving]:
    """A server over an empty data folder, once it has loaded the seed and answers from it."""
    log = settings.data_dir / "serve.log"
    with serving("--port", "0", "--first-answers", "--data", str(settings.data_dir), log=log) as found:
        found.until_fresh(240)
        yield found


class Load:
    """Twenty questions a second, from when it is entered until it is left."""

    def __init__(self, address: str) -> None:
        self.replies: list[Reply] = []
        self._address = address
        self._ending = Event()
        self._thread = Thread(target=self._run)

    def __enter__(self) -> Load:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ending.set()
        self._thread.join()

    def _run(self) -> None:
        asked: list[Future[Reply]] = []
        with ThreadPoolExecutor(64) as pool:
            begun = time.monotonic()
            while not self._ending.wait(max(begun + len(asked) / _RATE - time.monotonic(), 0)):
                call = _QUESTIONS[len(asked) % len(_QUESTIONS)]
                asked.append(pool.submit(ask, self._address + call, 30))
            self.replies = [future.result() for future in asked]

    def check(self) -> None:
        """All were answered, none slowly."""
        assert len(self.replies) > _RATE
        assert not [(reply.status, reply.body[:200]) for reply in self.replies if reply.status != 200]
        slowest = max(reply.seconds for reply in self.replies)
        print(f"{len(self.replies)} questions, slowest {slowest:.2f} s")
        assert slowest < _LONGEST


def test_an_empty_record_is_seeded_and_the_first_answers_are_told(server: Serving) -> None:
    until("the first answers", lambda: "The pages are at" in server.output, 60)
    assert "Loaded 2,835 organisations and 1,591 partnerships" in server.output
    assert "A gap. Leeds Teaching Hospitals" in server.output
    assert "A path. Leeds Teaching Hospitals reaches" in server.output
    assert server.ask("/readyz").data["database"] == {"equal": True, "problem": None}


def test_a_command_beside_it_answers_from_the_record(server: Serving, settings: Settings) -> None:
    asked = ["gaps", "GB-NHS-RR8", "--format", "json", "--data", str(settings.data_dir)]
    words = [sys.executable, "-m", "graphsvc", *asked]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert json.loads(done.stdout) == server.ask(_QUESTIONS[1]).data


def test_killed_it_is_started_again_and_answers_go_on(server: Serving, settings: Settings) -> None:
    before = running(home_of(settings.data_dir))
    assert before is not None
    with Load(server.address) as load, Database(settings) as database:
        time.sleep(1)
        os.kill(before.pid, signal.SIGKILL)
        until("a stale answer", lambda: server.ask(_QUESTIONS[0]).stale, 10)
        until("the first Bolt answer", lambda: _answers(database), 120, every=0.02)
        took = server.until_fresh(30)
        print(f"fresh {took:.2f} s after the first Bolt answer")
        time.sleep(1)
    load.check()
    assert took < _FRESH_WITHIN
    # It can answer on its old port a moment before it is announced.
    until("its announcement", lambda: running(home_of(settings.data_dir)) is not None, 30)
    after = running(home_of(settings.data_dir))
    assert after is not None
    assert after.pid != before.pid
    assert any(reply.stale for reply in load.replies)
    assert not load.replies[-1].stale


def test_frozen_answers_go_on_and_are_fresh_when_it_thaws(server: Serving, settings: Settings) -> None:
    endpoint = running(home_of(settings.data_dir))
    assert endpoint is not None
    with Load(server.address) as load, Database(settings) as database:
        time.sleep(1)
        os.kill(endpoint.pid, signal.SIGSTOP)
        try:
            until("a stale answer", lambda: server.ask(_QUESTIONS[0]).stale, 15)
            time.sleep(3)
        finally:
            os.kill(endpoint.pid, signal.SIGCONT)
        until("the first Bolt answer", lambda: _answers(database), 60, every=0.02)
        took = server.until_fresh(30)
        print(f"fresh {took:.2f} s after the first Bolt answer")
    load.check()
    assert took < _FRESH_WITHIN
    assert any(reply.stale for reply in load.replies)
    thawed = running(home_of(settings.data_dir))
    assert thawed is not None
    assert thawed.pid == endpoint.pid


def test_two_servers_share_one_data_folder(server: Serving, settings: Settings, tmp_path: Path) -> None:
    with serving("--port", "0", "--data", str(settings.data_dir), log=tmp_path / "log") as second:
        took = until("an answer from disk", lambda: second.ask(_QUESTIONS[1]).status == 200, 30, every=0.02)
        print(f"first answer of a second server after {took:.2f} s")
        second.until_fresh(60)
        assert second.ask(_QUESTIONS[1]).body == server.ask(_QUESTIONS[1]).body
        assert second.stop() == 0
    time.sleep(2)
    assert running(home_of(settings.data_dir)) is not None
    assert not server.ask(_QUESTIONS[0]).stale


def test_sigterm_stops_the_database_too(server: Serving, settings: Settings) -> None:
    endpoint = running(home_of(settings.data_dir))
    assert endpoint is not None
    family = [*server.family(), psutil.Process(endpoint.pid)]
    assert server.stop() == 0
    _, alive = psutil.wait_procs(family, timeout=30)
    assert not alive, server.output[-2000:]
    assert running(home_of(settings.data_dir)) is None


def _answers(database: Database) -> bool:
    try:
        return database.revision() is not None
    except GraphsvcError:
        return False
