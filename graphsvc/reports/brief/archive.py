"""A brief as one ZIP: the same brief has the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

_MOMENT = (2000, 1, 1, 0, 0, 0)
"""When each file says that it was written."""


def archive_of(folder: Path, paths: Iterable[str]) -> bytes:
    """All files of a brief, in a folder `brief`.

    Parameters
    ----------
    folder : Path
        Where the brief is.
    paths : iterable of str
        Its files.
    """
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for path in sorted(paths):
            entry = zipfile.ZipInfo(f"brief/{path}", _MOMENT)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, (folder / path).read_bytes(), zipfile.ZIP_DEFLATED)
    return written.getvalue()
