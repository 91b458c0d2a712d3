"""Tables as a workbook, by the rules for government statistics: cover, contents, notes, one table a sheet."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from copy import deepcopy
from datetime import datetime
from typing import TYPE_CHECKING

from graphsvc.dates import in_words
from graphsvc.reports.files.layout import LINE, lay_out, lay_out_table
from graphsvc.reports.files.sheet import formatted, gptable, unreferenced
from graphsvc.reports.files.words import printable
from graphsvc.reports.table import Table

if TYPE_CHECKING:
    from gptables import Theme

_REFUSED = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31
_TAKEN = ("cover", "contents", "notes", "history")
"""Names of the other sheets, and one that Excel keeps for itself."""
_EMPTY = "Made from a record into which nothing was ever loaded."
_NO_MOMENT = datetime(2000, 1, 1)  # noqa: DTZ001 - the format keeps no time zone
"""Stands for when a file was made: the same tables have the same bytes."""
_BELOW_ABOUT, _BELOW_HEADING = 4, 3
"""Rows, from 0, in which gptables begins the text of a cover, and the lines of contents and notes."""


def workbook(title: str, tables: Sequence[Table], about: Iterable[str]) -> bytes:
    """A workbook (XLSX) in which each table has a sheet, named after its id.

    Parameters
    ----------
    title : str
        What it is, for its cover.
    tables : sequence of Table
        At least one.
    about : iterable of str
        Sentences for the cover: what was done, whose facts these are.

    Returns
    -------
    bytes
        The same for the same tables. Nothing from data is a formula or a link.
    """
    from gptables import Cover, produce_workbook
    from pandas import DataFrame

    about = [line for line in about if line]
    numbers: dict[str, int] = {}
    names = _sheet_names(table.id for table in tables)
    sheets = {}
    for rank, (name, table) in enumerate(zip(names, tables, strict=True), start=1):
        notes = [numbers.setdefault(note, len(numbers) + 1) for note in _notes(table)]
        # A name such as `t1` would be taken for that of a cell.
        sheets[name] = gptable(table, f"table_{rank}_{re.sub('[^a-z0-9]+', '_', table.id.lower())}"[:200], notes)
    written = io.BytesIO()
    book = produce_workbook(
        written,
        sheets,
        theme=_theme(),
        cover=Cover(formatted(title), intro=[formatted(_dates(tables))], about=list(map(formatted, about)) or None),
        notes_table=DataFrame({
            "Note": map(str, numbers.values()), "Note text": [formatted(unreferenced(note)) for note in numbers],
        }),
        auto_width=False,
        workbook_options={"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    )
    lay_out(book.get_worksheet_by_name("Cover"), _BELOW_ABOUT, [(line,) for line in about], [LINE])
    described = [(name, table.title) for name, table in zip(names, tables, strict=True)]
    lay_out(book.get_worksheet_by_name("Contents"), _BELOW_HEADING, described, [_LONGEST_NAME + 5, LINE])
    noted = [(str(number), note) for note, number in numbers.items()]
    lay_out(book.get_worksheet_by_name("Notes"), _BELOW_HEADING, noted, [15, LINE])
    for (name, sheet), table in zip(sheets.items(), tables, strict=True):
        lay_out_table(book.get_worksheet_by_name(name), sheet.data_range[0], table, list(sheet.table.columns))
    book.set_properties({"title": printable(title)[:255], "created": _NO_MOMENT})
    book.close()
    return written.getvalue()


def _theme() -> Theme:
    from gptables import gptheme

    theme = deepcopy(gptheme)
    theme.apply_config({part: {"valign": "top"} for part in ("cover_text", "data", "index_2")})
    return theme


def _sheet_names(ids: Iterable[str]) -> list[str]:
    """Names that a spreadsheet takes, none twice, however long or strange the ids are."""
    names: list[str] = []
    taken = set(_TAKEN)
    for found in ids:
        name = whole = " ".join(_REFUSED.sub(" ", printable(found)).split())[:_LONGEST_NAME].strip() or "Table"
        rank = 1
        while name.casefold() in taken:
            rank += 1
            name = f"{whole[: _LONGEST_NAME - len(str(rank)) - 1]} {rank}"
        taken.add(name.casefold())
        names.append(name)
    return names


def _dates(tables: Sequence[Table]) -> str:
    days = sorted({table.as_at for table in tables if table.as_at})
    return f"As at {' and '.join(map(in_words, days))}." if days else "Tables from the record."


def _notes(table: Table) -> list[str]:
    """What is said of a table; the source only where it is more than the sentence that stands under the title."""
    source = f"Source: {table.source}" if ". " in table.source else ""
    facts = f"Made from the facts with the hash {table.snapshot}." if table.snapshot else _EMPTY
    return [note for note in (*table.notes, source, facts) if note]
