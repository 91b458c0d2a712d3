"""`serve` with the embedded database: killed, frozen, shared and stopped, under questions all the time."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPConnection
from pathlib import Path
from threading import Event, Thread

import psutil
import pytest

from graphsvc.config import Settings, load_settings
from graphsvc.database.address import home_of
from graphsvc.database.endpoint import running
from graphsvc.database.session import Database
from graphsvc.errors import GraphsvcError
from tests.commands.serving import Reply, Serving, ask, connections_to_each_worker, serving, until

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

_RATE = 20
_REALLY = 12.0
_LONGEST = 15.0
"""Seconds in which every answer is here, beside other work: a caller that a dead server holds waits for 31."""
_FROZEN = 20.0
_FRESH_WITHIN = 10.0
_PAGE = "/organisations/GB-NHS-RR8"
_QUESTIONS = (
    "/api/v1/paths?source=GB-NHS-RR8&target_type=university", "/api/v1/organisations/GB-NHS-RR8/gaps",
    "/api/v1/gaps?icb=GB-NHS-QWO", "/api/v1/map?org=GB-NHS-RR8", _PAGE,
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


@dataclass(frozen=True)
class Asked:
    """A question, when it was sent, and its reply."""

    call: str
    sent: float
    reply: Reply

    @property
    def answered(self) -> float:
        """When its reply was whole."""
        return self.sent + self.reply.seconds


class Load:
    """Twenty questions a second, from when it is entered until it is left."""

    def __init__(self, address: str) -> None:
        self.asked: list[Asked] = []
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
        asked: list[Future[Asked]] = []
        with ThreadPoolExecutor(4 * _RATE) as pool:
            begun = time.monotonic()
            while not self._ending.wait(max(begun + len(asked) / _RATE - time.monotonic(), 0)):
                asked.append(pool.submit(self._ask, _QUESTIONS[len(asked) % len(_QUESTIONS)]))
            self.asked = [future.result() for future in asked]

    def _ask(self, call: str) -> Asked:
        sent = time.monotonic()
        return Asked(call, sent, ask(self._address + call, 30))

    def between(self, begin: float, end: float = float("inf")) -> list[Asked]:
        """Those that were sent after a moment and answered before another; each kind of call is among them."""
        found = [one for one in self.asked if begin < one.sent and one.answered < end]
        counts = Counter(one.call for one in found)
        print(f"{len(found)} questions within {min(end, self.asked[-1].answered) - begin:.2f} s: {[*counts.values()]}")
        assert counts.keys() == set(_QUESTIONS)
        return found

    def assert_sent_as_often_as_said(self) -> None:
        """Not only meant to be sent: counted by the moments at which they went out."""
        moments = sorted(one.sent for one in self.asked)
        rate = (len(moments) - 1) / (moments[-1] - moments[0])
        print(f"{len(moments)} questions sent, {rate:.2f} a second")
        assert rate >= _REALLY

    def assert_all_answered_in_time(self) -> None:
        """No error, none slow, and the same bytes from the same facts all the time."""
        assert not [(one.call, one.reply.status, one.reply.body[:200]) for one in self.asked if one.reply.status != 200]
        slowest = max(one.reply.seconds for one in self.asked)
        print(f"slowest {slowest:.2f} s")
        assert slowest < _LONGEST
        for call in _QUESTIONS:
            if call != _PAGE:  # which says in words when its facts are older
                assert len({one.reply.body for one in self.asked if one.call == call}) == 1


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
        killed = time.monotonic()
        os.kill(before.pid, signal.SIGKILL)
        until("its end", lambda: before.process() is None, 10)
        away, first = _first_answer(database, 120)
        fresh = _fresh_on_each_worker(server, settings)
        print(f"Bolt answers {first - killed:.2f} s after the kill; fresh on each worker {fresh - first:.2f} s later")
        time.sleep(max(first + _FRESH_WITHIN + 1.5 - time.monotonic(), 0))
    load.assert_sent_as_often_as_said()
    load.assert_all_answered_in_time()
    # A killed server refuses at once: each worker was refused by its second look at the latest.
    surely = killed + 2 * settings.snapshot.poll_seconds + 1
    _assert_all_stale(load.between(surely, away))
    assert fresh - first < _FRESH_WITHIN
    _assert_all_fresh(load.between(first + _FRESH_WITHIN))
    # It can answer on its old port a moment before it is announced.
    until("its announcement", lambda: running(home_of(settings.data_dir)) is not None, 30)
    after = running(home_of(settings.data_dir))
    assert after is not None
    assert after.pid != before.pid


def test_frozen_answers_go_on_and_are_fresh_when_it_thaws(server: Serving, settings: Settings) -> None:
    endpoint = running(home_of(settings.data_dir))
    assert endpoint is not None
    with Load(server.address) as load, Database(settings) as database:
        time.sleep(1)
        frozen = time.monotonic()
        os.kill(endpoint.pid, signal.SIGSTOP)
        try:
            time.sleep(_FROZEN)
            thawed = time.monotonic()
        finally:
            os.kill(endpoint.pid, signal.SIGCONT)
        _, first = _first_answer(database, 60)
        fresh = _fresh_on_each_worker(server, settings)
        print(f"Bolt answers {first - thawed:.2f} s after the thaw; fresh on each worker {fresh - first:.2f} s later")
        time.sleep(max(first + _FRESH_WITHIN + 1.5 - time.monotonic(), 0))
    load.assert_sent_as_often_as_said()
    load.assert_all_answered_in_time()
    # A frozen server refuses nothing: a worker waits as long as SnapshotKeeper.stale says, and one look more.
    surely = frozen + 5 * settings.snapshot.poll_seconds + 1
    _assert_all_stale(load.between(surely, thawed))
    assert fresh - first < _FRESH_WITHIN
    _assert_all_fresh(load.between(first + _FRESH_WITHIN))
    after = running(home_of(settings.data_dir))
    assert after is not None
    assert after.pid == endpoint.pid


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


def _first_answer(database: Database, seconds: float) -> tuple[float, float]:
    """When the last question over Bolt that got no answer was asked, and when the first answer came."""
    begun = away = time.monotonic()
    while True:
        asked = time.monotonic()
        try:
            if database.revision() is not None:
                return away, time.monotonic()
        except GraphsvcError:
            away = asked
        assert time.monotonic() - begun < seconds, f"Bolt did not answer within {seconds} s"
        time.sleep(0.02)


def _fresh_on_each_worker(server: Serving, settings: Settings) -> float:
    """When the last of the web server's processes answered with what the record holds."""
    with ExitStack() as stack:
        waiting = connections_to_each_worker(server, stack)
        assert len(waiting) == settings.server.workers
        deadline = time.monotonic() + 60
        while waiting:
            waiting = [connection for connection in waiting if _asked_over(connection) != "false"]
            assert time.monotonic() < deadline, f"{len(waiting)} workers stay stale"
            time.sleep(0.02)
        return time.monotonic()


def _asked_over(connection: HTTPConnection) -> str | None:
    connection.request("GET", _QUESTIONS[1])
    answer = connection.getresponse()
    answer.read()
    assert answer.status == 200
    return answer.headers["Graphsvc-Stale"]


def _assert_all_stale(asked: Sequence[Asked]) -> None:
    """Every reply says that its facts may be older, for programs; a page also says it to people, and from when."""
    assert [one.call for one in asked if not one.reply.stale] == []
    for reply in (one.reply for one in asked if one.call == _PAGE):
        said = _said_to_people(reply)
        assert said
        taken = datetime.fromisoformat(reply.headers["Graphsvc-Taken-At"]).astimezone()
        assert f"{taken.day} {taken:%B %Y}" in said


def _assert_all_fresh(asked: Sequence[Asked]) -> None:
    assert [one.call for one in asked if one.reply.headers.get("Graphsvc-Stale") != "false"] == []
    assert not any(_said_to_people(one.reply) for one in asked if one.call == _PAGE)


def _said_to_people(reply: Reply) -> str:
    """Text of a page's element that tells of older facts; empty without one."""
    found = re.search(r'<(\w+)[^>]*class="[^"]*\bstale\b[^"]*"[^>]*>(.*?)</\1>', reply.body.decode(), re.DOTALL)
    return re.sub(r"<[^>]*>", "", found[2]) if found else ""
