"""Several processes that fetch into one cache, and fetching through a proxy."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from graphsvc.database.jars import Jar, faults, fetch_jars, jars_folder, locked_jars
from tests.database.conftest import wait_for

pytestmark = pytest.mark.timeout(300)

_PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")

Fetch = Callable[..., subprocess.Popen[str]]


class Repository(ThreadingHTTPServer):
    """A Maven repository on this machine; also a proxy to one.

    Each jar is sent to its half, and its rest when `gate` is open.
    """

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.folder = folder
        self.asked: list[str] = []
        self.gate = threading.Event()
        self.gate.set()

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.server_port}"

    def jars(self) -> Counter[str]:
        """Names of the jars that were asked for, and how often."""
        return Counter(one.rpartition("/")[2] for one in self.asked if one.endswith(".jar"))


class _Answers(BaseHTTPRequestHandler):
    server: Repository

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        file = self.server.folder / self.path.rpartition("/")[2]
        if file.suffix != ".jar" or not file.is_file():
            self.send_error(404)
            return
        content = file.read_bytes()
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        with suppress(OSError):  # who asked may have been killed
            self.wfile.write(content[: len(content) // 2])
            self.wfile.flush()
            self.server.gate.wait(60)
            self.wfile.write(content[len(content) // 2 :])

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def cached() -> Path:
    """The real cache, with every jar in it."""
    folder = jars_folder("")
    fetch_jars(folder, lambda _: None)
    return folder


@pytest.fixture
def repository(cached: Path) -> Iterator[Repository]:
    with Repository(cached) as repository:
        thread = threading.Thread(target=repository.serve_forever)
        thread.start()
        yield repository
        repository.gate.set()
        repository.shutdown()
        thread.join()


@pytest.fixture
def wanted() -> list[Jar]:
    """Jars that the shared cache lacks: three small ones."""
    return sorted(locked_jars(), key=lambda jar: jar.size)[:3]


@pytest.fixture
def shared(cached: Path, wanted: list[Jar], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The jars' folder of a cache that the processes share."""
    monkeypatch.setenv("GRAPHSVC_CACHE", str(tmp_path / "cache"))
    folder = jars_folder("")
    folder.mkdir(parents=True)
    for jar in locked_jars():
        if jar not in wanted:
            (folder / jar.name).symlink_to(cached / jar.name)
    return folder


@pytest.fixture
def fetch(shared: Path, tmp_path: Path) -> Iterator[Fetch]:
    """Starts `graphsvc db fetch` in a process of its own; those that still run at the end are ended."""
    begun: list[subprocess.Popen[str]] = []
    plain = {name: value for name, value in os.environ.items() if name.lower() not in _PROXIES}

    def fetch(repository: str, **environment: str) -> subprocess.Popen[str]:
        settings = tmp_path / "jgo.conf"
        settings.write_text(f"[repositories]\ncentral = {repository}\n" if repository else "")
        process = subprocess.Popen(
            [sys.executable, "-m", "graphsvc", "db", "fetch", "--data", str(tmp_path / "data")],
            env=plain | {"JGO_CONFIG_FILE": str(settings)} | environment,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        begun.append(process)
        return process

    yield fetch
    for process in begun:
        if process.poll() is None:
            process.kill()
        process.communicate()


def fetched(process: subprocess.Popen[str]) -> int:
    """How many jars a process says that it fetched, once it ended well."""
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    found = re.search(r"\((\d+) of them new\)", out)
    assert found is not None
    return int(found[1])


def two_at_once(repository: Repository, shared: Path, fetch: Fetch, count: int) -> list[subprocess.Popen[str]]:
    """A process that has half of each jar that is wanted, and another that came while it fetched."""
    repository.gate.clear()
    first = fetch(repository.address)
    wait_for(lambda: repository.jars().total() == count, 60)
    second = fetch(repository.address)
    assert second.stderr is not None
    assert "Fetching" in second.stderr.readline()
    time.sleep(1)
    assert [process.poll() for process in (first, second)] == [None, None]
    # The second asked for nothing yet, and no jar has its name.
    assert repository.jars().total() == count
    assert len(list(shared.glob("*.jar"))) == len(locked_jars()) - count
    return [first, second]


def test_of_two_processes_one_fetches_and_the_other_waits_and_finds_all(
    repository: Repository, shared: Path, wanted: list[Jar], fetch: Fetch
) -> None:
    begun = two_at_once(repository, shared, fetch, len(wanted))
    repository.gate.set()
    assert [fetched(process) for process in begun] == [len(wanted), 0]
    assert repository.jars() == {jar.name: 1 for jar in wanted}
    assert faults(shared) == []


def test_when_the_one_that_fetches_is_killed_the_other_goes_on(
    repository: Repository, shared: Path, wanted: list[Jar], fetch: Fetch
) -> None:
    first, second = two_at_once(repository, shared, fetch, len(wanted))
    first.kill()
    first.communicate()
    repository.gate.set()
    assert fetched(second) == len(wanted)
    assert repository.jars() == {jar.name: 2 for jar in wanted}
    assert faults(shared) == []
    assert list(shared.glob(".fetch-*")) == []


def test_four_processes_at_once_fetch_each_jar_once(
    repository: Repository, shared: Path, wanted: list[Jar], fetch: Fetch
) -> None:
    begun = [fetch(repository.address) for _ in range(4)]
    assert sorted(fetched(process) for process in begun) == [0, 0, 0, len(wanted)]
    assert repository.jars() == {jar.name: 1 for jar in wanted}
    assert faults(shared) == []


def test_jars_come_through_the_proxy_that_the_environment_names(
    repository: Repository, shared: Path, wanted: list[Jar], fetch: Fetch
) -> None:
    # Nobody but a proxy could find this host.
    process = fetch("http://repository.invalid/maven2", HTTP_PROXY=repository.address)
    assert fetched(process) == len(wanted)
    assert repository.jars() == {jar.name: 1 for jar in wanted}
    assert all(one.startswith("http://repository.invalid/maven2/") for one in repository.asked)
    assert faults(shared) == []
