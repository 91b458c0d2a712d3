"""A table as Markdown, as GitHub and most tools read it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graphsvc.dates import in_words
from graphsvc.reports.files.words import NUMBERS, cut_short, heading, printable, rounded_rows
from graphsvc.reports.table import Table

_MARKS = re.compile(r"[\\`*_\[\]|~$#!]|^[+-](?=[\s+-]|$)|^(\d+)([.)])(?=\s|$)")
_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def markdown(table: Table) -> str:
    """Title, rows, notes and where they come from.

    Parameters
    ----------
    table : Table
        What to write.
    """
    facts = (
        table.source and f"Source: {plainly(table.source)}",
        table.as_at and f"As at {in_words(table.as_at)}.",
        table.snapshot and f"Facts: `{table.snapshot}`.",
    )
    parts = (
        f"# {plainly(table.title)}", markdown_rows(table), cut_short(table),
        "\n".join(f"- {plainly(note)}" for note in table.notes), "\n".join(f"- {fact}" for fact in facts if fact),
    )
    return "\n\n".join(part for part in parts if part) + "\n"


def markdown_rows(table: Table) -> str:
    """The rows alone, under the titles of their columns; one sentence when there are none."""
    rules = ("---:" if column.type in NUMBERS else "---" for column in table.columns)
    lines = [map(plainly, map(heading, table.columns)), rules, *(map(plainly, row) for row in rounded_rows(table))]
    return "\n".join(map(_line, lines)) + ("" if table.rows else "\n\nNo rows.")


def plainly(text: str) -> str:
    """A text on one line that Markdown shows as it is written: nothing in it is a mark, a link or HTML."""
    line = " ".join(printable(text).split()).translate(_HTML)
    return _MARKS.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[0]}", line)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
