"""The page of gaps in a real browser: for everybody, at both widths, by pointer and by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.fixtures.browser import WIDTHS, Visit, served
from tests.fixtures.facts import made_up
from tests.fixtures.hostile import NAMES

pytestmark = pytest.mark.browser

PAGES = (
    "/gaps", "/gaps?icb=GB-NHS-QWO", "/gaps?value_area=skills-employment&partner_type=university&state=unrecorded",
    "/gaps?icb=GB-NHS-QNX", "/gaps?scope=patch&patch=GB-NHS-RR8",
)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", PAGES)
def test_it_is_clean_accessible_and_fits(browser: Browser, pages_address: str, path: str, width: int) -> None:
    with Visit(browser, pages_address + path, width) as visit:
        visit.assert_sound(pages_address)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_fault_leads_to_its_field(browser: Browser, pages_address: str, width: int) -> None:
    with Visit(browser, f"{pages_address}/gaps?state=fine", width) as visit:
        assert visit.status == 422
        visit.assert_accessible()
        visit.assert_fits()
        visit.page.get_by_role("link", name="“fine” is not one of the choices.").click()
        assert visit.page.locator("#state").is_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_number_of_the_table_leads_to_the_cells_behind_it(browser: Browser, pages_address: str, width: int) -> None:
    with Visit(browser, f"{pages_address}/gaps", width) as visit:
        row = visit.page.get_by_role("row", name="West Yorkshire ICB")
        number = row.get_by_role("link", name=": Further education college")
        recorded, of = number.inner_text().split(",")[0].split("/")
        number.focus()
        visit.page.keyboard.press("Enter")
        visit.page.wait_for_url("**/gaps?*#cells")
        assert "West Yorkshire ICB" in visit.page.locator("h1").inner_text()
        cells = visit.page.locator("table.cells tbody tr")
        assert cells.count() == int(of)
        assert cells.locator(".state-recorded").count() == int(recorded)
        assert visit.page.locator("#cells").is_visible()
        visit.assert_accessible()


def test_the_table_moves_by_keyboard_and_the_boards_stay_in_sight(browser: Browser, pages_address: str) -> None:
    with Visit(browser, f"{pages_address}/gaps", 375) as visit:
        region = visit.page.locator(".heat")
        region.focus()
        for _ in range(6):
            visit.page.keyboard.press("ArrowRight")
        visit.page.wait_for_timeout(400)
        assert region.evaluate("region => region.scrollLeft") > 40
        board = visit.page.get_by_role("rowheader", name="West Yorkshire ICB").bounding_box()
        place = region.bounding_box()
        assert board
        assert place
        assert board["x"] == pytest.approx(place["x"], abs=1)


def test_the_heads_stay_in_sight_where_the_whole_table_fits(browser: Browser, pages_address: str) -> None:
    with Visit(browser, f"{pages_address}/gaps", 1280) as visit:
        visit.page.get_by_role("rowheader", name="West Yorkshire ICB").scroll_into_view_if_needed()
        head = visit.page.get_by_role("columnheader", name="Research and innovation").bounding_box()
        assert head
        assert head["y"] >= 0


def test_the_form_asks_for_a_board_and_an_area(browser: Browser, pages_address: str) -> None:
    with Visit(browser, f"{pages_address}/gaps?patch=GB-NHS-RR8", 1280) as visit:
        visit.page.get_by_label("Board and its trusts").select_option(label="West Yorkshire ICB")
        visit.page.get_by_text("Value areas, partner types and states").click()
        visit.page.get_by_label("Skills and employment").check()
        visit.page.get_by_role("button", name="Show").click()
        visit.page.wait_for_url("**/gaps?*icb=GB-NHS-QWO*")
        for part in ("patch=GB-NHS-RR8", "value_area=skills-employment"):
            assert part in visit.page.url
        assert "region=" not in visit.page.url
        visit.assert_clean(pages_address)


@pytest.mark.parametrize("width", WIDTHS)
def test_hostile_texts_are_shown_as_text(browser: Browser, width: int) -> None:
    organisations = [(f"GB-NHS-Q{rank}", name, "icb") for rank, name in enumerate(NAMES)]
    organisations += [(f"U{rank}", name, "university") for rank, name in enumerate(NAMES)]
    records = [{"source_org": f"GB-NHS-Q{rank}", "target_org": f"U{rank}"} for rank in range(len(NAMES))]
    snapshot = made_up(organisations, records)
    with served(snapshot) as address, Visit(browser, f"{address}/gaps?value_area=estates", width) as visit:
        assert NAMES[0] in visit.page.locator(".heat-map").inner_text()
        assert NAMES[0] in visit.page.locator("table.cells").inner_text()
        visit.assert_clean(address)
        visit.assert_fits()
