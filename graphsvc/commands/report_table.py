"""An answer of a report in the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from graphsvc.commands.layout import columns, fits, paragraph
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
    for caveat in report.caveats:
        yield from paragraph(caveat)


def _rows(answer: ReportAnswer) -> Iterator[str]:
    """The first rows in columns; where a terminal has no room for them, each row as lines of its own."""
    from graphsvc.reports.files.words import NUMBERS, rounded

    declared = answer.report.columns
    names = [one.name for one in declared]
    # An id that stands beside its name says nothing more to a reader, and commands take names too.
    kept = [at for at, name in enumerate(names) if fits(len(names)) or f"{name}_name" not in names]
    cells = [[rounded(row[at], declared[at]) for at in kept] for row in answer.rows[:_LISTED]]
    heads = [names[at] for at in kept]
    if fits(len(heads)):
        numbers = [place for place, at in enumerate(kept) if declared[at].type in NUMBERS]
        yield from columns([heads, *cells], right=numbers)
        return
    for number, row in enumerate(cells):
        if number:
            yield ""
        yield from columns([(head, value) for head, value in zip(heads, row, strict=True) if value])
