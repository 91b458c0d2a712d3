"""Names are offered while they are typed, by keyboard and by pointer; and tables are sorted."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Route

from tests.fixtures.browser import WIDTHS, Visit

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", WIDTHS)
def test_the_head_goes_to_the_organisation_that_was_chosen(browser: Browser, pages_address: str, width: int) -> None:
    with Visit(browser, f"{pages_address}/help?as_at=2026-06-01", width) as visit:
        field = visit.page.get_by_role("combobox", name="Find an organisation").first
        field.fill("leeds teach")
        visit.page.get_by_role("option").first.wait_for()
        visit.assert_accessible()
        visit.assert_fits()
        field.press("ArrowDown")
        assert visit.page.locator('[role="option"][aria-selected="true"]').inner_text().startswith("Leeds Teaching")
        field.press("Enter")
        visit.page.wait_for_url("**/organisations/GB-NHS-RR8?as_at=2026-06-01")
        visit.assert_clean(pages_address)


def test_escape_closes_and_enter_searches(browser: Browser, pages_address: str) -> None:
    with Visit(browser, f"{pages_address}/help", 1280) as visit:
        field = visit.page.get_by_role("combobox", name="Find an organisation").first
        field.fill("leeds")
        visit.page.get_by_role("option").first.wait_for()
        field.press("Escape")
        assert visit.page.get_by_role("option").count() == 0
        field.press("Enter")
        visit.page.wait_for_url("**/search?q=leeds")


def test_what_is_typed_before_the_script_has_come_is_kept(browser: Browser, pages_address: str) -> None:
    page = browser.new_page()
    held: list[Route] = []
    page.route("**/typeahead.js", lambda route: held.append(route))
    page.goto(f"{pages_address}/help", wait_until="commit")
    page.get_by_placeholder("Find an organisation").press_sequentially("leeds te")
    while not held:
        page.wait_for_timeout(20)
    held[0].continue_()
    page.get_by_role("combobox", name="Find an organisation").wait_for()
    page.keyboard.type("ach")
    page.get_by_role("option").first.wait_for()
    assert page.get_by_placeholder("Find an organisation").input_value() == "leeds teach"
    page.close()


def test_a_chosen_name_is_sent_as_its_id(browser: Browser, pages_address: str) -> None:
    with Visit(browser, f"{pages_address}/patch", 1280) as visit:
        visit.page.get_by_label("Add an organisation").fill("leeds teach")
        visit.page.locator('[role="option"]').first.click()
        visit.page.get_by_role("button", name="Add").click()
        visit.page.wait_for_url("**/patch?patch=GB-NHS-RR8")
        visit.assert_clean(pages_address)


def test_a_table_is_sorted_by_its_heads(browser: Browser, pages_address: str) -> None:
    with Visit(browser, f"{pages_address}/patch?patch=E12000003", 1280) as visit:
        button = visit.page.get_by_role("button", name="Recorded", exact=True)
        button.press("Enter")
        button.press("Enter")
        numbers = [int(text) for text in visit.page.locator("tbody td:nth-child(2)").all_inner_texts()]
        assert numbers == sorted(numbers, reverse=True)
        assert len(set(numbers)) > 3
        assert visit.page.locator('th[aria-sort="descending"]').inner_text().startswith("Recorded")
        assert "Sorted by Recorded, descending" in visit.page.locator("[role=status]").all_inner_texts()
        visit.assert_accessible()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "path", ["/search?q=leeds", "/patch", "/patch?patch=GB-NHS-RR8&patch=E12000003", "/patch?organisation=leeds"]
)
def test_frame_pages_are_clean_accessible_and_fit(browser: Browser, pages_address: str, path: str, width: int) -> None:
    with Visit(browser, pages_address + path, width) as visit:
        assert visit.status in (200, 422)
        if visit.status == 200:
            visit.assert_clean(pages_address)
        visit.assert_accessible()
        visit.assert_fits()
