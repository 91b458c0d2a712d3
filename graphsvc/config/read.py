"""Reading the settings: a file, and what the environment says."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

from pydantic import SecretStr, ValidationError

from graphsvc.config.faults import fault_of_value, faults_of_names, line_of_syntax
from graphsvc.config.sections import DEFAULT_DATA, PASSWORD_VARIABLE, Settings
from graphsvc.errors import BadInput
from graphsvc.files import packaged

CONFIG_VARIABLE = "GRAPHSVC_CONFIG"
DATA_VARIABLE = "GRAPHSVC_DATA"


def load_settings(path: Path | None = None, data: Path | None = None) -> Settings:
    """Read and check the settings.

    Parameters
    ----------
    path : Path, optional
        The file; else the one that `GRAPHSVC_CONFIG` names, else the `config.toml` that comes with the package.
    data : Path, optional
        Folder of the database, snapshots and caches; else `GRAPHSVC_DATA`, else `.graphsvc` in the working directory.

    Returns
    -------
    Settings
        All settings, defaults filled in; the folder as a whole path.

    Raises
    ------
    BadInput
        When the file cannot be read, or something in it is wrong; every fault is named with its line.
    """
    file = path or _from_environment(CONFIG_VARIABLE) or packaged("config.toml")
    text = _read(file)
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"{file}{line_of_syntax(str(error), text)}: not valid TOML: {error}") from None
    faults = faults_of_names(values, text)
    if not faults:
        folder = data or _from_environment(DATA_VARIABLE) or Path(DEFAULT_DATA)
        password = os.environ.get(PASSWORD_VARIABLE)
        given = {
            "data_dir": folder.expanduser().absolute(),
            "database_password": SecretStr(password) if password else None,
        }
        try:
            return Settings.model_validate(values | given)
        except ValidationError as error:
            faults = [fault_of_value(dict(fault), text) for fault in error.errors()]
    raise BadInput("\n".join(f"{file}:{line}: {message}" for line, message in sorted(faults)))


def _from_environment(variable: str) -> Path | None:
    value = os.environ.get(variable)
    return Path(value) if value else None


def _read(file: Path) -> str:
    try:
        return file.expanduser().read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(f"{file}: not a text file in UTF-8") from None
    except OSError as error:
        raise BadInput(f"{file}: cannot be read: {error.strerror or error}") from None
