"""Facts whose every text tries to be something else, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.fixtures.browser import Visit, served
from tests.fixtures.hostile import hostile_seed
from tests.web.test_hostile_facts import BOARD, LEEDS, PAGES, PATHS

pytestmark = pytest.mark.browser

FILES = (f"/organisations/{LEEDS}/map.html", f"/paths.html?{PATHS}", f"/map.html?icb={BOARD}", "/map.html?england=true")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(hostile_seed()) as address:
        yield address


@pytest.mark.parametrize("page", PAGES)
def test_nothing_in_them_runs(browser: Browser, address: str, page: str) -> None:
    with Visit(browser, address + page, 1280) as visit:
        if visit.status == 404:
            visit.complaints.clear()  # the browser's own remark on the status
        visit.assert_clean(address)


@pytest.mark.parametrize("file", FILES)
def test_nothing_in_a_file_runs(browser: Browser, address: str, tmp_path: Path, file: str) -> None:
    with Visit(browser, f"{address}/help", 1280) as visit:
        content = visit.page.request.get(address + file).body()
    (tmp_path / "map.html").write_bytes(content)
    with Visit(browser, (tmp_path / "map.html").as_uri(), 1280) as visit:
        visit.assert_clean("file:")
        assert len(visit.requests) == 1


def test_typed_names_are_offered_as_text(browser: Browser, address: str) -> None:
    with Visit(browser, f"{address}/help", 1280) as visit:
        visit.page.get_by_role("combobox", name="Find an organisation").first.fill("img src")
        visit.page.locator('[role="option"]').first.wait_for()
        assert "<img src=x" in visit.page.locator('[role="listbox"]').first.inner_text()
        visit.assert_clean(address)
