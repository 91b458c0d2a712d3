"""Cypher by name: every statement is a file under `cypher/`, and none is put together from pieces."""

from __future__ import annotations

import re
from functools import cache

from graphsvc.files import packaged

_NAME = re.compile(r"[a-z0-9_]+(/[a-z0-9_]+)*")


@cache
def statement(name: str) -> str:
    """Text of a statement.

    Parameters
    ----------
    name : str
        Its file under `cypher/` without the ending, such as `load/organisations`.

    Raises
    ------
    LookupError
        When there is none of that name.
    """
    path = packaged("cypher") / f"{name}.cypher"
    if not _NAME.fullmatch(name) or not path.is_file():
        raise LookupError(f"there is no statement {name!r}")
    return path.read_text(encoding="utf-8")


@cache
def statement_names(folder: str) -> tuple[str, ...]:
    """Names of all statements of a folder under `cypher/`, sorted."""
    return tuple(sorted(f"{folder}/{path.stem}" for path in (packaged("cypher") / folder).glob("*.cypher")))
