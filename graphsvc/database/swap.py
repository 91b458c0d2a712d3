"""Putting one store in the place of another, so that a crash leaves the old or the new one, and each of them whole."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

_STORE = "data"
"""Folder of a home that holds everything that a server keeps: databases, transaction logs, users."""
_ASIDE = "data.before"


def swap(home: Path, fresh: Path) -> None:
    """Put the store of a fresh home in the place of a home's, by renames.

    For who holds the start lock of the home, while no server runs in either. Both lie in one file system, and the fresh
    home was made with the home's password file, which its store knows and which stays where it is.

    Parameters
    ----------
    home : pathlib.Path
        Whose store is replaced, or which has none yet.
    fresh : pathlib.Path
        Whose store is moved.

    Raises
    ------
    OSError
        When something cannot be renamed: the old store is in its place.
    """
    heal(home)
    store, aside = home / _STORE, home / _ASIDE
    if store.exists():
        store.rename(aside)
    try:
        (fresh / _STORE).rename(store)
    except OSError:
        heal(home)
        raise
    _sync(home)
    heal(home)


def heal(home: Path) -> None:
    """Finish or undo a swap that was cut short. For who holds the start lock, before the server starts."""
    store, aside = home / _STORE, home / _ASIDE
    if not aside.exists():
        return
    if store.exists():
        # What of it cannot be removed is in nobody's way.
        shutil.rmtree(aside, ignore_errors=True)
    else:
        aside.rename(store)
    _sync(home)


def _sync(folder: Path) -> None:
    """Make renames last through a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
