"""Reading a folder of CSV files in the seed layout, all of them or some."""

from __future__ import annotations

import hashlib
from pathlib import Path

from graphsvc.errors import BadInput, Fault
from graphsvc.ingest.csvfile import read_table_file
from graphsvc.ingest.lines import Folder, TableFile
from graphsvc.ingest.nearest import Nearest
from graphsvc.model import TABLES

FILE_LIMIT_MB = 500.0
"""Largest file read when no setting says otherwise, in MB."""

_SPREADSHEETS = (".xlsx", ".xls", ".xlsm", ".ods", ".numbers")


def read_tables(folder: Path, file_limit_mb: float = FILE_LIMIT_MB) -> Folder:
    """Read every file of the seed layout in a folder.

    Parameters
    ----------
    folder : Path
        The folder. Other kinds of files, such as README.md, and hidden ones are left alone.
    file_limit_mb : float
        Largest file read, in MB; a larger one is a fault and is not read at all.

    Returns
    -------
    Folder
        Rows with their lines, and the faults of files, headers and numbers of fields.

    Raises
    ------
    BadInput
        When there is no such folder, or it cannot be opened.
    """
    names = _names(folder)
    files: dict[str, TableFile] = {}
    faults: list[Fault] = []
    for table in TABLES:
        if table.file in names:
            files[table.name], found = read_table_file(folder / table.file, table, file_limit_mb)
            faults += found
    strangers = _strangers(names)
    faults += strangers
    if not files and not strangers:
        message = f"holds no file of the layout: give one or more of {', '.join(table.file for table in TABLES)}"
        faults.append(Fault(folder.resolve().name or str(folder), 0, "", "", message))
    return Folder(folder, files, tuple(faults))


def files_sum(folder: Path) -> str:
    """SHA-256 over the files of the seed layout in a folder, which tells one state of a folder from another."""
    digest = hashlib.sha256()
    for table in TABLES:
        file = folder / table.file
        if file.is_file():
            digest.update(f"{table.file} {file.stat().st_size}\n".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def _names(folder: Path) -> list[str]:
    try:
        return sorted(entry.name for entry in folder.iterdir())
    except FileNotFoundError:
        raise BadInput(f"there is no folder {folder}", "folder", str(folder)) from None
    except NotADirectoryError:
        message = f"{folder} is a file: give the folder that holds it"
        raise BadInput(message, "folder", str(folder)) from None
    except OSError as error:
        raise BadInput(f"{folder} cannot be opened: {error.strerror}", "folder", str(folder)) from error


def _strangers(names: list[str]) -> list[Fault]:
    """Files that look as if they should have been read."""
    known = [table.file for table in TABLES]
    nearest = Nearest.of(known)
    faults = []
    for name in names:
        suffix = Path(name).suffix.casefold()
        if name in known or name.startswith((".", "~")):
            continue
        if suffix == ".csv":
            hint = nearest.hint(name) or f"; the layout has {', '.join(known)}"
            faults.append(Fault(name, 0, "", "", f"is no file of the layout{hint}"))
        elif suffix in _SPREADSHEETS:
            message = "is a spreadsheet: save each sheet as 'CSV UTF-8 (comma separated)', and move this file away"
            faults.append(Fault(name, 0, "", "", message))
    return faults
