"""The page before a meeting in a real browser, on a screen and on paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser

from tests.fixtures.browser import WIDTHS, Visit, served
from tests.fixtures.hostile import CENTRE, hostile_snapshot

pytestmark = pytest.mark.browser

PAIR = "/meeting?one=GB-NHS-RR8&other=GB-LAE-LDS"
FULL = "/meeting?one=GB-NHS-S1Y5D&other=GB-NHS-S9B9J"
STATES = ("/meeting", PAIR, FULL, "/meeting?one=GB-NHS-QH8&other=GB-NHS-RR8")
A4_INSIDE = 680
"""Width of an A4 page between the margins, in pixels of CSS."""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", STATES)
def test_a_page_before_a_meeting_is_clean_accessible_and_fits(
    browser: Browser, pages_address: str, path: str, width: int
) -> None:
    with Visit(browser, pages_address + path, width) as visit:
        assert visit.status == 200
        visit.assert_clean(pages_address)
        for details in visit.page.locator("main details").all():
            details.evaluate("details => { details.open = true; }")
        visit.assert_accessible()
        visit.assert_fits()


@pytest.mark.parametrize(("path", "most"), [
    (PAIR, 2), ("/meeting?one=GB-NHS-QWO&other=GB-NHS-RR8", 3), ("/meeting?one=GB-NHS-QHM&other=GB-NHS-RTD", 2),
    (FULL, 3),
])
def test_it_prints_on_a_few_pages(browser: Browser, pages_address: str, path: str, most: int) -> None:
    with Visit(browser, pages_address + path, 1280) as visit:
        printed = visit.page.pdf(prefer_css_page_size=True, print_background=True)
        pages = re.findall(rb"/Type\s*/Page\b(?!s)", printed)
        assert 1 <= len(pages) <= most
        assert re.search(rb"/MediaBox\s*\[0 0 59[456][.\d]* 84[12][.\d]*\]", printed)  # A4


@pytest.mark.parametrize("path", [PAIR, FULL])
def test_on_paper_nothing_is_cut_and_addresses_of_evidence_can_be_read(
    browser: Browser, pages_address: str, path: str
) -> None:
    with Visit(browser, pages_address + path, A4_INSIDE) as visit:
        page = visit.page
        page.emulate_media(media="print")
        cut = page.evaluate("""() => Array.from(document.querySelectorAll('main *')).filter(one => {
            const room = one.getBoundingClientRect();
            return room.width && (room.right > window.innerWidth + 1 || room.left < -1
                || (getComputedStyle(one).overflow !== 'visible' && one.scrollWidth > one.clientWidth + 1));
        }).map(one => one.outerHTML.slice(0, 100))""")
        assert cut == []
        said = page.evaluate("""() => Array.from(document.querySelectorAll('main a[href]')).map(one => [
            one.closest('.evidence') !== null, one.getAttribute('href'), getComputedStyle(one, '::after').content
        ])""")
        assert any(evidence for evidence, _, _ in said)
        for evidence, address, after in said:
            assert (address in after) is (evidence and not address.startswith("/"))
        for away in ("nav", "form", ".find"):
            assert not any(one.is_visible() for one in page.locator(away).all())
        assert page.get_by_text("As at ").first.is_visible()


def test_two_are_named_and_the_page_is_there(browser: Browser, pages_address: str) -> None:
    with Visit(browser, pages_address + "/meeting", 375) as visit:
        page = visit.page
        for field, text in (("#one", "leeds teaching"), ("#other", "leeds city council")):
            page.locator(field).fill(text)
            page.locator(".offer:not([hidden]) li").first.click()
        page.get_by_role("button", name="Prepare").click()
        page.wait_for_url("**other=*")
        assert page.locator("h1").inner_text() == "Leeds Teaching Hospitals and Leeds City Council: before a meeting"
        page.get_by_role("link", name="The same paths step by step").click()
        assert "Paths from Leeds Teaching Hospitals to Leeds City Council" in page.locator("h1").inner_text()


def test_hostile_names_do_nothing(browser: Browser) -> None:
    with served(hostile_snapshot()) as address:
        for other in ("LOCAL-0", "LOCAL-13"):
            with Visit(browser, f"{address}/meeting?one={CENTRE}&other={other}", 375) as visit:
                assert visit.status == 200
                visit.assert_clean(address)
                visit.assert_fits()
