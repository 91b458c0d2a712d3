"""What a load is to write: read, checked, merged and compared before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from graphsvc.errors import RecordChangedOutsideLoad
from graphsvc.ingest.check import check_tables
from graphsvc.ingest.compare import Changes, compare
from graphsvc.ingest.garbage import no_collection
from graphsvc.ingest.record import read_dataset
from graphsvc.ingest.tables import files_sum, read_tables
from graphsvc.model import TABLES, Dataset
from graphsvc.snapshot.build import read_rows
from graphsvc.snapshot.hash import dataset_hash

if TYPE_CHECKING:
    from graphsvc.config import Settings
    from graphsvc.database.revision import Revision
    from graphsvc.database.session import Database

OnStep = Callable[[str, int, int], None]
"""Told the name of a step, how many of its rows are done, and how many there are: 0 of 0 while a user is asked."""


class RevisionMoved(Exception):
    """Another load was committed between our reading and our writing."""


@dataclass(frozen=True)
class Plan:
    """What a load is to write.

    Attributes
    ----------
    before : Revision or None
        What the record held when it was read.
    changes : Changes
        Rows added, changed and removed.
    merged : Dataset
        Rows of every table afterwards.
    source : str
        Name of the folder.
    files : str
        SHA-256 of its files.
    """

    before: Revision | None
    changes: Changes
    merged: Dataset
    source: str
    files: str

    @cached_property
    def hash(self) -> str:
        """Of the rows; worked out when it is asked for, which takes long where they are many."""
        return dataset_hash(self.merged)

    @property
    def number(self) -> int:
        """Number of the revision to make."""
        return self.before.number + 1 if self.before else 1

    @property
    def needed(self) -> bool:
        """Whether the record would differ, in its rows or in the hash that it says they have."""
        return bool(self.changes) or (self.before is not None and self.before.hash != self.hash)

    def check_still_next(self, newest: int) -> None:
        """Check that nothing was loaded since the record was read.

        Raises
        ------
        RevisionMoved
            When the newest revision is another.
        """
        if newest != self.number - 1:
            raise RevisionMoved

    def report(self, found: Mapping[str, int], *, written: bool) -> LoadReport:
        """What is told of it in the end; `found` is counted in the graph."""
        counts = {table.name: len(self.merged[table.name]) for table in TABLES}
        return LoadReport(self.changes, counts, found, self.hash, self.number if written else self.number - 1, written)


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did, or would do.

    Attributes
    ----------
    changes : Changes
        Rows added, changed and removed.
    counts : mapping
        Rows of each table after the load, by table.
    found : mapping
        The same, counted in the graph by Cypher afterwards; empty for a dry run.
    hash : str
        The facts' hash after the load.
    revision : int
        Number of the revision that has them; that of the last one when nothing changed or nothing was written.
    written : bool
        Whether a revision was made.
    """

    changes: Changes
    counts: Mapping[str, int]
    found: Mapping[str, int]
    hash: str
    revision: int
    written: bool


def prepare(database: Database, folder: Path, settings: Settings, *, replace: bool, on_step: OnStep) -> Plan:
    """Read the record and a folder, check, merge and compare.

    Parameters
    ----------
    database : Database
        The record.
    folder : Path
        CSV files in the seed layout.
    settings : Settings
        Limits of a load.
    replace : bool
        Whether rows that the files in the folder lack go.
    on_step : callable
        Told of progress.

    Raises
    ------
    FaultyTables
        When the tables have faults.
    RecordChangedOutsideLoad, DatabaseAway
        See `read_dataset`.
    """
    on_step("read the record", 0, 1)
    try:
        before, revision = read_dataset(database)
    except RecordChangedOutsideLoad:
        if not replace:
            raise
        # Whatever somebody did by hand is compared like any other row, and so put right.
        before, revision = read_rows(database.read_stream), database.revision()
    with no_collection():
        tables, files = read_tables(folder, settings.load.file_limit_mb), files_sum(folder)
        checked = 0

        def on_rows(count: int) -> None:
            nonlocal checked
            checked += count
            on_step("check", checked, tables.row_count)

        merged = check_tables(tables, before, replace=replace, on_rows=on_rows)
        return Plan(revision, compare(before, merged), merged, folder.resolve().name, files)
