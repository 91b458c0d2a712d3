"""The embedded server's password: made here, kept in the data folder for its owner alone."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from graphsvc.errors import DatabaseAway


def password_file(home: Path) -> Path:
    """Where a home's password is kept."""
    return home / "password"


def read_password(home: Path) -> str:
    """The password of a home.

    Raises
    ------
    DatabaseAway
        When it cannot be read.
    """
    try:
        return password_file(home).read_text(encoding="ascii").strip()
    except OSError as error:
        path = password_file(home)
        raise DatabaseAway(f"the embedded Neo4j's password cannot be read from {path}: {error.strerror}") from error


def make_password(home: Path) -> Path:
    """Make a password unless there is one; its file, readable by its owner alone from the first byte."""
    path = password_file(home)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        path.chmod(0o600)
        return path
    with open(descriptor, "w", encoding="ascii") as file:
        # Letters and digits alone: Neo4j's tool takes a password that begins with a hyphen for an option.
        file.write(secrets.token_hex(24) + "\n")
    return path
