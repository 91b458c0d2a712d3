"""Four things that an adviser comes for, from the first page, by pointer and by keyboard alone, at two widths.

Each in at most six steps.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Page

from graphsvc.commands.check import command as check_command
from graphsvc.commands.load import command as load_command
from graphsvc.config import Settings
from graphsvc.database.session import Database
from graphsvc.snapshot.build import build_snapshot
from tests.fixtures.browser import WIDTHS, Visit, application, served
from tests.tasks.hands import HANDS, Hand

pytestmark = pytest.mark.browser

MOST_STEPS = 6
ways = [pytest.mark.parametrize("width", WIDTHS), pytest.mark.parametrize("way", HANDS)]


def both(test: object) -> object:
    """Run a test by each hand at each width."""
    for mark in ways:
        test = mark(test)
    return test


def shown(page: Page) -> dict[str, list[str]]:
    """What a map shows, and what its table does."""
    drawn: dict[str, list[str]] = page.evaluate("""() => {
        const body = document.getElementById('map').drawn.network.body;
        const visible = items => Object.values(items).filter(i => !i.options.hidden).map(i => i.id).sort();
        const rows = Array.from(document.querySelectorAll('table.links tr[data-link]'));
        return {
            links: visible(body.edges),
            rows: rows.filter(r => r.checkVisibility()).map(r => r.dataset.link).sort(),
        };
    }""")
    return drawn


@both
def test_gaps_in_skills_and_the_way_in(browser: Browser, pages_address: str, way: type[Hand], width: int) -> None:
    with Visit(browser, f"{pages_address}/", width) as visit:
        hand, page = way(visit.page), visit.page
        hand.find(page.get_by_role("combobox", name="Begin with an organisation"), "leeds teaching")
        page.wait_for_url("**/organisations/GB-NHS-RR8")
        hand.press(page.locator("summary", has_text="Show some value areas"))
        hand.press(page.get_by_role("checkbox", name="Skills and employment").first)
        hand.press(page.get_by_role("button", name="Show", exact=True))
        page.wait_for_url("**/organisations/GB-NHS-RR8?**value_area=skills-employment**")
        gaps = page.locator("#gaps ~ *").all_inner_texts()
        assert any("Combined or strategic authority" in text for text in gaps)
        assert not any("Estates management" in text for text in gaps)
        hand.press(page.get_by_role("link", name="Ways in to West Yorkshire Combined Authority").first)
        page.wait_for_url("**/paths?**")
        assert "Leeds Teaching Hospitals and West Yorkshire Combined Authority" in page.locator("main").inner_text()
        assert hand.steps <= MOST_STEPS
        visit.assert_clean(pages_address)


@both
def test_how_two_are_joined_and_the_path_taken_along(
    browser: Browser, pages_address: str, way: type[Hand], width: int, tmp_path: Path
) -> None:
    with Visit(browser, f"{pages_address}/", width) as visit:
        hand, page = way(visit.page), visit.page
        hand.press(page.get_by_role("navigation").get_by_role("link", name="Paths"))
        hand.find(page.locator("#source"), "airedale nhs")
        hand.find(page.locator("#target"), "university of york")
        hand.press(page.get_by_role("button", name="Find paths"))
        page.wait_for_url("**/paths?source=**")
        said = "Airedale NHS Foundation Trust reaches University of York through Bradford College"
        assert said in page.locator("main").inner_text()
        with page.expect_download() as download:
            hand.press(page.get_by_role("link", name="Excel").first)
        download.value.save_as(tmp_path / "paths.xlsx")
        with zipfile.ZipFile(tmp_path / "paths.xlsx") as book:
            assert "University of York" in book.read("xl/sharedStrings.xml").decode()
        assert hand.steps <= MOST_STEPS
        visit.assert_clean(pages_address)


@both
def test_a_board_s_map_of_one_area_opened_elsewhere(
    browser: Browser, pages_address: str, way: type[Hand], width: int
) -> None:
    with Visit(browser, f"{pages_address}/", width) as visit:
        hand, page = way(visit.page), visit.page
        hand.press(page.get_by_role("navigation").get_by_role("link", name="Map"))
        hand.steps += 1
        hand.choose(page.locator("#icb"), "West Yorkshire ICB")
        hand.press(page.get_by_role("button", name="Show map"))
        page.wait_for_url("**/map?icb=GB-NHS-QWO**")
        everything = shown(page)
        hand.press(page.get_by_role("checkbox", name="Skills and employment").first)
        page.wait_for_url("**value_area=skills-employment**")
        here = shown(page)
        assert hand.steps <= MOST_STEPS
        assert here["links"] == here["rows"]
        assert 0 < len(here["links"]) < len(everything["links"])
        visit.assert_clean(pages_address)
        address = page.url
    with Visit(browser, address, width) as elsewhere:
        assert shown(elsewhere.page) == here
        told = elsewhere.page.request.get(f"{pages_address}/api/v1/map?{address.partition('?')[2]}").json()
        assert sorted(link["key"] for link in told["links"]) == here["links"]


@both
def test_a_proposal_is_made_and_loaded(
    browser: Browser, database: Database, settings: Settings, seeded: str, way: type[Hand], width: int, tmp_path: Path
) -> None:
    with served(build_snapshot(database)) as address, Visit(browser, f"{address}/", width) as visit:
        hand, page = way(visit.page), visit.page
        hand.press(page.get_by_role("contentinfo").get_by_role("link", name="Propose a correction"))
        hand.press(page.get_by_role("link", name="A new partnership").first)
        hand.steps += 1  # one form
        before = hand.steps
        hand.find(page.locator("#organisation"), "leeds teaching")
        hand.find(page.locator("#other"), "city of bradford")
        hand.choose(page.locator("#value_area"), "Social inclusion")
        hand.choose(page.locator("#kind"), "Programme")
        hand.choose(page.locator("#status"), "Active")
        hand.fill(page.locator("#since"), "2025-06")
        hand.fill(page.locator("#summary"), "Care homes share their training.")
        hand.fill(page.locator("#title"), "A page of the council")
        hand.fill(page.locator("#address"), f"https://www.example.org/care/{way.__name__}/{width}")
        hand.fill(page.locator("#evidence_date"), "2026-02-01")
        hand.choose(page.locator("#evidence_basis"), "I read it")
        hand.steps = before
        hand.press(page.get_by_role("button", name="Make the rows"))
        with page.expect_download() as download:
            hand.press(page.get_by_role("link", name="Save proposal-"))
        download.value.save_as(tmp_path / "proposal.zip")
        visit.assert_clean(address)
    with zipfile.ZipFile(tmp_path / "proposal.zip") as archive:
        archive.extractall(tmp_path)
    folder = next(path for path in tmp_path.iterdir() if path.is_dir())
    hand.steps += 1
    for command in (check_command, load_command):
        done = CliRunner().invoke(command, [str(folder), "--data", str(settings.data_dir)])
        assert done.exit_code == 0, done.output
    assert hand.steps <= MOST_STEPS
    record = folder.name.removeprefix("proposal-")
    answer = application(build_snapshot(database)).test_client().get(
        "/api/v1/organisations/GB-NHS-RR8/partnerships?limit=200"
    )
    assert record in [item["id"] for item in answer.json["items"]]
