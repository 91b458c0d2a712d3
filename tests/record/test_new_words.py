"""A sixth value area, a local rule and a new partner type go all the way: check, load, JSON, page and map."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from graphsvc.app import create_app
from graphsvc.config import Settings
from graphsvc.database.session import Database
from graphsvc.ingest.load import load
from graphsvc.snapshot.build import build_snapshot
from graphsvc.snapshot.in_use import FixedSnapshot
from tests.fixtures.vocabulary import LEEDS, MANCHESTER, with_new_words
from tests.record.conftest import Cypher


@pytest.mark.usefixtures("seeded")
def test_new_words_need_no_code(tmp_path: Path, database: Database, settings: Settings, cypher: Cypher) -> None:
    folder = with_new_words(tmp_path / "seed")
    subprocess.run([sys.executable, "-m", "graphsvc", "check", str(folder)], check=True)
    report = load(database, folder, settings)
    assert report.counts == report.found
    rows = cypher("MATCH (:ValueArea {id: 'climate'})-[:EXPECTS]->(:PartnerType)-[:ACCEPTS]->(t) RETURN t.id AS type")
    assert {row["type"] for row in rows} == {"government-body", "company"}
    client = create_app(settings, FixedSnapshot(build_snapshot(database))).test_client()
    cells = client.get(f"/api/v1/organisations/{LEEDS}/gaps?value_area=climate").json["cells"]  # type: ignore[index]
    assert [(cell["partner_type"], cell["state"], cell["partnerships"]) for cell in cells] == [
        ("transport", "recorded", ["X1"])
    ]
    listed = client.get("/api/v1/gaps?value_area=climate&state=recorded").json
    assert [item["organisation"] for item in listed["items"]] == [LEEDS]  # type: ignore[index]
    path = client.get(f"/api/v1/paths?source={LEEDS}&target_type=government-body&value_area=climate&k=1").json
    assert path["paths"][0]["sentence"].endswith("have a recorded partnership in climate.")  # type: ignore[index]
    sectors = json.loads(client.get(f"/api/v1/map?org={LEEDS}").data)["sectors"]
    assert [sector["name"] for sector in sectors][-1] == "Climate"
    page = client.get(f"/organisations/{MANCHESTER}").text
    assert "No recorded partnership with a transport body in climate." in page
