"""Texts that try to be something else are text in every format, layout and group."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import date
from io import BytesIO
from xml.etree import ElementTree as ET

import networkx
import pytest

from graphsvc.maps.asked import asked_drawing
from graphsvc.maps.drawing import Drawing
from graphsvc.maps.files.export import WRITERS, export
from graphsvc.maps.question import MapQuestion
from graphsvc.sheets import FORMULA
from tests.fixtures.facts import made_up
from tests.fixtures.hostile import CENTRE, NAMES, hostile_snapshot
from tests.fixtures.strings import HOSTILE

TODAY = date(2026, 11, 23)
TEXTS = [text for text in HOSTILE if "\x00" not in text and "\x1b" not in text and "\x7f" not in text]
MAPS = {
    "ego": MapQuestion(org=(CENTRE,)),
    "filtered": MapQuestion(org=(CENTRE,), kind=("programme",), hide=("LOCAL-3",)),
    "network": MapQuestion(org=(CENTRE,), layout="network"),
    "geographic": MapQuestion(england=True, layout="geographic"),
    "tiles": MapQuestion(england=True, layout="tiles"),
}


def hostile(name: str) -> Drawing:
    return asked_drawing(hostile_snapshot().view(TODAY), MAPS[name])


def crowd() -> Drawing:
    """A map of groups: hostile names of types, and of more organisations than are drawn each by itself."""
    names = [(f"LOCAL-{rank:03}", TEXTS[rank % len(TEXTS)] or "x", "company") for rank in range(420)]
    types = [
        {"organisation_type": "nhs-trust", "name": NAMES[0], "side": "nhs", "national": "no"},
        {"organisation_type": "company", "name": NAMES[2], "side": "partner", "national": "no"},
    ]
    pairs = [{"source_org": CENTRE, "target_org": one, "summary": text} for one, text, _ in names]
    snapshot = made_up(
        [(CENTRE, NAMES[1], "nhs-trust"), *names], pairs, organisation_types=types, partner_types=[],
        expectations=[], collection=[],
    )
    return asked_drawing(snapshot.view(TODAY), MapQuestion(england=True, layout="network"))


@pytest.mark.parametrize("name", [*MAPS, "crowd"])
def test_every_format_can_be_read_and_has_the_texts_as_texts(name: str) -> None:
    drawing = crowd() if name == "crowd" else hostile(name)
    root = ET.fromstring(export(drawing, ".svg"))  # noqa: S314 - our own
    assert {element.tag.rpartition("}")[2] for element in root.iter()} <= {
        "svg", "title", "desc", "rect", "g", "path", "text", "polygon", "circle"
    }
    graph = networkx.read_graphml(BytesIO(export(drawing, ".graphml")), force_multigraph=True)
    assert len(graph.edges) == len(drawing.links) + len(drawing.bundles)
    told = json.loads(export(drawing, ".json"))
    assert [node["name"] for node in told["nodes"]] == [node.name for node in drawing.nodes]
    page = export(drawing, ".html").decode()
    assert "<script>window.hurt" not in page
    assert "<img" not in page
    assert export(drawing, ".png").startswith(b"\x89PNG")


@pytest.mark.parametrize("name", [*MAPS, "crowd"])
def test_no_cell_of_a_spreadsheet_is_a_formula(name: str) -> None:
    drawing = crowd() if name == "crowd" else hostile(name)
    rows = list(csv.reader(io.StringIO(export(drawing, ".csv").decode("utf-8-sig"))))
    assert len(rows) == 1 + len(drawing.links) + sum(len(bundle.counts) for bundle in drawing.bundles)
    assert not [cell for row in rows for cell in row if cell.startswith(FORMULA)]
    with zipfile.ZipFile(BytesIO(export(drawing, ".xlsx"))) as book:
        sheets = [book.read(part).decode() for part in book.namelist() if part.startswith("xl/worksheets/")]
    assert sheets
    assert not any("<f>" in sheet or "hyperlink" in sheet for sheet in sheets)


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("name", ["filtered", "tiles"])
def test_the_same_map_is_the_same_bytes(name: str, suffix: str) -> None:
    assert export(hostile(name), suffix) == export(hostile(name), suffix)
