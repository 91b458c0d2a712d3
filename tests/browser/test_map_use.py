"""The map by keyboard and by finger, through time, opened elsewhere, and without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.map_visit import ask, spot
from tests.browser.test_map import BOARD, ENGLAND, LEEDS
from tests.fixtures.browser import WIDTHS, Visit

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", WIDTHS)
def test_by_keyboard_organisations_are_stepped_through_and_opened(
    browser: Browser, pages_address: str, width: int
) -> None:
    with Visit(browser, pages_address + LEEDS, width) as visit:
        page = visit.page
        said = page.locator("#map-said")
        page.locator(".vis-network").focus()
        page.keyboard.press("Enter")
        expect(said).to_contain_text("press N")
        page.keyboard.press("n")
        expect(said).to_contain_text("1 of 22: Leeds Teaching Hospitals NHS Trust, 21 records here.")
        page.keyboard.press("n")
        second = said.inner_text()
        assert "2 of 22" in second
        assert "research and innovation" in second
        page.keyboard.press("p")
        expect(said).to_contain_text("1 of 22")
        page.keyboard.press("p")
        expect(said).to_contain_text("22 of 22")
        for _ in range(4):
            page.keyboard.press("+")
        page.keyboard.press("n")
        page.keyboard.press("n")
        key = ask(page, "current")
        place = spot(page, str(key))
        box = page.locator("#map").bounding_box()
        assert box
        assert 0 < place["x"] < box["width"]
        assert 0 < place["y"] < box["height"]
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "map-panel-name"
        page.keyboard.press("Escape")
        assert "vis-network" in page.evaluate("document.activeElement.className")
        page.keyboard.press("0")
        assert ask(page, "network.getViewPosition()") == {"x": 0, "y": 0}
        page.keyboard.press("Tab")
        assert "vis-network" not in page.evaluate("document.activeElement.className")
        visit.assert_clean(pages_address)


def test_a_board_s_map_is_filtered_by_keyboard_and_opens_elsewhere_as_it_was(
    browser: Browser, pages_address: str
) -> None:
    with Visit(browser, f"{pages_address}/map", 1280) as visit:
        page = visit.page
        page.locator("#icb").select_option("GB-NHS-QWO")
        page.get_by_role("button", name="Show map").press("Enter")
        page.wait_for_url("**icb=GB-NHS-QWO**")
        page.locator("input[value='skills-employment']").press("Space")
        shown = ask(page, "shown.links.size")
        address = page.url
        assert address.endswith("value_area=skills-employment")
        visit.assert_clean(pages_address)
    with Visit(browser, address, 375) as elsewhere:
        assert ask(elsewhere.page, "shown.links.size") == shown
        assert elsewhere.page.locator("input[value='skills-employment']").is_checked()
        assert elsewhere.page.locator("tr[data-link]:visible").count() == shown


def test_links_of_the_page_keep_what_was_ticked(browser: Browser, pages_address: str) -> None:
    with Visit(browser, pages_address + LEEDS, 1280) as visit:
        page = visit.page
        page.locator("input[value='estates']").check()
        hrefs = page.evaluate("[...document.querySelectorAll('.explorer a[href*=\"/map\"]')].map(a => a.href)")
        assert len(hrefs) > 10
        assert all("value_area=estates" in href for href in hrefs)
        page.get_by_role("link", name="Network", exact=True).click()
        page.wait_for_url("**layout=network**")
        assert page.locator("input[value='estates']").is_checked()


def test_an_organisation_is_found_on_the_map(browser: Browser, pages_address: str) -> None:
    with Visit(browser, pages_address + BOARD, 1280) as visit:
        page = visit.page
        page.get_by_label("Find on this map").fill("leeds")
        page.get_by_label("Find on this map").press("Enter")
        expect(page.locator("#map-said")).to_contain_text("1 of ")
        first = ask(page, "current")
        place = f"arrangement.positions['{first}']"
        assert ask(page, "network.getViewPosition().x") == pytest.approx(ask(page, f"{place}[0]"))
        assert ask(page, "network.getViewPosition().y") == pytest.approx(ask(page, f"{place}[1]"))
        page.get_by_label("Find on this map").press("Enter")
        assert ask(page, "current") != first
        page.get_by_label("Find on this map").fill("nobody is called so")
        page.get_by_role("button", name="Find", exact=True).click()
        expect(page.locator("#map-said")).to_have_text("No organisation on this map is called so.")


def test_the_slider_goes_through_time_and_keeps_its_focus(browser: Browser, pages_address: str) -> None:
    with Visit(browser, pages_address + LEEDS, 1280) as visit:
        page = visit.page
        slider = page.get_by_label("Go through time")
        slider.focus()
        today = page.locator("#map-when output").inner_text()
        page.keyboard.press("Home")
        assert page.locator("#map-when output").inner_text() != today
        page.wait_for_url("**as_at=**")
        expect(page.get_by_label("Go through time")).to_be_focused()
        expect(page.locator(".notice.date")).to_contain_text("You are looking at")
        assert ask(page, "data.links.length < 23")
        page.keyboard.press("End")
        page.wait_for_url(lambda url: "as_at" not in url)
        assert ask(page, "data.links.length") == 23
        visit.assert_clean(pages_address)


def test_a_finger_scrolls_the_page_past_the_map_and_two_move_it(browser: Browser, pages_address: str) -> None:
    context = browser.new_context(viewport={"width": 375, "height": 700}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(pages_address + LEEDS, wait_until="networkidle")
    page.locator("#map").scroll_into_view_if_needed()
    page.evaluate("document.getElementById('map').scrollIntoView({block: 'center'})")
    box = page.locator("#map").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    devtools = context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        devtools.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [{"x": px, "y": py, "id": rank} for rank, (px, py) in enumerate(points)]},
        )

    before, scrolled = page.evaluate("map.drawn.network.getViewPosition()"), page.evaluate("scrollY")
    touch("touchStart", (x, y))
    for step in range(1, 11):
        touch("touchMove", (x, y - 12 * step))
    touch("touchEnd")
    page.wait_for_timeout(300)
    assert page.evaluate("scrollY") > scrolled + 50
    assert page.evaluate("map.drawn.network.getViewPosition()") == before

    page.evaluate("document.getElementById('map').scrollIntoView({block: 'center'})")
    scrolled, scale = page.evaluate("scrollY"), page.evaluate("map.drawn.network.getScale()")
    touch("touchStart", (x - 40, y), (x + 40, y))
    for step in range(1, 11):
        touch("touchMove", (x - 40 - 3 * step, y + 8 * step), (x + 40 + 3 * step, y + 8 * step))
    touch("touchEnd")
    page.wait_for_timeout(300)
    assert page.evaluate("scrollY") == scrolled
    assert page.evaluate("map.drawn.network.getScale()") > scale
    assert page.evaluate("map.drawn.network.getViewPosition()")["y"] < before["y"]
    context.close()


@pytest.mark.parametrize("path", [LEEDS, BOARD, ENGLAND, f"{LEEDS}&value_area=estates&state=active"])
def test_without_scripts_the_tables_say_it_all(browser: Browser, pages_address: str, path: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(pages_address + path)
    expect(page.locator("#map")).to_be_hidden()
    expect(page.get_by_text("The map is drawn by a script")).to_be_visible()
    told = page.request.get(f"{pages_address}/api/v1{path}").json()
    rows = page.locator("tr[data-link]:visible")
    assert rows.count() == len(told["links"]) + len(told["bundles"]) > 0
    ids = {node["id"] for node in told["nodes"]} | {group["key"] for group in told["groups"]}
    assert page.locator("tr[data-member]:visible").count() == len(ids)
    page.locator("input[value='skills-employment']").check()
    page.get_by_role("button", name="Apply filters").click()
    expect(page).to_have_url(re.compile("value_area=skills-employment"))
    expect(page.locator("tr[data-link]:visible").first).to_be_visible()
    context.close()


@pytest.mark.parametrize(("path", "ticked"), [
    (BOARD, ["value_area=skills-employment"]),
    (BOARD, ["value_area=estates", "value_area=social-inclusion"]),
    ("/map?org=GB-NHS-RR8", ["value_area=estates"]),
])
def test_the_finding_is_the_same_when_it_is_ticked_as_when_it_is_asked_for(
    browser: Browser, pages_address: str, path: str, ticked: list[str]
) -> None:
    with Visit(browser, f"{pages_address}{path}&{'&'.join(ticked)}", 1280) as visit:
        asked = visit.page.locator("#map-finding").inner_text()
    with Visit(browser, pages_address + path, 1280) as visit:
        before = visit.page.locator("#map-finding").inner_text()
        for one in ticked:
            visit.page.locator(f"input[value='{one.partition('=')[2]}']").check()
        expect(visit.page.locator("#map-finding")).to_have_text(asked)
        assert asked != before
        for one in ticked:
            visit.page.locator(f"input[value='{one.partition('=')[2]}']").uncheck()
        expect(visit.page.locator("#map-finding")).to_have_text(before)


@pytest.mark.parametrize("path", [BOARD, f"{BOARD}&layout=tiles", "/map?england=true"])
def test_on_a_telephone_names_can_be_read_at_once(browser: Browser, pages_address: str, path: str) -> None:
    with Visit(browser, pages_address + path, 375) as visit:
        assert visit.page.evaluate("map.drawn.network.getScale()") >= 0.9
        assert visit.page.locator("#map-moves").is_visible() == ("tiles" in path or "england" in path)
