"""Constraints and indexes of the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphsvc.database.statements import statement_names

if TYPE_CHECKING:
    from graphsvc.database.session import Database, Writer


def apply_schema(database: Database) -> None:
    """Make the constraints and indexes that are not there yet."""

    def work(writer: Writer) -> None:
        for name in statement_names("schema"):
            writer.run(name)

    database.write(work)
