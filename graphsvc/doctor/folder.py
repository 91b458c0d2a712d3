"""The data folder and its disk."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from graphsvc.doctor.finding import Finding

if TYPE_CHECKING:
    from graphsvc.config import Settings

_ROOM_NEEDED = 500_000_000
"""Bytes: the jars are 140 MB, a store and its logs of England's size some 50."""

_FILES_NEEDED = 1000
"""Names that a disk must still have to give: one that is full of small files has room and no names."""

_WITHOUT = "what is there answers on: `graphsvc serve --snapshot FILE` writes nothing"


def disk(settings: Settings) -> Iterator[Finding]:
    """Whether the data folder and all that lies in it can be written, and how much is free."""
    place = settings.data_dir.absolute()
    while not place.exists():
        place = place.parent
    if not place.is_dir():
        yield Finding("disk", "bad", f"{place} is a file", "name a folder with --data")
        return
    closed = next((folder for folder in (place, *_folders(settings.data_dir)) if not os.access(folder, os.W_OK)), None)
    free = shutil.disk_usage(place).free
    if closed is not None:
        mend = f"choose another folder with --data, or let this user write there; {_WITHOUT}"
        yield Finding("disk", "bad", f"{closed} cannot be written", mend)
    elif free < _ROOM_NEEDED:
        mend = f"500 MB are needed: make room, or see --data; until then {_WITHOUT}"
        yield Finding("disk", "bad", f"{free / 1e6:.0f} MB free at {place}", mend)
    elif (names := _names_left(place)) is not None and names < _FILES_NEEDED:
        yield Finding("disk", "bad", f"{names} more files can be made at {place}", "remove files there, or see --data")
    else:
        yield Finding("disk", "good", f"{free / 1e9:.1f} GB free at {place}")


def _folders(data: Path) -> list[Path]:
    """What lies directly in the data folder: the database, snapshots, briefs, positions of maps."""
    return sorted(one for one in data.glob("*") if one.is_dir())


def _names_left(place: Path) -> int | None:
    """How many files can still be made; None where the disk does not count them."""
    if os.name == "nt":
        return None
    counts = os.statvfs(place)
    return counts.f_favail if counts.f_files else None
