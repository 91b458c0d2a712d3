"""Loading a folder of tables into the record: all of it in one transaction, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from graphsvc.audit import Actor, audited, own_account
from graphsvc.database.statements import statement_names
from graphsvc.errors import BadInput, OthersLoading, QueryTooLarge, RecordChangedOutsideLoad
from graphsvc.ingest.check import check_tables
from graphsvc.ingest.compare import Changes, compare
from graphsvc.ingest.record import parameters, read_dataset, removal, writes
from graphsvc.ingest.tables import files_sum, read_tables
from graphsvc.model import TABLES, Dataset, Row, Table
from graphsvc.snapshot.build import read_rows
from graphsvc.snapshot.hash import dataset_hash

if TYPE_CHECKING:
    from graphsvc.config import Settings
    from graphsvc.database.revision import Revision
    from graphsvc.database.session import Database, Writer

_ATTEMPTS = 5
"""How often a load starts over because others loaded while it was comparing."""

_SMALLER = (
    "Load the rows in several folders, or raise changes_limit and the database's heap with it: half of the heap, "
    "about 8 kB a change."
)

OnStep = Callable[[str, int, int], None]
"""Told the name of a step, how many of its rows are done, and how many there are: 0 of 0 while a user is asked."""

Confirm = Callable[[Changes], bool]
"""Asked whether the rows that would be removed shall be."""


def _agreed(changes: Changes) -> bool:  # noqa: ARG001 - whoever gives no way to ask has asked already
    return True


def _untold(step: str, done: int, of: int) -> None:
    """Progress that nobody asked to be told of."""


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


class _RevisionMoved(Exception):
    """Another load was committed between our reading and our lock."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a transaction is to write."""

    before: Revision | None
    changes: Changes
    merged: Dataset
    hash: str
    source: str
    files: str

    @property
    def number(self) -> int:
        """Number of the revision to make."""
        return self.before.number + 1 if self.before else 1

    @property
    def needed(self) -> bool:
        """Whether the record would differ, in its rows or in the hash that it says they have."""
        return bool(self.changes) or (self.before is not None and self.before.hash != self.hash)


def load(
    database: Database, folder: Path, settings: Settings, *, replace: bool = False, dry_run: bool = False,
    confirm: Confirm = _agreed, on_step: OnStep = _untold, by: Actor | None = None,
) -> LoadReport:
    """Check a folder of tables and load it.

    Rows are added and changed by their keys. Loading what is there already changes nothing and makes no revision.

    Parameters
    ----------
    database : Database
        The record.
    folder : Path
        CSV files in the seed layout, all of them or some, whole or a few rows.
    settings : Settings
        Limits of a load.
    replace : bool
        Also remove the rows that the files in the folder lack.
    dry_run : bool
        Only say what would change.
    confirm : callable
        Asked before rows are removed.
    on_step : callable
        Told of progress, also inside the open transaction.
    by : Actor, optional
        Who loads, for the audit log; the account of this process when not given.

    Raises
    ------
    FaultyTables
        When the tables have faults; nothing was changed.
    BadInput
        When there are more changes than one transaction can hold, or removing was not confirmed.
    QueryTooLarge
        When the database has not the memory for the transaction; nothing was changed.
    RecordChangedOutsideLoad, DatabaseAway
        See `read_dataset`.
    AuditUnwritable
        It could not be written down; nothing was changed.
    """
    if dry_run:
        return _load(database, folder, settings, replace, dry_run, confirm, on_step)
    named = {"folder": str(folder.resolve()), "replace": replace}
    with audited(settings.data_dir, "load", by or own_account(), **named) as entry:
        report = _load(database, folder, settings, replace, dry_run, confirm, on_step)
        entry |= _told(report)
    return report


def _load(
    database: Database, folder: Path, settings: Settings, replace: bool, dry_run: bool, confirm: Confirm,
    on_step: OnStep,
) -> LoadReport:
    on_step("schema", 0, 1)
    if not dry_run:
        _apply_schema(database)
    for _ in range(_ATTEMPTS):
        plan = _prepare(database, folder, settings, replace=replace, on_step=on_step)
        _check_size(plan.changes, settings.load.changes_limit)
        if dry_run or not plan.needed:
            return _report(plan, {} if dry_run else count_graph(database), written=False)
        if plan.changes.removed:
            on_step("ask", 0, 0)
            if not confirm(plan.changes):
                raise BadInput("nothing was changed: removing was not confirmed")
        try:
            database.write(partial(_write, plan=plan, batch=settings.load.batch, on_step=on_step))
        except _RevisionMoved:
            continue
        except QueryTooLarge as error:
            raise QueryTooLarge(
                f"nothing was changed: {plan.changes.count} changes need more memory than Neo4j may give one "
                f"transaction. {_SMALLER}"
            ) from error
        on_step("committed", 1, 1)
        return _report(plan, count_graph(database), written=True)
    raise OthersLoading("others keep loading: nothing was changed, try again")


def count_graph(database: Database) -> dict[str, int]:
    """How many of each the graph holds, by table, counted by Cypher."""
    return {str(row["name"]): int(row["found"]) for row in database.read("snapshot/counts")}


def _apply_schema(database: Database) -> None:
    def work(writer: Writer) -> None:
        for name in statement_names("schema"):
            writer.run(name)

    database.write(work)


def _prepare(database: Database, folder: Path, settings: Settings, *, replace: bool, on_step: OnStep) -> _Plan:
    """Read, check, merge and compare: everything before the transaction."""
    on_step("read the record", 0, 1)
    try:
        before, revision = read_dataset(database)
    except RecordChangedOutsideLoad:
        if not replace:
            raise
        # Whatever somebody did by hand is compared like any other row, and so put right.
        before, revision = read_rows(database.read_stream), database.revision()
    tables, files = read_tables(folder, settings.load.file_limit_mb), files_sum(folder)
    checked = 0

    def on_rows(count: int) -> None:
        nonlocal checked
        checked += count
        on_step("check", checked, tables.row_count)

    merged = check_tables(tables, before, replace=replace, on_rows=on_rows)
    return _Plan(revision, compare(before, merged), merged, dataset_hash(merged), folder.resolve().name, files)


def _check_size(changes: Changes, limit: int) -> None:
    if changes.count > limit:
        raise BadInput(
            f"{changes.count} changes are more than one transaction may hold (changes_limit = {limit} in [load] of "
            f"config.toml). {_SMALLER}"
        )


def _write(writer: Writer, plan: _Plan, batch: int, on_step: OnStep) -> None:
    """Everything that the transaction does. Raising anything undoes it all."""
    writer.run("load/lock")
    on_step("locked", 0, 1)
    newest = writer.run("snapshot/revision")
    if (newest[0]["number"] if newest else 0) != plan.number - 1:
        raise _RevisionMoved
    loaded_at = datetime.now(UTC)
    stamp = {"revision": plan.number, "day": loaded_at.date()}
    for table in TABLES:
        rows = [*plan.changes.added.get(table.name, ()), *plan.changes.changed.get(table.name, ())]
        for statement in writes(table):
            _run_batches(writer, statement, table, rows, batch, stamp, on_step)
    for table in reversed(TABLES):
        _run_batches(writer, removal(table), table, plan.changes.removed.get(table.name, ()), batch, {}, on_step)
    writer.run(
        "load/revision", number=plan.number, loaded_at=loaded_at, source=plan.source, files=plan.files, hash=plan.hash
    )
    on_step("verify", 0, 1)
    if dataset_hash(read_rows(writer.run)) != plan.hash:
        raise RecordChangedOutsideLoad(
            "nothing was changed: the record holds something that no load wrote, so that it would differ from the "
            "tables. Keep what you need with `export`, then load into a fresh data folder."
        )
    on_step("commit", 0, 1)


def _run_batches(
    writer: Writer, statement: str, table: Table, rows: Sequence[Row], batch: int, stamp: Mapping[str, object],
    on_step: OnStep,
) -> None:
    for start in range(0, len(rows), batch):
        some = [parameters(table, row) for row in rows[start : start + batch]]
        written = writer.run(statement, rows=some, **stamp)[0]["written"]
        if written != len(some):
            raise RecordChangedOutsideLoad(
                f"nothing was changed: of {len(some)} rows of {table.file} {written} fitted the record, which somebody "
                "changed outside `load`."
            )
        on_step(statement, min(start + batch, len(rows)), len(rows))


def _told(report: LoadReport) -> dict[str, object]:
    """What the audit log says of a load that ended."""
    changes = report.changes
    return {
        "written": report.written, "revision_before": report.revision - int(report.written),
        "revision": report.revision, "hash": report.hash,
        "rows": {
            what: sum(map(len, rows.values()))
            for what, rows in (("added", changes.added), ("changed", changes.changed), ("removed", changes.removed))
        },
    }


def _report(plan: _Plan, found: Mapping[str, int], *, written: bool) -> LoadReport:
    counts = {table.name: len(plan.merged[table.name]) for table in TABLES}
    number = plan.number if written else plan.number - 1
    return LoadReport(plan.changes, counts, found, plan.hash, number, written)
