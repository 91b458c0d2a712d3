"""A process that is killed at any moment of a load in bulk leaves the old record or the new one, whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graphsvc.config import DATA_VARIABLE, Settings
from graphsvc.database import open_database
from graphsvc.database.address import home_of
from graphsvc.database.dump import ask_patiently
from graphsvc.database.embedded import start_kept
from graphsvc.database.endpoint import processes_of, running
from graphsvc.ingest.load import load
from graphsvc.ingest.record import read_dataset
from tests.fixtures.exports import PINNED, pinned_export
from tests.fixtures.records import patient
from tests.record.folders import SEED
from tests.record.test_bulk import in_bulk

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
OLD = PINNED["0.1.0"]


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """A small record, whose server was left running."""
    settings = patient(tmp_path_factory.mktemp("killed"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1")
        start_kept(settings)
        with open_database(settings) as database:
            ask_patiently(lambda: load(database, pinned_export("0.1.0"), settings))
        yield settings
    for folder in (settings.data_dir, settings.data_dir / "restoring"):
        for process in processes_of(home_of(folder)):
            process.kill()
            process.wait(20)


def kill_at(moment: str, settings: Settings) -> None:
    """Load in bulk in another process, and kill it at a moment."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.record.halting", "bulk", str(SEED), moment], cwd=ROOT, text=True,
        stdout=subprocess.PIPE, env={**os.environ, DATA_VARIABLE: str(settings.data_dir)},
    ) as loading:
        assert loading.stdout is not None
        assert loading.stdout.readline() == f"halted at {moment}\n"
        loading.send_signal(signal.SIGKILL)


def hash_of(settings: Settings) -> str:
    """Of the rows as they are, and the one that their load recorded: they are the same."""
    with open_database(settings) as database:
        revision = ask_patiently(lambda: read_dataset(database))[1]
    assert revision is not None
    return revision.hash


@pytest.mark.parametrize("moment", ["write files", "import", "indexes", "verify", "put it in place", "committed"])
def test_killed_at_any_moment_the_old_or_the_new_record_is_there(moment: str, settings: Settings) -> None:
    kill_at(moment, settings)
    assert (hash_of(settings) == OLD) is (moment != "committed")


def test_what_was_left_is_in_nobody_s_way(settings: Settings) -> None:
    with open_database(settings) as database:
        report = load(database, pinned_export("0.1.0"), in_bulk(settings), replace=True)
    assert report.hash == hash_of(settings) == OLD
    assert not (settings.data_dir / "restoring").exists()
    endpoint = running(home_of(settings.data_dir))
    assert endpoint is not None
    assert endpoint.kept
