"""An answer of a report in the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from graphsvc.commands.layout import paragraph, table
from graphsvc.dates import in_words, note_on

if TYPE_CHECKING:
    from datetime import date

    from graphsvc.reports.answer import ReportAnswer

_LISTED = 40
"""Rows of a long answer that a terminal shows."""


def answer_table(answer: ReportAnswer, asked_on: date) -> Iterator[str]:
    """Lines with the first rows of an answer, how many there are, and what to know of them.

    Parameters
    ----------
    answer : ReportAnswer
        What the record answered.
    asked_on : date
        The day on which it was asked.
    """
    report, count = answer.report, len(answer.rows)
    yield from paragraph(f"{report.title}, as at {in_words(answer.as_at.isoformat())}")
    yield ""
    if count:
        yield from _rows(answer)
        yield ""
    shown = f"The first {_LISTED} of " if count > _LISTED else ""
    yield f"{shown}{count:,} row{'' if count == 1 else 's'}{', and there are more' if answer.truncated else ''}."
    if count > _LISTED:
        yield "All of them: --format csv, or --out FILE."
    note = note_on(answer.as_at, asked_on)
    yield f"Report {report.id}, version {report.version}; facts {answer.snapshot[:12] or 'none'}."
    if note:
        yield note
    for said in answer.not_open:
        yield from paragraph(said)
    for caveat in report.caveats:
        yield from paragraph(caveat)


def _rows(answer: ReportAnswer) -> Iterator[str]:
    """The first rows."""
    from graphsvc.reports.files.words import NUMBERS, rounded

    declared = answer.report.columns
    cells = [[rounded(value, one) for value, one in zip(row, declared, strict=True)] for row in answer.rows[:_LISTED]]
    numbers = [at for at, one in enumerate(declared) if one.type in NUMBERS]
    yield from table([one.name for one in declared], cells, numbers)
