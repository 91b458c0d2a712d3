"""Writing the record as a folder in the seed layout."""

from __future__ import annotations

import csv
import os
from collections.abc import Sequence
from pathlib import Path

from graphsvc.errors import BadInput
from graphsvc.files import whole_folder
from graphsvc.ingest.tables import files_sum
from graphsvc.model import TABLES, Dataset, Row, Table

_OURS = frozenset(table.file for table in TABLES)
_MARK = ".graphsvc-export"
"""File with the sum of what an export wrote: a folder of tables without it, or with another, is somebody's work."""


def export_tables(dataset: Dataset, folder: Path) -> dict[str, int]:
    """Write every table; reading the folder gives the same dataset.

    The folder appears whole or not at all: it is written beside and renamed. One that is there is replaced only when it
    holds nothing but an earlier export as it was written.

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
        When the folder holds anything else, also tables that somebody wrote or changed, or cannot be written.
    """
    target = folder.resolve()
    try:
        _refuse_others(target, folder)
        with whole_folder(target) as new:
            for table in TABLES:
                _write(table, dataset[table.name], new / table.file)
            (new / _MARK).write_text(f"{files_sum(new)}\n", encoding="ascii")
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        message = f"{folder} cannot be written ({why}): give a new folder inside another"
        raise BadInput(message, "folder", str(folder)) from error
    return {table.name: len(dataset[table.name]) for table in TABLES}


def _refuse_others(target: Path, folder: Path) -> None:
    if target.exists() and not target.is_dir():
        raise BadInput(f"{folder} is a file: give a folder", "folder", str(folder))
    if target == Path.cwd() or target in Path.cwd().parents:
        message = f"{folder} is the folder you stand in or one above it: give a new one inside it"
        raise BadInput(message, "folder", str(folder))
    names = sorted(entry.name for entry in target.iterdir()) if target.exists() else []
    others = [name for name in names if name not in _OURS and name != _MARK]
    if others:
        message = f"{folder} holds other things ({', '.join(others[:3])}): give a new or empty folder"
        raise BadInput(message, "folder", str(folder))
    if names and not _is_export(target):
        message = f"{folder} holds tables that are no export, or were changed since: give a new or empty folder"
        raise BadInput(message, "folder", str(folder))


def _is_export(target: Path) -> bool:
    """Whether a folder holds an export as it was written."""
    try:
        return (target / _MARK).read_text(encoding="ascii").strip() == files_sum(target)
    except (OSError, UnicodeDecodeError):
        return False


def _write(table: Table, rows: Sequence[Row], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(table.header)
        writer.writerows([row[name] for name in table.header] for row in rows)
        file.flush()
        os.fsync(file.fileno())
