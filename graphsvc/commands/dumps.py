"""`graphsvc db dump` and `graphsvc db restore`: the embedded Neo4j's store as one file, and back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphsvc.commands.options import with_settings
from graphsvc.commands.progress import progress
from graphsvc.errors import BadInput

if TYPE_CHECKING:
    from graphsvc.config import Settings
    from graphsvc.ingest.restore import Held
    from graphsvc.snapshot.graph import Snapshot

_FORMAT = click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True,
    help="How to print it.",
)


@click.command("dump", short_help="Write it to one file.", epilog="Example: graphsvc db dump monday.dump")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE")
@_FORMAT
@with_settings
def dump(file: Path, form: str, settings: Settings) -> None:
    """Write the whole store to a file that `graphsvc db restore` takes back.

    Refused while another process, such as `serve`, uses the database. One that
    was left running by `db start` is stopped for it and started again.

    A dump is for the version that wrote it. To go to another version, another
    server or another kind of machine, use `export` and `load`.
    """
    embedded_only(settings)
    from graphsvc.database.connect import ending_on_signals
    from graphsvc.database.dump import dump as write_dump

    with ending_on_signals():
        written = write_dump(settings, file.absolute())
    if form == "json":
        click.echo(json.dumps({
            "file": str(file), "bytes": written.size, "revision": written.revision.number,
            "hash": written.revision.hash, "version": written.version,
        }, indent=2, ensure_ascii=False))
    else:
        click.echo(f"Revision {written.revision.number}, hash {written.revision.hash}.")
        click.echo(f"Written to {file}: {written.size / 1e6:.1f} MB, for Neo4j {written.version}.")


@click.command(
    "restore", short_help="Take it back from such a file.", epilog="Example: graphsvc db restore monday.dump",
)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@_FORMAT
@with_settings
def restore(file: Path, form: str, settings: Settings) -> None:
    """Replace the record by the one in a file that `graphsvc db dump` wrote.

    The file is loaded and looked at beside the record, and takes its place only
    when its facts have the hash that their load recorded. Asks before a record
    that holds something is replaced. Refused while another process uses it.

    A dump is for the version that wrote it: an older one goes by `export` and
    `load`.
    """
    embedded_only(settings)
    from graphsvc.database.connect import ending_on_signals
    from graphsvc.ingest.restore import restore as take_back

    with ending_on_signals(), progress() as on_step:
        found = take_back(settings, file.absolute(), confirm=_confirmed, on_step=on_step)
    _keep_snapshot(found, settings)
    if form == "json":
        click.echo(json.dumps({"revision": found.revision, "hash": found.hash}, indent=2))
    else:
        click.echo(f"Restored: revision {found.revision}, hash {found.hash}.")


def _keep_snapshot(found: Snapshot, settings: Settings) -> None:
    """So that no question is answered from the record that was replaced. The restore stands, whatever happens here."""
    from graphsvc.commands.view import SNAPSHOTS
    from graphsvc.snapshot.store import SnapshotStore

    try:
        SnapshotStore(settings.data_dir / SNAPSHOTS, settings.snapshot.keep).write(found)
    except OSError as error:
        click.echo(f"Restored, but no snapshot was kept: {error.strerror or error}.", err=True)


def embedded_only(settings: Settings) -> None:
    """Refuse what is for the embedded server alone.

    Raises
    ------
    BadInput
        When the settings name another.
    """
    if settings.database.uri != "embedded":
        raise BadInput(
            f"Neo4j at {settings.database.uri} is not ours to start, stop, dump or restore: that is for "
            "uri = \"embedded\""
        )


def _confirmed(held: Held, found: Snapshot) -> bool:
    """Ask before a record is replaced; an answer may also be piped in."""
    what = f"revision {held.revision}, hash {held.hash[:12]}"
    if held.problem:
        what = f"a record that cannot be read ({held.problem})"
    click.echo(f"The record here: {what}.", err=True)
    click.echo(
        f"In the file: revision {found.revision}, hash {found.hash[:12]}, {len(found.organisations):,} organisations "
        f"and {len(found.partnerships):,} partnerships.", err=True,
    )
    try:
        return click.confirm("Replace the record by the one in the file?", err=True)
    except click.Abort:
        return False
