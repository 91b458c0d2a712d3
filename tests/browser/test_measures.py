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
        visit.assert_sound(pages_address)


@pytest.mark.parametrize("width", WIDTHS)
def test_from_the_list_to_who_would_lose_whom(browser: Browser, pages_address: str, width: int) -> None:
    with Visit(browser, f"{pages_address}/brokers", width) as visit:
        page = visit.page
        page.get_by_label("Single points of failure only").check()
        page.locator("main").get_by_role("button", name="Show").click()
        page.wait_for_url("**single_points=true*")
        first = page.locator("tbody tr").first
        name = first.locator("td").nth(1).get_by_role("link").inner_text()
        first.get_by_role("link", name="without").click()
        assert page.locator("h1").inner_text() == f"If {name} closed or left, who would lose whom?"
        assert "is a single point of failure" in page.locator(".lead").inner_text()
        visit.assert_clean(pages_address)


def test_the_list_is_sorted_by_number(browser: Browser, pages_address: str) -> None:
    with Visit(browser, f"{pages_address}/brokers", 1280) as visit:
        button = visit.page.get_by_role("button", name="Would be cut off without it")
        button.click()
        button.click()
        shown = visit.page.locator("tbody tr td:nth-child(4)").all_inner_texts()
        losing = [0 if text == "nobody" else int(text.split()[0]) for text in shown]
        assert losing == sorted(losing, reverse=True)
        assert losing[0]


@pytest.mark.parametrize(
    ("path", "table"),
    [
        ("/brokers?single_points=true", ".brokers"), ("/organisations/GB-NHS-RR8/peers", ".beside-peers"),
        ("/organisations/GB-NHS-RR8/peers", ".coverage"), ("/data", ".data-evidence"), ("/data", ".data-types"),
    ],
)
def test_the_last_column_is_on_the_screen_of_a_phone(
    browser: Browser, pages_address: str, path: str, table: str
) -> None:
    with Visit(browser, pages_address + path, 375) as visit:
        for cell in (f"table{table} thead th:last-child", f"table{table} tbody tr:first-child td:last-child"):
            box = visit.page.locator(cell).bounding_box()
            assert box is not None
            assert box["x"] + box["width"] <= 375
