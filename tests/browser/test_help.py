"""Help and pages that say what went wrong, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from graphsvc.web.help.topics import TOPICS
from tests.fixtures.browser import WIDTHS, Visit

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", ["", "/terms", *(f"/{topic}" for topic in TOPICS)])
def test_it_is_clean_accessible_and_fits(browser: Browser, pages_address: str, path: str, width: int) -> None:
    with Visit(browser, f"{pages_address}/help{path}", width) as visit:
        visit.assert_sound(pages_address)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("path", "status"), [
    ("/leeds", 404), ("/help/none", 404), ("/organisations/leeds-teaching", 404), ("/data?as_at=soon", 422),
    ("/" + "x" * 2000, 404),
])
def test_what_went_wrong_is_accessible_and_fits(
    browser: Browser, pages_address: str, path: str, status: int, width: int
) -> None:
    with Visit(browser, pages_address + path, width) as visit:
        assert visit.status == status
        assert len(visit.complaints) == 1  # the browser's own remark on the status
        visit.assert_accessible()
        visit.assert_fits()


def test_a_bad_date_is_mended_where_it_is_told(browser: Browser, pages_address: str) -> None:
    with Visit(browser, f"{pages_address}/data?as_at=soon", 375) as visit:
        visit.page.get_by_label("As at").fill("2024-01-01")
        visit.page.get_by_role("button", name="Show").press("Enter")
        visit.page.wait_for_url("**/data?as_at=2024-01-01")
        assert visit.page.get_by_role("heading", name="Where the facts come from").is_visible()


def test_an_unknown_address_leads_to_who_was_meant(browser: Browser, pages_address: str) -> None:
    with Visit(browser, f"{pages_address}/leeds-teaching", 375) as visit:
        visit.page.locator("main").get_by_role("link", name="Leeds Teaching Hospitals NHS Trust").click()
        visit.page.wait_for_url("**/organisations/GB-NHS-RR8")
