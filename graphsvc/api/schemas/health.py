"""Whether the service is alive and what works."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from graphsvc.api.schemas.answer import Schema


class AliveAnswer(Schema):
    """The process answers."""

    status: Literal["alive"] = "alive"
    version: str | None = Field(description="Of the package; None for whoever is not known.")


class SnapshotHealth(Schema):
    """The snapshot in use."""

    hash: str
    revision: int
    taken_at: datetime
    age_seconds: int
    organisations: int
    partnerships: int


class DatabaseHealth(Schema):
    """Whether the snapshot is equal to the record, as far as is known; `problem` says what keeps it from that.

    It says so to whoever is known here. Equal and with a problem, it is in memory and could not be written to disk.
    """

    equal: bool
    problem: str | None


class ReadyAnswer(Schema):
    """Questions are answered; `stale` when the record is away or newer."""

    status: Literal["ready", "stale"]
    snapshot: SnapshotHealth
    database: DatabaseHealth | None = Field(description="None when a snapshot file is served, without a database.")
