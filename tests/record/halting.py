"""A process that stops at a moment, says so, and waits to be killed there.

`load FOLDER STEP` loads a folder and stops when the step is told, `bulk FOLDER STEP` does so in bulk; `build AFTER`
builds a snapshot and stops between the rows and the second look at the revision.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from graphsvc.config import load_settings
from graphsvc.database import open_database
from graphsvc.ingest.load import load
from graphsvc.snapshot import refresh
from graphsvc.snapshot.build import build_snapshot
from graphsvc.snapshot.store import SnapshotStore


def halt(moment: str) -> None:
    """Say where we are, and stay there."""
    print(f"halted at {moment}", flush=True)
    time.sleep(300)


def main() -> None:
    """What the first argument says, on the data folder of the environment."""
    what, *rest = sys.argv[1:]
    settings = load_settings()
    if what == "bulk":
        settings = settings.model_copy(update={"load": settings.load.model_copy(update={"changes_limit": 1})})
    with open_database(settings, start=what == "bulk") as database:
        if what in ("load", "bulk"):
            folder, step = rest
            load(
                database, Path(folder), settings, replace=True,
                on_step=lambda name, *_: halt(name) if name == step else None,
            )
        else:
            refresh.build_snapshot = lambda record: build_snapshot(record, after_rows=lambda: halt("rows"))
            keeper = refresh.SnapshotKeeper(SnapshotStore(settings.data_dir / "snapshots"), lambda: database)
            keeper.refresh()
    print("ended", flush=True)


main()
