"""Reports in a browser: sound at both widths, sorted by a click, organisations chosen while typing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from graphsvc.app import create_app
from graphsvc.config import Settings
from graphsvc.database.session import Database
from graphsvc.snapshot.in_use import FixedSnapshot
from tests.fixtures.browser import WIDTHS, Visit, serving
from tests.fixtures.facts import seed_snapshot

pytestmark = pytest.mark.browser

DAY = "as_at=2026-11-24"
LEEDS, UNIVERSITY = "GB-NHS-RR8", "GB-UKPRN-10007795"
PAGES = {
    "/reports": "Proposed partnerships", f"/reports/partnerships-by-kind?{DAY}": "35 rows",
    f"/reports/proposed-partnerships?{DAY}": "Heads of terms",
    f"/reports/shortest-path?{DAY}&source={LEEDS}&target={UNIVERSITY}": "University of Leeds",
}


@pytest.fixture(scope="module")
def address(england: Database, england_settings: Settings) -> Iterator[str]:
    """Where the pages are served, over the record."""
    app = create_app(england_settings, FixedSnapshot(seed_snapshot()), lambda: england)
    with serving(app) as origin:
        yield origin


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_sound(browser: Browser, address: str, path: str, width: int) -> None:
    with Visit(browser, address + path, width) as visit:
        visit.assert_sound(address)
        assert PAGES[path] in visit.page.locator("main").inner_text()
        for image in visit.page.locator("main img").all():
            assert image.evaluate("one => one.complete && one.naturalWidth > 100")


def test_rows_are_sorted_by_a_click_as_numbers(browser: Browser, address: str) -> None:
    with Visit(browser, f"{address}/reports/partnerships-by-kind?{DAY}", 1280) as visit:
        visit.page.get_by_role("button", name="Active records", exact=True).click()
        head = visit.page.get_by_role("columnheader", name="Active records", exact=True)
        expect(head).to_have_attribute("aria-sort", "ascending")
        cells = visit.page.locator("table.report tbody td:nth-child(3)").all_inner_texts()
        numbers = [int(text.replace(",", "")) for text in cells]
        assert len(numbers) == 35
        assert numbers == sorted(numbers)


def test_a_report_is_asked_by_its_form(browser: Browser, address: str) -> None:
    with Visit(browser, f"{address}/reports/shortest-path", 1280) as visit:
        page = visit.page
        for name, typed, chosen in (
            ("Source", "leeds teaching", "Leeds Teaching Hospitals"),
            ("Target", "university of leeds", "University of Leeds"),
        ):
            page.get_by_label(name, exact=True).fill(typed)
            page.get_by_role("option", name=chosen).first.click()
        page.get_by_role("button", name="Show").click()
        expect(page.locator("#rows")).to_contain_text("row")
        assert f"source={LEEDS}" in page.url
        assert f"target={UNIVERSITY}" in page.url
        page.get_by_text("The question in Cypher").click()
        expect(page.locator("pre.cypher")).to_contain_text(f':param source => "{LEEDS}"')
        visit.assert_clean(address)


def test_a_report_s_own_parameters_are_tried_on_the_page_of_calls(browser: Browser, address: str) -> None:
    with Visit(browser, f"{address}/api/v1/", 1280) as visit:
        form = visit.page.locator('form[data-path="/api/v1/reports/{id}/run"]')
        form.locator('[name="id"]').fill("partnerships-by-kind")
        form.locator('[name="as_at"]').fill("2026-11-24")
        form.locator('[name="parameters"]').fill("icb = GB-NHS-QWO\nregion=")
        form.get_by_role("button").click()
        answer = visit.page.locator('section:has(form[data-path="/api/v1/reports/{id}/run"]) pre')
        expect(answer).to_contain_text('"icb": "GB-NHS-QWO"')
        visit.assert_clean(address)
