"""The start and the page of changes in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.fixtures.browser import WIDTHS, Visit, served
from tests.fixtures.facts import made_up
from tests.fixtures.hostile import NAMES, hostile_snapshot

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", ["/", "/?as_at=2025-01-01&patch=GB-NHS-RR8", "/changes", "/changes?since=2015-01-01"])
def test_it_is_clean_accessible_and_fits(browser: Browser, pages_address: str, path: str, width: int) -> None:
    with Visit(browser, pages_address + path, width) as visit:
        visit.assert_sound(pages_address)


def test_a_board_on_the_map_leads_to_its_gaps(browser: Browser, pages_address: str) -> None:
    with Visit(browser, f"{pages_address}/", 1280) as visit:
        tile = visit.page.locator("svg.tiles").get_by_role("link", name="West Yorkshire 27 of 220")
        tile.focus()
        visit.page.keyboard.press("Enter")
        visit.page.wait_for_url("**/gaps?icb=GB-NHS-QWO")
        assert "27 of 220" in visit.page.locator(".lead").inner_text()


def test_on_a_phone_the_table_stands_for_the_map_and_one_search_is_enough(
    browser: Browser, pages_address: str
) -> None:
    with Visit(browser, f"{pages_address}/", 375) as visit:
        assert not visit.page.locator("svg.tiles").is_visible()
        assert visit.page.get_by_role("search").count() == 1
        visit.page.get_by_role("link", name="West Yorkshire ICB").click()
        visit.page.wait_for_url("**/gaps?icb=GB-NHS-QWO")


def test_no_name_on_the_map_is_wider_than_its_tile(browser: Browser, pages_address: str) -> None:
    with Visit(browser, f"{pages_address}/", 1280) as visit:
        wide = visit.page.evaluate(
            "[...document.querySelectorAll('svg.tiles a')].filter(a =>"
            " a.querySelector('text').getBBox().width > a.querySelector('polygon').getBBox().width - 8).length"
        )
        assert wide == 0


def test_search_begins_in_the_middle_of_the_page(browser: Browser, pages_address: str) -> None:
    with Visit(browser, f"{pages_address}/", 375) as visit:
        visit.page.get_by_label("Begin with an organisation").fill("leeds teaching")
        visit.page.get_by_role("option", name="Leeds Teaching Hospitals NHS Trust").click()
        visit.page.wait_for_url("**/organisations/GB-NHS-RR8*")


def test_without_scripts_search_and_the_map_work(browser: Browser, pages_address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(f"{pages_address}/")
        page.get_by_label("Begin with an organisation").fill("leeds teaching")
        page.get_by_role("search", name="Begin").get_by_role("button").click()
        assert "Leeds Teaching Hospitals" in page.locator("main").inner_text()
        page.go_back()
        assert page.get_by_role("cell", name="West Yorkshire ICB").is_visible()
    finally:
        context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_hostile_texts_are_shown_as_text(browser: Browser, width: int) -> None:
    tiles = [
        {"ods_code": f"Q{rank}", "name": name, "col": str(rank % 5), "row": str(rank // 5)}
        for rank, name in enumerate(NAMES)
    ]
    boards = made_up([(f"GB-NHS-Q{rank}", name, "icb") for rank, name in enumerate(NAMES)], [], icb_tiles=tiles)
    for snapshot in (boards, hostile_snapshot()):
        with served(snapshot) as address, Visit(browser, f"{address}/", width) as visit:
            assert visit.status == 200
            visit.assert_clean(address)
            visit.assert_fits()
