"""The map as one file, opened from the disk."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from graphsvc.maps.asked import asked_drawing
from graphsvc.maps.drawing import Drawing
from graphsvc.maps.ego import ego_drawing
from graphsvc.maps.files.export import export
from graphsvc.maps.question import MapQuestion
from tests.fixtures.browser import WIDTHS, Visit
from tests.fixtures.facts import seed_snapshot
from tests.fixtures.hostile import CENTRE, hostile_snapshot

pytestmark = pytest.mark.browser

TODAY = date(2026, 11, 23)
MAPS = {
    "one organisation": lambda: ego_drawing(seed_snapshot().view(TODAY), "GB-NHS-RR8"),
    "nothing recorded": lambda: ego_drawing(seed_snapshot().view(TODAY), "GB-NHS-K0N6A"),
    "a board and its trusts": lambda: asked_drawing(seed_snapshot().view(TODAY), MapQuestion(icb=("GB-NHS-QWO",))),
    "hostile texts": lambda: ego_drawing(hostile_snapshot().view(TODAY), CENTRE),
}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", MAPS)
def test_a_file_needs_no_network(browser: Browser, tmp_path: Path, name: str, width: int) -> None:
    drawing: Drawing = MAPS[name]()
    file = tmp_path / "map.html"
    file.write_bytes(export(drawing, ".html"))
    with Visit(browser, file.as_uri(), width) as visit:
        assert [request.url for request in visit.requests] == [file.as_uri()]
        visit.assert_clean("file:")
        visit.assert_accessible()
        visit.assert_fits()
        assert visit.drawn()["links"] == sorted(item.key for item in drawing.links)
        assert visit.drawn()["nodes"] == sorted(node.key for node in drawing.nodes)
    assert [path.name for path in tmp_path.iterdir()] == ["map.html"]
