"""What a CSV cannot say of itself: its companion file, in the W3C's vocabulary of CSV on the Web."""

from __future__ import annotations

import json
from typing import Any

from graphsvc.reports.files.words import NUMBERS, SHORTHAND, cut_short
from graphsvc.reports.report import Column, ColumnType
from graphsvc.reports.table import SUPPRESSED, Table

LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"

_DATATYPES: dict[ColumnType, object] = {
    "text": "string", "texts": "string", "whole": "integer", "number": "decimal", "date": "date",
    "share": {"base": "decimal", "minimum": 0, "maximum": 1}, "truth": {"base": "boolean", "format": "yes|no"},
}
_WRITTEN = "A text that begins with = + - or @ has an apostrophe before it, so that no spreadsheet runs it."


def companion(table: Table) -> bytes:
    """The metadata of `csv_file`'s file: what it holds, how to read it, where it comes from.

    Parameters
    ----------
    table : Table
        The table that the CSV holds, in a file `ID.csv`.

    Returns
    -------
    bytes
        JSON, to be called `ID.csv-metadata.json`: programs look for it by that name.
    """
    lines = (*table.notes, cut_short(table), *_shorthand(table), _WRITTEN)
    told = {"as_at": table.as_at, "snapshot": table.snapshot, "report": table.id, "truncated": table.truncated}
    metadata = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": f"{table.id}.csv",
        "dc:title": table.title,
        "dc:description": "\n".join(line for line in lines if line),
        "dc:source": table.source,
        "dc:license": {"@id": LICENCE},
        # The vocabulary takes no names of one's own, only properties of others'.
        "schema:additionalProperty": [
            {"@type": "schema:PropertyValue", "schema:name": name, "schema:value": value}
            for name, value in told.items()
        ],
        "dialect": {"encoding": "utf-8", "header": True},
        "tableSchema": {"columns": [_column(column) for column in table.columns]},
    }
    return (json.dumps(metadata, indent=2, ensure_ascii=False) + "\n").encode()


def _column(column: Column) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": column.name,
        # The first line has the name; a title that it lacks would be taken for a mismatch.
        "titles": list(dict.fromkeys((column.name, column.title or column.name))),
        "datatype": _DATATYPES[column.type],
        "null": ["", SUPPRESSED] if column.type in NUMBERS else [""],
    }
    if column.type == "texts":
        described["separator"] = "; "
    if column.unit:
        described["schema:unitText"] = column.unit
    return described


def _shorthand(table: Table) -> list[str]:
    hidden = any(SUPPRESSED in row for row in table.rows)
    return [f"{SUPPRESSED}: {SHORTHAND[SUPPRESSED]}."] if hidden else []
