"""Where the record's server is, now: an embedded one can come back on another port."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graphsvc.database.endpoint import endpoint_file, read_endpoint
from graphsvc.database.password import read_password
from graphsvc.errors import DatabaseAway

if TYPE_CHECKING:
    from graphsvc.config import Settings

_EMBEDDED_CONNECT_TIMEOUT = 2.0
"""Seconds; it is on this machine, and a frozen one must not hold a caller longer."""


@dataclass(frozen=True, slots=True)
class Address:
    """What the driver needs to connect; equal addresses share a driver."""

    uri: str
    user: str
    password: str
    connect_timeout: float
    mark: int = 0


def home_of(data_dir: Path) -> Path:
    """The embedded server's folder inside a data folder."""
    return data_dir.absolute() / "neo4j"


def current_address(settings: Settings) -> Address:
    """The server's address at this moment.

    Raises
    ------
    DatabaseAway
        When the embedded server is not running, or another server's password is not set.
    """
    chosen = settings.database
    if chosen.uri != "embedded":
        if settings.database_password is None:
            raise DatabaseAway(f"the password for {chosen.uri} is not set: set GRAPHSVC_DATABASE_PASSWORD")
        return Address(chosen.uri, chosen.user, settings.database_password.get_secret_value(), chosen.connect_timeout)
    home = home_of(settings.data_dir)
    endpoint = read_endpoint(home)
    if endpoint is None:
        raise DatabaseAway(f"the embedded Neo4j of {settings.data_dir} is not running")
    try:
        mark = endpoint_file(home).stat().st_mtime_ns
    except OSError:
        mark = 0
    timeout = min(chosen.connect_timeout, _EMBEDDED_CONNECT_TIMEOUT)
    return Address(endpoint.uri, "neo4j", read_password(home), timeout, mark)
