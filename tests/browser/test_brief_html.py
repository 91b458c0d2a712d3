"""The pages of a brief in a browser: from the disk, on a screen, on a telephone and on paper."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from graphsvc.reports.brief.contents import Brief
from graphsvc.reports.brief.html import html_files
from tests.fixtures.browser import WIDTHS, Visit
from tests.reports.brief.sample import hostile_brief, large_brief

pytestmark = pytest.mark.browser


def written(brief: Brief, folder: Path) -> Path:
    """The pages and pictures of a brief in a folder."""
    files = html_files(brief) | {f"figures/{figure.id}.svg": figure.svg for figure in brief.figures}
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(large_brief(), tmp_path_factory.mktemp("large"))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(hostile_brief(), tmp_path_factory.mktemp("hostile"))


def assert_sound(browser: Browser, page: Path, width: int) -> None:
    with Visit(browser, page.as_uri(), width) as visit:
        visit.assert_clean("file:")
        visit.assert_accessible()
        visit.assert_fits()
        loaded = "Array.from(document.images).every(image => image.complete && image.naturalWidth > 0)"
        assert visit.page.evaluate(loaded)
        assert visit.page.evaluate("getComputedStyle(document.body).fontFamily").startswith("Arial")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_long_brief_is_sound(browser: Browser, large: Path, width: int) -> None:
    assert_sound(browser, large / "index.html", width)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("page", ["index.html", "rows/t1.html", "rows/t2.html"])
def test_hostile_texts_do_nothing(browser: Browser, hostile: Path, page: str, width: int) -> None:
    assert_sound(browser, hostile / page, width)


def test_a_number_opens_its_rows_and_they_lead_back(browser: Browser, large: Path) -> None:
    with Visit(browser, (large / "index.html").as_uri(), 1280) as visit:
        visit.page.locator("#from-t1-b20-k3").click()
        section = visit.page.locator("#t1-b20-k3")
        assert visit.page.url.endswith("rows/t1.html#t1-b20-k3")
        assert -5 < (section.bounding_box() or {})["y"] < 50
        section.get_by_role("link", name="Back to this number in the brief").click()
        assert visit.page.url.endswith("index.html#from-t1-b20-k3")


def test_a_wide_table_moves_sideways_on_its_own_and_keeps_its_headings_in_sight(browser: Browser, large: Path) -> None:
    with Visit(browser, (large / "index.html").as_uri(), 375) as visit:
        region = visit.page.get_by_role("region", name="T1 Coverage by board and partner type")
        region.focus()
        assert region.evaluate("region => region.scrollWidth > region.clientWidth")
        region.evaluate("region => region.scrollTo(400, 0)")
        heading = region.get_by_role("rowheader").first.bounding_box() or {}
        assert 0 <= heading["x"] < 30


def test_it_prints_on_a4_with_headings_on_each_page(browser: Browser, large: Path) -> None:
    with Visit(browser, (large / "index.html").as_uri(), 1280) as visit:
        pages = PdfReader(io.BytesIO(visit.page.pdf(prefer_css_page_size=True))).pages
    assert all(sorted((round(page.mediabox.width), round(page.mediabox.height))) == [595, 842] for page in pages)
    across = [page for page in pages if page.mediabox.width > page.mediabox.height]
    assert 2 <= len(across) <= 4
    assert all("Housing" in page.extract_text() for page in across)
    text = "\n".join(page.extract_text() for page in pages)
    assert "North: 3 of 12." in text, "what is folded on the screen is printed"
