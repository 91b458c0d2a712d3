"""`serve` over a data folder that was filled before: the last snapshot answers while Neo4j starts."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from graphsvc.config import Settings, load_settings
from graphsvc.database.address import home_of
from graphsvc.database.endpoint import processes_of, running
from graphsvc.database.revision import Revision
from graphsvc.database.session import Database
from tests.commands.serving import Reply, Serving, ask, serving, until

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

_QUESTIONS = (
    "/api/v1/organisations/GB-NHS-RR8/gaps", "/api/v1/paths?source=GB-NHS-RR8&target_type=university",
    "/api/v1/map?org=GB-NHS-RR8",
)


@dataclass(frozen=True)
class Filled:
    """A data folder as a server left it, and what that server answered."""

    settings: Settings
    revision: Revision | None
    bodies: list[bytes]

    @property
    def home(self) -> Path:
        """The embedded database's folder."""
        return home_of(self.settings.data_dir)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Filled:
    settings = load_settings(data=tmp_path_factory.mktemp("filled"))
    with _over(settings) as server:
        server.until_fresh(240)
        bodies = [server.ask(question).body for question in _QUESTIONS]
        with Database(settings) as database:
            revision = database.revision()
        assert server.stop() == 0
    assert "Loaded 2,835 organisations" in server.output
    return Filled(settings, revision, bodies)


@pytest.fixture(scope="module")
def early(filled: Filled, again: Serving) -> list[Reply]:
    """The first replies of the second server, taken while no database is announced."""
    until("an answer", lambda: again.ask(_QUESTIONS[0]).status == 200, 30, every=0.02)
    took = time.monotonic() - again.begun
    replies = [again.ask(question) for question in _QUESTIONS]
    assert running(filled.home) is None
    print(f"the first answer {took:.2f} s after the start, while Neo4j was not up")
    return replies


@pytest.fixture(scope="module")
def again(filled: Filled) -> Iterator[Serving]:
    """A second server over the same folder."""
    assert processes_of(filled.home) == []
    with _over(filled.settings) as server:
        yield server


def test_it_answers_before_the_database_is_up_and_says_that_it_is_stale(filled: Filled, early: list[Reply]) -> None:
    assert [reply.status for reply in early] == [200] * len(_QUESTIONS)
    assert all(reply.stale for reply in early)
    assert [reply.body for reply in early] == filled.bodies


def test_it_is_fresh_once_the_database_is_up(filled: Filled, early: list[Reply], again: Serving) -> None:
    took = again.until_fresh(120)
    print(f"fresh {took:.2f} s later")
    assert running(filled.home) is not None
    fresh = [again.ask(question) for question in _QUESTIONS]
    assert not any(reply.stale for reply in fresh)
    assert [reply.body for reply in fresh] == filled.bodies


def test_the_record_is_not_loaded_again(filled: Filled, early: list[Reply], again: Serving) -> None:
    again.until_fresh(120)
    with Database(filled.settings) as database:
        assert database.revision() == filled.revision
    assert filled.revision is not None
    assert filled.revision.number == 1
    assert "Loaded" not in again.output
    assert "newer" not in again.output


def test_sigterm_stops_everything(filled: Filled, again: Serving) -> None:
    again.until_fresh(120)
    address = f"{again.address}/healthz"
    endpoint = running(filled.home)
    assert endpoint is not None
    _assert_all_end(again, [psutil.Process(endpoint.pid)])
    assert ask(address, 2).status == 0
    assert running(filled.home) is None
    assert processes_of(filled.home) == []


def test_sigterm_while_the_database_starts_stops_it_too(filled: Filled) -> None:
    with _over(filled.settings) as server:
        until("Java", lambda: processes_of(filled.home) != [], 30)
        assert running(filled.home) is None
        _assert_all_end(server, processes_of(filled.home))
    assert processes_of(filled.home) == []


def _over(settings: Settings) -> AbstractContextManager[Serving]:
    return serving("--port", "0", "--data", str(settings.data_dir), log=settings.data_dir / "serve.log")


def _assert_all_end(server: Serving, database: list[psutil.Process]) -> None:
    family = [*server.family(), *database]
    assert server.stop() == 0
    _, alive = psutil.wait_procs(family, timeout=30)
    assert not alive, server.output[-2000:]
