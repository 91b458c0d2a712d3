"""The pages of a brief: every number opens its rows, and no text is more than a text."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from posixpath import dirname, join, normpath

import pytest

from graphsvc.reports.brief.contents import Brief, Cell
from graphsvc.reports.brief.html import html_files
from graphsvc.reports.table import SUPPRESSED
from tests.reports.brief.read_html import ReadPage
from tests.reports.brief.sample import SNAPSHOT, hostile_brief, large_brief

BESIDE = ("brief.pdf", "brief.xlsx", "brief.md", "figures/", "tables/", "reports/")
"""What others write into the folder."""
BRIEFS = {"hostile": hostile_brief, "large": large_brief}
ELEMENTS = {
    "html", "head", "meta", "title", "link", "body", "a", "header", "footer", "nav", "main", "section", "h1", "h2",
    "h3", "h4", "p", "dl", "div", "dt", "dd", "ol", "ul", "li", "span", "abbr", "table", "caption", "thead",
    "tbody", "tr", "th", "td", "figure", "figcaption", "img", "details", "summary", "pre", "code",
}
ATTRIBUTES = {
    "lang", "charset", "http-equiv", "content", "name", "rel", "href", "class", "id", "tabindex", "aria-labelledby",
    "aria-label", "aria-hidden", "role", "scope", "title", "src", "alt", "colspan",
}


@lru_cache(maxsize=2)
def pages(name: str) -> dict[str, ReadPage]:
    return {path: ReadPage(content) for path, content in html_files(BRIEFS[name]()).items() if path.endswith(".html")}


def cells(brief: Brief) -> list[Cell]:
    """Every cell, in the order in which it is read."""
    said = [part for finding in brief.findings for part in finding.parts if isinstance(part, Cell)]
    return said + [cell for table in brief.tables for row in table.rows for cell in row]


@pytest.mark.parametrize("name", BRIEFS)
def test_the_same_brief_has_the_same_bytes(name: str) -> None:
    assert html_files(BRIEFS[name]()) == html_files(BRIEFS[name]())


@pytest.mark.parametrize("name", BRIEFS)
def test_every_number_opens_its_rows(name: str) -> None:
    brief = BRIEFS[name]()
    traces = {trace.id: trace for trace in brief.traces}
    opened = [tag for tag in pages(name)["index.html"].all("a") if tag.attributes.get("class") == "open"]
    expected = [cell for cell in cells(brief) if cell.trace]
    assert [(tag.text, tag.attributes["href"].partition("#")[2]) for tag in opened] == [
        (cell.text, cell.trace) for cell in expected
    ]
    for tag in opened:
        path, _, mark = tag.attributes["href"].partition("#")
        assert mark in pages(name)[path].ids()
        assert mark in traces


@pytest.mark.parametrize("name", BRIEFS)
def test_rows_are_those_of_their_number_and_lead_back_to_it(name: str) -> None:
    brief = BRIEFS[name]()
    index = pages(name)["index.html"].ids()
    for path in (path for path in pages(name) if path.startswith("rows/")):
        traces = [trace for trace in brief.traces if path == f"rows/{trace.id.partition('-')[0]}.html"]
        page = pages(name)[path]
        assert [tag.attributes["id"] for tag in page.all("section")] == [trace.id for trace in traces]
        shown = page.tables()
        assert [max(len(trace.rows), 1) for trace in traces] == [len(table) - 1 for table in shown]
        for trace, caption in zip(traces, page.all("caption"), strict=True):
            assert f"Report {trace.report}, version {trace.version}" in caption.text
        back = [tag.attributes["href"] for tag in page.all("a") if tag.text == "Back to this number in the brief"]
        assert back == [f"../index.html#from-{trace.id}" for trace in traces]
        assert all(link.partition("#")[2] in index for link in back)


@pytest.mark.parametrize("name", BRIEFS)
def test_every_link_leads_somewhere(name: str) -> None:
    for path, page in pages(name).items():
        assert len(page.ids()) == len(set(page.ids())), path
        for tag in page.all("a", "link", "img"):
            address, _, mark = tag.attributes.get("href", tag.attributes.get("src", "")).partition("#")
            if tag.attributes.get("rel") == "icon":
                assert address == "data:,", "a page asks for no picture of its own"
                continue
            if tag.name == "a" and address.startswith(("http://", "https://")):
                assert tag.text == tag.attributes["href"]
                continue
            found = normpath(join(dirname(path), address)) if address else path
            assert found == "style.css" or found.startswith(BESIDE) or found in pages(name), (path, address)
            assert not mark or mark in pages(name)[found].ids(), (path, address, mark)


def test_a_suppressed_number_opens_nothing() -> None:
    shown = [tag for tag in pages("large")["index.html"].tags if tag.text == SUPPRESSED and tag.name in ("a", "abbr")]
    assert shown
    assert {tag.name for tag in shown} == {"abbr"}


@pytest.mark.parametrize("name", BRIEFS)
def test_no_text_becomes_an_element(name: str) -> None:
    for path, page in pages(name).items():
        assert {tag.name for tag in page.tags} <= ELEMENTS, path
        assert {attribute for tag in page.tags for attribute in tag.attributes} <= ATTRIBUTES, path


def test_hostile_texts_are_read_as_they_were_written() -> None:
    brief = hostile_brief()
    index = " ".join(tag.text for tag in pages("hostile")["index.html"].all("main"))
    for text in (*brief.caveats, *brief.method, *brief.sources, *(figure.title for figure in brief.figures)):
        assert "".join(letter for letter in text if letter.isprintable()) in "".join(
            letter for letter in index if letter.isprintable()
        )


@pytest.mark.parametrize("name", BRIEFS)
def test_headings_go_down_one_level_at_a_time(name: str) -> None:
    for path, page in pages(name).items():
        levels = [int(tag.name[1]) for tag in page.all("h1", "h2", "h3", "h4")]
        assert levels[0] == 1, path
        assert levels.count(1) == 1, path
        assert all(after - before <= 1 for before, after in pairwise(levels)), path


@pytest.mark.parametrize("name", BRIEFS)
def test_tables_have_captions_and_headings(name: str) -> None:
    for path, page in pages(name).items():
        assert len(page.all("caption")) == len(page.all("table")), path
        assert all(tag.attributes["scope"] in ("col", "row") for tag in page.all("th")), path


def test_it_says_when_from_what_and_how_to_make_it_again() -> None:
    text = " ".join(pages("large")["index.html"].all("body")[0].text.split())
    for said in (
        "24 November 2026", SNAPSHOT, "graphsvc 0.1.0", "Counts below 5", "5e" * 32, "graphsvc brief --from FOLDER",
        "graphsvc brief --as-at 2026-11-24 --since 2025-11-24 --out FOLDER",
    ):
        assert said in text
