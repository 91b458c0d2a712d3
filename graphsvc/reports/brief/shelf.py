"""Briefs made for the page: kept in the data folder, each made once, one at a time."""

from __future__ import annotations

import contextlib
import re
import shutil
import threading
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import structlog
from filelock import FileLock

from graphsvc.errors import BadInput, GraphsvcError, NotFound, NotReady
from graphsvc.reports.brief.archive import archive_of
from graphsvc.reports.brief.manifest import MANIFEST, read_manifest
from graphsvc.reports.brief.order import Order
from graphsvc.reports.brief.progress import Progress, read_progress, write_progress

if TYPE_CHECKING:
    from graphsvc.config import Settings
    from graphsvc.database.session import Database

FOLDER = "briefs"
"""Folder of the briefs, in the data folder."""

_MOST_WAITING = 3
"""Briefs that may be asked for and not made yet: more are refused at once."""

_NAME = re.compile(r"[0-9a-f]{20}")
_THERE = ("made", "making")
_GONE = "This brief is not made, or is no longer kept."


class Shelf:
    """All briefs of a data folder.

    Parameters
    ----------
    settings : Settings
        Where the data folder is, how many briefs are kept, and what making one needs.
    record : callable
        Gives the record, or raises `DatabaseAway`.
    """

    def __init__(self, settings: Settings, record: Callable[[], Database]) -> None:
        self._settings = settings
        self._record = record
        self.folder = settings.data_dir / FOLDER

    def begin(self, order: Order) -> str:
        """Begin to make a brief, unless it is there or being made.

        Returns
        -------
        str
            Its name: the same order always has the same.

        Raises
        ------
        NotReady
            Several are being made already, or the data folder cannot be written.
        DatabaseAway
            There is no record to ask.
        """
        name = order.name
        if self._state(name) in _THERE:
            return name
        database = self._record()
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with FileLock(self.folder / "asking.lock"):
                if self._state(name) in _THERE:
                    return name
                if [*map(self._state, self._names())].count("making") >= _MOST_WAITING:
                    raise NotReady("Several briefs are being made: ask for this one in a minute.")
                write_progress(self._status(name), Progress("making", order.about, "Waiting to begin"))
        except OSError as error:
            why = error.strerror or str(error)
            raise NotReady(f"A brief is kept in the data folder, which cannot be written: {why}.") from None
        threading.Thread(target=self._make, args=(order, database), name="brief", daemon=True).start()
        return name

    def progress(self, name: str) -> Progress | None:
        """How far a brief is; None when nobody asked for it, or when it is no longer kept."""
        if not _NAME.fullmatch(name):
            return None
        told, made = read_progress(self._status(name)), (self.folder / name / MANIFEST).is_file()
        if told is None or (told.state == "made" and not made):
            return None
        return replace(told, state="made") if made else told

    def file(self, name: str, path: str) -> bytes:
        """A file of a brief that was made.

        Raises
        ------
        NotFound
            There is no such brief, or it has no file of that path.
        """
        # Only what its own list names is opened: no path of a caller leads anywhere else.
        if path not in self._paths(name):
            raise NotFound("This brief has no such file.")
        try:
            return (self.folder / name / path).read_bytes()
        except OSError:
            raise NotFound(_GONE) from None

    def archive(self, name: str) -> bytes:
        """All files of a brief as a ZIP.

        Raises
        ------
        NotFound
            There is no such brief.
        """
        try:
            return archive_of(self.folder / name, self._paths(name))
        except OSError:
            raise NotFound(_GONE) from None

    def _names(self) -> set[str]:
        return {one.stem for one in self.folder.iterdir() if _NAME.fullmatch(one.stem)}

    def _status(self, name: str) -> Path:
        return self.folder / f"{name}.json"

    def _state(self, name: str) -> str:
        progress = self.progress(name)
        return progress.state if progress else ""

    def _paths(self, name: str) -> list[str]:
        """Paths of all files of a brief."""
        if self._state(name) != "made":
            raise NotFound(_GONE)
        try:
            return [*read_manifest(self.folder / name).files, MANIFEST]
        except BadInput:
            raise NotFound(_GONE) from None

    def _make(self, order: Order, database: Database) -> None:
        # What writes files takes a second to import, and must not be there before a server forks.
        from graphsvc.reports.brief.making import make_folder

        name = order.name

        def tell(state: str, step: str = "", done: int = 0, of: int = 0) -> None:
            write_progress(self._status(name), Progress(state, order.about, step, done, of))

        try:
            with FileLock(self.folder / "making.lock"):
                make_folder(
                    database, self._settings, order.scope, order.as_at, order.since, self.folder / name,
                    partial(tell, "making"), order.snapshot,
                )
                tell("made")
                self._forget_old(name)
        except GraphsvcError as error:
            failed = str(error)
        except OSError as error:
            failed = f"The data folder cannot be written: {error.strerror or error}"
        except Exception as error:
            structlog.get_logger("graphsvc.briefs").error("failed", brief=name, exc_info=error)
            failed = "This is a fault of the service: see its log"
        else:
            return
        try:
            tell("failed", failed)
        except OSError:
            with contextlib.suppress(OSError):  # where nothing can be told, nobody may wait for it
                self._status(name).unlink(missing_ok=True)

    def _forget_old(self, newest: str) -> None:
        """Keep the last few, and nothing of those who were stopped while they wrote."""
        ended = {one: self._ended(one) for one in self._names() if one != newest and self._state(one) != "making"}
        for old in sorted(ended, key=ended.__getitem__, reverse=True)[self._settings.brief.keep - 1 :]:
            self._status(old).unlink(missing_ok=True)
            if (self.folder / old).exists():
                (self.folder / old).rename(self.folder / f".{old}")  # nobody reads half of it
        for half in self.folder.glob(".*"):
            if half.is_dir():
                shutil.rmtree(half, ignore_errors=True)

    def _ended(self, name: str) -> float:
        return max(one.stat().st_mtime for one in (self.folder / name, self._status(name)) if one.exists())
