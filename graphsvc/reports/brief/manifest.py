"""`brief.json`: what a brief was made of, and the sum of each of its files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from importlib.metadata import version
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from graphsvc.errors import BadInput
from graphsvc.reports.brief.contents import Brief, Scope

MANIFEST = "brief.json"
"""Its name in the folder of a brief."""

_FORMAT = 1
_WRITERS = ("gptables", "jinja2", "matplotlib", "numpy", "pandas", "resvg-py", "typst", "xlsxwriter")
"""Whose versions may change the bytes of a file."""


class ReportMade(BaseModel):
    """A report as it was asked."""

    model_config = ConfigDict(frozen=True)

    id: str
    version: int
    sum: str
    parameters: dict[str, str | int | float | bool]


class Manifest(BaseModel):
    """What was made of which facts, by which versions; the file itself is not among `files`."""

    model_config = ConfigDict(frozen=True)

    format: int
    scope: Scope
    as_at: date
    since: date
    suppress_below: int
    snapshot: str
    graphsvc: str
    written_by: dict[str, str]
    reports: tuple[ReportMade, ...]
    files: dict[str, str]


def manifest_of(brief: Brief, sums: Mapping[str, str]) -> bytes:
    """The file of a brief.

    Parameters
    ----------
    brief : Brief
        What it says.
    sums : mapping
        SHA-256 of each of its files by path.
    """
    told = Manifest(
        format=_FORMAT, scope=brief.scope, as_at=date.fromisoformat(brief.as_at),
        since=date.fromisoformat(brief.since), suppress_below=brief.suppress_below, snapshot=brief.snapshot,
        graphsvc=brief.version, written_by={name: version(name) for name in _WRITERS},
        reports=tuple(
            ReportMade(id=one.id, version=one.version, sum=one.sum, parameters=dict(one.parameters))
            for one in brief.reports
        ),
        files=dict(sorted(sums.items())),
    )
    return f"{told.model_dump_json(indent=2)}\n".encode()


def read_manifest(folder: Path) -> Manifest:
    """What a brief was made of.

    Raises
    ------
    BadInput
        The folder holds no brief, or its `brief.json` is damaged.
    """
    file = folder / MANIFEST
    try:
        told = json.loads(file.read_bytes())
        if isinstance(told, dict) and told.get("format", _FORMAT) != _FORMAT:
            message = f"{file}: another version of graphsvc wrote it (format {told['format']!r})"
            raise BadInput(message, "from", str(folder))
        return Manifest.model_validate(told)
    except OSError:
        raise BadInput(f"{folder} holds no brief: there is no {MANIFEST} in it", "from", str(folder)) from None
    except (ValidationError, ValueError, RecursionError):
        raise BadInput(f"{file}: damaged, or not written by graphsvc", "from", str(folder)) from None


def sums_of(folder: Path) -> dict[str, str]:
    """SHA-256 of each file of a brief by its path, `brief.json` left out."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path != folder / MANIFEST)
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
