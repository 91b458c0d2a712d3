"""The page to try calls, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.fixtures.browser import WIDTHS, Visit

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("page", ["/api/v1/", "/api/v1/problems"])
def test_pages_about_calls_load_nothing_from_elsewhere_and_everybody_can_use_them(
    browser: Browser, pages_address: str, page: str, width: int
) -> None:
    with Visit(browser, pages_address + page, width) as visit:
        visit.assert_sound(pages_address)


def test_a_call_is_tried_on_the_page(browser: Browser, pages_address: str) -> None:
    with Visit(browser, f"{pages_address}/api/v1/", 1280) as visit:
        form = visit.page.locator('form[data-path="/api/v1/organisations/{id}/gaps"]')
        form.locator('[name="value_area"]').fill("estates\nresearch-innovation")
        form.get_by_role("button").click()
        answer = visit.page.locator('section:has(form[data-path="/api/v1/organisations/{id}/gaps"]) pre')
        answer.wait_for()
        shown = answer.inner_text()
        said = visit.page.locator('section:has(form[data-path="/api/v1/organisations/{id}/gaps"]) [role="status"]')
        assert said.inner_text().startswith("Answered: status 200")
        assert visit.page.evaluate("document.activeElement.className") == "answer"
        assert answer.evaluate("e => e.getBoundingClientRect().top < window.innerHeight")
        assert '"value_area": "research-innovation"' in shown
        visit.assert_clean(pages_address)
