"""Restoring the record of the embedded server from a dump: looked at beside the old one, then swapped in whole."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graphsvc.audit import Actor, audited, own_account
from graphsvc.database import open_database
from graphsvc.errors import BadInput, DatabaseAway, GraphsvcError
from graphsvc.snapshot.build import build_snapshot

if TYPE_CHECKING:
    from graphsvc.config import Settings
    from graphsvc.snapshot.graph import Snapshot

OnStep = Callable[[str, int, int], None]
"""Told the name of a step, how much of it is done, and how much there is: 0 of 0 while a user is asked."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a record holds that is to be replaced.

    Attributes
    ----------
    revision : int
        The last load; 0 when nothing was loaded, or the record cannot be read.
    hash : str
        Of its facts.
    problem : str
        Why it cannot be read; empty when it can.
    """

    revision: int
    hash: str
    problem: str = ""


Confirm = Callable[[Held, "Snapshot"], bool]
"""Asked whether what is held shall be replaced by the record of the dump."""


def restore(
    settings: Settings, file: Path, *, confirm: Confirm, on_step: OnStep, by: Actor | None = None
) -> Snapshot:
    """Replace the record of a data folder by that of a dump.

    The dump is loaded into a fresh store beside the old one, a server is started there and the facts are compared with
    the hash that their load recorded. Only then the folders are swapped: whatever happens, the old record or the new
    one is there, and whole.

    Parameters
    ----------
    settings : Settings
        Whose data folder.
    file : Path
        The dump.
    confirm : callable
        Asked before a record that holds something is replaced.
    on_step : callable
        Told of progress.
    by : Actor, optional
        Who restores, for the audit log; the account of this process when not given.

    Returns
    -------
    Snapshot
        Of the record as restored.

    Raises
    ------
    BadInput
        When the file is no dump, is damaged, of another version or of something else, or replacing was not confirmed.
    DatabaseAway
        When somebody uses the database, or the data folder cannot be written.
    """
    from graphsvc.database.address import home_of
    from graphsvc.database.dump import check_dump, check_unused, read_dump
    from graphsvc.database.embedded import start_kept
    from graphsvc.database.fresh import fresh_home, put_in_place

    check_dump(file)
    try:
        home_of(settings.data_dir).mkdir(parents=True, exist_ok=True, mode=0o700)
        with (
            audited(
                settings.data_dir, "restore", by or own_account(), file=str(file.resolve()), sum=_sum(file)
            ) as entry,
            fresh_home(settings) as fresh,
        ):
            check_unused(settings, "is not replaced")
            on_step("read the dump", 0, 1)
            read_dump(fresh, file)
            on_step("look at what it holds", 0, 1)
            found = _verified(fresh, file)
            held = _held(settings)
            if held is not None:
                entry |= {"revision_before": held.revision, "hash_before": held.hash}
                on_step("ask", 0, 0)
                if not confirm(held, found):
                    raise BadInput("nothing was changed: replacing was not confirmed")
            on_step("put it in place", 0, 1)
            kept = put_in_place(settings, fresh)
            entry |= {"revision": found.revision, "hash": found.hash}
    except OSError as error:
        why = error.strerror or str(error)
        raise DatabaseAway(f"nothing was changed: {settings.data_dir} cannot be used: {why}") from error
    if kept:
        start_kept(settings)
    return found


def _verified(fresh: Settings, file: Path) -> Snapshot:
    """The record that a fresh store holds, when its facts are those of its last load."""
    from graphsvc.database.dump import ask_patiently

    opened = False
    try:
        with open_database(fresh) as database:
            opened = True
            found = ask_patiently(lambda: build_snapshot(database))
    except GraphsvcError as error:
        if opened and isinstance(error, DatabaseAway):
            raise DatabaseAway(f"nothing was changed: {file} could not be looked at: {error}") from error
        raise BadInput(
            f"{file} does not hold a record that this version can use: {error}. Dumps are for the version of graphsvc "
            "and Neo4j that wrote them; from one to another go `export` and `load`. Nothing was changed",
            "file", str(file),
        ) from error
    if not found.revision:
        message = f"{file} is a dump of something else: no load is recorded in it. Nothing was changed"
        raise BadInput(message, "file", str(file))
    return found


def _held(settings: Settings) -> Held | None:
    """What is there to be replaced; None when nothing ever was."""
    from graphsvc.database.dump import ask_patiently, holds_store

    if not holds_store(settings):
        return None
    try:
        with open_database(settings) as database:
            revision = ask_patiently(database.revision)
    except DatabaseAway as error:
        return Held(0, "", str(error))
    return Held(revision.number, revision.hash) if revision else None


def _sum(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
