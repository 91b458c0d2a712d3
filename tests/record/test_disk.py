"""A disk that is full under the service."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graphsvc.app import create_app
from graphsvc.config import DATA_VARIABLE, Settings
from graphsvc.database.session import Database
from graphsvc.ingest.load import load
from graphsvc.snapshot.refresh import SnapshotKeeper
from graphsvc.snapshot.store import SnapshotStore
from tests.fixtures.disks import disk_full
from tests.record.folders import seed_rows, write_rows

ROOT = Path(__file__).parents[2]
QUESTIONS = ("/organisations/GB-NHS-RR8", "/api/v1/organisations/GB-NHS-RR8/gaps", "/api/v1/map?org=GB-NHS-RR8")

_ROOM = 512 * 1024
"""Bytes that a file may have: enough for the lines of the audit log, without which nothing is loaded."""


@pytest.fixture
def part(tmp_path: Path) -> Path:
    """A folder with one changed row."""
    row = seed_rows("relationships")[5]
    write_rows(tmp_path / "part", "relationships", [dict(row, summary=f"Told at {time.time_ns()}.")])
    return tmp_path / "part"


def test_what_is_loaded_while_the_disk_is_full_is_answered_from_memory_and_kept_once_there_is_room(
    database: Database, settings: Settings, seeded: str, part: Path, tmp_path: Path
) -> None:
    store = SnapshotStore(tmp_path / "snapshots")
    keeper = SnapshotKeeper(store, lambda: database)
    keeper.refresh()
    client = create_app(settings.model_copy(update={"data_dir": tmp_path}), keeper, lambda: database).test_client()
    kept = store.files()
    with disk_full(_ROOM):
        loaded = load(database, part, settings).hash
        keeper.refresh()
        assert keeper.current is not None
        assert keeper.current.hash == loaded
        assert [client.get(call).status_code for call in QUESTIONS] == [200] * 3
        ready = client.get("/readyz").get_json()
        assert ready["snapshot"]["hash"] == loaded
        assert "in memory alone" in ready["database"]["problem"]
    assert store.files() == kept
    assert not list(store.folder.glob(".writing-*"))
    again = SnapshotKeeper(store, lambda: database)
    again.refresh()
    assert again.problem == ""
    assert len(store.files()) == len(kept) + 1


def test_load_says_that_it_kept_no_snapshot_and_stands(
    database: Database, settings: Settings, seeded: str, part: Path
) -> None:
    before = database.revision()
    with disk_full(_ROOM):
        done = graphsvc(settings, "load", str(part))
    after = database.revision()
    assert before is not None
    assert after is not None
    assert (done.returncode, after.number) == (0, before.number + 1), done.stderr
    assert "in memory alone" in done.stderr
    assert "Traceback" not in done.stderr


def graphsvc(settings: Settings, *words: str) -> subprocess.CompletedProcess[str]:
    """A command, as a user runs it."""
    return subprocess.run(
        [sys.executable, "-m", "graphsvc", *words], cwd=ROOT, capture_output=True, text=True, check=False,
        env={**os.environ, DATA_VARIABLE: str(settings.data_dir)},
    )
