"""The page of paths in a real browser: for everybody, at both widths, and how it is used."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser

from tests.fixtures.browser import WIDTHS, Visit, served
from tests.fixtures.hostile import hostile_snapshot

pytestmark = pytest.mark.browser

LEEDS, BOARD, BRADFORD = "GB-NHS-RR8", "GB-NHS-QWO", "GB-UKPRN-10007785"
PAIR = f"/paths?source={LEEDS}&target={BRADFORD}"
STATES = (
    "/paths", PAIR, PAIR + f"&source={BOARD}&avoid=GSS-E47000003&k=6&inherited=true&patch={LEEDS}",
    f"/paths?source={LEEDS}&target_type=university&target_place=E08000035",
    "/paths?source=GB-LAE-CLD&target=GB-LAE-COV", f"/paths?source=GB-NHS-QH8&target={LEEDS}",
)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", STATES)
def test_a_page_of_paths_is_clean_accessible_and_fits(
    browser: Browser, pages_address: str, path: str, width: int
) -> None:
    with Visit(browser, pages_address + path, width) as visit:
        assert visit.status == 200
        visit.assert_clean(pages_address)
        for details in visit.page.locator("main details").all():
            details.evaluate("details => { details.open = true; }")
        visit.assert_accessible()
        visit.assert_fits()


@pytest.mark.parametrize("width", WIDTHS)
def test_faults_are_accessible_and_lead_to_their_fields(browser: Browser, pages_address: str, width: int) -> None:
    with Visit(browser, pages_address + PAIR + "&source=leeds&k=99&avoid=zzqxvkw", width) as visit:
        assert visit.status == 422
        visit.assert_accessible()
        visit.assert_fits()
        for field in ("source", "k", "avoid"):
            visit.page.locator(f'.nhsuk-error-summary a[href="#{field}"]').click()
            assert visit.page.locator(f"#{field}").is_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_map_draws_what_the_paths_say(browser: Browser, pages_address: str, width: int) -> None:
    with Visit(browser, pages_address + PAIR, width) as visit:
        drawn = visit.drawn()
        named = visit.page.locator(".step a").evaluate_all("links => links.map(a => a.pathname.split('/').pop())")
        assert drawn["nodes"] == sorted(set(named))
        shown = visit.page.locator(".paths .records li").count()
        assert 0 < len(drawn["links"]) <= shown


def test_a_question_is_asked_by_keyboard_alone(browser: Browser, pages_address: str) -> None:
    with Visit(browser, pages_address + "/paths", 1280) as visit:
        page = visit.page
        page.locator("#source").focus()
        for text, after in (("leeds teaching", "#target"), ("university of bradf", "")):
            page.keyboard.type(text)
            page.locator(".offer:not([hidden]) li").first.wait_for()
            page.keyboard.press("ArrowDown")
            page.keyboard.press("Enter")
            if after:
                page.locator(after).focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**target=*")
        assert "The 3 best paths" in page.locator("#answer").inner_text()
        asked = parse_qs(urlsplit(page.url).query)
        assert (asked["source"], asked["target"]) == ([LEEDS], [BRADFORD])


def test_avoiding_required_and_swapped_by_a_click_and_saved(browser: Browser, pages_address: str) -> None:
    with Visit(browser, pages_address + PAIR, 375) as visit:
        page = visit.page
        first = page.locator(".paths > li h2").first.inner_text()
        page.get_by_role("link", name="avoid this one").first.click()
        assert page.locator(".paths > li h2").first.inner_text() != first
        page.locator(".asked .remove").last.click()
        assert page.locator(".paths > li h2").first.inner_text() == first
        page.get_by_role("link", name="go through this one").nth(1).click()
        assert "through" in page.locator(".asked").inner_text()
        page.get_by_role("link", name="swap the two ends").click()
        assert "from University of Bradford to Leeds" in page.locator("h1").inner_text()
        with page.expect_download() as saved:
            page.get_by_role("link", name="Picture (SVG)").click()
        assert saved.value.suggested_filename == f"paths-{BRADFORD}-{LEEDS}.svg"


def test_without_scripts_the_answer_and_the_table_are_there(browser: Browser, pages_address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(pages_address + "/paths")
    page.locator("#source").fill("Leeds Teaching Hospitals")
    page.locator("#target").fill("University of Bradford")
    page.get_by_role("button", name="Find paths").click()
    assert page.locator(".paths > li").count() == 3
    assert page.locator("table.links tbody tr").count() > 3
    context.close()


def test_hostile_names_do_nothing(browser: Browser) -> None:
    path = "/paths?source=LOCAL-0&target=LOCAL-13"
    with served(hostile_snapshot()) as address, Visit(browser, address + path, 375) as visit:
        assert visit.status == 200
        visit.assert_clean(address)
        visit.assert_fits()
