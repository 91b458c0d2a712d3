"""One table as gptables takes it: nothing from data can become a link, a formula or a reference."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from graphsvc.reports.files.words import NUMBERS, SHORTHAND, UNKNOWN, cut_short, exactly, known, printable
from graphsvc.reports.report import Column, ColumnType, Value
from graphsvc.reports.table import SUPPRESSED, Table

if TYPE_CHECKING:
    from gptables import GPTable
    from gptables.core.gptable import FormatList

NO_ROWS = "[z]"
"""Stands in the one line of a table that has no rows: the rules allow neither an empty table nor an empty cell."""

_MEANINGS = {**SHORTHAND, NO_ROWS: "not applicable: this table has no rows"}
_SHOWN_AS: dict[ColumnType, dict[str, object]] = {"whole": {"num_format": "#,##0"}, "share": {"num_format": "0.0%"}}
_APART: dict[str, object] = {"indent": 1}
"""Numbers stand to the right of their column and the next column's texts to the left."""
_LONGEST_CELL, _LONGEST_HEADING = 32_767, 200


def gptable(table: Table, name: str, notes: Iterable[int]) -> GPTable:
    """A table under its title, with its units, its source and what its shorthand means.

    Parameters
    ----------
    table : Table
        The table.
    name : str
        What the workbook calls it: letters, digits and underlines.
    notes : iterable of int
        Keys of its notes in the sheet of notes.
    """
    from gptables import GPTable
    from pandas import DataFrame

    shown = [
        [_cell(value, column) for value, column in zip(row, table.columns, strict=True)] for row in table.rows
    ] or [[NO_ROWS] * len(table.columns)]
    used = [sign for sign in _MEANINGS if any(sign in row for row in shown)]
    references = "".join(f"$${note}$$" for note in notes)
    sentences = ("This worksheet contains one table.", cut_short(table), references and f"How to read it: {references}")
    return GPTable(
        table=DataFrame(shown, columns=headings(table.columns), dtype=object),
        table_name=name,
        title=cell(unreferenced(table.title)),
        instructions=" ".join(sentence for sentence in sentences if sentence),
        legend=[cell(f"{sign} {_MEANINGS[sign]}.") for sign in used],
        source=cell(unreferenced(f"Source: {first_sentence(table.source)}")) if table.source else None,
        units={place: printable(column.unit) for place, column in enumerate(table.columns) if column.unit} or None,
        index_columns={},
        additional_formatting=[
            {"column": {"columns": [place], "format": _APART | _SHOWN_AS.get(column.type, {})}}
            for place, column in enumerate(table.columns)
        ],
    )


def cell(text: str) -> list[object]:
    """A text that gptables writes as it is.

    A bare text of the form `[words](address)` it makes a link, and one without a Latin letter or digit it refuses, be
    it a name in Arabic; one with a format of its own (an empty one) it lets pass.
    """
    text = printable(text)[:_LONGEST_CELL]
    # XlsxWriter takes a text between these for its own mark-up and writes it unescaped; not so with a space at the end.
    return [{}, f"{text[: _LONGEST_CELL - 1]} " if text.startswith("<r>") and text.endswith("</r>") else text]


def formatted(text: str) -> FormatList:
    """The same for the places where gptables does not read a list as a text with formats."""
    from gptables.core.gptable import FormatList

    return FormatList(cell(text))


def unreferenced(text: str) -> str:
    """A text in which gptables finds no reference to a note."""
    return text.replace("$$", "$ $")


def first_sentence(text: str) -> str:
    """What stands under the title; the notes have the whole text, for a line is not wrapped there."""
    return text.partition(". ")[0].removesuffix(".") + "."


def headings(columns: Iterable[Column]) -> list[str]:
    """What stands over the columns, each different from the others, as a marked-up table needs it."""
    found: dict[str, str] = {}
    for column in columns:
        title = unreferenced(" ".join(printable(column.title).split()))[:_LONGEST_HEADING] or column.name
        if title.casefold() in found:
            title = f"{title} ({column.name})"
        found[title.casefold()] = title
    return list(found.values())


def _cell(value: Value, column: Column) -> object:
    value = known(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    if value == SUPPRESSED and column.type in NUMBERS:
        # Left bare, so that the column is seen to hold numbers and stands to the right.
        return SUPPRESSED
    text = exactly(value)
    return formatted(text) if printable(text).strip() else UNKNOWN
