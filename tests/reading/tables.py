"""The CSV files of a seed folder as lists of plain dicts."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

Row = Mapping[str, str]
Tables = Mapping[str, Sequence[Row]]


def read_folder(folder: Path) -> dict[str, list[dict[str, str]]]:
    """Read every CSV file of a folder: table name (the file's stem) to rows."""
    tables = {}
    for file in sorted(folder.glob("*.csv")):
        with file.open(encoding="utf-8-sig", newline="") as lines:
            tables[file.stem] = [dict(row) for row in csv.DictReader(lines)]
    return tables
