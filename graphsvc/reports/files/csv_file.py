"""A table as CSV for spreadsheets and programs."""

from __future__ import annotations

import csv
import io

from graphsvc.reports.files.words import exactly
from graphsvc.reports.report import Value
from graphsvc.reports.table import Table
from graphsvc.sheets import FORMULA


def csv_file(table: Table) -> bytes:
    """UTF-8 with a byte order mark, the columns' names on the first line.

    Parameters
    ----------
    table : Table
        Rows to write.

    Returns
    -------
    bytes
        A text that a spreadsheet would run as a formula begins with an apostrophe.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(column.name for column in table.columns)
    for row in table.rows:
        writer.writerow(_harmless(value) for value in row)
    return text.getvalue().encode("utf-8-sig")


def _harmless(value: Value) -> str:
    shown = exactly(value)
    # A number below zero is no formula: programs read it as it is.
    formula = isinstance(value, str | tuple) and shown.startswith(FORMULA)
    return f"'{shown}" if formula else shown
