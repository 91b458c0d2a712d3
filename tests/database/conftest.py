"""A real embedded Neo4j for all tests of this room, and private ones to kill and to freeze."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from graphsvc.config import DatabaseSettings, Settings
from graphsvc.database import open_database, statements
from graphsvc.database.address import home_of
from graphsvc.database.endpoint import processes_of
from graphsvc.database.session import Database

_USER = """
import sys
from pathlib import Path
from graphsvc.config import DatabaseSettings, Settings
from graphsvc.database import open_database
settings = Settings(database=DatabaseSettings(start_timeout=240.0), data_dir=Path(sys.argv[1]))
with open_database(settings) as database:
    database.revision()
    print("up", flush=True)
    sys.stdin.read()
"""


def settings_in(folder: Path, **database: object) -> Settings:
    """Settings with a data folder of a test's own, and patience with a busy machine."""
    return Settings(database=DatabaseSettings.model_validate({"start_timeout": 240.0} | database), data_dir=folder)


def wait_for(happened: Callable[[], object], seconds: float) -> None:
    """Wait until something happened, or fail."""
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline, f"it did not happen within {seconds} s"
        time.sleep(0.05)


@pytest.fixture(scope="session", autouse=True)
def quick_java() -> Iterator[None]:
    """Java that compiles less: a third less work for a server that is started often and asked little."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1")
        yield


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return settings_in(tmp_path_factory.mktemp("shared"))


@pytest.fixture(scope="session")
def database(settings: Settings) -> Iterator[Database]:
    """The shared server; tests that write leave it as they found it."""
    with open_database(settings) as database:
        yield database


@pytest.fixture
def private(tmp_path: Path) -> Iterator[Settings]:
    """A data folder of one test's own. Whatever still runs in it at the end is ended."""
    yield settings_in(tmp_path / "data")
    for process in processes_of(home_of(tmp_path / "data")):
        process.send_signal(signal.SIGKILL)
        process.wait(20)


@pytest.fixture
def new_user() -> Iterator[Callable[[Settings], subprocess.Popen[str]]]:
    """Starts another process that uses the database until its input ends; it is up when this returns."""
    begun: list[subprocess.Popen[str]] = []

    def begin(settings: Settings) -> subprocess.Popen[str]:
        user = subprocess.Popen(
            [sys.executable, "-c", _USER, str(settings.data_dir)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        begun.append(user)
        assert user.stdout is not None
        assert user.stdout.readline() == "up\n"
        return user

    yield begin
    for user in begun:
        if user.poll() is None:
            user.kill()
        user.communicate()


@pytest.fixture
def given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], str]]:
    """Makes a statement of a test's own and gives its name."""
    (tmp_path / "cypher").mkdir()
    monkeypatch.setattr(statements, "packaged", lambda name: tmp_path / name)
    statements.statement.cache_clear()
    count = 0

    def make(text: str) -> str:
        nonlocal count
        count += 1
        (tmp_path / "cypher" / f"given_{count}.cypher").write_text(text, encoding="utf-8")
        return f"given_{count}"

    yield make
    statements.statement.cache_clear()


def only_process(settings: Settings) -> psutil.Process:
    """The one server process of a data folder."""
    (process,) = processes_of(home_of(settings.data_dir))
    return process
