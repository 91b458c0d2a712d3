"""The folder of a brief: every format, the rows behind each number, and all that makes it again."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graphsvc.errors import BadInput
from graphsvc.files import whole_folder
from graphsvc.ingest.export import export_tables
from graphsvc.ingest.recorded import recorded_csv
from graphsvc.model import Dataset
from graphsvc.reports.brief.contents import Brief
from graphsvc.reports.brief.html import html_files
from graphsvc.reports.brief.manifest import MANIFEST, manifest_of, read_manifest, sums_of
from graphsvc.reports.brief.markdown_of import markdown_file
from graphsvc.reports.brief.pdf import pdf_file
from graphsvc.reports.brief.workbook_of import workbook_file
from graphsvc.reports.files.companion import companion
from graphsvc.reports.files.csv_file import csv_file

RECORD, RECORDED = "record", "recorded.csv"
"""The facts, and when each partnership was first recorded."""

_README = """\
A brief of recorded partnerships: {name}, as at {as_at}.

index.html    the brief; every number opens its rows in rows/
brief.pdf     the same for print; brief.md the same as plain text
brief.xlsx    its tables; tables/ has each as CSV, with a companion that says what it is
figures/      its figures
record/       the facts that it was made of; recorded.csv says when each partnership was first recorded
reports/      the Cypher reports that were asked
brief.json    how it was made, and the SHA-256 of each file

To make it again:  graphsvc brief --from FOLDER --out ANOTHER
Recorded is not existing: where no partnership is recorded, there may be one.
"""


@dataclass(frozen=True, slots=True)
class Record:
    """The facts of a brief, so that it can be made again.

    Attributes
    ----------
    dataset : Dataset
        All tables.
    recorded : mapping
        By partnership: the day on which it was first recorded.
    reports : mapping
        By id of each report that was asked: its file.
    """

    dataset: Dataset
    recorded: Mapping[str, str]
    reports: Mapping[str, str]


def write_brief(brief: Brief, record: Record, folder: Path) -> dict[str, str]:
    """Write a brief; the folder appears whole or not at all.

    Parameters
    ----------
    brief : Brief
        What it says.
    record : Record
        What it was made of.
    folder : Path
        Where to. A brief that is there, as it was written, is replaced.

    Returns
    -------
    dict
        SHA-256 by path in the folder, `brief.json` itself left out.

    Raises
    ------
    BadInput
        The folder holds anything else, or cannot be written.
    """
    refuse_others(folder)
    try:
        with whole_folder(folder.expanduser().resolve()) as new:
            sums = _write(brief, record, new)
    except OSError as error:
        raise _unwritable(folder, error) from error
    return sums


def refuse_others(folder: Path) -> None:
    """Refuse to write where anything but an unchanged brief lies, or where nothing can be written.

    Raises
    ------
    BadInput
        Something else lies there, nobody can say what, or this user may not write there.
    """
    target = folder.expanduser().resolve()
    try:
        if target.exists() and not target.is_dir():
            raise BadInput(f"{folder} is a file: give a folder", "out", str(folder))
        if target == Path.cwd() or target in Path.cwd().parents:
            message = f"{folder} is the folder you stand in or one above it: give a new one"
            raise BadInput(message, "out", str(folder))
        if target.exists() and any(target.iterdir()) and not _is_brief(target):
            message = f"{folder} holds other things, or a brief that was changed since: give a new or empty folder"
            raise BadInput(message, "out", str(folder))
        # A folder appears beside the one it replaces, so it is the one above that must take it.
        above = next(one for one in target.parents if one.exists())
        if not os.access(above, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except OSError as error:
        raise _unwritable(folder, error) from error


def _unwritable(folder: Path, error: OSError) -> BadInput:
    why = (error.strerror or str(error)).lower()
    return BadInput(f"{folder} cannot be written ({why}): give a new folder", "out", str(folder))


def _is_brief(target: Path) -> bool:
    """Whether a folder holds a brief as it was written."""
    try:
        return read_manifest(target).files == sums_of(target)
    except BadInput:
        return False


def _write(brief: Brief, record: Record, folder: Path) -> dict[str, str]:
    for path, content in _files(brief, record).items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    export_tables(record.dataset, folder / RECORD)
    sums = sums_of(folder)
    (folder / MANIFEST).write_bytes(manifest_of(brief, sums))
    return sums


def _files(brief: Brief, record: Record) -> dict[str, bytes]:
    tables = [table.data for table in brief.tables] + [figure.data for figure in brief.figures]
    files = {
        **html_files(brief), "brief.pdf": pdf_file(brief), "brief.xlsx": workbook_file(brief),
        "brief.md": markdown_file(brief), RECORDED: recorded_csv(record.recorded),
        "README.txt": _README.format(name=brief.scope.name, as_at=brief.as_at).encode(),
    }
    for figure in brief.figures:
        files |= {f"figures/{figure.id}.svg": figure.svg, f"figures/{figure.id}.png": figure.png}
    for table in tables:
        files |= {f"tables/{table.id}.csv": csv_file(table), f"tables/{table.id}.csv-metadata.json": companion(table)}
    for number, path in enumerate(brief.paths, 1):
        name = f"tables/f3-path-{number}.csv"
        files |= {name: csv_file(path.evidence), f"{name}-metadata.json": companion(path.evidence)}
    for name, text in record.reports.items():
        files[f"reports/{name}.cypher"] = text.encode()
    return files
