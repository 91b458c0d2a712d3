"""A table of an answer as a file for a spreadsheet: nothing in it is run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take a cell for a formula by."""

_WIDEST, _NARROWEST = 60, 8
"""Of a column, in characters."""
_NAME_REFUSED = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_LONGEST_NAME = 31
_LONGEST_CELL = 32_767
_NO_MOMENT = datetime(2000, 1, 1)  # noqa: DTZ001 - the format keeps no time zone
"""Stands for when a file was made: the same answer has the same bytes."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table.

    Attributes
    ----------
    name : str
        What it is, in a few words.
    columns : tuple of str
        Their names.
    rows : tuple of tuple
        Texts, numbers, truth values or None, one for each column.
    about : tuple of str
        Sentences to know: source, licence, caveats.
    as_at, snapshot : str
        Date of the answer and hash of the facts; every row of the CSV says both.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    about: tuple[str, ...] = ()
    as_at: str = ""
    snapshot: str = ""

    def csv(self) -> bytes:
        """UTF-8 with a byte order mark, by which spreadsheets know it."""
        where = (self.as_at, self.snapshot)
        text = csv_text((*self.columns, "as_at", "snapshot"), ((*row, *where) for row in self.rows))
        return text.encode("utf-8-sig")

    def xlsx(self) -> bytes:
        """A workbook: the table, and a sheet about it. The same table has the same bytes."""
        import xlsxwriter

        written = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(written, options) as book:
            book.set_properties({"title": _cut(self.name), "created": _NO_MOMENT})
            bold = book.add_format({"bold": True})
            wrapped = book.add_format({"text_wrap": True, "valign": "top"})
            page = book.add_worksheet(_sheet_name(self.name))
            for column, name in enumerate(self.columns):
                longest = max((len(_shown(row[column])) for row in self.rows), default=0)
                page.set_column(column, column, min(_WIDEST, max(_NARROWEST, len(name), longest) + 2))
                page.write_string(0, column, name, bold)
            for place, row in enumerate(self.rows, start=1):
                for column, value in enumerate(row):
                    if isinstance(value, int | float) and not isinstance(value, bool):
                        page.write_number(place, column, value)
                    else:
                        page.write_string(place, column, _cut(_shown(value)), wrapped)
            page.freeze_panes(1, 0)
            page.autofilter(0, 0, max(len(self.rows), 1), len(self.columns) - 1)
            about = book.add_worksheet("About")
            about.set_column(0, 0, 100)
            lines = (self.name, f"As at {self.as_at}", f"Facts {self.snapshot}", *self.about)
            for place, line in enumerate(lines):
                about.write_string(place, 0, _cut(line), wrapped)
        return written.getvalue()


def csv_text(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """Rows as CSV; what a spreadsheet would run as a formula begins with an apostrophe."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_harmless(_shown(value)) for value in row])
    return text.getvalue()


def _shown(value: object) -> str:
    return "" if value is None else str(value)


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text


def _sheet_name(name: str) -> str:
    return name.translate(_NAME_REFUSED)[:_LONGEST_NAME].strip(" '") or "Table"


def _cut(text: str) -> str:
    """As much of a text as a cell holds, without what XML cannot."""
    kept = "".join(letter if letter >= " " or letter in "\n\t" else " " for letter in text)[:_LONGEST_CELL]
    # XlsxWriter takes a text between these for its own mark-up and writes it unescaped; not so with a space at the end.
    return f"{kept[: _LONGEST_CELL - 1]} " if kept.startswith("<r>") and kept.endswith("</r>") else kept
