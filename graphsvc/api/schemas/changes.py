"""Changes that an editor sends, and what they did."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from graphsvc.api.schemas.answer import Answer, Schema
from graphsvc.ingest.plan import LoadReport
from graphsvc.model import TABLES


class ChangesQuestion(Schema):
    """Files in the seed layout, whole or a few rows."""

    files: dict[str, str] = Field(min_length=1, description="Text of each CSV file, by its name.")
    dry_run: bool = Field(default=False, description="Only say what would be added and changed.")


class TableChanges(Schema):
    """Rows of one file."""

    file: str
    added: int
    changed: int


class ChangesAnswer(Answer):
    """What was added and changed, or would be; nothing is ever removed."""

    dry_run: bool
    written: bool = Field(description="Whether a revision was made: not by a dry run, nor by what is recorded already.")
    revision: int = Field(description="The one that has these facts; of a dry run, the last one.")
    tables: tuple[TableChanges, ...] = Field(description="Files in which something is added or changed.")


def changes_answer(report: LoadReport, asked_on: date, *, dry_run: bool) -> ChangesAnswer:
    """The answer of a load."""
    counted = [
        TableChanges(
            file=table.file, added=len(report.changes.added.get(table.name, ())),
            changed=len(report.changes.changed.get(table.name, ())),
        )
        for table in TABLES
    ]
    return ChangesAnswer(
        as_at=asked_on, snapshot=report.hash, note=None, dry_run=dry_run, written=report.written,
        revision=report.revision, tables=tuple(one for one in counted if one.added or one.changed),
    )
