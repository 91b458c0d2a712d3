"""The clock of the machine is set back or ahead."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from graphsvc.app import create_app
from graphsvc.config import Settings
from graphsvc.dates import age_in_words
from graphsvc.doctor.examination import examine
from graphsvc.errors import DatabaseAway
from graphsvc.snapshot.graph import Snapshot
from graphsvc.snapshot.in_use import FixedSnapshot
from graphsvc.snapshot.refresh import SnapshotKeeper
from graphsvc.snapshot.store import SnapshotStore
from tests.fixtures.facts import seed_snapshot

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def taken(revision: int, moment: datetime) -> Snapshot:
    """The seed as a revision that was read at a moment."""
    whole = seed_snapshot()
    return Snapshot(whole.dataset, revision, moment, whole.hash)


def away() -> None:
    raise DatabaseAway("the record is away")


@pytest.fixture
def store(tmp_path: Path) -> SnapshotStore:
    return SnapshotStore(tmp_path / "snapshots", keep=3)


@pytest.mark.parametrize("jump", [timedelta(seconds=-1), timedelta(days=-400), timedelta(days=400)])
def test_the_newest_snapshot_is_the_one_written_last_whatever_the_clock_said(
    store: SnapshotStore, jump: timedelta
) -> None:
    for number in range(1, 4):
        store.write(taken(number, NOON + timedelta(hours=number)))
    for number in range(4, 9):
        path = store.write(taken(number, NOON + timedelta(hours=3) + jump + timedelta(minutes=number)))
        assert path == store.files()[0]
        newest = store.newest()
        assert newest is not None
        assert newest.revision == number
        assert newest.taken_at == NOON + timedelta(hours=3) + jump + timedelta(minutes=number)
    assert len(store.files()) == 3


def test_a_clock_that_was_ahead_and_is_right_again_hides_no_later_snapshot(store: SnapshotStore) -> None:
    for number, moment in enumerate((NOON, NOON + timedelta(days=36_500), NOON + timedelta(minutes=1)), 1):
        store.write(taken(number, moment))
    newest = store.newest()
    assert newest is not None
    assert (newest.revision, newest.taken_at) == (3, NOON + timedelta(minutes=1))


def test_while_the_record_is_away_what_another_process_took_later_is_used_though_its_clock_said_earlier(
    store: SnapshotStore
) -> None:
    store.write(taken(1, NOON))
    keeper = SnapshotKeeper(store, away)  # type: ignore[arg-type]  # gives no record
    store.write(taken(2, NOON - timedelta(days=2)))
    keeper.refresh()
    assert keeper.revision == 2


def test_ages_are_never_below_none() -> None:
    snapshot = taken(1, datetime.now(UTC) + timedelta(days=2))
    client = create_app(Settings(), FixedSnapshot(snapshot)).test_client()
    assert client.get("/readyz").get_json()["snapshot"]["age_seconds"] == 0
    assert age_in_words(snapshot.taken_at).endswith("(just now)")


def test_doctor_says_that_the_clock_was_set_back(tmp_path: Path) -> None:
    def said() -> list[str]:
        return [finding.found for finding in examine(Settings(data_dir=tmp_path)) if finding.subject == "clock"]

    store = SnapshotStore(tmp_path / "snapshots")
    store.write(taken(1, datetime.now(UTC)))
    assert said() == []
    store.write(taken(2, datetime.now(UTC) + timedelta(days=2)))
    (found,) = said()
    assert "behind the newest snapshot" in found
