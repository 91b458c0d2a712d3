from __future__ import annotations

import csv
import io
import json

from graphsvc.reports.files.companion import companion
from graphsvc.reports.files.csv_file import csv_file
from graphsvc.reports.table import Table
from tests.fixtures.tables import BOARDS, EMPTY, HOSTILE_TABLE, TEXTS


def _read(table: Table) -> list[list[str]]:
    return list(csv.reader(io.StringIO(csv_file(table).decode("utf-8-sig"), newline="")))


def test_values_are_plain() -> None:
    assert csv_file(BOARDS).startswith(b"\xef\xbb\xbfboard,partner_type,")
    assert _read(BOARDS)[1:] == [
        ["NHS Devon", "University", "1234", "0.625", "-4", "yes", "2026-04-01", "estates; skills"],
        ["NHS Devon", "College", "[c]", "[c]", "0.5", "no", "", ""],
        ["NHS Dorset", "University", "0", "", "", "", "2025-01-02", "estates"],
    ]


def test_no_text_is_a_formula_and_none_is_lost() -> None:
    rows = _read(HOSTILE_TABLE)[1:]
    assert len(rows) == len(TEXTS)
    for (text, both, _), original in zip(rows, TEXTS, strict=True):
        assert not text.startswith(("=", "+", "-", "@", "\t", "\r"))
        assert not both.startswith(("=", "+", "-", "@", "\t", "\r"))
        assert text in (original, f"'{original}")


def test_a_table_without_rows_has_its_columns() -> None:
    assert _read(EMPTY) == [["board", "recorded"]]


def test_the_companion_describes_every_column_and_says_where_the_rows_come_from() -> None:
    told = json.loads(companion(BOARDS))
    assert told["@context"][0] == "http://www.w3.org/ns/csvw"
    assert told["url"] == "boards.csv"
    assert all(note in told["dc:description"] for note in BOARDS.notes)
    assert told["dc:source"] == BOARDS.source
    assert "open-government-licence" in told["dc:license"]["@id"]
    said = {item["schema:name"]: item["schema:value"] for item in told["schema:additionalProperty"]}
    assert said == {"as_at": "2026-11-24", "snapshot": BOARDS.snapshot, "report": "boards", "truncated": False}
    columns = told["tableSchema"]["columns"]
    assert [column["name"] for column in columns] == _read(BOARDS)[0]
    assert columns[2] == {
        "name": "recorded", "titles": ["recorded", "Recorded"], "datatype": "integer", "null": ["", "[c]"],
        "schema:unitText": "cells",
    }
    assert columns[7]["separator"] == "; "


def test_hidden_and_missing_rows_are_said() -> None:
    cut = Table(BOARDS.id, BOARDS.title, BOARDS.columns, BOARDS.rows, truncated=True)
    description = json.loads(companion(cut))["dc:description"]
    assert "The first 3 rows: there are more." in description
    assert "[c]: too small a number to publish." in description
    assert "[c]" not in json.loads(companion(EMPTY))["dc:description"]
