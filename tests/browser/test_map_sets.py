"""The same organisations and records everywhere: filtered in the browser, in the tables, in files, over HTTP."""

from __future__ import annotations

from io import BytesIO
from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree as ET

import networkx
import pytest
from playwright.sync_api import Browser, Page

from tests.browser.map_lot import COUNT, INHERITED, PARALLEL, lot
from tests.fixtures.browser import Visit

pytestmark = pytest.mark.browser

SVG = "{http://www.w3.org/2000/svg}"


def shown(page: Page) -> dict[str, list[str]]:
    """Keys that the filters leave on the map, and those of the tables' rows that can be seen."""
    told: dict[str, list[str]] = page.evaluate("""() => {
        const drawn = document.getElementById('map').drawn;
        const body = drawn.network.body;
        const seen = kind => [...document.querySelectorAll('tr[data-' + kind + ']')]
            .filter(row => !row.hidden && row.getClientRects().length).map(row => row.dataset[kind]).sort();
        return {
            nodes: [...drawn.shown.nodes].sort(), links: [...drawn.shown.links].sort(),
            lines: Object.values(body.edges).filter(e => !e.options.hidden).map(e => e.id).sort(),
            bright: Object.values(body.nodes).filter(n => n.options.opacity !== 0.22).map(n => n.id).sort(),
            rows: seen('link'), members: seen('member'),
        };
    }""")
    return told


def tick(page: Page, filters: list[tuple[str, str]]) -> None:
    """Tick boxes as a reader does."""
    page.locator(".map-filters summary").click()
    for name, value in filters:
        page.locator(f"input[name='{name}'][value='{value}']").check()


def test_the_lot_is_what_it_should_be() -> None:
    assert len(lot()) == COUNT
    assert sum(one.parallel for one in lot()) >= PARALLEL
    assert sum(one.inherited for one in lot()) >= INHERITED


@pytest.mark.parametrize("rank", range(COUNT))
def test_a_filtered_map_is_the_same_everywhere(browser: Browser, pages_address: str, rank: int) -> None:
    one = lot()[rank]
    with Visit(browser, pages_address + one.unfiltered, 1280) as visit:
        page = visit.page
        before = {key: page.evaluate("k => document.getElementById('map').drawn.arrangement.positions[k]", key)
                  for key in shown(page)["nodes"][:5]}
        tick(page, one.filters)
        left = shown(page)
        told = page.request.get(f"{pages_address}/api/v1/map?{one.query}").json()
        assert told["links"]
        assert left["nodes"] == sorted(node["key"] for node in told["nodes"]) == left["bright"]
        assert left["links"] == sorted(link["key"] for link in told["links"]) == left["lines"] == left["rows"]
        ids = {node["id"] for node in told["nodes"]}
        assert left["members"] == sorted(ids)
        for key, place in before.items():  # filtering moves nobody
            assert page.evaluate("k => document.getElementById('map').drawn.arrangement.positions[k]", key) == place
        address = urlsplit(page.url)
        assert sorted(parse_qsl(address.query)) == sorted(set(parse_qsl(one.query)))

        svg, graphml = (page.request.get(pages_address + _saved(page, one)).body() for one in ("svg", "graphml"))
        graph = networkx.read_graphml(BytesIO(graphml), force_multigraph=True)
        assert set(graph.nodes) == ids
        assert sorted(key for *_, key in graph.edges(keys=True)) == left["links"]
        root = ET.fromstring(svg)  # noqa: S314 - our own
        drawn = {kind: [] for kind in ("node", "link")}
        for element in root.iter(f"{SVG}g"):
            drawn.get(element.get("class", ""), []).append(element.get("id", ""))
        assert sorted(drawn["node"]) == left["nodes"]
        assert sorted(drawn["link"]) == left["links"]
        visit.assert_clean(pages_address)
        page.goto(page.url, wait_until="networkidle")
        assert shown(page) == left


def _saved(page: Page, suffix: str) -> str:
    """Address of a file, as the page's link has it after the filters were ticked."""
    href = page.locator(f".save a[href^='/map.{suffix}']").get_attribute("href")
    assert href
    return href
