"""Facts for an empty record, and word of newer ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from graphsvc.commands.progress import progress
from graphsvc.files import packaged
from graphsvc.ingest.load import load
from graphsvc.ingest.tables import files_sum

if TYPE_CHECKING:
    from graphsvc.config import Settings
    from graphsvc.database.session import Database


def seed_record(database: Database, settings: Settings) -> None:
    """Load the package's seed into a record that is empty; else say so when the seed has facts that were never loaded.

    A seed that was loaded once is not named again, whatever was changed in the record since.

    Raises
    ------
    DatabaseAway, FaultyTables
        When the record cannot be asked, or the seed cannot be loaded.
    """
    folder = packaged("seed")
    if database.revision() is None:
        with progress() as on_step:
            report = load(database, folder, settings, on_step=on_step)
        click.echo(
            f"Loaded {report.counts['organisations']:,} organisations and {report.counts['relationships']:,} "
            f"partnerships from {folder}"
        )
    elif not database.read("snapshot/loaded_files", files=files_sum(folder))[0]["loaded"]:
        count = load(database, folder, settings, dry_run=True).changes.count
        if count:
            click.echo(
                f"The package's seed is newer than the record: {count:,} rows differ. To see them: "
                f"graphsvc load {folder} --dry-run; to take them: graphsvc load {folder}",
                err=True,
            )
