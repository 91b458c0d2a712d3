"""What all pages share: plain addresses, the patch, search, faults on their fields."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from flask.testing import FlaskClient

from tests.fixtures.browser import application
from tests.fixtures.facts import seed_snapshot
from tests.fixtures.strings import HOSTILE

LEEDS, BOARD, YORKSHIRE = "GB-NHS-RR8", "GB-NHS-QWO", "E12000003"


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return application(seed_snapshot()).test_client()


def parameters(address: str) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(address).query)


def test_search_finds_and_says_how_many(client: FlaskClient) -> None:
    text = client.get("/search?q=leeds+teaching").text
    assert "/organisations/GB-NHS-RR8" in text
    assert "1 found for “leeds teaching”" in text
    assert "Nothing found" in client.get("/search?q=xyzzyxyzzy").text
    assert "The first 30 of those found" in client.get("/search?q=nhs").text


def test_search_takes_one_type(client: FlaskClient) -> None:
    text = client.get("/search?q=leeds&type=university").text
    assert "University of Leeds" in text
    assert "Leeds Teaching" not in text


def test_a_name_becomes_an_id_in_the_address(client: FlaskClient) -> None:
    answer = client.get("/patch", query_string={"organisation": "Leeds Teaching Hospitals NHS Trust"})
    assert answer.status_code == 303
    assert parameters(answer.location) == [("patch", LEEDS)]


def test_empty_fields_leave_the_address(client: FlaskClient) -> None:
    answer = client.get(f"/patch?organisation=&place=&patch={LEEDS}&patch={YORKSHIRE}")
    assert answer.status_code == 303
    assert parameters(answer.location) == [("patch", LEEDS), ("patch", YORKSHIRE)]


def test_a_name_that_fits_several_offers_them(client: FlaskClient) -> None:
    answer = client.get("/patch?organisation=leeds")
    assert answer.status_code == 422
    assert "several organisations fit it" in answer.text
    assert "/patch?organisation=GB-LAE-LDS" in answer.text  # Leeds City Council
    assert 'href="#organisation"' in answer.text


def test_a_patch_holds_organisations_and_places_and_every_link_keeps_it(client: FlaskClient) -> None:
    text = client.get(f"/patch?patch={LEEDS}&patch={YORKSHIRE}&as_at=2026-06-01").text
    assert "Yorkshire and The Humber" in text
    assert f"/gaps?as_at=2026-06-01&amp;patch={LEEDS}&amp;patch={YORKSHIRE}" in text
    assert "My patch (2)" in text
    assert f"/organisations/{BOARD}?" in text
    assert "Airedale NHS Foundation Trust" in text
    assert "Barts Health" not in text
    assert "You are looking at 1 June 2026" in text


def test_what_is_nothing_is_in_no_patch(client: FlaskClient) -> None:
    assert "Nothing is in it yet" in client.get("/patch?patch=nothing").text


def test_addresses_cannot_be_bent_by_parameters(client: FlaskClient) -> None:
    query = "_external=1&_scheme=javascript&_anchor=x&_method=POST&endpoint=pages.home&as_at=2026-06-01"
    text = client.get(f"/patch?patch={LEEDS}&{query}").text
    assert 'href="javascript' not in text
    assert 'href="http://localhost' not in text
    assert client.get(f"/patch?place=&{query}").location.startswith("/patch?")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_refused_by_name(client: FlaskClient, text: str) -> None:
    for name in ("organisation", "place"):
        answer = client.get("/patch", query_string={name: text})
        assert answer.status_code in (200, 303, 422), (name, text[:40])
        assert "<script>window" not in answer.text
    assert client.get("/patch", query_string={"patch": text}).status_code == 200
    assert client.get("/search", query_string={"q": text}).status_code in (200, 303)
