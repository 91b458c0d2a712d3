"""What a web server answers from: the record, and the snapshot that is kept equal to it."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from graphsvc.snapshot.store import SnapshotStore

if TYPE_CHECKING:
    from graphsvc.config import Settings
    from graphsvc.database.session import Database
    from graphsvc.snapshot.in_use import SnapshotInUse


def record_of(settings: Settings) -> Callable[[], Database]:
    """Gives the record of a data folder: the same for all threads of a process, and another after a fork."""
    made: dict[int, Database] = {}

    def record() -> Database:
        if os.getpid() not in made:
            # Its room, and with it the driver, is entered after the fork only: the first answer need not wait for it.
            from graphsvc.database.session import Database

            made.setdefault(os.getpid(), Database(settings))
        return made[os.getpid()]

    return record


def keeper_of(settings: Settings, record: Callable[[], Database]) -> SnapshotInUse:
    """The snapshot in use of a data folder: what is on disk now, then what the record holds."""
    from graphsvc.commands.view import SNAPSHOTS
    from graphsvc.snapshot.refresh import SnapshotKeeper

    store = SnapshotStore(settings.data_dir / SNAPSHOTS, settings.snapshot.keep)
    return SnapshotKeeper(store, record, settings.snapshot.poll_seconds)
