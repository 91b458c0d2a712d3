"""Files: where those lie that come with the package but are not code, and folders that appear whole."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def whole_folder(target: Path) -> Iterator[Path]:
    """A folder to write into, which then takes the place of another: it appears whole or not at all.

    Parameters
    ----------
    target : Path
        Where it shall be. What is there is kept until the new one is complete, and replaced.

    Raises
    ------
    OSError
        Something cannot be written; nothing is left beside the target.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(
        prefix=f".{target.name[:100]}.", dir=target.parent, ignore_cleanup_errors=True
    ) as beside:
        # What is in it has the permissions of any new folder, unlike the temporary one itself.
        new, old = Path(beside) / "new", Path(beside) / "old"
        new.mkdir()
        yield new
        if not target.exists():
            new.rename(target)
            return
        target.rename(old)
        try:
            new.rename(target)
        except OSError:
            old.rename(target)
            raise
