"""The files of one organisation."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.fixtures.browser import application
from tests.fixtures.facts import seed_snapshot
from tests.web.organisations import AT, COUNCIL, LEEDS, NORFOLK, england, rows


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return application(seed_snapshot()).test_client()


def test_records_are_saved_with_evidence_and_whom_they_name(client: FlaskClient) -> None:
    view = england()
    found = rows(client, f"{NORFOLK}/records.csv?{AT}")
    links = view.links_of[view.snapshot.index_of["GB-NHS-T6Y0W"]]
    assert sorted(row["record"] for row in found) == sorted(link.partnership.id for link in links)
    assert sum(row["state"] == "inherited" for row in found) == sum(link.active and link.inherited for link in links)
    assert {row["as_at"] for row in found} == {"2026-11-23"}
    assert {row["snapshot"] for row in found} == {view.snapshot.hash}
    assert all(row["evidence_title"] for row in found)


def test_gaps_are_saved_a_row_for_each_expectation(client: FlaskClient) -> None:
    found = rows(client, f"{LEEDS}/gaps.csv?{AT}")
    assert len(found) == 22
    assert sum(row["gap"] == "yes" for row in found) == 14
    assert any("Leeds City Council (GB-LAE-LDS): covers its district" in row["suggested"] for row in found)
    assert all(row["reason"] and row["rule"] and row["rule_version"] for row in found)


@pytest.mark.parametrize("name", ["records", "gaps"])
def test_files_for_spreadsheets_have_names_of_ids_alone(client: FlaskClient, name: str) -> None:
    answer = client.get(f"{LEEDS}/{name}.xlsx")
    assert answer.headers["Content-Disposition"] == f"attachment; filename={name}-GB-NHS-RR8.xlsx"
    assert answer.data[:2] == b"PK"
    assert client.get(f"{LEEDS}/{name}.exe").status_code == 404
    assert client.get(f"/organisations/nobody/{name}.csv").status_code == 404


def test_gaps_of_one_that_has_none_cannot_be_saved(client: FlaskClient) -> None:
    answer = client.get(f"{COUNCIL}/gaps.csv")
    assert answer.status_code == 422
    assert "trusts and integrated care boards" in answer.text
