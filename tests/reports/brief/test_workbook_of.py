"""A brief as a spreadsheet: its tables as data, numbers as numbers, and no formula."""

from __future__ import annotations

import io
import zipfile
from functools import lru_cache

import pytest
from openpyxl import load_workbook

from graphsvc.reports.brief.workbook_of import workbook_file
from tests.reports.brief.sample import SNAPSHOT, hostile_brief, large_brief

BRIEFS = {"hostile": hostile_brief, "large": large_brief}


@lru_cache(maxsize=2)
def written(name: str) -> bytes:
    return workbook_file(BRIEFS[name]())


@pytest.mark.parametrize("name", BRIEFS)
def test_the_same_brief_has_the_same_bytes(name: str) -> None:
    assert workbook_file(BRIEFS[name]()) == written(name)


@pytest.mark.parametrize("name", BRIEFS)
def test_it_has_a_cover_contents_notes_and_a_sheet_for_each_table(name: str) -> None:
    book = load_workbook(io.BytesIO(written(name)))
    assert book.sheetnames == [
        "Cover", "Contents", "Notes", "findings", "t1", "t2", "t3", "t4", "t5", "f1", "f2", "f3-1", "f3-2", "f4",
        "reports",
    ]


def test_numbers_are_numbers() -> None:
    brief = large_brief()
    sheet = load_workbook(io.BytesIO(written("large")))["t1"]
    rows = [row for row in sheet.iter_rows(values_only=True) if isinstance(row[2], int)]
    for shown, row in zip(rows, brief.tables[0].data.rows, strict=True):
        assert shown[:4] == row[:4]
        assert shown[4] == pytest.approx(row[4])


def test_the_cover_says_when_and_from_what() -> None:
    sheet = load_workbook(io.BytesIO(written("large")))["Cover"]
    text = "\n".join(str(row[0]) for row in sheet.iter_rows(values_only=True))
    title = "NHS partnerships for local growth: England"
    for said in (title, "24 November 2026", SNAPSHOT, *large_brief().caveats, "graphsvc brief --from FOLDER"):
        assert said in text


@pytest.mark.parametrize("name", BRIEFS)
def test_nothing_is_a_formula(name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(written(name))) as parts:
        sheets = [part for part in parts.namelist() if part.startswith("xl/worksheets/sheet")]
        assert sheets
        assert not any(b"<f>" in parts.read(part) or b"<f " in parts.read(part) for part in sheets)
