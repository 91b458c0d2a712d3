"""What a writer leaves that is killed while it writes a snapshot."""

from __future__ import annotations

import os
import time
from pathlib import Path

from graphsvc.config import Settings
from graphsvc.doctor.examination import examine
from graphsvc.snapshot.store import SnapshotStore
from tests.fixtures.facts import seed_snapshot

DAY = 86_400


def test_what_a_killed_writer_left_is_told_and_removed_after_a_day(tmp_path: Path) -> None:
    store = SnapshotStore(tmp_path / "snapshots")
    store.folder.mkdir()
    old, new = store.folder / ".writing-a", store.folder / ".writing-b"
    for half in (old, new):
        half.write_bytes(b"graphsvc snapshot")
    os.utime(old, (time.time() - 2 * DAY,) * 2)
    (half,) = (finding for finding in examine(Settings(data_dir=tmp_path)) if finding.subject == "half")
    assert (half.state, str(old) in half.found) == ("note", True)
    path = store.write(seed_snapshot())
    assert sorted(store.folder.iterdir()) == sorted([new, path])
