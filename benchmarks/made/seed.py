"""Rows of the seed, as they are written."""

from __future__ import annotations

import csv
from functools import cache

from graphsvc.files import packaged
from graphsvc.model import TABLE


@cache
def read_seed(table: str) -> tuple[dict[str, str], ...]:
    """All rows of one of the seed's files, every column filled."""
    with (packaged("seed") / TABLE[table].file).open(encoding="utf-8-sig", newline="") as file:
        return tuple({name: row.get(name) or "" for name in TABLE[table].header} for row in csv.DictReader(file))
