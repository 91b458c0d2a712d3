"""`graphsvc load`: a folder of tables into the record."""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphsvc.commands.options import with_settings
from graphsvc.commands.progress import progress
from graphsvc.model import TABLE, TABLES

if TYPE_CHECKING:
    from graphsvc.config import Settings
    from graphsvc.database.session import Database
    from graphsvc.ingest.compare import Changes
    from graphsvc.ingest.plan import LoadReport

_LISTED = 20
"""Rows named for each table and kind of change; the rest are counted."""


@click.command("load", epilog="Example: graphsvc load seed --dry-run")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--dry-run", is_flag=True, help="Only say what would be added, changed and removed.")
@click.option("--replace", is_flag=True, help="Also remove the rows that the files lack; asks first.")
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True,
    help="How to print it.",
)
@with_settings
def command(folder: Path, *, dry_run: bool, replace: bool, form: str, settings: Settings) -> None:
    """Check a folder of CSV files in the seed layout and load it: all or nothing.

    The folder may hold all tables or some, whole or a few rows. Rows are added
    and changed by their ids; loading the same again changes nothing.
    """
    from graphsvc.database import open_database
    from graphsvc.ingest.load import load

    with open_database(settings) as database, progress() as on_step:
        report = load(
            database, folder, settings, replace=replace, dry_run=dry_run, confirm=_confirmed, on_step=on_step
        )
        if report.written:
            on_step("snapshot", 0, 1)
            _keep_snapshot(database, settings)
    if form == "table":
        _print_table(report, dry_run=dry_run)
    elif form == "json":
        click.echo(json.dumps(_as_json(report, dry_run=dry_run), indent=2, ensure_ascii=False))
    else:
        rows = _rows(report)
        writer = csv.DictWriter(sys.stdout, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def _keep_snapshot(database: Database, settings: Settings) -> None:
    """So that `check` and the questions know of the load when no server runs. It stands, whatever happens here."""
    from graphsvc.commands.view import SNAPSHOTS
    from graphsvc.snapshot.refresh import SnapshotKeeper
    from graphsvc.snapshot.store import SnapshotStore

    store = SnapshotStore(settings.data_dir / SNAPSHOTS, settings.snapshot.keep)
    keeper = SnapshotKeeper(store, lambda: database, settings.snapshot.poll_seconds)
    keeper.refresh()
    if keeper.unkept:
        click.echo(f"Loaded, but {keeper.unkept}.", err=True)


def _confirmed(changes: Changes) -> bool:
    """Ask before rows are removed; an answer may also be piped in."""
    for line in _listing(changes, "removed"):
        click.echo(line, err=True)
    count = sum(map(len, changes.removed.values()))
    try:
        return click.confirm(f"Remove {count} {'row' if count == 1 else 'rows'} from the record?", err=True)
    except click.Abort:
        return False


def _listing(changes: Changes, *wanted: str) -> Iterator[str]:
    """Lines that name what is added, changed or removed, table by table."""
    shown: Counter[tuple[str, str]] = Counter()
    for change in changes.listing():
        group = (change.what, change.table)
        if change.what in wanted and shown[group] < _LISTED:
            columns = ", ".join(f"{name}: {old or '(empty)'} → {new or '(empty)'}" for name, old, new in change.columns)
            yield f"{change.what} in {TABLE[change.table].file}: {' '.join(change.key)}" + (columns and f" ({columns})")
        shown[group] += 1
    for (what, table), count in shown.items():
        if what in wanted and count > _LISTED:
            yield f"{what} in {TABLE[table].file}: {count - _LISTED:,} more"


def _rows(report: LoadReport) -> list[dict[str, object]]:
    changes = report.changes
    return [
        {
            "table": table.name, "rows": report.counts[table.name], "in_graph": report.found.get(table.name, ""),
            "added": len(changes.added.get(table.name, ())), "changed": len(changes.changed.get(table.name, ())),
            "removed": len(changes.removed.get(table.name, ())),
        }
        for table in TABLES
    ]


def _as_json(report: LoadReport, *, dry_run: bool) -> dict[str, object]:
    changes = [
        {"what": change.what, "table": change.table, "key": change.key,
         "columns": {name: {"before": old, "after": new} for name, old, new in change.columns}}
        for change in report.changes.listing()
    ]
    return {
        "dry_run": dry_run, "written": report.written, "revision": report.revision, "hash": report.hash,
        "tables": _rows(report), "changes": changes,
    }


def _print_table(report: LoadReport, *, dry_run: bool) -> None:
    if dry_run:
        for line in _listing(report.changes, "added", "changed", "removed"):
            click.echo(line)
    click.echo(f"{'table':<20} {'rows':>8} {'in graph':>9} {'added':>8} {'changed':>8} {'removed':>8}")
    for row in _rows(report):
        cells = [f"{row[name]:,}" if isinstance(row[name], int) else "" for name in list(row)[1:]]
        click.echo(f"{row['table']:<20} {cells[0]:>8} {cells[1]:>9} {cells[2]:>8} {cells[3]:>8} {cells[4]:>8}")
    if dry_run:
        click.echo("\nDry run: nothing was written.")
    elif report.written:
        click.echo(f"\nRevision {report.revision}, hash {report.hash[:12]}.")
    else:
        click.echo(f"\nNothing to change: revision {report.revision} has these rows already.")
