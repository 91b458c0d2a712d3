"""A map as one file keeps its filters and its legend, and is used without a network."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from graphsvc.maps.asked import asked_drawing
from graphsvc.maps.files.export import export
from graphsvc.maps.question import MapQuestion
from tests.browser.map_visit import ask, open_node
from tests.fixtures.browser import WIDTHS, Visit
from tests.fixtures.facts import seed_snapshot

pytestmark = pytest.mark.browser

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("layout", ["network", "geographic", "tiles"])
def test_filters_work_in_a_file(browser: Browser, tmp_path: Path, layout: str, width: int) -> None:
    view = seed_snapshot().view(TODAY)
    whole = MapQuestion(icb=("GB-NHS-QWO",), layout=layout)
    part = MapQuestion(icb=("GB-NHS-QWO",), layout=layout, value_area=("skills-employment",))
    file = tmp_path / "map.html"
    file.write_bytes(export(asked_drawing(view, part), ".html"))
    with Visit(browser, file.as_uri(), width) as visit:
        page = visit.page
        expect(page.get_by_label("Skills and employment")).to_be_checked()
        shown = "[...document.getElementById('map').drawn.shown.links].sort()"
        assert page.evaluate(shown) == sorted(link.key for link in asked_drawing(view, part).links)
        assert page.locator("tr[data-link]:visible").count() == len(asked_drawing(view, part).links)
        legend = page.locator("[data-legend='area'][data-key='skills-employment']").inner_text()
        assert legend == str(len(asked_drawing(view, part).links))
        page.get_by_label("Skills and employment").uncheck()
        assert page.evaluate(shown) == sorted(link.key for link in asked_drawing(view, whole).links)
        open_node(page, "GB-NHS-RR8")
        expect(page.locator("#map-panel h3")).to_have_text("Leeds Teaching Hospitals NHS Trust")
        assert page.locator("#map-panel a[href^='/']").count() == 0
        visit.assert_accessible()
        visit.assert_fits()
        page.locator("th").filter(has_text="Kind").first.get_by_role("button").click()
        expect(page.locator("th[aria-sort='ascending']")).to_contain_text("Kind")
        assert [request.url for request in visit.requests] == [file.as_uri()]
        visit.assert_clean("file:")


def test_a_file_of_groups_offers_nothing_that_needs_the_page(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "map.html"
    file.write_bytes(export(asked_drawing(seed_snapshot().view(TODAY), MapQuestion(england=True)), ".html"))
    with Visit(browser, file.as_uri(), 1280) as visit:
        assert ask(visit.page, "data.nodes.length") > 100
        assert visit.page.locator("button[type='submit']:visible").count() == 0
        assert visit.page.locator("input[data-filter]:visible").count() == 0
        open_node(visit.page, "GB-NHS-QWO:local-authority")
        expect(visit.page.locator("#map-panel")).to_contain_text("Leeds City Council")
        visit.assert_accessible()
        visit.assert_clean("file:")
