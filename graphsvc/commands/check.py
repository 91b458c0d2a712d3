"""`graphsvc check`: the checks of a folder of tables, without a database."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphsvc.commands.faults import faults_as_csv, faults_as_data, faults_as_text
from graphsvc.commands.options import with_settings
from graphsvc.commands.progress import progress
from graphsvc.errors import BAD_INPUT_EXIT, FaultyTables

if TYPE_CHECKING:
    from graphsvc.config import Settings
    from graphsvc.ingest.lines import Folder
    from graphsvc.model import Dataset

_ALONE = "on its own"


@click.command("check", short_help="Check a folder of CSV files.", epilog="Example: graphsvc check seed")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--format", "shape", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True,
    help="How to print it.",
)
@click.pass_context
@with_settings
def command(ctx: click.Context, folder: Path, shape: str, settings: Settings) -> None:
    """Check a folder of CSV files in the layout of seed/, all tables or some.

    Every fault is shown with its file, line, column and value, and what would
    be right; the exit code is then 2. Rows may refer to what is recorded: the
    newest snapshot in the data folder or, without one, for a folder with some
    of the tables only, the facts that come with graphsvc. No database is needed.
    """
    from graphsvc.ingest.check import check_tables
    from graphsvc.ingest.tables import read_tables

    tables = read_tables(folder, settings.load.file_limit_mb)
    existing, against = _recorded(settings, tables)
    faults: FaultyTables | None = None
    with progress() as on_step:
        done = 0

        def on_rows(count: int) -> None:
            nonlocal done
            done += count
            on_step("check", done, tables.row_count)

        try:
            check_tables(tables, existing, on_rows=on_rows)
        except FaultyTables as error:
            faults = error
    found = faults.faults if faults else ()
    summary = f"{_count(len(tables.files), 'file')}, {_count(tables.row_count, 'row')}, checked {against}"
    if shape == "json":
        counts = {name: len(file.lines) for name, file in tables.files.items()}
        more = faults.more if faults else 0
        answer = {"faults": faults_as_data(found), "more": more, "checked": against, "rows": counts}
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
    elif shape == "csv":
        click.echo(faults_as_csv(found))
    else:
        click.echo(faults_as_text(found) if found else f"No faults: {summary}.")
    if faults:
        click.echo(f"\ngraphsvc: {faults.count} ({summary}).", err=True)
        ctx.exit(BAD_INPUT_EXIT)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _recorded(settings: Settings, tables: Folder) -> tuple[Dataset | None, str]:
    """What the folder's rows may refer to, and what that is called."""
    from graphsvc.commands.view import SNAPSHOTS
    from graphsvc.files import packaged
    from graphsvc.ingest.check import check_tables
    from graphsvc.ingest.tables import read_tables
    from graphsvc.model import TABLES
    from graphsvc.snapshot.store import SnapshotStore

    snapshot = SnapshotStore(settings.data_dir / SNAPSHOTS).newest()
    if snapshot:
        return snapshot.dataset, f"with the snapshot of revision {snapshot.revision}"
    if len(tables.files) == len(TABLES) or tables.path.resolve() == packaged("seed").resolve():
        return None, _ALONE
    return check_tables(read_tables(packaged("seed"), settings.load.file_limit_mb)), "with the facts of graphsvc itself"
