"""`graphsvc serve`: the database if embedded, the snapshot and the web server."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from graphsvc.access.binding import check_binding
from graphsvc.commands.in_use import keeper_of, record_of
from graphsvc.commands.options import with_settings
from graphsvc.commands.view import SNAPSHOTS
from graphsvc.commands.webserver import address_of, bind, grace_of, handed_over, run
from graphsvc.errors import BadInput, DatabaseAway, GraphsvcError, QueryTimedOut
from graphsvc.log import output_unbroken
from graphsvc.snapshot.store import SnapshotStore

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

    from graphsvc.config import Settings
    from graphsvc.database.session import Database
    from graphsvc.snapshot.in_use import SnapshotInUse

_LOOK = 0.5
_STOPPING = 10.0
"""Seconds that the web server has to end once its requests have."""


@click.command("serve", epilog="Example: graphsvc serve --port 8080")
@click.option("--host", metavar="H", help="Address to listen on; [access] says who may come from elsewhere.")
@click.option("--port", type=click.IntRange(0, 65535), metavar="N", help="Exactly this port; else the next free one.")
@click.option(
    "--snapshot", "snapshot_file", type=click.Path(path_type=Path), metavar="FILE",
    help="Answer from this snapshot file alone: no database, no Java.",
)
@click.option("--first-answers", is_flag=True, help="Ask a gap and a path, and print them.")
@with_settings
def command(
    host: str | None, port: int | None, snapshot_file: Path | None, first_answers: bool, settings: Settings
) -> None:
    """Serve the pages and the JSON interface.

    Starts the embedded database, loads the package's seed when the record is
    empty, and answers from the last snapshot meanwhile. SIGTERM or Ctrl-C stops
    everything.
    """
    if host is not None:
        settings = settings.model_copy(update={"server": settings.server.model_copy(update={"host": host})})
    check_binding(settings, "--host" if host is not None else "")
    with output_unbroken():
        _serve(port, snapshot_file, settings, first_answers=first_answers)


def _serve(port: int | None, snapshot_file: Path | None, settings: Settings, *, first_answers: bool) -> None:
    wanted = settings.server.port if port is None else port
    listener = handed_over() or bind(settings.server.host, wanted, exactly=port is not None)
    with listener:
        if snapshot_file is not None:
            _serve_file(settings, listener, snapshot_file, first_answers=first_answers)
        elif sys.platform == "win32":
            click.echo(f"Listening on {address_of(listener)}")
            record = record_of(settings)
            run(settings, listener, lambda: keeper_of(settings, record), record)
        else:
            _serve_record(settings, listener, first_answers=first_answers)


def _serve_file(settings: Settings, listener: socket.socket, file: Path, *, first_answers: bool) -> None:
    from graphsvc.snapshot.file import read_snapshot
    from graphsvc.snapshot.in_use import FixedSnapshot

    snapshot = FixedSnapshot(read_snapshot(file))

    def snapshots() -> SnapshotInUse:
        return snapshot

    click.echo(f"Listening on {address_of(listener)}, from the snapshot {file}")
    if not first_answers or sys.platform == "win32":
        run(settings, listener, snapshots)
        return
    with _ending_on_term(), _web_process(settings, listener, snapshots) as web:
        _tell(address_of(listener))
        _wait(web)


def _serve_record(settings: Settings, listener: socket.socket, *, first_answers: bool) -> None:
    """The web server first, so that the last snapshot answers at once; then the database, watched from here."""
    address = address_of(listener)
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = f"{settings.data_dir} cannot be made ({(error.strerror or str(error)).lower()}): give another folder"
        raise BadInput(why, "--data", str(settings.data_dir)) from None
    record = record_of(settings)
    with _ending_on_term(), _web_process(
        settings, listener, lambda: keeper_of(settings, record), record
    ) as web:
        click.echo(f"Listening on {address}")
        # With a snapshot on disk the first answers need not wait for Neo4j, which takes several seconds to start.
        store = SnapshotStore(settings.data_dir / SNAPSHOTS, settings.snapshot.keep)
        told = first_answers and store.newest() is not None
        if told:
            _tell(address)
        from graphsvc.database.supervisor import Supervisor

        with Supervisor(settings) as supervisor:
            try:
                while web.is_alive() and not supervisor.wait_until_up(_LOOK):
                    pass
                _seed(settings, web)
                if first_answers and not told:
                    _tell(address)
                _wait(web)
            finally:
                # Before the database: a report that is being made is still to be answered.
                _end(web, settings)


def _seed(settings: Settings, web: BaseProcess) -> None:
    """Load the seed when the record is empty, as soon as the database answers; the last snapshot answers meanwhile."""
    from graphsvc.commands.seeding import seed_record
    from graphsvc.database import open_database

    told = ""
    with open_database(settings, start=False) as database:
        while web.is_alive():
            try:
                seed_record(database, settings)
            except (DatabaseAway, QueryTimedOut) as error:
                # A server that has just started is slow to answer at first.
                if str(error) != told:
                    told = str(error)
                    click.echo(f"Waiting for the database: {told}", err=True)
                web.join(_LOOK)
            except GraphsvcError as error:
                click.echo(f"The seed was not loaded: {error}", err=True)
                return
            else:
                return


def _tell(address: str) -> None:
    from graphsvc.commands.first_answers import first_answers

    for line in first_answers(address):
        click.echo(line)
    click.echo(f"\nThe pages are at {address}\nCtrl-C stops everything.")


def _wait(web: BaseProcess) -> None:
    while web.is_alive():
        web.join(_LOOK)
    raise GraphsvcError(f"the web server ended by itself (exit code {web.exitcode}): see the log")


@contextlib.contextmanager
def _web_process(
    settings: Settings, listener: socket.socket, snapshots: Callable[[], SnapshotInUse],
    record: Callable[[], Database] | None = None,
) -> Iterator[BaseProcess]:
    """The web server in a process of its own, forked while this one has no thread yet; stopped in the end."""
    reading, writing = os.pipe()

    def serve() -> None:
        os.close(writing)
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)
        run(settings, listener, snapshots, record, reading)

    process = multiprocessing.get_context("fork").Process(target=serve, name="web")
    sys.stdout.flush()
    process.start()
    os.close(reading)
    listener.close()
    try:
        yield process
    finally:
        _end(process, settings)
        os.close(writing)


def _end(process: BaseProcess, settings: Settings) -> None:
    """End the web server once the requests in flight are answered."""
    process.terminate()
    process.join(grace_of(settings) + _STOPPING)
    if process.is_alive():
        process.kill()
        process.join()


@contextlib.contextmanager
def _ending_on_term() -> Iterator[None]:
    """SIGTERM and SIGHUP end the command by unwinding it, with exit code 0: it was asked to stop."""

    def leave(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - as signal calls it
        for again in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            signal.signal(again, signal.SIG_IGN)
        raise SystemExit(0)

    before = {number: signal.signal(number, leave) for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
