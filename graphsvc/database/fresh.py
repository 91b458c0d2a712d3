"""A fresh home beside the one of a data folder: filled and looked at there, then put in its place."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from graphsvc.database.address import home_of
from graphsvc.database.embedded import refuse_while_used, starting_or_stopping, stop_processes
from graphsvc.database.endpoint import running
from graphsvc.database.locks import exclusive
from graphsvc.database.password import password_file
from graphsvc.database.swap import swap

if TYPE_CHECKING:
    from graphsvc.config import Settings

_TIMEOUT = 3600.0
_FRESH = "restoring"


@contextmanager
def fresh_home(settings: Settings) -> Iterator[Settings]:
    """Settings of an empty data folder inside a data folder, with the same password; removed in the end.

    There is one at a time. What another left there, who was killed, is removed, with a server that still runs in it.

    Raises
    ------
    DatabaseAway
        When another process has one.
    """
    folder = settings.data_dir / _FRESH
    chosen = settings.database.model_copy(update={"uri": "embedded", "port": 0, "query_timeout": _TIMEOUT})
    own = settings.model_copy(update={"data_dir": folder, "database": chosen})
    home, password = home_of(folder), password_file(home_of(settings.data_dir))
    with exclusive(settings.data_dir / "restore.lock", 1.0, "restoring, or loading more than one transaction holds"):
        _remove(folder)
        try:
            home.mkdir(parents=True, mode=0o700)
            # The same password, so that the store can be moved; and what is known of the jars, to read them once.
            for file in (password, password.with_name("jars.json")):
                if file.exists():
                    shutil.copy(file, home / file.name)
            yield own
        finally:
            _remove(folder)


def put_in_place(settings: Settings, fresh: Settings) -> bool:
    """Put the store of a fresh home in the place of a data folder's.

    Returns
    -------
    bool
        Whether a server ran there that was left running by `db start`; it is stopped, and not started again.

    Raises
    ------
    DatabaseAway
        When somebody uses the database; nothing was changed.
    """
    home = home_of(settings.data_dir)
    with starting_or_stopping(settings):
        refuse_while_used(home, "is not replaced")
        return exchange(home, home_of(fresh.data_dir))


def exchange(home: Path, new: Path) -> bool:
    """As `put_in_place`, for who holds the start lock and has seen that nobody uses the database."""
    endpoint = running(home)
    stop_processes(home)
    if not password_file(home).exists():
        shutil.copy(password_file(new), password_file(home))
    swap(home, new)
    return endpoint is not None and endpoint.kept


def _remove(folder: Path) -> None:
    if folder.exists():
        stop_processes(home_of(folder))
        shutil.rmtree(folder)
