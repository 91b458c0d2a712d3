"""Tables as files: spreadsheets run nothing in them, and the same table has the same bytes."""

from __future__ import annotations

import csv
import io
import zipfile
from xml.etree import ElementTree as ET

from graphsvc.sheets import Sheet, csv_text
from tests.fixtures.hostile import NAMES

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SHEET = Sheet("Links: [all]/*", ("name", "count"), (("=1+1", 3), ("Leeds", 4)), ("Source: here.",), "2026-11-24", "abc")


def cells(content: bytes) -> list[str]:
    """Every text of a workbook, in order."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        root = ET.fromstring(book.read("xl/sharedStrings.xml"))  # noqa: S314 - we wrote it
    return ["".join(part.text or "" for part in item.iter(f"{MAIN}t")) for item in root.iter(f"{MAIN}si")]


def test_a_formula_begins_with_an_apostrophe_in_csv() -> None:
    text = csv_text(["a"], [["=1+1"], ["@x"], ["-2"], ["plain"], [None]])
    assert text.splitlines() == ["a", "'=1+1", "'@x", "'-2", "plain", '""']


def test_csv_says_date_and_facts_in_every_row() -> None:
    rows = list(csv.DictReader(io.StringIO(SHEET.csv().decode("utf-8-sig"))))
    assert rows[0] == {"name": "'=1+1", "count": "3", "as_at": "2026-11-24", "snapshot": "abc"}
    assert SHEET.csv().startswith(b"\xef\xbb\xbf")


def test_a_workbook_has_texts_numbers_and_what_to_know_and_no_formula() -> None:
    with zipfile.ZipFile(io.BytesIO(SHEET.xlsx())) as book:
        first = ET.fromstring(book.read("xl/worksheets/sheet1.xml"))  # noqa: S314 - we wrote it
        assert list(first.iter(f"{MAIN}f")) == []
        assert [value.text for value in first.iter(f"{MAIN}v")][3] == "3"
    assert {"=1+1", "Leeds", "Source: here.", "As at 2026-11-24", "Facts abc"} <= set(cells(SHEET.xlsx()))


def test_the_same_table_has_the_same_bytes() -> None:
    assert SHEET.xlsx() == SHEET.xlsx()


def test_hostile_texts_stay_texts() -> None:
    sheet = Sheet(NAMES[0], ("name",), tuple((name,) for name in NAMES), (NAMES[1],))
    held = " ".join(cells(sheet.xlsx()))
    assert [name for name in NAMES if name.replace("\x0b", " ")[:100] not in held] == []
    assert len(list(csv.reader(io.StringIO(sheet.csv().decode("utf-8-sig"))))) == len(NAMES) + 1


def test_mark_up_of_the_workbook_itself_stays_text() -> None:
    sheet = Sheet("Rich", ("name",), (("<r><t>rich</t></r>",), ("<r></si><si><t>more</t></r>",)))
    assert [text.strip() for text in cells(sheet.xlsx())][1:3] == ["<r><t>rich</t></r>", "<r></si><si><t>more</t></r>"]
