"""The data page: every number with its denominator, and its tables as files."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient

from graphsvc.model import canonical_dataset
from graphsvc.snapshot.graph import Snapshot
from tests.fixtures.browser import application
from tests.fixtures.facts import seed_snapshot, seed_tables
from tests.fixtures.hostile import NAMES, hostile_snapshot
from tests.fixtures.strings import HOSTILE
from tests.web.saying import said

AT = "as_at=2026-11-24"
TABLES = ("evidence", "sources", "inferred", "collection", "types")


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return application(seed_snapshot()).test_client()


def rows_of(client: FlaskClient, table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(f"/data/{table}.csv?{AT}").data.decode("utf-8-sig"))))


def test_it_says_how_much_is_current_read_and_undated_with_denominators(client: FlaskClient) -> None:
    records = seed_tables()["relationships"]
    read = sum(1 for row in records if row["evidence_basis"] == "read")
    undated = sum(1 for row in records if not row["evidence_date"])
    text = said(client.get(f"/data?{AT}").text)
    for number, what in ((read, "that somebody read"), (undated, "without a date")):
        share = f"{number:,} of {len(records):,} partnerships ({number / len(records):.0%})"
        assert f"{share} have evidence {what}" in text
    assert "As at 24 November 2026" in text
    assert "District of an organisation: 253 of 2,835 inferred (9%)" in text
    assert "which place lies in which: 26 of 1,243 inferred (2%)" in text


def test_it_names_every_source_licence_and_partner_type(client: FlaskClient) -> None:
    text = said(client.get(f"/data?{AT}").text)
    tables = seed_tables()
    for row in tables["sources"]:
        assert row["title"] in text
        assert row["licence"] in text
    for row in tables["partner_types"]:
        assert row["name"] in text
    assert "Open Government Licence" in text
    assert "mySociety" in text
    assert "No answer is recorded yet" in text


def test_active_and_current_evidence_are_said_together(client: FlaskClient) -> None:
    text = said(client.get(f"/data?{AT}").text)
    current = [
        row for row in seed_tables()["relationships"]
        if row["evidence_basis"] == "read" and row["status"] == "active"
        and row["evidence_date"] and row["evidence_date"] + "-01-01"[len(row["evidence_date"]) - 4 :] >= "2023-11-24"
    ]
    assert f"{len(current)} of these 1,372 (24%) have current evidence" in text
    assert "13 sources, one of which no organisation names" in text
    assert "Not collected so far: Public health team and School or academy trust." in text


def test_it_names_the_facts_exactly(client: FlaskClient) -> None:
    snapshot = Snapshot(canonical_dataset(seed_tables()), revision=7, taken_at=datetime(2026, 11, 20, 9, tzinfo=UTC))
    text = said(application(snapshot).test_client().get("/data").text)
    assert snapshot.hash in text
    assert "Revision of the record 7" in text
    assert "20 November 2026" in text


def test_what_was_not_collected_is_said_with_what_it_means(client: FlaskClient) -> None:
    rows = {row["Partner type"]: row for row in rows_of(client, "collection")}
    assert rows["School or academy trust"]["Partnerships"] == "none"
    assert "coverage leaves it out" in rows["School or academy trust"]["What it means for gaps"]
    assert "may exist all the same" in rows["University"]["What it means for gaps"]
    assert "No expectation asks for it" in rows["Local enterprise partnership"]["What it means for gaps"]


def test_the_evidence_table_adds_up_and_says_date_and_facts(client: FlaskClient) -> None:
    rows = rows_of(client, "evidence")
    assert sum(int(row["Partnerships"]) for row in rows) == len(seed_tables()["relationships"])
    assert rows[-1]["Year of the evidence"] == "undated"
    assert {(row["as_at"], row["snapshot"]) for row in rows} == {("2026-11-24", seed_snapshot().hash)}


@pytest.mark.parametrize("table", TABLES)
def test_every_table_of_the_page_is_saved_in_both_formats(client: FlaskClient, table: str) -> None:
    page = client.get(f"/data?{AT}").text
    for suffix, start in ((".csv", b"\xef\xbb\xbf"), (".xlsx", b"PK")):
        answer = client.get(f"/data/{table}{suffix}?{AT}")
        assert answer.status_code == 200
        assert answer.data.startswith(start)
        assert answer.headers["Content-Disposition"] == f"attachment; filename={table}{suffix}"
        assert f"/data/{table}{suffix}" in page


@pytest.mark.parametrize("name", ["nothing.csv", "evidence", "evidence.pdf", ".csv", "evidence.csv.exe", *HOSTILE])
def test_other_tables_are_not_found(client: FlaskClient, name: str) -> None:
    answer = client.get("/data/" + name.replace("/", "-").replace("?", "-").replace("#", "-").replace("%", "-"))
    assert answer.status_code == 404
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_dates_are_refused(client: FlaskClient, text: str) -> None:
    answer = client.get("/data", query_string={"as_at": text})
    assert answer.status_code in (200, 422)
    assert "<script>alert" not in answer.text


def test_hostile_facts_are_shown_as_text() -> None:
    text = application(hostile_snapshot()).test_client().get("/data").text
    assert "<script>window" not in text
    assert "<img" not in text
    assert said(text).count(NAMES[1]) >= 1


def test_an_empty_record_has_a_page_too() -> None:
    empty = application(Snapshot(canonical_dataset({}))).test_client()
    answer = empty.get("/data")
    assert answer.status_code == 200
    assert "0 of 0" in answer.text
    assert empty.get("/data/evidence.xlsx").status_code == 200
