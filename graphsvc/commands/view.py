"""The facts that a command answers from."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from graphsvc.dates import age_in_words, parse_day, today
from graphsvc.errors import DatabaseAway
from graphsvc.snapshot.store import SnapshotStore

if TYPE_CHECKING:
    from graphsvc.config import Settings
    from graphsvc.snapshot.graph import Snapshot
    from graphsvc.snapshot.view import View

SNAPSHOTS = "snapshots"
"""Folder of the snapshots, in the data folder."""


def current_view(settings: Settings, as_at: str = "") -> View:
    """The newest facts, as at a date.

    From the record when its database is up; else from the last snapshot on disk, and stderr says how old that is. Where
    there is neither, the embedded database is started.

    Parameters
    ----------
    settings : Settings
        Whose data folder is read.
    as_at : str
        A day such as `2026-04-01`; today when empty.

    Raises
    ------
    DatabaseAway
        When nothing was loaded yet, or no database can say.
    """
    day = _day(as_at)
    store = SnapshotStore(settings.data_dir / SNAPSHOTS, settings.snapshot.keep)
    problem = "the database is not running"
    snapshot = None
    if _database_may_answer(settings):
        snapshot, problem = _refreshed(settings, store, start=False)
    snapshot = snapshot or store.newest()
    if snapshot is None:
        snapshot, problem = _refreshed(settings, store, start=True)
    if snapshot is None:
        raise DatabaseAway(
            f"nothing is loaded in {settings.data_dir} yet ({problem}): run `graphsvc serve` or `graphsvc load DIR`"
        )
    if problem:
        click.echo(f"From the snapshot of {age_in_words(snapshot.taken_at)}: {problem}.", err=True)
    return snapshot.view(day)


def _day(as_at: str) -> date:
    return parse_day(as_at, "--as-at") if as_at else today()


def _database_may_answer(settings: Settings) -> bool:
    """Whether it is worth asking: an embedded database that does not run is not started for a question."""
    if not settings.database.embedded:
        return True
    from graphsvc.database.address import home_of
    from graphsvc.database.endpoint import running

    return running(home_of(settings.data_dir)) is not None


def _refreshed(settings: Settings, store: SnapshotStore, *, start: bool) -> tuple[Snapshot | None, str]:
    """The snapshot that equals the record, and what kept it from being one."""
    from graphsvc.database import open_database
    from graphsvc.snapshot.refresh import SnapshotKeeper

    try:
        with open_database(settings, start=start) as database:
            keeper = SnapshotKeeper(store, lambda: database, settings.snapshot.poll_seconds)
            keeper.refresh()
            return keeper.current, keeper.problem
    except DatabaseAway as error:
        return None, str(error)
