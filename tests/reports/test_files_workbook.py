from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from graphsvc.reports.files.workbook import workbook
from graphsvc.reports.report import Column
from graphsvc.reports.table import Table
from tests.fixtures.libreoffice import Opened, opened
from tests.fixtures.tables import BOARDS, EMPTY, HOSTILE_TABLE, TEXTS

__all__ = ["opened"]
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_ABOUT = ("=1+1", "[about](https://example.org)", "$$a$$")
_HOSTILE = ("=1+1 [cover](https://example.org)", [HOSTILE_TABLE, EMPTY], _ABOUT)


def _parts(book: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(book)) as files:
        return {name: files.read(name).decode() for name in files.namelist()}


def test_it_has_a_cover_contents_notes_and_a_marked_up_table_a_sheet() -> None:
    book = load_workbook(io.BytesIO(workbook("Partnerships", [BOARDS, EMPTY], ["Whose facts these are."])))
    assert book.sheetnames == ["Cover", "Contents", "Notes", "boards", "t2"]
    assert [cell.value for cell in book["Cover"]["A"]] == [
        "Partnerships", "Introductory information", "As at 24 November 2026.", "About these data",
        "Whose facts these are.",
    ]
    assert [sheet.title for sheet in book if len(sheet.tables) == 1] == ["Contents", "Notes", "boards", "t2"]
    notes = [row[1] for row in book["Notes"].iter_rows(min_row=4, values_only=True)]
    assert notes[:3] == list(BOARDS.notes)
    assert f"Source: {BOARDS.source}" in notes
    assert any(BOARDS.snapshot in note for note in notes)


def test_a_sheet_says_title_source_units_and_shorthand_and_keeps_numbers() -> None:
    sheet = load_workbook(io.BytesIO(workbook("Partnerships", [replace(BOARDS, truncated=True)], [])))["boards"]
    above = [sheet.cell(row, 1).value for row in range(1, 6)]
    assert above[0] == BOARDS.title
    assert above[1].startswith("This worksheet contains one table. The first 3 rows: there are more. How to read it: [")
    assert above[2] == "[c] too small a number to publish."
    assert above[3].startswith("[x] not available")
    assert above[4] == "Source: Report boards, version 1 (as_at: 2026-11-24)."
    headings, first, second, third = sheet.iter_rows(min_row=6, values_only=True)
    assert headings[2:4] == ("Recorded\n(cells)", "Coverage")
    assert first == ("NHS Devon", "University", 1234, 0.625, -4, "yes", "2026-04-01", "estates; skills")
    assert second == ("NHS Devon", "College", "[c]", "[c]", 0.5, "no", "[x]", "[x]")
    assert third == ("NHS Dorset", "University", 0, "[x]", "[x]", "[x]", "2025-01-02", "estates")
    assert [sheet.cell(7, column).number_format for column in (3, 4)] == ["#,##0", "0.0%"]


def test_a_table_without_rows_says_so() -> None:
    sheet = load_workbook(io.BytesIO(workbook("Partnerships", [EMPTY], [])))["t2"]
    shown = list(sheet.iter_rows(values_only=True))
    assert ("[z] not applicable: this table has no rows.", None) in shown
    assert shown[-1] == ("[z]", "[z]")


def test_nothing_from_data_is_a_formula_or_a_link() -> None:
    parts = _parts(workbook(*_HOSTILE))
    for name, text in parts.items():
        assert not re.search("<f[ >]", text), name
        assert "calculatedColumnFormula" not in text, name
        assert 'TargetMode="External"' not in text, name
    places = re.findall(r'<hyperlink [^>]*location="([^"]*)"', "".join(parts.values()))
    assert len(places) == 2


def test_libreoffice_opens_it_with_every_text_as_it_was(opened: Opened) -> None:
    content = opened(workbook(*_HOSTILE))
    sheets = {table.get(f"{_TABLE}name"): table for table in content.iter(f"{_TABLE}table")}
    assert list(sheets)[:3] == ["Cover", "Contents", "Notes"]
    assert not [cell for cell in content.iter() if cell.get(f"{_TABLE}formula")]
    links = [found.get(_HREF) for found in content.iter() if found.get(_HREF)]
    assert len(links) == 2
    assert all(link.startswith("#") for link in links)
    shown = {"".join(part.itertext()) for part in sheets["a b c d"].iter(f"{_TEXT}p")}
    assert {'=HYPERLINK("https://example.org")', "[here](https://example.org)", "@SUM(1)", "-", "{=1+1}"} <= shown


def test_texts_are_whole_but_for_what_no_cell_holds() -> None:
    sheet = load_workbook(io.BytesIO(workbook("Texts", [HOSTILE_TABLE], [])))["a b c d"]
    shown = [row[0] for row in sheet.iter_rows(values_only=True)][-len(TEXTS) :]
    wanted = [_UNPRINTABLE.sub("", text)[:32_767] for text in TEXTS]
    for text, expected in zip(shown, wanted, strict=True):
        assert text == (expected if expected.strip() else "[x]") or text == f"{expected} "


@pytest.mark.parametrize(
    "ids", [("cover", "Notes", "history"), ("a" * 60, "a" * 60, "A" * 60), ("", "[]", "?"), ("'x'", "x")]
)
def test_names_of_sheets_are_valid_and_differ(ids: tuple[str, ...]) -> None:
    names = load_workbook(io.BytesIO(workbook("Names", [replace(EMPTY, id=name) for name in ids], []))).sheetnames
    assert len({name.casefold() for name in names}) == len(ids) + 3
    assert all(0 < len(name) <= 31 and not re.search(r"[\[\]:*?/\\']", name) for name in names)


def test_columns_of_one_title_are_told_apart() -> None:
    columns = (Column("a", "Board"), Column("b", "board"), Column("c", ""))
    table = Table("twice", "Twice", columns, (("1", "2", "3"),))
    sheet = load_workbook(io.BytesIO(workbook("Twice", [table], [])))["twice"]
    assert list(sheet.iter_rows(values_only=True))[-2] == ("Board", "board (b)", "c")
