"""Pages as text: status, headers, what is said, and that no text becomes markup."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient

from graphsvc.app import create_app
from graphsvc.config import load_settings
from graphsvc.maps.files.export import MEDIA_TYPES
from graphsvc.snapshot.in_use import FixedSnapshot
from graphsvc.web.frame import POLICY
from tests.fixtures.browser import application
from tests.fixtures.facts import seed_snapshot
from tests.fixtures.hostile import CENTRE, NAMES, hostile_snapshot

AT = "?as_at=2026-11-23"


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return application(seed_snapshot()).test_client()


@pytest.mark.parametrize(
    "path", ["/", "/organisations/GB-NHS-RR8", "/organisations/none", "/search?q=%00", "/?as_at=x", "/nowhere"]
)
def test_every_page_has_the_policy(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert "unsafe" not in POLICY
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert " style=" not in answer.text
    assert " on" + "click=" not in answer.text


def test_an_organisation_s_page_has_map_table_evidence_and_gaps(client: FlaskClient) -> None:
    text = client.get("/organisations/GB-NHS-RR8" + AT).text
    assert "21 recorded partnerships with 18 organisations, 2 of them proposed; and 2 records among" in text
    assert text.count("<tr data-link=") == 23
    assert "https://www.exeterbrc" not in text
    assert 'rel="noopener noreferrer"' in text
    assert "Expected and not recorded" in text
    assert "Suggested, not recorded" in text
    assert "Local expenditure" in text


def test_an_organisation_that_is_no_nhs_organisation_has_no_gaps(client: FlaskClient) -> None:
    assert "Expected and not recorded" not in client.get("/organisations/GB-LAE-LDS" + AT).text


def test_a_closed_organisation_names_its_heirs(client: FlaskClient) -> None:
    snapshot = seed_snapshot()
    view = snapshot.view(date(2026, 11, 23))
    closed = next(o for o in view.organisations if not view.open[o.index] and view.heirs(o.index) and o.closed)
    text = client.get(f"/organisations/{closed.id}{AT}").text
    assert "Not open on 23 November 2026" in text
    assert f"/organisations/{view.organisations[view.heirs(closed.index)[0]].id}" in text


def test_a_date_is_kept_in_links(client: FlaskClient) -> None:
    text = client.get("/organisations/GB-NHS-RR8?as_at=2024-01-01").text
    assert "/organisations/GB-NHS-RR8/map.html?as_at=2024-01-01" in text
    assert "As at 1 January 2024" in text


def test_a_later_date_says_what_it_assumes(client: FlaskClient) -> None:
    assert "assuming that nothing changes" in client.get("/organisations/GB-NHS-RR8?as_at=2190-01-01").text


def test_an_unknown_organisation_is_not_found_and_near_ones_are_named(client: FlaskClient) -> None:
    answer = client.get("/organisations/leeds teaching hospital")
    assert answer.status_code == 404
    assert "/organisations/GB-NHS-RR8" in answer.text


@pytest.mark.parametrize("day", ["soon", "2026-13-01", "0001-01-01", "2026", "'", "<b>"])
def test_a_bad_date_is_refused(client: FlaskClient, day: str) -> None:
    answer = client.get("/organisations/GB-NHS-RR8", query_string={"as_at": day})
    assert answer.status_code == 422
    assert "2026-04-01" in answer.text


@pytest.mark.parametrize("suffix", MEDIA_TYPES)
def test_a_map_is_saved_in_each_format(client: FlaskClient, suffix: str) -> None:
    answer = client.get(f"/organisations/GB-NHS-RR8/map{suffix}{AT}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == f"attachment; filename=map-GB-NHS-RR8{suffix}"
    assert answer.mimetype == MEDIA_TYPES[suffix]
    again = client.get(f"/organisations/GB-NHS-RR8/map{suffix}{AT}", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_other_formats_are_not_found(client: FlaskClient) -> None:
    assert client.get("/organisations/GB-NHS-RR8/map.exe").status_code == 404


@pytest.mark.parametrize("text", [*NAMES, "\x00", "../../etc/passwd", "%", "é" * 10_000])
def test_hostile_questions_are_harmless(client: FlaskClient, text: str) -> None:
    answer = client.get("/search", query_string={"q": text})
    assert answer.status_code == 200
    assert "window.hurt = 1<" not in answer.text
    assert client.get(f"/organisations/{text.replace('/', '-').replace('?', '-')}").status_code == 404


def test_hostile_names_are_escaped() -> None:
    text = application(hostile_snapshot()).test_client().get(f"/organisations/{CENTRE}").text
    assert "<script>window" not in text
    assert "<img" not in text
    assert "&lt;script&gt;window.hurt = 1&lt;/script&gt;" in text
    assert "href=\"javascript" not in text
    assert "{{ 7 * 7 }}" in text


def test_before_the_first_snapshot_a_page_asks_to_wait() -> None:
    waiting = FixedSnapshot(seed_snapshot())
    waiting.current = None  # type: ignore[assignment]  # as a keeper is before its first snapshot
    app = create_app(load_settings(), waiting)
    answer = app.test_client().get("/organisations/GB-NHS-RR8")
    assert answer.status_code == 503
    assert "Try again" in answer.text
