"""Which load the record holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Revision:
    """One load, as it wrote itself down in its own transaction.

    Attributes
    ----------
    number : int
        Counted from 1.
    hash : str
        SHA-256 of the record's canonical rows.
    loaded_at : str
        When, in ISO 8601.
    source : str
        What was loaded.
    """

    number: int
    hash: str
    loaded_at: str
    source: str


def revision_of(row: Mapping[str, Any]) -> Revision:
    """The revision in a row of `snapshot/revision`."""
    loaded_at = row["loaded_at"]
    written = loaded_at.iso_format() if hasattr(loaded_at, "iso_format") else str(loaded_at)
    return Revision(int(row["number"]), str(row["hash"]), written, str(row["source"]))
