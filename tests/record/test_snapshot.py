"""The snapshot built from the record and kept equal to it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from pathlib import Path

import pytest

from graphsvc.app import create_app
from graphsvc.config import DATA_VARIABLE, Settings
from graphsvc.database.session import Database
from graphsvc.errors import DatabaseAway, RecordChangedOutsideLoad
from graphsvc.ingest.load import load
from graphsvc.snapshot import refresh
from graphsvc.snapshot.build import build_snapshot
from graphsvc.snapshot.graph import Snapshot
from graphsvc.snapshot.in_use import FixedSnapshot
from graphsvc.snapshot.refresh import SnapshotKeeper
from graphsvc.snapshot.store import SnapshotStore
from tests.record.conftest import Cypher
from tests.record.folders import SEED, seed_rows, write_rows

ROOT = Path(__file__).parents[2]


@pytest.fixture
def store(tmp_path: Path) -> SnapshotStore:
    """An empty store."""
    return SnapshotStore(tmp_path / "snapshots")


@pytest.fixture
def part(tmp_path: Path) -> Path:
    """A folder with one changed row."""
    row = seed_rows("relationships")[5]
    write_rows(tmp_path / "part", "relationships", [dict(row, summary=f"Told at {time.time_ns()}.")])
    return tmp_path / "part"


def wait_until(true: Callable[[], bool], seconds: float) -> None:
    """Wait for something that must come."""
    started = time.monotonic()
    while not true():
        assert time.monotonic() - started < seconds
        time.sleep(0.01)


def test_the_snapshot_is_the_tables_that_were_loaded(database: Database, seeded: str) -> None:
    snapshot = build_snapshot(database)
    assert snapshot.hash == seeded
    read = Snapshot.from_rows({name: seed_rows(name) for name in snapshot.dataset})
    assert read.dataset == snapshot.dataset
    assert read.hash == seeded


def test_a_record_that_nobody_changes_is_read_once(database: Database, seeded: str) -> None:
    read: list[int] = []
    build_snapshot(database, after_rows=lambda: read.append(1))
    assert read == [1]


def test_a_load_between_the_rows_and_the_second_revision_is_noticed_and_built_again(
    database: Database, settings: Settings, seeded: str, part: Path
) -> None:
    loaded: list[str] = []

    def load_once() -> None:
        loaded.append("asked")
        if len(loaded) == 1:
            loaded.append(load(database, part, settings).hash)

    snapshot = build_snapshot(database, after_rows=load_once)
    assert loaded == ["asked", snapshot.hash, "asked"]
    assert snapshot.hash != seeded


def test_loads_that_never_end_are_given_up_after_three_attempts(
    database: Database, settings: Settings, seeded: str, tmp_path: Path
) -> None:
    loads: list[int] = []

    def load_always() -> None:
        row = dict(seed_rows("relationships")[5], summary=f"Told {len(loads)} times.")
        write_rows(tmp_path / "part", "relationships", [row])
        loads.append(load(database, tmp_path / "part", settings).revision)

    with pytest.raises(RecordChangedOutsideLoad):
        build_snapshot(database, after_rows=load_always)
    assert len(loads) == 3


def test_a_record_changed_by_hand_keeps_the_old_snapshot_and_says_so(
    database: Database, settings: Settings, seeded: str, store: SnapshotStore, cypher: Cypher
) -> None:
    keeper = SnapshotKeeper(store, lambda: database)
    keeper.refresh()
    cypher("MATCH ()-[r:PARTNERS_WITH {id: 'P00001'}]->() SET r.summary = 'by hand'")
    fresh = SnapshotKeeper(SnapshotStore(store.folder.with_name("other")), lambda: database)
    fresh.refresh()
    assert fresh.current is None
    assert (fresh.stale, fresh.problem) == (True, "the record was changed outside `load`")
    restarted = SnapshotKeeper(store, lambda: database)
    restarted.refresh()
    restarted.check()
    assert restarted.current is not None
    assert restarted.current.hash == seeded
    assert (restarted.stale, restarted.problem) == (True, "the record was changed outside `load`")
    load(database, SEED, settings, replace=True)
    restarted.refresh()
    assert (restarted.stale, restarted.problem) == (False, "")


def test_a_record_that_is_seldom_asked_is_asked_soon_after_a_start(
    database: Database, seeded: str, store: SnapshotStore
) -> None:
    store.write(build_snapshot(database))
    keeper = SnapshotKeeper(store, lambda: database, poll_seconds=3600)
    keeper.start()
    until = time.monotonic() + 20
    while keeper.stale and time.monotonic() < until:
        time.sleep(0.05)
    assert (keeper.stale, keeper.current and keeper.current.hash) == (False, seeded)
    keeper.stop()


@pytest.fixture
def tables(database: Database, settings: Settings, tmp_path: Path) -> Iterator[Path]:
    """A folder with the whole record as it should be; what a test does by hand is put right by it at the end."""
    folder = tmp_path / "whole"
    shutil.copytree(SEED, folder, ignore=shutil.ignore_patterns("*.md"))
    yield folder
    load(database, SEED, settings, replace=True)


def replaced(settings: Settings, folder: Path) -> str:
    """`graphsvc load --replace`, as a user runs it; what it says."""
    done = subprocess.run(
        [sys.executable, "-m", "graphsvc", "load", str(folder), "--replace"], cwd=ROOT, input="y\n",
        env={**os.environ, DATA_VARIABLE: str(settings.data_dir)}, capture_output=True, text=True, check=True,
    )
    return done.stdout


@pytest.mark.parametrize(
    "by_hand",
    [
        "MATCH ()-[r:PARTNERS_WITH {id: 'P00001'}]->() SET r.summary = 'by hand'",
        "MATCH ()-[r:PARTNERS_WITH {id: 'P00001'}]->() DELETE r",
        "CREATE (:Organisation {id: 'BY-HAND', name: 'By Hand', type: 'company'})",
    ],
)
def test_readiness_says_that_the_record_was_changed_outside_load_until_it_is_replaced(
    database: Database, settings: Settings, seeded: str, store: SnapshotStore, cypher: Cypher, tables: Path,
    by_hand: str,
) -> None:
    store.write(build_snapshot(database))
    cypher(by_hand)
    keeper = SnapshotKeeper(store, lambda: database)
    client = create_app(settings, keeper).test_client()

    def said() -> str | None:
        problem: str | None = client.get("/readyz").get_json()["database"]["problem"]
        return problem

    keeper.start()
    try:
        wait_until(lambda: said() == "the record was changed outside `load`", 30)
        assert client.get("/readyz").get_json()["snapshot"]["hash"] == seeded
        assert client.get("/api/v1/gaps").get_json()["snapshot"] == seeded
        assert "Revision" in replaced(settings, tables)
        wait_until(lambda: said() is None, 30)
        ready = client.get("/readyz").get_json()
        assert (ready["status"], ready["database"]["equal"], ready["snapshot"]["hash"]) == ("ready", True, seeded)
    finally:
        keeper.stop()


def test_without_any_snapshot_readiness_says_that_the_record_was_changed_outside_load(
    database: Database, settings: Settings, seeded: str, store: SnapshotStore, cypher: Cypher, tables: Path
) -> None:
    cypher("MATCH ()-[r:PARTNERS_WITH {id: 'P00001'}]->() SET r.summary = 'by hand'")
    keeper = SnapshotKeeper(store, lambda: database)
    client = create_app(settings, keeper).test_client()
    keeper.refresh()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "the record was changed outside `load`" in answer.get_json()["detail"]
    replaced(settings, tables)
    keeper.refresh()
    assert client.get("/readyz").get_json()["status"] == "ready"


def test_a_load_by_another_process_is_in_use_soon(
    database: Database, settings: Settings, seeded: str, store: SnapshotStore, part: Path
) -> None:
    keeper = SnapshotKeeper(store, lambda: database)
    keeper.start()
    try:
        wait_until(lambda: not keeper.stale, 10)
        before = keeper.current
        done = subprocess.run(
            [sys.executable, "-c", "from graphsvc.cli import main; main()", "load", str(part), "--format", "json"],
            cwd=ROOT, env={**os.environ, DATA_VARIABLE: str(settings.data_dir)}, capture_output=True, check=True,
        )
        wait_until(lambda: keeper.current is not before, 20)  # `make bench` says how soon
        assert keeper.current is not None
        assert keeper.current.hash.encode() in done.stdout
    finally:
        keeper.stop()


def test_a_new_snapshot_is_prepared_before_it_answers_and_the_first_while_it_does(
    database: Database, settings: Settings, seeded: str, store: SnapshotStore, part: Path
) -> None:
    store.write(build_snapshot(database))
    keeper = SnapshotKeeper(store, lambda: database)
    prepared: list[tuple[str, str]] = []

    def prepare(snapshot: Snapshot) -> None:
        assert keeper.current is not None
        prepared.append((snapshot.hash, keeper.current.hash))

    keeper.start(prepare)
    try:
        wait_until(lambda: bool(prepared), 10)
        assert prepared == [(seeded, seeded)]
        after = load(database, part, settings).hash
        wait_until(lambda: keeper.current is not None and keeper.current.hash == after, 20)
        assert prepared == [(seeded, seeded), (after, seeded)]
    finally:
        keeper.stop()


def test_the_snapshot_on_disk_serves_before_the_database_answers(
    database: Database, seeded: str, store: SnapshotStore
) -> None:
    store.write(build_snapshot(database))

    def away() -> Database:
        raise DatabaseAway("not started yet")

    keeper = SnapshotKeeper(store, away)
    assert keeper.current is not None
    assert keeper.current.hash == seeded
    assert keeper.stale
    keeper.refresh()
    assert (keeper.stale, keeper.problem) == (True, "not started yet")


def test_an_empty_record_has_no_snapshot_and_says_so(database: Database, empty: None, store: SnapshotStore) -> None:
    keeper = SnapshotKeeper(store, lambda: database)
    keeper.refresh()
    assert keeper.current is None
    assert (keeper.stale, keeper.problem) == (True, "nothing is loaded yet")


def _watch(settings: Settings, folder: Path, revision: int) -> tuple[int, bool]:
    from graphsvc.database import open_database

    built = []
    build = refresh.build_snapshot

    def counted(database: Database) -> Snapshot:
        built.append(1)
        return build(database)

    refresh.build_snapshot = counted
    with open_database(settings, start=False) as database:
        keeper = SnapshotKeeper(SnapshotStore(folder), lambda: database)
        keeper._checked_at = time.monotonic()  # the check of all rows is not what is counted here
        keeper.start()
        deadline = time.monotonic() + 20
        while keeper.revision != revision and time.monotonic() < deadline:
            time.sleep(0.01)
        keeper.stop()
        return keeper.revision, bool(built)


def test_of_four_processes_one_builds_and_the_others_take_what_it_wrote(
    database: Database, settings: Settings, seeded: str, store: SnapshotStore
) -> None:
    revision = database.revision()
    assert revision is not None
    with get_context("spawn").Pool(4) as pool:
        found = pool.starmap(_watch, [(settings, store.folder, revision.number)] * 4)
    assert [number for number, _ in found] == [revision.number] * 4
    assert sum(built for _, built in found) == 1


def test_watching_begins_again_after_a_fork(database: Database, seeded: str, store: SnapshotStore) -> None:
    keeper = SnapshotKeeper(store, lambda: database)
    keeper.start()
    try:
        wait_until(lambda: not keeper.stale, 10)
        child = os.fork()
        if child == 0:
            alive = False
            try:
                before = keeper._thread
                keeper.start()
                alive = keeper._thread is not before and keeper._thread is not None and keeper._thread.is_alive()
            finally:
                os._exit(0 if alive else 1)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    finally:
        keeper.stop()


def test_a_fixed_snapshot_is_never_stale(database: Database, seeded: str) -> None:
    fixed = FixedSnapshot(build_snapshot(database))
    fixed.start()
    assert (fixed.stale, fixed.problem, fixed.current.hash) == (False, "", seeded)
    fixed.stop()


def test_reading_a_snapshot_file_imports_no_driver(database: Database, seeded: str, store: SnapshotStore) -> None:
    path = store.write(build_snapshot(database))
    code = (
        "import sys; from pathlib import Path; from graphsvc.snapshot.in_use import FixedSnapshot; "
        "from graphsvc.snapshot.file import read_snapshot; "
        f"print(FixedSnapshot(read_snapshot(Path({str(path)!r}))).current.hash); "
        "assert not {'neo4j', 'networkx', 'flask', 'pyvis'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == seeded
