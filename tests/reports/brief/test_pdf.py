"""A brief as a PDF: read aloud in order, and nothing in it comes from a clock, the machine or a hostile text."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from graphsvc.reports.brief import front
from graphsvc.reports.brief.pdf import pdf_file
from tests.reports.brief.sample import hostile_brief, large_brief

BRIEFS = {"hostile": hostile_brief, "large": large_brief}


@lru_cache(maxsize=2)
def written(name: str) -> bytes:
    return pdf_file(BRIEFS[name]())


def read(name: str) -> PdfReader:
    return PdfReader(io.BytesIO(written(name)))


def structure(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Elements of the structure that is read aloud, in its order."""
    waiting: list[Any] = [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        item = waiting.pop().get_object()
        if isinstance(item, ArrayObject):
            waiting.extend(reversed(item))
        elif isinstance(item, DictionaryObject):
            if "/S" in item:
                yield item
            if "/K" in item:
                waiting.append(item["/K"])


@pytest.mark.parametrize("name", BRIEFS)
def test_the_same_brief_has_the_same_bytes(name: str) -> None:
    assert pdf_file(BRIEFS[name]()) == written(name)


def test_it_is_tagged_and_says_so() -> None:
    root = read("large").trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()


def test_no_clock_is_in_it() -> None:
    reader = read("large")
    assert not {"/CreationDate", "/ModDate"} & set(reader.metadata or {})
    assert b"Date>" not in reader.trailer["/Root"]["/Metadata"].get_object().get_data()


def test_its_title_is_that_of_the_brief() -> None:
    metadata = read("large").metadata
    assert metadata is not None
    assert metadata.title == "NHS partnerships for local growth: England"


def test_bookmarks_are_its_headings_in_order() -> None:
    brief = large_brief()

    def flat(items: Any) -> Iterator[str]:  # noqa: ANN401
        for item in items:
            yield from flat(item) if isinstance(item, list) else (str(item["/Title"]),)

    tables = [f"{table.id.upper()}  {table.title}" for table in brief.tables]
    figures = sorted([f"{figure.id.upper()}  {figure.title}" for figure in brief.figures] + [f"F3  {front.PATHS[1]}"])
    findings, table_part, figure_part, *rest = front.PARTS.values()
    assert list(flat(read("large").outline)) == [findings, table_part, *tables, figure_part, *figures, *rest]


def test_it_is_read_in_order() -> None:
    kinds = [str(element["/S"]) for element in structure(read("large"))]
    assert kinds.index("/Title") < kinds.index("/H1") < kinds.index("/Table")
    levels = [int(kind[2:]) for kind in kinds if kind[:2] == "/H" and kind[2:].isdecimal()]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    text = "\n".join(page.extract_text() for page in read("large").pages)
    places = [text.index(said) for said in ("Policy brief", "Key findings", "1,230 of 5,040", "Recorded cells")]
    assert places == sorted(places)


def test_tables_have_headings_and_pictures_have_words() -> None:
    brief = large_brief()
    elements = list(structure(read("large")))
    headings = sum(len(table.columns) for table in brief.tables)
    # Evidence leads to its address, which has no column.
    headings += sum(len(path.evidence.columns) - 1 for path in brief.paths)
    assert [str(element["/S"]) for element in elements].count("/TH") == headings
    alternatives = [str(element["/Alt"]) for element in elements if element["/S"] == "/Figure"]
    assert [figure.title in text for figure, text in zip(brief.figures, alternatives, strict=True)] == [True] * 3


def test_every_text_can_be_selected_and_every_font_is_inside() -> None:
    brief = large_brief()
    text = " ".join(" ".join(page.extract_text() for page in read("large").pages).split())
    for row in brief.tables[0].rows:
        assert row[0].text in text
    sums = (brief.snapshot, brief.reports[0].sum)
    for said in (*sums, *brief.caveats, *brief.method, *brief.sources, "Words in a picture"):
        assert said in text
    for page in read("large").pages:
        for font in page["/Resources"].get_object().get("/Font", {}).values():
            described = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(described)


def test_wide_tables_lie_across_the_page() -> None:
    pages = read("large").pages
    across = [page.mediabox.width > page.mediabox.height for page in pages]
    assert across[:2] == [False, True]
    assert not across[-1]
    assert all(sorted((round(page.mediabox.width), round(page.mediabox.height))) == [595, 842] for page in pages)
    parted = [page.extract_text() for page in pages if "Integrated Care Board" in page.extract_text()]
    assert len(parted) == 2
    assert all("Housing" in text for text in parted), "headings stand on each page of a table"


def test_pages_say_what_they_belong_to() -> None:
    pages = read("large").pages
    for number, page in enumerate(pages[1:], start=2):
        text = page.extract_text()
        assert "As at 24 November 2026 · facts aa51d66d93a5" in text
        assert f"{number} of {len(pages)}" in text


def test_hostile_texts_are_set_as_they_were_written() -> None:
    text = "".join("".join(page.extract_text() for page in read("hostile").pages).replace("\u200b", "").split())
    brief = hostile_brief()
    said = [part for finding in brief.findings for part in finding.parts if isinstance(part, str)]
    said += [*brief.caveats, *brief.method, *brief.sources, *(figure.title for figure in brief.figures)]
    said += [cell.text for table in brief.tables for row in table.rows for cell in row]
    plain = ["".join(each.split()) for each in said if each.isascii() and each.isprintable() and len(each) < 300]
    assert len(plain) > 50
    assert [each for each in plain if each not in text] == []
    reader = read("hostile")
    notes = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]
    links = [str(note.get("/A", {}).get("/URI", "")) for note in notes]
    assert all(link == "" or link.startswith(("rows/", "http://", "https://")) for link in links)
    assert "/JavaScript" not in (reader.trailer["/Root"].get("/Names") or {})
