"""Folders of tables to load."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from graphsvc.model import TABLE

SEED = Path(__file__).parents[2] / "seed"


def seed_rows(table: str) -> list[dict[str, str]]:
    """Rows of one of the seed's files, as they are written."""
    with (SEED / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write_rows(folder: Path, table: str, rows: Sequence[Mapping[str, str]]) -> None:
    """Write rows as one file of a folder, which is made when missing."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, TABLE[table].header, restval="")
        writer.writeheader()
        writer.writerows(rows)


def changed_seed(folder: Path) -> Path:
    """A copy of the seed in which every table that can differ does: rows changed, added and gone."""
    shutil.copytree(SEED, folder, ignore=shutil.ignore_patterns("*.md"))
    relationships = seed_rows("relationships")
    for row in relationships[:300]:
        row["summary"] = f"{row['summary']} Told again."
    for row in relationships[300:330]:
        row["source_org"], row["target_org"] = row["target_org"], row["source_org"]
    write_rows(folder, "relationships", [*relationships[40:], dict(relationships[0], id="P99999")])
    organisations = seed_rows("organisations")
    for row in organisations[:500]:
        row["aliases"] = "; ".join(filter(None, (row["aliases"], "Another name")))
    write_rows(folder, "organisations", organisations)
    for table, column in (("sources", "note"), ("evidence", "title"), ("places", "name"), ("expectations", "note")):
        rows = seed_rows(table)
        for row in rows:
            row[column] = f"{row[column]} (changed)"
        write_rows(folder, table, rows)
    return folder
