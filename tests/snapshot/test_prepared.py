"""What the first who ask would wait for is worked out before a snapshot is in use."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from graphsvc.dates import today
from graphsvc.questions.name_index import NameIndex
from graphsvc.questions.network import all_steps
from graphsvc.questions.prepared import prepare
from graphsvc.questions.search import search
from graphsvc.questions.steps import AllSteps
from graphsvc.snapshot.graph import Snapshot
from graphsvc.snapshot.refresh import SnapshotKeeper
from graphsvc.snapshot.store import SnapshotStore
from graphsvc.snapshot.view import View
from tests.commands.serving import until
from tests.fixtures.facts import seed_snapshot
from tests.snapshot.test_clock import away

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def taken(revision: int) -> Snapshot:
    """The seed as a revision."""
    whole = seed_snapshot()
    return Snapshot(whole.dataset, revision, NOON + timedelta(minutes=revision), whole.hash)


def test_a_snapshot_that_another_process_left_is_prepared_before_it_is_in_use(tmp_path: Path) -> None:
    store = SnapshotStore(tmp_path)
    store.write(taken(1))
    keeper = SnapshotKeeper(store, away, 0.05)  # type: ignore[arg-type]  # gives no record
    in_use: list[tuple[int, int]] = []
    keeper.start(lambda snapshot: in_use.append((snapshot.revision, keeper.revision)))
    try:
        store.write(taken(2))
        until("the newer one", lambda: keeper.revision == 2, 20)
        assert in_use[0] == (2, 1)
    finally:
        keeper.stop()


def test_after_that_nobody_waits_for_names_and_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    def made_again(*_: object) -> None:
        raise AssertionError("made again")

    snapshot = taken(1)
    prepare(snapshot.view(today()))
    for made in (NameIndex, AllSteps, View):
        monkeypatch.setattr(made, "__init__", made_again)
    view = snapshot.view(today())
    assert search(view, "leeds")
    assert all_steps(view).degrees.any()
    with pytest.raises(AssertionError, match="made again"):
        taken(2).view(today())
