"""Where the files lie that come with the package but are not code: settings, statements and seed."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def packaged(name: str) -> Path:
    """Path of `config.toml`, `cypher` or `seed`.

    In a checkout they lie beside the package, where people find them; a wheel carries them inside.

    Parameters
    ----------
    name : str
        File or folder, such as `seed` or `cypher/load/places.cypher`.

    Returns
    -------
    Path
        Where it is; not checked to exist.
    """
    inside = _PACKAGE / "_files"
    return (inside if inside.is_dir() else _PACKAGE.parent) / name
