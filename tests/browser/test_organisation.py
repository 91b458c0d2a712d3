"""The page of one organisation in a real browser: what an adviser does with it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.fixtures.browser import WIDTHS, Visit, served
from tests.fixtures.hostile import CENTRE, NAMES, hostile_snapshot

pytestmark = pytest.mark.browser

LEEDS = "/organisations/GB-NHS-RR8"
PAGES = (
    LEEDS, f"{LEEDS}?value_area=skills-employment&state=unrecorded", "/organisations/GB-NHS-T6Y0W",
    "/organisations/GB-NHS-K0N6A", "/organisations/GB-LAE-LDS", "/organisations/GB-NHS-QHM?as_at=2021-01-01",
    "/organisations/LOCAL-national-institute-for-health-and-care-research", f"{LEEDS}/peers",
    "/organisations/GB-NHS-QWO/peers?value_area=estates",
)
OPEN_ALL = "document.querySelectorAll('details').forEach(one => { one.open = true; })"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", PAGES)
def test_it_is_clean_accessible_and_fits_opened_and_not(
    browser: Browser, pages_address: str, path: str, width: int
) -> None:
    with Visit(browser, pages_address + path, width) as visit:
        visit.assert_sound(pages_address)
        visit.page.evaluate(OPEN_ALL)
        visit.assert_accessible()
        visit.assert_fits()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_fault_stands_above_the_page_and_at_its_field(browser: Browser, pages_address: str, width: int) -> None:
    with Visit(browser, f"{pages_address}{LEEDS}?value_area=weather", width) as visit:
        assert visit.status == 422
        visit.page.get_by_role("link", name="“weather” is not one of the choices.").click()
        expect(visit.page.locator("#value_area")).to_be_in_viewport()
        visit.assert_accessible()
        visit.assert_fits()


@pytest.mark.parametrize("width", WIDTHS)
def test_from_a_gap_in_skills_to_the_way_in_by_keyboard(browser: Browser, pages_address: str, width: int) -> None:
    with Visit(browser, pages_address + LEEDS, width) as visit:
        page = visit.page
        link = page.get_by_role("link", name="3 gaps in Skills and employment")
        link.focus()
        page.keyboard.press("Enter")
        expect(page.locator("#gaps-skills-employment")).to_be_in_viewport()
        way = page.locator("#gaps-skills-employment + ul").get_by_role("link", name="Ways in to").first
        way.focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/paths?source=GB-NHS-RR8&target=*")


def test_the_filter_is_for_list_map_and_gaps_and_the_address_holds_it(browser: Browser, pages_address: str) -> None:
    with Visit(browser, pages_address + LEEDS, 1280) as visit:
        page = visit.page
        page.get_by_text("Show some value areas or states only").click()
        page.locator("form.narrow").get_by_label("Skills and employment").check()
        page.locator("form.narrow").get_by_role("button", name="Show").click()
        page.wait_for_url("**value_area=skills-employment*")
        assert page.locator(".by-area h3").all_inner_texts() == ["Skills and employment"]
        assert page.locator("table.links").first.locator("tbody tr:visible").count() == 8
        assert page.locator("h2#gaps ~ h3").first.inner_text() == "Skills and employment"
        page.get_by_role("link", name="Show everything").click()
        page.wait_for_url(f"**{LEEDS}")
        assert page.locator(".by-area h3").count() == 5


def test_the_map_stands_beside_the_list_where_there_is_room(browser: Browser, pages_address: str) -> None:
    with Visit(browser, pages_address + LEEDS, 1280) as visit:
        of_list = visit.page.locator(".by-area").bounding_box()
        of_map = visit.page.locator("#map").bounding_box()
        assert of_list
        assert of_map
        assert of_list["x"] + of_list["width"] < of_map["x"]
        assert of_list["y"] < of_map["y"] < of_list["y"] + of_list["height"]
    with Visit(browser, pages_address + LEEDS, 375) as visit:
        of_list = visit.page.locator(".by-area").bounding_box()
        of_map = visit.page.locator("#map").bounding_box()
        assert of_list
        assert of_map
        assert of_list["y"] + of_list["height"] < of_map["y"]


def test_long_lists_begin_folded_on_a_phone_and_open_by_a_press(browser: Browser, pages_address: str) -> None:
    with Visit(browser, pages_address + LEEDS, 375) as visit:
        partner = visit.page.locator(".partners").get_by_role("link", name="Arup")
        expect(partner).to_be_hidden()
        visit.page.locator(".fold summary", has_text="in Local expenditure").press("Enter")
        expect(partner).to_be_visible()
        visit.page.set_viewport_size({"width": 1280, "height": 800})
        expect(visit.page.locator(".partners").first).to_be_visible()
        expect(visit.page.locator(".fold summary").first).to_be_hidden()


def test_its_records_are_sorted_by_the_date_of_their_evidence(browser: Browser, pages_address: str) -> None:
    with Visit(browser, pages_address + LEEDS, 1280) as visit:
        visit.page.get_by_text("Its records as a table").click()
        table = visit.page.locator("table.records")
        table.get_by_role("button", name="Evidence").press("Enter")
        dates = table.locator("tbody tr td:nth-child(8)").evaluate_all("cells => cells.map(c => c.dataset.value)")
        assert dates == sorted(dates)
        assert len(dates) == 21


@pytest.mark.parametrize("width", WIDTHS)
def test_hostile_texts_are_shown_as_text(browser: Browser, width: int) -> None:
    with served(hostile_snapshot()) as address, Visit(browser, f"{address}/organisations/{CENTRE}", width) as visit:
        visit.page.evaluate(OPEN_ALL)
        assert visit.page.locator("h1").inner_text() == NAMES[0]
        assert NAMES[2] in visit.page.locator("table.records").inner_text()
        assert visit.page.locator("a[href^='javascript']").count() == 0
        visit.assert_clean(address)
        visit.assert_fits()
