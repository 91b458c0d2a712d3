"""Dumps of the embedded server: its store as one file, by Neo4j's own tool, while nobody uses it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, TypeVar

from graphsvc.database.address import home_of
from graphsvc.database.conf import write_conf
from graphsvc.database.connect import open_database
from graphsvc.database.embedded import (
    ready_jars,
    refuse_while_used,
    start_kept,
    starting_or_stopping,
    stop_processes,
)
from graphsvc.database.endpoint import running
from graphsvc.database.importer import NAME
from graphsvc.database.jars import neo4j_version
from graphsvc.database.java import administer
from graphsvc.database.swap import heal
from graphsvc.errors import BadInput, DatabaseAway, DatabaseSlow

if TYPE_CHECKING:
    from graphsvc.config import Settings
    from graphsvc.database.revision import Revision

_MARKS = (b"DZV1", b"DGV1")
"""How a dump begins: compressed by Zstandard or by gzip."""
_TIMEOUT = 3600.0
_PATIENCE = 60.0

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Dumped:
    """A dump that was written.

    Attributes
    ----------
    revision : Revision
        The load that it holds.
    size : int
        Bytes of the file.
    version : str
        Of Neo4j.
    """

    revision: Revision
    size: int
    version: str


def holds_store(settings: Settings) -> bool:
    """Whether the embedded server of a data folder ever kept anything."""
    return (home_of(settings.data_dir) / "data" / "databases" / NAME).is_dir()


def ask_patiently(ask: Callable[[], T]) -> T:
    """Ask a server that has just started, and on a busy machine is slow at first. Raises what it raised last."""
    deadline = monotonic() + _PATIENCE
    while True:
        try:
            return ask()
        except DatabaseSlow:
            if monotonic() > deadline:
                raise
            sleep(0.5)


def check_unused(settings: Settings, consequence: str) -> bool:
    """Check that nobody uses the embedded server, and finish what a crash cut short.

    Returns
    -------
    bool
        Whether it runs, left so by `db start`.

    Raises
    ------
    DatabaseAway
        When somebody uses it.
    """
    home = home_of(settings.data_dir)
    with starting_or_stopping(settings):
        refuse_while_used(home, consequence)
        endpoint = running(home)
        if endpoint is None:
            stop_processes(home)
            heal(home)
    return endpoint is not None and endpoint.kept


def check_dump(file: Path) -> None:
    """Check that a file begins as a dump does.

    Raises
    ------
    BadInput
        When it cannot be read or does not.
    """
    try:
        with file.open("rb") as opened:
            beginning = opened.read(4)
    except OSError as error:
        raise BadInput(f"{file} cannot be read: {error.strerror}", "file", str(file)) from None
    if beginning not in _MARKS:
        what = "is empty" if not beginning else "is no dump of Neo4j"
        raise BadInput(f"{file} {what}: give a file that `graphsvc db dump` wrote", "file", str(file))


def dump(settings: Settings, file: Path) -> Dumped:
    """Write the store of the embedded server to a file, which is there whole or not at all.

    A server that was left running by `db start` is stopped for it, and started again.

    Parameters
    ----------
    settings : Settings
        Whose data folder.
    file : pathlib.Path
        Where to. An earlier dump that is there is replaced; anything else is left alone.

    Raises
    ------
    BadInput
        When the file cannot be written, or nothing was loaded yet.
    DatabaseAway
        When somebody uses the database, or it cannot be dumped.
    """
    home = home_of(settings.data_dir)
    if file.exists():
        check_dump(file)
    elif not os.access(file.parent, os.W_OK):
        raise BadInput(f"{file} cannot be written: give a file in a folder that can be", "file", str(file))
    kept = home.exists() and check_unused(settings, "is not dumped")
    if not holds_store(settings):
        raise BadInput(f"nothing was loaded in {settings.data_dir} yet: there is nothing to dump")
    # Started also where it does not run: that puts right what a server that was killed left behind.
    with open_database(settings) as database:
        revision = ask_patiently(database.revision)
    if revision is None:
        raise BadInput(f"nothing was loaded in {settings.data_dir} yet: there is nothing to dump")
    try:
        with starting_or_stopping(settings):
            refuse_while_used(home, "is not dumped")
            stop_processes(home)
            size = _write(settings, home, file)
    finally:
        if kept:
            start_kept(settings)
    return Dumped(revision, size, neo4j_version())


def _write(settings: Settings, home: Path, file: Path) -> int:
    conf, jars = write_conf(home, 0, settings.database), ready_jars(settings)
    try:
        with tempfile.TemporaryDirectory(prefix=f".{file.name[:100]}.", dir=file.parent) as beside:
            where = f"--to-path={Path(beside).resolve()}"
            try:
                administer(home, conf, jars, "database", "dump", NAME, where, timeout=_TIMEOUT)
            except DatabaseAway as error:
                raise DatabaseAway(f"nothing was dumped: {error}") from error
            written = Path(beside) / f"{NAME}.dump"
            # It holds the whole record: for its owner alone, as the store is.
            written.chmod(0o600)
            with written.open("rb") as opened:
                os.fsync(opened.fileno())
            size = written.stat().st_size
            written.replace(file)
            return size
    except OSError as error:
        raise BadInput(f"{file} cannot be written: {error.strerror or error}", "file", str(file)) from error


def read_dump(settings: Settings, file: Path) -> None:
    """Put the store of a dump into a fresh home.

    Raises
    ------
    BadInput
        When the file is damaged, or of a Neo4j that this one does not read.
    """
    home = home_of(settings.data_dir)
    conf, jars = write_conf(home, 0, settings.database), ready_jars(settings)
    with file.open("rb") as given:
        try:
            administer(home, conf, jars, "database", "load", NAME, "--from-stdin", timeout=_TIMEOUT, given=given)
        except DatabaseAway as error:
            raise BadInput(
                f"{file} cannot be loaded: {error}. It is damaged or not of Neo4j {neo4j_version()}, or there is no "
                f"room in {home.parent.parent}. Nothing was changed", "file", str(file),
            ) from error
