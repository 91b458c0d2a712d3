"""Facts for an empty record, and word of newer ones."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphsvc.files import packaged

if TYPE_CHECKING:
    from graphsvc.config import Settings
    from graphsvc.database.session import Database

_MARK = "seed-loaded"


def seed_record(database: Database, settings: Settings) -> None:
    """Load the package's seed into a record that is empty; else say so when the seed is newer than what was loaded.

    Raises
    ------
    DatabaseAway, FaultyTables
        When the record cannot be asked, or the seed cannot be loaded.
    """
    folder = packaged("seed")
    mark = settings.data_dir / _MARK
    name = _name(folder)
    if database.revision() is None:
        from graphsvc.ingest.load import load

        report = load(database, folder, settings)
        mark.write_text(name, encoding="ascii")
        click.echo(
            f"Loaded {report.counts['organisations']:,} organisations and {report.counts['relationships']:,} "
            f"partnerships from {folder}"
        )
    elif mark.is_file() and mark.read_text(encoding="ascii", errors="replace") != name:
        click.echo(
            f"The package's seed is newer than the one in the record. To load it: graphsvc load {folder}", err=True
        )


def _name(folder: Path) -> str:
    """What tells one state of a folder's tables from another."""
    digest = hashlib.sha256()
    for file in sorted(folder.glob("*.csv")):
        digest.update(f"{file.name} {file.stat().st_size}\n".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()
