"""Facts whose every text tries to be something else: pages and files show them as text."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from xml.etree import ElementTree as ET

import networkx
import pytest
from flask.testing import FlaskClient

from tests.fixtures.browser import application
from tests.fixtures.hostile import hostile_seed
from tests.web.test_hostile import Parts

LEEDS, COUNCIL, BOARD = "GB-NHS-RR8", "GB-LAE-LDS", "GB-NHS-QWO"
PATHS = f"source={LEEDS}&target=GB-UKPRN-10007167"
PAGES = (
    "/", "/search?q=script", f"/organisations/{LEEDS}", f"/organisations/{COUNCIL}", f"/organisations/{LEEDS}/peers",
    "/gaps", f"/gaps?icb={BOARD}", "/changes", f"/paths?{PATHS}", f"/meeting?one={LEEDS}&other={COUNCIL}",
    f"/map?icb={BOARD}", "/map?england=true", f"/map?icb={BOARD}&layout=geographic", f"/map?icb={BOARD}&layout=tiles",
    "/brokers", f"/brokers/{LEEDS}", f"/patch?patch={LEEDS}&patch=E12000003", "/data", "/proposal?record=P00844",
    "/reports", "/reports/shortest-path", "/cypher", "/brief",
    "/help", "/help/gaps", "/help/paths", "/help/terms", "/nowhere", "/organisations/none",
)
SHEETS = (
    f"/organisations/{LEEDS}/records", f"/organisations/{LEEDS}/gaps", "/gaps", "/paths", "/brokers", "/map",
    "/data/evidence", "/data/sources",
)
QUERIES = {"/gaps": f"icb={BOARD}", "/paths": PATHS, "/map": f"icb={BOARD}"}


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return application(hostile_seed()).test_client()


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_nothing_that_is_not_ours(client: FlaskClient, page: str) -> None:
    answer = client.get(page)
    assert answer.status_code in (200, 404)
    assert Parts(answer).foreign == []


@pytest.mark.parametrize("file", SHEETS)
def test_a_spreadsheet_runs_nothing(client: FlaskClient, file: str) -> None:
    text = client.get(f"{file}.csv?{QUERIES.get(file, '')}").data.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) > 1
    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    with zipfile.ZipFile(io.BytesIO(client.get(f"{file}.xlsx?{QUERIES.get(file, '')}").data)) as book:
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        assert len(sheets) == 2
        for name in sheets:
            tags = {one.tag.partition("}")[2] for one in ET.fromstring(book.read(name)).iter()}  # noqa: S314 - it is ours
            assert tags.isdisjoint({"f", "hyperlink"})


@pytest.mark.parametrize(
    "map_", [f"/organisations/{LEEDS}/map{{}}", f"/paths{{}}?{PATHS}", f"/map{{}}?icb={BOARD}", "/map{}?england=true"]
)
def test_a_map_s_files_hold_texts_alone(client: FlaskClient, map_: str) -> None:
    def file(suffix: str) -> bytes:
        answer = client.get(map_.format(suffix))
        assert answer.status_code == 200, suffix
        return answer.data

    picture = ET.fromstring(file(".svg"))  # noqa: S314 - it is ours
    tags = {element.tag.partition("}")[2] for element in picture.iter()}
    shapes = {"path", "circle", "rect", "polygon", "polyline", "line", "text", "tspan"}
    assert tags <= shapes | {"svg", "g", "title", "desc"}
    assert [name for element in picture.iter() for name in element.attrib if name.startswith(("on", "href"))] == []
    assert networkx.read_graphml(io.BytesIO(file(".graphml")), force_multigraph=True).number_of_nodes() > 1
    assert json.loads(file(".json"))["title"]
    assert file(".png").startswith(b"\x89PNG")
