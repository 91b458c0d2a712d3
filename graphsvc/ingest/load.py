"""Loading a folder of tables into the record: all of it or nothing, in one transaction or, when large, in bulk."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from graphsvc.audit import Actor, audited, own_account
from graphsvc.errors import BadInput, OthersLoading, QueryTooLarge, RecordChangedOutsideLoad
from graphsvc.ingest.bulk.offline import load_offline
from graphsvc.ingest.compare import Changes
from graphsvc.ingest.plan import LoadReport, OnStep, Plan, RevisionMoved, prepare
from graphsvc.ingest.record import parameters, removal, writes
from graphsvc.ingest.schema import apply_schema
from graphsvc.model import TABLES, Row, Table
from graphsvc.snapshot.build import read_rows
from graphsvc.snapshot.hash import dataset_hash

if TYPE_CHECKING:
    from graphsvc.config import Settings
    from graphsvc.database.embedded import EmbeddedServer
    from graphsvc.database.session import Database, Writer

_ATTEMPTS = 5
"""How often a load starts over because others loaded while it was comparing."""

_SMALLER = (
    "Load the rows in several folders, or raise changes_limit and the database's heap with it: half of the heap, "
    "about 8 kB a change."
)
_IN_BULK = " Into the embedded Neo4j, `graphsvc load` takes any number while nothing else, such as `serve`, uses it."

Confirm = Callable[[Changes], bool]
"""Asked whether the rows that would be removed shall be."""


def _agreed(changes: Changes) -> bool:  # noqa: ARG001 - whoever gives no way to ask has asked already
    return True


def _untold(step: str, done: int, of: int) -> None:
    """Progress that nobody asked to be told of."""


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
        apply_schema(database)
    for _ in range(_ATTEMPTS):
        plan = prepare(database, folder, settings, replace=replace, on_step=on_step)
        server = _server_for_bulk(database, plan.changes, settings.load.changes_limit)
        if dry_run or not plan.needed:
            return plan.report({} if dry_run else count_graph(database), written=False)
        if plan.changes.removed:
            on_step("ask", 0, 0)
            if not confirm(plan.changes):
                raise BadInput("nothing was changed: removing was not confirmed")
        try:
            if server:
                load_offline(database, server, plan, settings, on_step)
            else:
                database.write(partial(_write, plan=plan, batch=settings.load.batch, on_step=on_step))
        except RevisionMoved:
            continue
        except QueryTooLarge as error:
            raise QueryTooLarge(
                f"nothing was changed: {plan.changes.count} changes need more memory than Neo4j may give one "
                f"transaction. {_SMALLER}"
            ) from error
        on_step("committed", 1, 1)
        return plan.report(count_graph(database), written=True)
    raise OthersLoading("others keep loading: nothing was changed, try again")


def count_graph(database: Database) -> dict[str, int]:
    """How many of each the graph holds, by table, counted by Cypher."""
    return {str(row["name"]): int(row["found"]) for row in database.read("snapshot/counts")}


def _server_for_bulk(database: Database, changes: Changes, limit: int) -> EmbeddedServer | None:
    """The server to stop for more changes than one transaction takes; None when it takes them.

    Raises
    ------
    BadInput
        When it does not, and the server is not one that this process uses and may stop.
    """
    if changes.count <= limit:
        return None
    if database.server is None:
        raise BadInput(
            f"{changes.count} changes are more than one transaction may hold (changes_limit = {limit} in [load] of "
            f"config.toml). {_SMALLER}{_IN_BULK}"
        )
    return database.server


def _write(writer: Writer, plan: Plan, batch: int, on_step: OnStep) -> None:
    """Everything that the transaction does. Raising anything undoes it all."""
    writer.run("load/lock")
    on_step("locked", 0, 1)
    newest = writer.run("snapshot/revision")
    plan.check_still_next(newest[0]["number"] if newest else 0)
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
