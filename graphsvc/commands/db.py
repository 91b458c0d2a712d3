"""`graphsvc db`: the embedded Neo4j."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphsvc.commands.dumps import dump, embedded_only, restore
from graphsvc.commands.options import with_settings

if TYPE_CHECKING:
    from graphsvc.config import Settings
    from graphsvc.database.endpoint import Endpoint

_FORMAT = click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True,
    help="How to print it.",
)


@click.group("db", short_help="Start, stop, look at and back up the embedded Neo4j.")
def command() -> None:
    """Start, stop, look at and back up the embedded Neo4j of a data folder.

    Commands that need it start it by themselves, share it, and the last to
    leave stops it. One that was started here goes on until it is stopped here.
    """


@command.command("start", short_help="Start it, and leave it running.")
@_FORMAT
@with_settings
def start(form: str, settings: Settings) -> None:
    """Start Neo4j and leave it running; nothing happens when it runs already."""
    embedded_only(settings)
    from graphsvc.database.connect import ending_on_signals
    from graphsvc.database.embedded import start_kept

    with ending_on_signals():
        endpoint = start_kept(settings)
    _show(_as_dict(endpoint), form)


@command.command("stop", short_help="Stop it, unless somebody uses it.")
@with_settings
def stop(settings: Settings) -> None:
    """Stop Neo4j. Refused while another process, such as `serve`, uses it."""
    embedded_only(settings)
    from graphsvc.database.embedded import stop as stop_server

    click.echo("Stopped." if stop_server(settings) else "It was not running.")


@command.command("status", short_help="Whether it runs, where, and who uses it.")
@_FORMAT
@with_settings
def status(form: str, settings: Settings) -> None:
    """Say whether Neo4j runs, where it answers, who uses it and what it holds."""
    from graphsvc.database.address import home_of
    from graphsvc.database.endpoint import running
    from graphsvc.database.session import Database
    from graphsvc.errors import DatabaseAway

    found: dict[str, Any] = {"state": "running", "address": settings.database.uri}
    if settings.database.uri == "embedded":
        from graphsvc.database.embedded import users

        endpoint = running(home_of(settings.data_dir))
        if endpoint is None:
            _show({"state": "stopped", "folder": str(home_of(settings.data_dir))}, form)
            return
        found = _as_dict(endpoint)
        found["users"] = [f"{holder.pid} {holder.command}" for holder in users(settings)]
    with Database(settings) as database:
        try:
            revision = database.revision()
        except DatabaseAway as error:
            found |= {"state": "does not answer", "problem": str(error)}
        else:
            found["revision"] = revision.number if revision else None
            found["hash"] = revision.hash if revision else None
    _show(found, form)


@command.command("fetch", short_help="Fetch the jars of Neo4j.")
@click.option(
    "--to", "folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
    help="Into this folder, for a machine without a network: name it there as [database] jars.",
)
@with_settings
def fetch(folder: Path | None, settings: Settings) -> None:
    """Fetch the locked jars of Neo4j Community (GPLv3, 140 MB) and check each.

    They go to a cache that all clones on this machine share. Proxies are taken
    from the environment (HTTPS_PROXY).
    """
    from graphsvc.database.jars import fetch_jars, jars_folder, locked_jars
    from graphsvc.database.progress import fetching

    place = folder.absolute() if folder else jars_folder(settings.database.jars)
    with fetching() as report:
        count = fetch_jars(place, report)
    click.echo(f"{len(locked_jars())} jars, each as locked, in {place} ({count} of them new).")


command.add_command(dump)
command.add_command(restore)


def _as_dict(endpoint: Endpoint) -> dict[str, Any]:
    return {
        "state": "running",
        "address": endpoint.uri,
        "version": endpoint.version,
        "process": endpoint.pid,
        "goes on without users": endpoint.kept,
        "folder": endpoint.home,
    }


def _show(found: dict[str, Any], form: str) -> None:
    if form == "json":
        click.echo(json.dumps(found, indent=2, ensure_ascii=False))
        return
    for name, value in found.items():
        lines = value or ["nobody"] if isinstance(value, list) else [_in_words(value)]
        for number, line in enumerate(lines):
            click.echo(f"{'' if number else name:<22}{line[:57] if isinstance(value, list) else line}")


def _in_words(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "nothing loaded yet" if value is None else str(value)
