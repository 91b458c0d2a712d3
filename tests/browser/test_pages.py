"""Pages in a real browser: what is drawn, what they load, and whether everybody can use them."""

from __future__ import annotations

from datetime import datetime
from random import Random

import pytest
from playwright.sync_api import Browser

from graphsvc.snapshot.view import View
from tests.fixtures.browser import WIDTHS, Visit, served
from tests.fixtures.facts import seed_snapshot
from tests.fixtures.hostile import CENTRE, NAMES, hostile_snapshot

pytestmark = pytest.mark.browser

PAGES = (
    "/", "/?q=leeds", "/?q=xyzzyxyzzy", "/organisations/GB-NHS-RR8", "/organisations/GB-NHS-K0N6A",
    "/organisations/GB-NHS-QHM?as_at=2021-01-01",
    "/organisations/LOCAL-national-institute-for-health-and-care-research",
)
FAULTY = (("/organisations/GB-NHS-RR", 404), ("/organisations/GB-NHS-RR8?as_at=soon", 422))


def today() -> View:
    return seed_snapshot().view(datetime.now().astimezone().date())


def twenty() -> list[str]:
    """Organisations drawn by lot: five with parallel records, five with inherited ones, ten others."""
    view = today()
    kinds: dict[str, set[str]] = {"parallel": set(), "inherited": set(), "other": set()}
    for organisation in view.organisations:
        links = view.links_of[organisation.index]
        pairs = [(link.other(organisation.index), link.partnership.value_area) for link in links]
        if any(link.inherited for link in links):
            kinds["inherited"].add(organisation.id)
        elif len(set(pairs)) < len(pairs):
            kinds["parallel"].add(organisation.id)
        elif links:
            kinds["other"].add(organisation.id)
    lot = Random(20)
    return [
        chosen for kind, count in (("parallel", 5), ("inherited", 5), ("other", 10))
        for chosen in lot.sample(sorted(kinds[kind]), count)
    ]


def expected_links(organisation_id: str) -> list[str]:
    """Records that an ego map has to draw, worked out here from the view alone."""
    view = today()
    own = view.snapshot.index_of[organisation_id]
    partners: dict[str, set[int]] = {}
    for link in view.links:
        if own in (link.source, link.target):
            partners.setdefault(link.partnership.value_area, set()).add(link.other(own))
    keys = []
    for link in view.links:
        inside = partners.get(link.partnership.value_area, set()) | {own}
        if link.source in inside and link.target in inside:
            ends = (view.organisations[link.source].id, view.organisations[link.target].id)
            keys.append(f"{link.partnership.id}@{ends[0]}@{ends[1]}")
    return sorted(keys)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_clean_accessible_and_fits(browser: Browser, pages_address: str, path: str, width: int) -> None:
    with Visit(browser, pages_address + path, width) as visit:
        visit.assert_sound(pages_address)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("path", "status"), FAULTY)
def test_a_page_that_cannot_be_shown_says_so(
    browser: Browser, pages_address: str, path: str, status: int, width: int
) -> None:
    with Visit(browser, pages_address + path, width) as visit:
        assert visit.status == status
        assert len(visit.complaints) == 1  # the browser's own remark on the status
        assert str(status) in visit.complaints[0]
        visit.assert_accessible()
        visit.assert_fits()


@pytest.mark.parametrize("organisation_id", twenty())
def test_every_record_is_drawn_in_the_browser(browser: Browser, pages_address: str, organisation_id: str) -> None:
    with Visit(browser, f"{pages_address}/organisations/{organisation_id}", 1280) as visit:
        visit.assert_clean(pages_address)
        assert visit.drawn()["links"] == expected_links(organisation_id)
        assert visit.page.locator("table.links tbody tr").count() == len(expected_links(organisation_id))
        told = visit.page.request.get(f"{pages_address}/api/v1/organisations/{organisation_id}/partnerships?limit=200")
        recorded = sorted(item["id"] for item in told.json()["items"])
        own = [key for key in visit.drawn()["links"] if organisation_id in key.split("@")[1:]]
        assert sorted(key.split("@")[0] for key in own) == recorded
        told = visit.page.request.get(f"{pages_address}/api/v1/map?org={organisation_id}")
        assert sorted(link["key"] for link in told.json()["links"]) == visit.drawn()["links"]
        assert sorted(node["key"] for node in told.json()["nodes"]) == visit.drawn()["nodes"]


def test_the_map_draws_wide_or_tall_as_there_is_room(browser: Browser, pages_address: str) -> None:
    with Visit(browser, f"{pages_address}/organisations/GB-NHS-RR8", 1280) as visit:
        wide = visit.page.locator("#map").bounding_box()
        visit.page.set_viewport_size({"width": 375, "height": 800})
        visit.page.wait_for_timeout(300)
        tall = visit.page.locator("#map").bounding_box()
        assert wide
        assert tall
        assert wide["width"] > wide["height"]
        assert tall["width"] < tall["height"]
        visit.assert_clean(pages_address)


def test_the_map_is_used_by_keyboard_and_leaves_the_page_its_keys(browser: Browser, pages_address: str) -> None:
    with Visit(browser, f"{pages_address}/organisations/GB-NHS-RR8", 1280) as visit:
        where = "document.getElementById('map').drawn.network.getViewPosition()"
        before = visit.page.evaluate(where)
        visit.page.keyboard.press("ArrowRight")
        assert visit.page.evaluate(where) == before
        visit.page.locator(".vis-network").focus()
        visit.page.keyboard.press("ArrowRight")
        after = visit.page.evaluate(where)
        assert after["x"] > before["x"]
        assert after["y"] == before["y"]
        scale = visit.page.evaluate("document.getElementById('map').drawn.network.getScale()")
        visit.page.keyboard.press("+")
        assert visit.page.evaluate("document.getElementById('map').drawn.network.getScale()") > scale
        visit.page.get_by_role("button", name="Zoom in").press("Enter")
        visit.page.get_by_role("button", name="Show all").press("Enter")
        assert visit.page.evaluate(where) == {"x": 0, "y": 0}
        visit.assert_clean(pages_address)


def test_the_wheel_scrolls_the_page_over_a_map_that_nobody_chose(browser: Browser, pages_address: str) -> None:
    with Visit(browser, f"{pages_address}/organisations/GB-NHS-RR8", 1280) as visit:
        visit.page.locator("#map").hover()
        assert visit.page.evaluate("document.activeElement.tagName") == "BODY"
        visit.page.mouse.wheel(0, 300)
        visit.page.wait_for_timeout(300)
        assert visit.page.evaluate("window.scrollY") > 0


def test_touching_a_link_keeps_its_colour_and_says_what_it_is(browser: Browser, pages_address: str) -> None:
    with Visit(browser, f"{pages_address}/organisations/GB-NHS-RR8", 1280) as visit:
        spot = visit.page.evaluate("""() => {
            const network = document.getElementById('map').drawn.network;
            const node = network.body.nodes['GB-LAE-LDS@estates'];
            return network.canvasToDOM({x: node.x, y: node.y});
        }""")
        visit.page.locator("#map").click(position=spot)
        visit.page.wait_for_timeout(500)
        assert "Leeds City Council" in visit.page.locator("#map-said").inner_text()
        visit.assert_clean(pages_address)


@pytest.mark.parametrize("width", WIDTHS)
def test_hostile_texts_are_shown_as_text(browser: Browser, width: int) -> None:
    with served(hostile_snapshot()) as address, Visit(browser, f"{address}/organisations/{CENTRE}", width) as visit:
        assert visit.page.locator("h1").inner_text() == NAMES[0]
        assert NAMES[0] in visit.page.locator(".legend").inner_text()
        assert NAMES[2] in visit.page.locator("table.links").first.inner_text()
        for key in visit.drawn()["nodes"]:
            spot = visit.page.evaluate("""key => {
                const box = document.getElementById('map');
                const network = box.drawn.network;
                const inside = network.canvasToDOM(network.body.nodes[key]);
                window.scrollBy(0, box.getBoundingClientRect().top + inside.y - window.innerHeight / 2);
                const at = box.getBoundingClientRect();
                return {x: at.left + box.clientLeft + inside.x, y: at.top + box.clientTop + inside.y};
            }""", key)
            visit.page.mouse.move(spot["x"], spot["y"])
            visit.page.wait_for_timeout(200)
        assert visit.page.locator(".vis-tooltip").count() == 1
        assert visit.page.locator(".vis-tooltip *:not(br)").count() == 0
        assert visit.page.locator("a[href^='javascript']").count() == 0
        visit.assert_clean(address)
        visit.assert_fits()
