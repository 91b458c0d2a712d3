"""The page for proposals: the address is the proposal, faults stand at their fields, the files load as they are."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from html import unescape
from pathlib import Path
from random import Random
from urllib.parse import urlencode

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from graphsvc.commands.check import command as check_command
from graphsvc.config import load_settings
from graphsvc.model import TABLE
from graphsvc.snapshot.store import SnapshotStore
from graphsvc.web.proposal.draft import LABELS
from tests.fixtures.browser import application
from tests.fixtures.facts import seed_snapshot
from tests.fixtures.hostile import NAMES, hostile_snapshot
from tests.fixtures.strings import HOSTILE
from tests.web.saying import said

NEW = {
    "what": "partnership", "check": "true", "organisation": "GB-NHS-RR8", "other": "GB-UKPRN-10007795",
    "value_area": "estates", "kind": "programme", "status": "active", "since": "2025", "summary": "A shared building.",
    "title": "A page of theirs", "address": "https://www.example.org/page", "evidence_date": "2026-01",
    "evidence_basis": "read",
}
REVIEW = {
    "what": "review", "check": "true", "organisation": "GB-NHS-RR8", "value_area": "skills-employment",
    "partner_type": "school", "asked_on": "2026-11-20", "answer": "none",
}
PARAMETERS = (*LABELS, "what", "check", "as_at", "patch")


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return application(seed_snapshot()).test_client()


def field(text: str, name: str) -> str:
    """What a text field of the form holds."""
    found = re.search(rf'id="{name}" name="{name}"[^>]*value="([^"]*)"', text)
    return unescape(found[1]) if found else ""


def test_the_choice_of_what_to_propose_keeps_what_is_known(client: FlaskClient) -> None:
    text = client.get("/proposal?organisation=GB-NHS-RR8&value_area=estates").text
    for what in ("partnership", "correction", "review"):
        assert f"/proposal?organisation=GB-NHS-RR8&amp;value_area=estates&amp;what={what}" in text
    assert "Nothing is put into the record" in said(text)


def test_an_organisation_and_a_value_area_are_filled_in_and_nothing_is_wrong_yet(client: FlaskClient) -> None:
    answer = client.get("/proposal?what=partnership&organisation=GB-NHS-RR8&value_area=estates")
    assert answer.status_code == 200
    assert field(answer.text, "organisation") == "Leeds Teaching Hospitals NHS Trust"
    assert '<option value="estates" selected>' in answer.text
    assert "No names of people" in answer.text


def test_a_new_partnership_is_told_in_words_and_as_rows_with_all_columns(client: FlaskClient) -> None:
    text = said(client.get("/proposal", query_string=NEW).text)
    assert "Leeds Teaching Hospitals NHS Trust and University of Leeds: programme in estates management, active" in text
    assert "no faults" in text
    for table in ("relationships", "evidence"):
        assert f"{table}.csv" in text
        assert all(column in text for column in TABLE[table].header)
    assert "graphsvc load proposal-N" in text
    assert "As at" in text


def test_names_become_ids_in_the_address(client: FlaskClient) -> None:
    asked = {**NEW, "organisation": "Leeds Teaching Hospitals NHS Trust", "until": ""}
    answer = client.get("/proposal", query_string=asked)
    assert answer.status_code == 303
    assert "organisation=GB-NHS-RR8" in answer.headers["Location"]
    assert "until" not in answer.headers["Location"]
    assert client.get(answer.headers["Location"]).status_code == 200


def test_the_zip_holds_a_folder_of_the_files_that_are_given_alone_too(client: FlaskClient) -> None:
    page = client.get("/proposal", query_string=NEW).text
    address = unescape(re.search(r'href="(/proposal\.zip\?[^"]+)"', page)[1])  # type: ignore[index]
    answer = client.get(address)
    assert answer.mimetype == "application/zip"
    assert answer.data == client.get(address).data
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        names = archive.namelist()
        folders = {name.split("/")[0] for name in names}
        assert len(folders) == 1
        assert answer.headers["Content-Disposition"] == f"attachment; filename={folders.pop()}.zip"
        assert {name.split("/")[1] for name in names} == {"relationships.csv", "evidence.csv"}
        for name in names:
            alone = unescape(re.search(rf'href="(/proposal/{name.split("/")[1]}\?[^"]+)"', page)[1])  # type: ignore[index]
            assert client.get(alone).data == archive.read(name)


@pytest.mark.parametrize("asked", [NEW, REVIEW, {"record": "P00844", "check": "true", **{
    name: value for name, value in NEW.items() if name not in ("what", "check", "organisation", "other")
}}], ids=["partnership", "review", "correction"])
def test_the_unpacked_folder_passes_the_command_check(
    client: FlaskClient, tmp_path: Path, asked: dict[str, str]
) -> None:
    settings = load_settings(data=tmp_path / "data")
    SnapshotStore(settings.data_dir / "snapshots").write(seed_snapshot())
    answer = client.get("/proposal.zip", query_string=asked)
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        archive.extractall(tmp_path / "unpacked")
    folder = next((tmp_path / "unpacked").iterdir())
    done = CliRunner().invoke(check_command, [str(folder), "--data", str(settings.data_dir)])
    assert done.exit_code == 0, done.output
    assert "No faults" in done.stdout
    assert "with the snapshot of revision" in done.stdout


def test_a_record_is_filled_in_and_its_change_is_told(client: FlaskClient) -> None:
    row = next(row for row in seed_snapshot().dataset["relationships"] if row["id"] == "P00844")
    page = next(page for page in seed_snapshot().dataset["evidence"] if page["id"] == row["evidence"])
    text = client.get("/proposal?record=P00844").text
    shown = {name: field(text, name) for name in ("since", "until", "evidence_date", "title", "address")}
    assert shown == {name: {**row, **page}[name] for name in shown}
    for name in ("value_area", "kind", "status", "evidence_basis"):
        assert f'<option value="{row[name]}" selected>' in text
    said_ = {
        name: row[name] for name in ("value_area", "kind", "since", "evidence_date", "evidence_basis", "summary")
    } | {"title": page["title"], "address": page["address"], "status": "lapsed", "until": "2026-03"}
    changed = said(client.get("/proposal", query_string={"record": "P00844", "check": "true", **said_}).text)
    assert "What changes in P00844" in changed
    assert f"status {row['status']} lapsed".replace(" ", "") in changed.replace(" ", "")
    assert "relationships.csv" in changed
    assert "evidence.csv" not in changed
    unchanged = client.get("/proposal", query_string={
        "record": "P00844", "check": "true", **said_, "status": row["status"], "until": row["until"],
    })
    assert unchanged.status_code == 422
    assert "nothing differs from what is recorded" in unchanged.text


def test_a_record_is_found_by_an_organisation(client: FlaskClient) -> None:
    text = client.get("/proposal?what=correction&organisation=GB-NHS-RR8").text
    rows = seed_snapshot().dataset["relationships"]
    records = [row["id"] for row in rows if "GB-NHS-RR8" in (row["source_org"], row["target_org"])]
    assert f"{len(records)} records of Leeds Teaching Hospitals NHS Trust" in said(text)
    assert all(f"/proposal?record={record}" in text for record in records)
    assert client.get("/proposal?record=P99999").status_code == 422


def test_what_is_recorded_between_the_two_is_shown(client: FlaskClient) -> None:
    text = client.get("/proposal?what=partnership&organisation=GB-NHS-RR8&other=GB-UKPRN-10007795").text
    between = [
        row["id"] for row in seed_snapshot().dataset["relationships"]
        if {row["source_org"], row["target_org"]} == {"GB-NHS-RR8", "GB-UKPRN-10007795"}
    ]
    assert between
    assert all(f"/proposal?record={record}" in text for record in between)


def test_a_review_makes_one_row(client: FlaskClient) -> None:
    text = said(client.get("/proposal", query_string=REVIEW).text)
    assert "was asked on 20 November 2026 about School or academy trust in skills and employment" in text
    answer = client.get("/proposal/reviews.csv", query_string=REVIEW)
    assert list(csv.DictReader(io.StringIO(answer.text))) == [{
        "organisation": "GB-NHS-RR8", "value_area": "skills-employment", "partner_type": "school",
        "asked_on": "2026-11-20", "answer": "none", "note": "",
    }]
    other = said(client.get("/proposal", query_string={**REVIEW, "value_area": "estates"}).text)
    assert "no expectation asks for this partner type in this value area" in other


@pytest.mark.parametrize(("changed", "name", "message"), [
    ({"organisation": ""}, "organisation", "is empty"), ({"other": ""}, "other", "is empty"),
    ({"other": "GB-NHS-RR8"}, "other", "joins two organisations"),
    ({"other": "xyzzyxyzzy"}, "other", "No organisation"),
    ({"value_area": "housing"}, "value_area", "there is no such value area"), ({"kind": ""}, "kind", "is empty"),
    ({"status": "activ"}, "status", "did you mean"), ({"since": "31/3/2024"}, "since", "write 2024-03-31"),
    ({"until": "2024"}, "until", "is before since"), ({"title": ""}, "title", "is empty"),
    ({"title": "=1+1"}, "title", "may not begin with ="), ({"address": "example.org"}, "address", "begins with https://"),
    ({"address": ""}, "address", "is empty"), ({"summary": "@home"}, "summary", "may not begin with @"),
    ({"summary": "Ask jo@example.org"}, "summary", "looks like an e-mail address"),
    ({"summary": "Ring 0113 496 0000"}, "summary", "looks like a telephone number"),
    ({"evidence_date": "soon"}, "evidence_date", "is not a date"),
    ({"evidence_basis": "x"}, "evidence_basis", "must be"),
])
def test_every_fault_stands_at_its_field(client: FlaskClient, changed: dict[str, str], name: str, message: str) -> None:
    asked = {**NEW, **changed}
    answer = client.get("/proposal", query_string=asked)
    assert answer.status_code == 422
    error = re.search(rf'id="{name}-error"><span [^>]*>Error:</span>(.*?)</span>', answer.text, re.S)
    assert error
    assert message in said(error[1])
    assert f'href="#{name}"' in answer.text
    assert re.search(rf'id="{name}"', answer.text)
    assert "/proposal.zip" not in answer.text
    for path in ("/proposal.zip", "/proposal/relationships.csv"):
        refused = client.get(path, query_string=asked)
        assert (refused.status_code, refused.mimetype) == (422, "text/html")


@pytest.mark.parametrize(("changed", "name", "message"), [
    ({"organisation": "GB-LAE-LDS"}, "organisation", "is none of these"), ({"asked_on": ""}, "asked_on", "is empty"),
    ({"asked_on": "2190-01-01"}, "asked_on", "lies ahead"), ({"asked_on": "2026-11"}, "asked_on", "whole day"),
    ({"answer": "perhaps"}, "answer", "must be one of"), ({"partner_type": "choir"}, "partner_type", "no such partner"),
    ({"note": "jo@example.org"}, "note", "e-mail"),
])
def test_faults_of_a_review_stand_at_their_fields(
    client: FlaskClient, changed: dict[str, str], name: str, message: str
) -> None:
    answer = client.get("/proposal", query_string={**REVIEW, **changed})
    assert answer.status_code == 422
    assert message in said(answer.text)
    assert f'id="{name}-error"' in answer.text


def test_a_file_that_a_proposal_does_not_have_is_not_found(client: FlaskClient) -> None:
    assert client.get("/proposal/reviews.csv", query_string=NEW).status_code == 404
    assert client.get("/proposal.zip").status_code == 404
    assert client.get("/proposal/relationships.csv").status_code == 404


def drawn_hostile() -> list[dict[str, str]]:
    """Every hostile text in all texts of a record and of a review, and for each parameter three drawn by lot."""
    lot = Random(11)
    texts = ("since", "until", "summary", "title", "address", "evidence_date", "note", "asked_on")
    every = [{**base, **dict.fromkeys(texts, text)} for text in HOSTILE for base in (NEW, REVIEW)]
    one = [
        {**lot.choice((NEW, REVIEW)), name: text} for name in PARAMETERS for text in lot.sample(HOSTILE, 3)
    ]
    return every + one


def test_hostile_parameters_are_faults_or_texts(client: FlaskClient) -> None:
    for asked in drawn_hostile():
        answer = client.get("/proposal?" + urlencode(asked, errors="surrogatepass"))
        assert answer.status_code in (200, 303, 422), asked
        assert "<script>alert" not in answer.text
        assert "<svg/onload" not in answer.text
        assert '"><img' not in answer.text


def test_hostile_facts_are_shown_as_text() -> None:
    hostile = application(hostile_snapshot()).test_client()
    for path in ("/proposal?what=correction&organisation=GB-NHS-X1", "/proposal?record=P00001"):
        text = hostile.get(path).text
        assert "<script>window" not in text
        assert "<img" not in text
        assert 'href="javascript' not in text
        assert NAMES[0] in unescape(text)
