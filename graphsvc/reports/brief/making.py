"""From a record to the folder of a brief."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from graphsvc.config import Settings
from graphsvc.database.session import Database
from graphsvc.errors import NotReady
from graphsvc.ingest.recorded import read_recorded
from graphsvc.reports.brief.asking import OnStep
from graphsvc.reports.brief.contents import Brief, Scope
from graphsvc.reports.brief.folder import Record, refuse_others, write_brief
from graphsvc.reports.brief.make import make_brief
from graphsvc.reports.catalogue import read_catalogue
from graphsvc.snapshot.build import build_snapshot
from graphsvc.snapshot.graph import Snapshot

_TRIES = 3


@dataclass(frozen=True, slots=True)
class Made:
    """A brief that was written: what it says, and the SHA-256 of each file by its path in the folder."""

    brief: Brief
    sums: dict[str, str]


def make_folder(
    database: Database, settings: Settings, scope: Scope, as_at: date, since: date, folder: Path, on_step: OnStep,
    snapshot: Snapshot | None = None,
) -> Made:
    """Make a brief of the record as it stands, and write it.

    Parameters
    ----------
    database : Database
        The record.
    settings : Settings
        As for `make_brief`.
    scope : Scope
        Whom it is about.
    as_at, since : date
        Its date, and the date from which it tells change.
    folder : Path
        Where to.
    on_step : callable
        Told how far it is.
    snapshot : Snapshot, optional
        One that may be of the record as it stands, so that none is built for nothing.

    Raises
    ------
    BadInput
        The scope, a date or the folder cannot be used.
    NotReady
        The record was loaded again and again meanwhile.
    DatabaseAway, QueryTimedOut, QueryTooLarge
        What went wrong.
    """
    refuse_others(folder)
    for _ in range(_TRIES):
        on_step("Facts", 0, 1)
        revision = database.revision()
        if snapshot is None or revision is None or snapshot.hash != revision.hash:
            snapshot = build_snapshot(database)
        brief = make_brief(database, snapshot.view(as_at), settings, scope, since, on_step)
        recorded = read_recorded(database)
        if brief.snapshot == snapshot.hash and database.revision() == revision:
            break
        on_step("The record was loaded: beginning again", 0, 1)
    else:
        raise NotReady("The record was loaded again and again while the brief was made: make it when loading is over.")
    on_step("Files", 0, 1)
    reports = read_catalogue(settings).reports
    files = {one.id: reports[one.id].statement for one in brief.reports}
    sums = write_brief(brief, Record(snapshot.dataset, recorded, files), folder)
    on_step("Files", 1, 1)
    return Made(brief, sums)
