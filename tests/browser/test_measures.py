"""The pages of brokers in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.fixtures.browser import WIDTHS, Visit

pytestmark = pytest.mark.browser

PAGES = (
    "/brokers", "/brokers?type=network&single_points=true", "/brokers?page=10", "/brokers?as_at=1990-01-01",
    "/brokers/GB-NHS-RR8", "/brokers/GB-NHS-QOQ", "/brokers/LOCAL-northern-health-science-alliance",
)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", PAGES)
def test_it_is_clean_accessible_and_fits(browser: Browser, pages_address: str, path: str, width: int) -> None:
    with Visit(browser, pages_address + path, width) as visit:
        assert visit.status == 200
        visit.assert_clean(pages_address)
        visit.assert_accessible()
        visit.assert_fits()


@pytest.mark.parametrize("width", WIDTHS)
def test_from_the_list_to_who_would_lose_whom(browser: Browser, pages_address: str, width: int) -> None:
    with Visit(browser, f"{pages_address}/brokers", width) as visit:
        page = visit.page
        page.get_by_label("Single points of failure only").check()
        page.locator("main").get_by_role("button", name="Show").click()
        page.wait_for_url("**single_points=true*")
        first = page.locator("tbody tr").first
        name = first.locator("td").nth(1).inner_text()
        first.get_by_role("link", name="without").click()
        assert page.locator("h1").inner_text() == f"If {name} went, who would lose whom?"
        assert "is a single point of failure" in page.locator(".lead").inner_text()
        visit.assert_clean(pages_address)


def test_the_list_is_sorted_by_number(browser: Browser, pages_address: str) -> None:
    with Visit(browser, f"{pages_address}/brokers", 1280) as visit:
        button = visit.page.get_by_role("button", name="Partners")
        button.click()
        button.click()
        partners = [int(text) for text in visit.page.locator("tbody tr td:nth-child(5)").all_inner_texts()]
        assert partners == sorted(partners, reverse=True)
