"""Making a proposal in a real browser, with scripts and without, by keyboard alone and by pointer."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from graphsvc.ingest.check import find_faults
from graphsvc.ingest.tables import read_tables
from tests.fixtures.browser import WIDTHS, Visit, served
from tests.fixtures.facts import seed_snapshot
from tests.fixtures.hostile import hostile_snapshot

pytestmark = pytest.mark.browser

MADE = (
    "what=partnership&check=true&organisation=GB-NHS-RR8&other=GB-UKPRN-10007795&value_area=estates&kind=programme"
    "&status=active&title=A+page&address=https%3A%2F%2Fwww.example.org%2Fpage&evidence_basis=read"
)
STATES = (
    ("", 200), ("what=partnership&organisation=GB-NHS-RR8&other=GB-UKPRN-10007795", 200), ("what=correction", 200),
    ("what=correction&organisation=GB-NHS-RR8", 200), ("record=P00844", 200), (MADE, 200),
    ("record=P00844&check=true", 422), ("what=review&organisation=GB-NHS-RR8", 200), ("what=review&check=true", 422),
    ("what=partnership&check=true&organisation=leeds&other=zzqxvkw&summary=%3D1", 422), ("record=none", 422),
)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("asked", "status"), STATES)
def test_every_state_is_accessible_and_fits(
    browser: Browser, pages_address: str, asked: str, status: int, width: int
) -> None:
    with Visit(browser, f"{pages_address}/proposal?{asked}", width) as visit:
        assert visit.status == status
        if status == 200:
            visit.assert_clean(pages_address)
        visit.assert_accessible()
        visit.assert_fits()


def fill(page: Page) -> None:
    """What somebody knows of a new partnership; the organisations are named and not chosen."""
    page.get_by_label("Organisation", exact=True).fill("Leeds Teaching Hospitals")
    page.get_by_label("The other organisation").fill("University of Leeds")
    page.get_by_label("Value area").select_option("estates")
    page.get_by_label("Kind").select_option("programme")
    page.get_by_label("Status").select_option("active")
    page.get_by_label("Summary").fill("A shared building.")
    page.get_by_label("Title of the page").fill("A page of theirs")
    page.get_by_label("Its address").fill("https://www.example.org/page")
    page.get_by_label("How you saw it").select_option("read")


def assert_loads(page: Page, folder: Path, *, by_keyboard: bool = False) -> None:
    """The file that is saved from the page passes the checks."""
    with page.expect_download() as saving:
        link = page.get_by_role("link", name="Save proposal-")
        link.press("Enter") if by_keyboard else link.click()
    with zipfile.ZipFile(saving.value.path()) as archive:
        archive.extractall(folder)
    read = read_tables(next(path for path in folder.iterdir() if path.is_dir()))
    assert read.row_count == 2
    assert find_faults(read, seed_snapshot().dataset) == ()


@pytest.mark.parametrize("width", WIDTHS)
def test_from_the_home_page_to_the_file_in_four_steps(
    browser: Browser, pages_address: str, tmp_path: Path, width: int
) -> None:
    with Visit(browser, pages_address, width) as visit:
        visit.page.get_by_role("link", name="Propose a correction").click()
        visit.page.get_by_role("link", name="A new partnership").click()
        fill(visit.page)
        visit.page.get_by_role("button", name="Make the rows").click()
        visit.page.get_by_role("heading", name="Your proposal").wait_for()
        assert "organisation=GB-NHS-RR8" in visit.page.url
        assert_loads(visit.page, tmp_path)
        visit.assert_clean(pages_address)


def test_by_keyboard_alone_with_names_offered_while_typing(
    browser: Browser, pages_address: str, tmp_path: Path
) -> None:
    with Visit(browser, f"{pages_address}/proposal", 1280) as visit:
        page = visit.page
        page.get_by_role("link", name="A new partnership").press("Enter")
        page.wait_for_url("**/proposal?what=partnership")
        fill(page)
        other = page.get_by_label("The other organisation")
        other.fill("")
        other.press_sequentially("Leeds City Cou")
        page.get_by_role("option", name="Leeds City Council GB-LAE-LDS").wait_for()
        other.press("ArrowDown")
        other.press("Enter")
        assert other.input_value() == "Leeds City Council"
        page.get_by_role("button", name="Make the rows").press("Enter")
        page.wait_for_url("**other=GB-LAE-LDS**")
        assert_loads(page, tmp_path, by_keyboard=True)
        visit.assert_clean(pages_address)


def test_without_scripts(browser: Browser, pages_address: str, tmp_path: Path) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 375, "height": 800})
    page = context.new_page()
    page.goto(f"{pages_address}/proposal?what=partnership")
    fill(page)
    page.get_by_role("button", name="Make the rows").click()
    page.get_by_role("heading", name="Your proposal").wait_for()
    assert_loads(page, tmp_path)
    context.close()


def test_a_fault_leads_to_its_field_and_can_be_mended(browser: Browser, pages_address: str) -> None:
    with Visit(browser, f"{pages_address}/proposal?{MADE}&summary=%3D1%2B1", 375) as visit:
        page = visit.page
        assert page.title().startswith("Error: ")
        page.get_by_role("link", name="Summary: text may not begin with =").click()
        assert page.evaluate("document.activeElement.id") == "summary"
        page.get_by_label("Summary").fill("Fifty per cent more.")
        page.get_by_role("button", name="Make the rows").click()
        page.get_by_role("heading", name="Your proposal").wait_for()


@pytest.mark.parametrize("width", WIDTHS)
def test_hostile_facts_are_shown_as_text(browser: Browser, width: int) -> None:
    with served(hostile_snapshot()) as address:
        for asked in ("what=correction&organisation=GB-NHS-X1", "record=P00001"):
            with Visit(browser, f"{address}/proposal?{asked}", width) as visit:
                visit.assert_clean(address)
                visit.assert_accessible()
                visit.assert_fits()
