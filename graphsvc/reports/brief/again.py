"""Making a brief again from its folder, in a database of its own."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from graphsvc import __version__
from graphsvc.config import Settings
from graphsvc.database import open_database
from graphsvc.errors import BadInput
from graphsvc.ingest.load import load
from graphsvc.ingest.recorded import recorded_of, restore_recorded
from graphsvc.reports.brief.asking import OnStep
from graphsvc.reports.brief.folder import RECORD, RECORDED, refuse_others
from graphsvc.reports.brief.making import Made, make_folder
from graphsvc.reports.brief.manifest import Manifest, read_manifest
from graphsvc.reports.catalogue import read_catalogue

_PATIENCE = 600.0
"""Seconds that a statement may take in a database that has just been started, and for which nobody else waits."""


@dataclass(frozen=True, slots=True)
class MadeAgain:
    """A brief that was made again.

    Attributes
    ----------
    made : Made
        The new one.
    different : tuple of str
        Paths of files that are not the same, byte for byte.
    reasons : tuple of str
        What is not as it was when the brief was made, each in a sentence.
    """

    made: Made
    different: tuple[str, ...]
    reasons: tuple[str, ...]


def make_again(folder: Path, settings: Settings, out: Path, on_step: OnStep) -> MadeAgain:
    """Make a brief again, of the facts that its folder carries, whatever the record holds now.

    Parameters
    ----------
    folder : Path
        A brief's folder.
    settings : Settings
        Where the jars are and how much memory the database gets; its record is not touched.
    out : Path
        Where the new brief is written.
    on_step : callable
        Told how far it is.

    Raises
    ------
    BadInput, FaultyTables
        The folder is no brief, or its facts are damaged.
    DatabaseAway
        No embedded database can be started.
    """
    told = read_manifest(folder)
    recorded = recorded_of(_read(folder / RECORDED), str(folder / RECORDED))
    if out.resolve() == folder.resolve() or folder.resolve() in out.resolve().parents:
        raise BadInput(f"{out} is in the brief that is made again: give another folder", "out", str(out))
    refuse_others(out)
    with tempfile.TemporaryDirectory(prefix="graphsvc-brief-", ignore_cleanup_errors=True) as data:
        own = settings.model_copy(update={
            "data_dir": Path(data),
            "database": settings.database.model_copy(update={
                "uri": "embedded", "database": "neo4j", "port": 0, "query_timeout": _PATIENCE,
            }),
            "reports": settings.reports.model_copy(update={"timeout": _PATIENCE}),
            "brief": settings.brief.model_copy(update={"suppress_below": told.suppress_below}),
        })
        on_step("A database for the brief", 0, 1)
        with open_database(own) as database:
            loaded = load(database, folder / RECORD, own, on_step=on_step)
            if loaded.hash != told.snapshot:
                raise BadInput(
                    f"{folder / RECORD} does not hold the facts that the brief was made of: its hash is "
                    f"{loaded.hash[:12]}, not {told.snapshot[:12]}", "from", str(folder),
                )
            restore_recorded(database, recorded)
            made = make_folder(database, own, told.scope, told.as_at, told.since, out, on_step)
    before = told.files
    different = tuple(sorted(path for path in {*before, *made.sums} if before.get(path) != made.sums.get(path)))
    return MadeAgain(made, different, reasons_of(told, settings))


def reasons_of(told: Manifest, settings: Settings) -> tuple[str, ...]:
    """What is not as it was when a brief was made, each in a sentence: made again it may be another."""
    return tuple(_reasons(told, settings))


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise BadInput(f"{file}: cannot be read: {error.strerror or error}", "from", str(file)) from None


def _reasons(told: Manifest, settings: Settings) -> Iterator[str]:
    if told.graphsvc != __version__:
        yield f"It was made by graphsvc {told.graphsvc}; this is {__version__}."
    for name, before in sorted(told.written_by.items()):
        try:
            now = version(name)
        except PackageNotFoundError:
            now = "not installed"
        if now != before:
            yield f"{name} was {before}; here it is {now}."
    reports = read_catalogue(settings).reports
    for one in told.reports:
        mine = reports.get(one.id)
        if mine is None:
            yield f"There is no report {one.id} any more."
        elif mine.sum != one.sum:
            yield f"The report {one.id} was version {one.version}; here it is version {mine.version}, or changed."
