"""A load, and when the service answers from it."""

from __future__ import annotations

import csv
from pathlib import Path
from time import perf_counter, sleep

from benchmarks.timing import Times
from graphsvc.config import Settings
from graphsvc.database.session import Database
from graphsvc.files import packaged
from graphsvc.ingest.load import load
from graphsvc.snapshot.refresh import SnapshotKeeper
from graphsvc.snapshot.store import SnapshotStore

_LOADS = 5
_WITHIN = 30.0
_PAUSE = 0.005


def measure_in_use(database: Database, settings: Settings, folder: Path) -> Times:
    """How long after its commit a load is answered from, in milliseconds.

    Parameters
    ----------
    database : Database
        With the seed in it.
    settings : Settings
        Of this database.
    folder : Path
        An empty folder to write in.
    """
    with (packaged("seed") / "relationships.csv").open(encoding="utf-8-sig", newline="") as file:
        row = next(csv.DictReader(file))
    keeper = SnapshotKeeper(SnapshotStore(folder / "snapshots"), lambda: database)
    keeper.start()
    times = []
    try:
        for number in range(_LOADS):
            part = folder / f"part-{number}"
            part.mkdir()
            with (part / "relationships.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, row)
                writer.writeheader()
                writer.writerow({**row, "summary": f"Told {number} times."})
            committed: list[float] = []
            report = load(
                database, part, settings,
                on_step=lambda step, *_: committed.append(perf_counter()) if step == "committed" else None,  # noqa: B023
            )
            while keeper.revision != report.revision and perf_counter() - committed[0] < _WITHIN:
                sleep(_PAUSE)
            times.append((perf_counter() - committed[0]) * 1000)
    finally:
        keeper.stop()
    return Times(tuple(sorted(times)))
