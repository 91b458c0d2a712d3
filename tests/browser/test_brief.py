"""A brief in a browser: asked for with the form, told of while it is made, read, and its files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser

from graphsvc.app import create_app
from graphsvc.config import Settings
from graphsvc.database.session import Database
from graphsvc.snapshot.in_use import FixedSnapshot
from tests.fixtures.browser import WIDTHS, Visit, serving
from tests.fixtures.facts import seed_snapshot

pytestmark = pytest.mark.browser

LONG = 300_000
"""Milliseconds that making a brief may take on a machine that does much else."""


@dataclass(frozen=True)
class Asked:
    """A brief that somebody asked for with the form."""

    origin: str
    address: str
    steps: list[str]


@pytest.fixture(scope="module")
def origin(england: Database, england_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the pages are served, with a record behind them and a data folder of their own."""
    settings = england_settings.model_copy(update={"data_dir": tmp_path_factory.mktemp("data")})
    app = create_app(settings, FixedSnapshot(seed_snapshot()), lambda: england)
    with serving(app) as origin:
        yield origin


@pytest.fixture(scope="module")
def asked(browser: Browser, origin: str) -> Asked:
    """The form filled in and sent, and the page watched until the brief is made."""
    with Visit(browser, f"{origin}/brief", 1280) as visit:
        page = visit.page
        page.get_by_label("Board").select_option("GB-NHS-QWO")
        page.get_by_label("As at").fill("2026-11-24")
        page.get_by_label("Change since").fill("2025-11-24")
        page.get_by_role("button", name="Make the brief").click()
        page.wait_for_url("**/brief/*/")
        # The page itself says what is done, without being loaded again: what is observed here would be lost.
        page.evaluate("""() => {
            const told = document.getElementById('progress');
            const keep = () => sessionStorage.setItem(`step ${sessionStorage.length}`, told.textContent);
            keep();
            new MutationObserver(keep).observe(told, {childList: true});
        }""")
        visit.assert_clean(origin)
        visit.assert_accessible()
        visit.assert_fits()
        _shot(visit, "making")
        page.get_by_role("heading", name="The brief is made").wait_for(timeout=LONG)
        visit.assert_clean(origin)
        return Asked(origin, page.url, page.evaluate("Object.values(sessionStorage)"))


def _shot(visit: Visit, name: str) -> None:
    if os.environ.get("SHOTS"):
        visit.page.screenshot(path=f"{os.environ['SHOTS']}/{name}.png", full_page=True)


def test_the_form_makes_a_brief_and_its_page_tells_the_steps(asked: Asked) -> None:
    assert len(set(asked.steps)) > 1, asked.steps


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_of_a_brief_that_is_made_is_sound(browser: Browser, asked: Asked, width: int) -> None:
    with Visit(browser, asked.address, width) as visit:
        visit.assert_sound(asked.origin)
        _shot(visit, f"made-{width}")
        with visit.page.expect_download() as download:
            visit.page.get_by_role("link", name="PDF").click()
        assert download.value.suggested_filename == "brief.pdf"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", ["index.html", "rows/t1.html"])
def test_its_own_pages_show_all_that_is_on_them(browser: Browser, asked: Asked, path: str, width: int) -> None:
    with Visit(browser, asked.address + path, width) as visit:
        answers = [request.response() for request in visit.requests]
        assert all(answer and answer.status == 200 for answer in answers)
        # The brief names no icon, as it has none in its folder: a browser looks for the site's and complains.
        visit.complaints = [one for one in visit.complaints if "status of 404" not in one]
        visit.assert_clean(asked.origin)
        visit.assert_fits()
        assert all(request.url.startswith(asked.address) for request in visit.requests)
        loaded = "Array.from(document.images).every(image => image.complete && image.naturalWidth > 0)"
        assert visit.page.evaluate(loaded)
        assert visit.page.evaluate("document.styleSheets[0].cssRules.length") > 50


def test_a_figure_by_itself_has_its_styles(browser: Browser, asked: Asked) -> None:
    for figure in ("f1", "f2", "f4"):
        with Visit(browser, f"{asked.address}figures/{figure}.svg", 1280) as visit:
            assert visit.status == 200
            assert visit.page.evaluate("window.refused") == []


def test_a_number_opens_its_rows(browser: Browser, asked: Asked) -> None:
    with Visit(browser, f"{asked.address}index.html", 1280) as visit:
        visit.page.locator("[id^='from-t1-']").first.click()
        visit.page.wait_for_url("**/rows/t1.html#*")
        assert "/rows/t1.html#t1-" in visit.page.url
        assert visit.page.locator(f"#{visit.page.url.partition('#')[2]} tbody tr").count() > 0


@pytest.mark.parametrize("width", WIDTHS)
def test_a_fault_is_told_at_its_field(browser: Browser, origin: str, width: int) -> None:
    with Visit(browser, f"{origin}/brief", width) as visit:
        visit.assert_sound(origin)
        _shot(visit, f"form-{width}")
        visit.page.get_by_label("Board").select_option("GB-NHS-QWO")
        visit.page.get_by_label("NHS region").select_option("E40000012")
        visit.page.get_by_role("button", name="Make the brief").click()
        visit.page.get_by_role("link", name="Choose a board or a region, not both.").click()
        assert visit.page.evaluate("document.activeElement.id") == "region"
        visit.complaints.clear()  # a browser complains of status 422
        visit.assert_clean(origin)
        visit.assert_accessible()
        visit.assert_fits()
        _shot(visit, f"fault-{width}")
