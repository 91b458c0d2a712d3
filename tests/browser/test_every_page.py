"""Every page: at 200% zoom, and without scripts. What each page does besides is tested in a file of its own."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.fixtures.browser import Visit, application
from tests.fixtures.facts import seed_snapshot

pytestmark = pytest.mark.browser

LEEDS, COUNCIL, BOARD = "GB-NHS-RR8", "GB-LAE-LDS", "GB-NHS-QWO"
PAGES = {
    "/": "457 of 4,380", "/search?q=leeds": "Leeds City Council", f"/organisations/{LEEDS}": "6 of 20",
    f"/organisations/{COUNCIL}": "Leeds City Council", f"/organisations/{LEEDS}/peers": "peers",
    "/gaps": "457 of 4,380", f"/gaps?icb={BOARD}&state=unrecorded": "West Yorkshire",
    "/changes": "merge", f"/paths?source={LEEDS}&target_type=housing-association": "reaches",
    f"/paths?source={LEEDS}&target=GB-NHS-K0N6A": "No path of recorded partnerships",
    f"/meeting?one={LEEDS}&other={COUNCIL}": "Leeds City Council", "/meeting": "meeting", "/paths": "From",
    f"/map?icb={BOARD}&value_area=estates": "West Yorkshire", "/map?england=true": "England", "/map": "Map",
    "/brokers": "of 464", f"/brokers/{LEEDS}": "Leeds Teaching Hospitals", "/patch": "My patch",
    f"/patch?patch={LEEDS}&patch=E12000003": "60 of 500", "/data": "1,591", "/proposal": "proposal",
    "/proposal?record=P00844": "P00844", "/reports": "policy briefs ask",
    "/reports/shortest-path": "How to read this", "/cypher": "Cypher", "/brief": "brief",
    "/help": "Help", "/help/gaps": "gap", "/help/terms": "Inherited",
}
"""An address of every page, and what it must say whether or not scripts run."""

DAY = "as_at=2026-11-23"
"""What is recorded ends and ages: an answer is that of a day."""

ZOOMED = 640
"""Pixels that remain of 1280 at 200% zoom."""


def test_every_page_is_here() -> None:
    urls = application(seed_snapshot()).url_map
    adapter = urls.bind("localhost")
    seen = {adapter.match(page.partition("?")[0], return_rule=True)[0].endpoint for page in PAGES}
    files = {"static", "map_file", "records_file", "gaps_file", "gaps_csv", "gaps_xlsx", "paths_file", "map_download"}
    files |= {"brokers_file", "data_file", "proposal_archive", "proposal_file", "brief_archive"}
    # What a form is sent to, and what is there once it was.
    files |= {"run_cypher", "make_brief", "made_brief"}
    made = {rule.endpoint for rule in urls.iter_rules() if rule.endpoint.startswith("pages.")}
    assert {name for name in made - seen if not name.endswith("_file")} <= {f"pages.{name}" for name in files}


def on_the_day(path: str) -> str:
    """An address with the day."""
    return f"{path}{'&' if '?' in path else '?'}{DAY}"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_can_be_used_at_twice_the_size(browser: Browser, pages_address: str, path: str) -> None:
    with Visit(browser, pages_address + on_the_day(path), ZOOMED) as visit:
        visit.assert_sound(pages_address)
        assert PAGES[path] in visit.page.locator("main").inner_text()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_answers_without_scripts(browser: Browser, pages_address: str, path: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 800})
    try:
        page = context.new_page()
        answer = page.goto(pages_address + on_the_day(path))
        assert answer
        assert answer.status == 200
        main = page.locator("main")
        assert PAGES[path] in main.inner_text()
        assert page.locator("canvas").count() == 0
        # Where a map would be drawn its table stands.
        for box in page.locator(".map").all():
            assert not box.is_visible()
        if page.locator(".map").count():
            assert main.locator("table.links tbody tr:visible, table.members tbody tr:visible").count() > 0
    finally:
        context.close()
