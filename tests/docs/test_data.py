"""docs/data.md names every file and column of the seed layout, and nothing else."""

from __future__ import annotations

from graphsvc.model import TABLES
from tests.docs.sections import plain, rows, sections


def test_every_table_and_column_is_documented_and_no_other() -> None:
    documented = {
        heading: [plain(row[0]) for row in rows(text)]
        for heading, text in sections("data.md").items()
        if heading.endswith(".csv")
    }
    assert documented == {table.file: list(table.header) for table in TABLES}


def test_every_key_is_marked_and_every_word_allowed_is_named() -> None:
    documented = sections("data.md")
    for table in TABLES:
        cells = {plain(row[0]): row for row in rows(documented[table.file])}
        for column in table.columns:
            name, holds, *_ = cells[column.name]
            assert name.startswith("**") == (column.name in table.key), (table.file, column.name)
            assert all(f"`{value}`" in holds for value in column.values), (table.file, column.name)
            assert all(f"`{refers}.csv`" in holds for refers in column.refers), (table.file, column.name)
