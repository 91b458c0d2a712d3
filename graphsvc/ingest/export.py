"""Writing the record as a folder in the seed layout."""

from __future__ import annotations

import csv
import os
import shutil
from pathlib import Path

from graphsvc.errors import BadInput
from graphsvc.model import TABLES, Dataset, Row, Table

_OURS = frozenset(table.file for table in TABLES)


def export_tables(dataset: Dataset, folder: Path) -> dict[str, int]:
    """Write every table; reading the folder gives the same dataset.

    The folder appears whole or not at all: it is written beside and renamed. One that is there is replaced only when it
    holds nothing but files of an earlier export.

    Parameters
    ----------
    dataset : Dataset
        Canonical rows.
    folder : Path
        Where to.

    Returns
    -------
    dict
        Rows written by table.

    Raises
    ------
    BadInput
        When the folder holds anything else, or cannot be written.
    """
    target = folder.resolve()
    try:
        _refuse_others(target, folder)
        beside = target.with_name(f".{target.name}.{os.getpid()}.part")
        target.parent.mkdir(parents=True, exist_ok=True)
        beside.mkdir()
        try:
            for table in TABLES:
                _write(table, dataset[table.name], beside / table.file)
            _put(beside, target)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        message = f"{folder} cannot be written ({why}): give a new folder inside another"
        raise BadInput(message, "folder", str(folder)) from error
    return {table.name: len(dataset[table.name]) for table in TABLES}


def _refuse_others(target: Path, folder: Path) -> None:
    if target.exists() and not target.is_dir():
        raise BadInput(f"{folder} is a file: give a folder", "folder", str(folder))
    if target == Path.cwd() or target in Path.cwd().parents:
        raise BadInput(f"{folder} is the folder you stand in: give a new one inside it", "folder", str(folder))
    others = sorted(entry.name for entry in target.iterdir() if entry.name not in _OURS) if target.exists() else []
    if others:
        message = f"{folder} holds other things ({', '.join(others[:3])}): give a new or empty folder"
        raise BadInput(message, "folder", str(folder))


def _write(table: Table, rows: tuple[Row, ...], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(table.header)
        writer.writerows([row[name] for name in table.header] for row in rows)
        file.flush()
        os.fsync(file.fileno())


def _put(beside: Path, target: Path) -> None:
    """Put a folder in the place of another, which is kept until the new one is there."""
    if not target.exists():
        beside.rename(target)
        return
    old = beside.with_suffix(".old")
    target.rename(old)
    try:
        beside.rename(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old)
