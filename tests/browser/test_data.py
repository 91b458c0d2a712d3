"""The data page in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.fixtures.browser import WIDTHS, Visit, served
from tests.fixtures.hostile import hostile_snapshot

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", ["/data", "/data?as_at=2021-01-01&patch=GB-NHS-RR8"])
def test_it_is_clean_accessible_and_fits(browser: Browser, pages_address: str, path: str, width: int) -> None:
    with Visit(browser, pages_address + path, width) as visit:
        visit.assert_sound(pages_address)


def test_its_tables_are_sorted_by_keyboard(browser: Browser, pages_address: str) -> None:
    with Visit(browser, f"{pages_address}/data", 1280) as visit:
        head = visit.page.locator("table.data-evidence .sort").nth(1)
        for first in ("1", "372"):
            head.press("Enter")
            assert visit.page.locator("table.data-evidence tbody tr").first.locator("td").nth(1).inner_text() == first
        visit.assert_clean(pages_address)
        visit.assert_accessible()


@pytest.mark.parametrize("width", WIDTHS)
def test_hostile_facts_are_shown_as_text(browser: Browser, width: int) -> None:
    with served(hostile_snapshot()) as address, Visit(browser, f"{address}/data", width) as visit:
        visit.assert_clean(address)
        visit.assert_accessible()
        visit.assert_fits()
