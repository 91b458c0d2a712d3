"""How wide the columns and how high the rows of a worksheet are, so that every text is read in whole."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING

from graphsvc.reports.files.words import rounded_rows
from graphsvc.reports.table import Table

if TYPE_CHECKING:
    from gptables.core.wrappers import GPWorksheet

LINE = 100
"""Characters in a line of text."""

_WIDEST, _NARROWEST, _MARGIN = 50, 11, 4
"""Of a column of a table, in characters."""
_LINE_HEIGHT, _HIGHEST = 16, 409
"""In points; the format allows no higher row."""
_PAGE = 180
"""Characters across a page that are read without a lens; a wider table has several pages side by side."""
_ROUND = 1.1
"""How much of a line is lost where words do not fill it."""
_A4 = 9
"""As the format counts sizes of paper."""


def lay_out(sheet: GPWorksheet, top: int, rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
    """Set the sizes of a sheet on the screen and of its page in print.

    Parameters
    ----------
    sheet : GPWorksheet
        With its cells written.
    top : int
        Number of the sheet's row, from 0, in which the first of the rows stands.
    rows : sequence of sequence of str
        What is shown.
    widths : sequence of int
        Of the columns, in characters.
    """
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    for place, texts in enumerate(rows, start=top):
        # Excel would find the height itself; LibreOffice prints one line over the other.
        lines = max(_lines(text, width) for text, width in zip(texts, widths, strict=True))
        sheet.set_row(place, min(_HIGHEST, lines * _LINE_HEIGHT + 2))
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(ceil(sum(widths) / _PAGE), 0)


def lay_out_table(sheet: GPWorksheet, top: int, table: Table, headings: Sequence[str]) -> None:
    """The same for a table under its headings: each column as wide as its texts need, within reason."""
    rows = rounded_rows(table)
    widths = []
    for place, heading in enumerate(headings):
        longest = max((len(line) for row in rows for line in row[place].split("\n")), default=0)
        widest_word = max(len(word) for word in heading.split())
        widths.append(max(_NARROWEST, min(_WIDEST, max(longest, widest_word) + _MARGIN)))
    lay_out(sheet, top, [headings, *rows], widths)
    sheet.repeat_rows(top)


def _lines(text: str, width: int) -> int:
    return sum(ceil(max(len(line), 1) * _ROUND / width) for line in text.split("\n"))
