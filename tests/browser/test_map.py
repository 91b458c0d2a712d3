"""The map explorer in a real browser: by pointer, by keyboard, by finger, without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.map_visit import ask, open_node, spot
from tests.fixtures.browser import WIDTHS, Visit, served
from tests.fixtures.hostile import CENTRE, NAMES, hostile_snapshot

pytestmark = pytest.mark.browser

LEEDS = "/map?org=GB-NHS-RR8"
BOARD = "/map?icb=GB-NHS-QWO"
ENGLAND = "/map?england=true"
COUNCIL = "GB-LAE-LDS@estates"
STATES = {
    "nobody asked for": ("/map", ""),
    "one organisation": (LEEDS, ""),
    "filters set": (f"{BOARD}&value_area=skills-employment&type=fe-college", ""),
    "panel open": (BOARD, "GB-LAE-LDS"),
    "geography": (f"{BOARD}&layout=geographic&hops=0", ""),
    "groups": (ENGLAND, ""),
    "group open": (ENGLAND, "GB-NHS-QWO:local-authority"),
    "a day of succession": ("/map?region=E40000003&as_at=2026-04-01&hops=0", ""),
    "form open": (f"{LEEDS}&hide=GB-LAE-LDS", "summary"),
}


@pytest.mark.parametrize("width", [*WIDTHS, 640])  # 640: a page of 1280 at 200%
@pytest.mark.parametrize("name", STATES)
def test_every_state_is_clean_accessible_and_fits(browser: Browser, pages_address: str, name: str, width: int) -> None:
    path, node = STATES[name]
    with Visit(browser, pages_address + path, width) as visit:
        assert visit.status == 200
        if node == "summary":
            for summary in visit.page.locator("main summary").all():
                summary.click()
        elif node:
            open_node(visit.page, node)
            expect(visit.page.locator("#map-panel")).to_be_visible()
        visit.assert_clean(pages_address)
        visit.assert_accessible()
        visit.assert_fits()


def test_by_pointer_an_organisation_opens_and_closes(browser: Browser, pages_address: str) -> None:
    with Visit(browser, pages_address + LEEDS, 1280) as visit:
        page = visit.page
        page.locator("#map").click(position=spot(page, COUNCIL))
        panel = page.locator("#map-panel")
        expect(panel.locator("h3")).to_have_text("Leeds City Council")
        assert page.evaluate("document.activeElement.id") == "map-panel-name"
        expect(panel).to_contain_text("Local authority")
        expect(panel).to_contain_text("Input sought for Leeds Innovation Village")
        assert panel.locator(".map-records a[href^='https://']").count() >= 3
        hrefs = [link.get_attribute("href") for link in panel.locator(".map-actions a").all()]
        assert hrefs == [
            "/organisations/GB-LAE-LDS", "/paths?source=GB-LAE-LDS", "/paths?target=GB-LAE-LDS",
            "/meeting?one=GB-NHS-RR8&other=GB-LAE-LDS",
        ]
        page.keyboard.press("Escape")
        expect(panel).to_be_hidden()
        assert "vis-network" in page.evaluate("document.activeElement.className")
        visit.assert_clean(pages_address)


def test_neighbours_are_added_and_somebody_is_hidden(browser: Browser, pages_address: str) -> None:
    with Visit(browser, f"{pages_address}{LEEDS}&value_area=estates", 1280) as visit:
        page = visit.page
        open_node(page, COUNCIL)
        page.get_by_role("button", name="Hide it").click()
        page.wait_for_url("**hide=GB-LAE-LDS**")
        assert COUNCIL not in ask(page, "data.nodes.map(n => n.id)")
        assert page.locator("input[value='estates']").is_checked()
        page.get_by_role("link", name="show again Leeds City Council").click()
        page.wait_for_url(lambda url: "hide" not in url)
        open_node(page, COUNCIL)
        page.get_by_role("button", name="Add its partners").click()
        page.wait_for_url("**org=GB-LAE-LDS**")
        assert sorted(ask(page, "data.nodes.filter(n => n.facts.asked).map(n => n.id)")) == ["GB-LAE-LDS", "GB-NHS-RR8"]
        visit.assert_clean(pages_address)


def test_a_link_opens_all_records_of_the_two(browser: Browser, pages_address: str) -> None:
    with Visit(browser, f"{pages_address}{BOARD}", 1280) as visit:
        page = visit.page
        pair = "data.links.filter(l => [l.from, l.to].sort().join() === 'GB-LAE-LDS,GB-NHS-RR8')"
        key = ask(page, f"{pair}[0].id")
        page.evaluate("key => document.getElementById('map').drawn.tell('chosen', {node: null, link: key})", key)
        panel = page.locator("#map-panel")
        expect(panel.locator("h3")).to_contain_text("Leeds City Council")
        assert panel.locator(".map-records > li").count() == ask(page, f"{pair}.length") == 3
        expect(panel.locator("dt").first).to_have_text("Value area")


def test_a_group_says_who_is_in_it_and_opens(browser: Browser, pages_address: str) -> None:
    group = "GB-NHS-QWO:local-authority"
    with Visit(browser, f"{pages_address}{ENGLAND}", 1280) as visit:
        page = visit.page
        expect(page.locator(".grouped")).to_contain_text("draw every organisation by itself")
        open_node(page, group)
        expect(page.locator("#map-panel")).to_contain_text("Leeds City Council")
        page.get_by_role("button", name="Open the group").click()
        page.wait_for_url("**open=**")
        assert "GB-LAE-LDS" in ask(page, "data.nodes.map(n => n.id)")
        page.get_by_role("link", name="Close the 1 open group").click()
        page.wait_for_url(lambda url: "open" not in url)
        assert group in ask(page, "data.nodes.map(n => n.id)")
        visit.assert_clean(pages_address)


def test_filters_of_a_map_of_groups_are_sent(browser: Browser, pages_address: str) -> None:
    with Visit(browser, f"{pages_address}{ENGLAND}", 1280) as visit:
        page = visit.page
        page.locator("input[value='skills-employment']").check()
        expect(page.locator("#map-count")).to_contain_text("Apply filters")
        page.get_by_role("button", name="Apply filters").click()
        page.wait_for_url("**value_area=skills-employment**")
        assert page.locator("input[value='skills-employment']").is_checked()
        told = page.request.get(f"{pages_address}/api/v1{page.url.removeprefix(pages_address)}").json()
        known = sorted(item["key"] for kind in ("nodes", "groups") for item in told[kind])
        assert sorted(ask(page, "data.nodes.map(n => n.id)")) == known


def test_the_tables_are_sorted_and_say_how_much_they_show(browser: Browser, pages_address: str) -> None:
    with Visit(browser, pages_address + LEEDS, 1280) as visit:
        page = visit.page
        page.locator("input[value='skills-employment']").check()
        expect(page.locator("#map-count")).to_have_text(
            "9 of 23 records shown, among 9 of 19 organisations: Skills and employment."
        )
        expect(page.locator("#map-own")).to_contain_text("8 of 21 shown")
        expect(page.locator("#map-members")).to_contain_text("9 of 19 shown")
        page.locator("table.members th").filter(has_text="Records shown").get_by_role("button").press("Enter")
        page.locator("table.members th").filter(has_text="Records shown").get_by_role("button").press("Enter")
        rows = page.locator("table.members tbody tr:visible td:first-child").all_inner_texts()
        assert rows[0].startswith("Leeds Teaching Hospitals NHS Trust")
        assert len(rows) == 9
        page.get_by_role("button", name="Clear filters").click()
        expect(page.locator("#map-count")).to_have_text("23 of 23 records shown, among 19 of 19 organisations.")
        assert "value_area" not in page.url


def test_sectors_say_what_the_filters_leave(browser: Browser, pages_address: str) -> None:
    with Visit(browser, f"{pages_address}{LEEDS}&state=active", 1280) as visit:
        told = visit.page.evaluate("""() => {
            const drawn = document.getElementById('map').drawn;
            return drawn.arrangement.wedges.map(wedge => drawn.sectorSays(wedge).join(' '));
        }""")
        assert "3 of 4 shown" in told


def test_hostile_names_are_text_in_the_panel_and_the_tables(browser: Browser) -> None:
    with served(hostile_snapshot()) as address, Visit(browser, f"{address}/map?org={CENTRE}", 1280) as visit:
        page = visit.page
        for node in ask(page, "data.nodes.map(n => n.id)"):
            open_node(page, node)
            assert page.locator("#map-panel script, #map-panel img, #map-panel b").count() == 0
            assert page.locator("#map-panel a[href^='javascript']").count() == 0
        open_node(page, "LOCAL-0@estates")
        expect(page.locator("#map-panel h3")).to_have_text(NAMES[0])
        visit.assert_clean(address)
        visit.assert_fits()
