"""A process killed at any moment leaves the old record or the new one, never a mixture."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from graphsvc.config import DATA_VARIABLE, Settings
from graphsvc.database.session import Database
from graphsvc.ingest.load import load
from graphsvc.ingest.record import read_dataset
from graphsvc.snapshot.hash import dataset_hash
from graphsvc.snapshot.refresh import SnapshotKeeper
from graphsvc.snapshot.store import SnapshotStore
from tests.record.conftest import Cypher
from tests.record.folders import SEED, changed_seed

ROOT = Path(__file__).parents[2]

IN_TRANSACTION = (
    "locked", "load/sources", "load/places", "load/organisations", "load/organisations_places", "load/relationships",
    "load/expectations", "load/remove_relationships", "verify", "commit",
)


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another state of the tables, in which rows of most of them differ."""
    return changed_seed(tmp_path_factory.mktemp("changed") / "seed")


def kill_at(moment: str, settings: Settings, *arguments: str) -> None:
    """Start a process, wait until it says that it halted at the moment, and kill it there."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.record.halting", *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True,
        env={**os.environ, DATA_VARIABLE: str(settings.data_dir)},
    )
    with process:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line == f"halted at {moment}\n"
        assert process.poll() is None
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL


def hash_of_the_rows(database: Database) -> str:
    """Recomputed from the rows as they are, and held equal to the revision's."""
    dataset, revision = read_dataset(database)
    assert revision is not None
    assert dataset_hash(dataset) == revision.hash
    return revision.hash


@pytest.mark.parametrize("moment", IN_TRANSACTION)
def test_a_load_killed_inside_its_transaction_leaves_the_old_record(
    moment: str, database: Database, settings: Settings, seeded: str, changed: Path, cypher: Cypher
) -> None:
    revisions = cypher("MATCH (r:Revision) RETURN count(r) AS n")
    kill_at(moment, settings, "load", str(changed), moment)
    assert hash_of_the_rows(database) == seeded
    assert cypher("MATCH (r:Revision) RETURN count(r) AS n") == revisions
    # Nothing of the killed transaction stands in the way of the next.
    assert load(database, changed, settings, replace=True).hash == hash_of_the_rows(database) != seeded


def test_a_load_killed_after_its_commit_leaves_the_new_record_and_the_snapshot_follows(
    database: Database, settings: Settings, seeded: str, changed: Path
) -> None:
    keeper = SnapshotKeeper(SnapshotStore(settings.data_dir / "snapshots"), lambda: database)
    keeper.refresh()
    assert keeper.current is not None
    assert keeper.current.hash == seeded
    kill_at("committed", settings, "load", str(changed), "committed")
    new = hash_of_the_rows(database)
    assert new == load(database, changed, settings, replace=True, dry_run=True).hash != seeded
    assert keeper.current.hash == seeded
    keeper.refresh()
    assert (keeper.current.hash, keeper.problem, keeper.stale) == (new, "", False)


def test_a_build_killed_before_its_snapshot_is_written_leaves_the_old_one_and_the_next_builds(
    database: Database, settings: Settings, seeded: str, changed: Path
) -> None:
    store = SnapshotStore(settings.data_dir / "snapshots")
    SnapshotKeeper(store, lambda: database).refresh()
    new = load(database, changed, settings, replace=True).hash
    kill_at("rows", settings, "build")
    kept = store.newest()
    assert kept is not None
    assert kept.hash == seeded
    keeper = SnapshotKeeper(store, lambda: database)
    keeper.refresh()
    assert keeper.current is not None
    assert keeper.current.hash == new
    assert hash_of_the_rows(database) == new


def test_the_seed_can_be_loaded_again_after_all_that(database: Database, settings: Settings, seeded: str) -> None:
    assert not load(database, SEED, settings, replace=True).written
    assert hash_of_the_rows(database) == seeded
