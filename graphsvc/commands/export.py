"""`graphsvc export`: the record as a folder of CSV files."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphsvc.commands.options import with_settings
from graphsvc.commands.progress import progress

if TYPE_CHECKING:
    from graphsvc.config import Settings


@click.command("export", short_help="Write the record as CSV files.", epilog="Example: graphsvc export backup")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--format", "shape", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True,
    help="How to print it.",
)
@with_settings
def command(folder: Path, shape: str, settings: Settings) -> None:
    """Write the whole record to a folder in the layout of seed/.

    Loading the folder gives the same record, with the same hash. A folder that
    is there is replaced when it holds an earlier export that nobody changed.
    """
    from graphsvc.database import open_database
    from graphsvc.ingest.export import export_tables
    from graphsvc.ingest.record import read_dataset
    from graphsvc.snapshot.hash import dataset_hash

    with open_database(settings) as database, progress() as on_step:
        on_step("read the record", 0, 1)
        dataset, _ = read_dataset(database)
    counts = export_tables(dataset, folder)
    name = dataset_hash(dataset)
    if shape == "json":
        click.echo(json.dumps({"folder": str(folder), "hash": name, "rows": counts}, indent=2))
    elif shape == "csv":
        csv.writer(sys.stdout, lineterminator="\n").writerows([("table", "rows"), *counts.items()])
    else:
        for table, count in counts.items():
            click.echo(f"{table + '.csv':<24}{count:>9,}")
        click.echo(f"Written to {folder}, hash {name}.")
