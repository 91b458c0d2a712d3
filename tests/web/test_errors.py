"""Pages that say what went wrong: they help, they have the head of all others, and they never fail themselves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graphsvc.app import create_app
from graphsvc.config import load_settings
from graphsvc.model import canonical_dataset
from graphsvc.snapshot.graph import Snapshot
from graphsvc.snapshot.in_use import FixedSnapshot
from graphsvc.web.frame import POLICY
from tests.fixtures.browser import application
from tests.fixtures.facts import seed_snapshot, seed_tables
from tests.fixtures.strings import HOSTILE
from tests.web.saying import said

NAVIGATION = '<nav class="nav"'
SEARCH = 'role="search"'
PAGES = (
    "/", "/search?q=leeds", "/organisations/GB-NHS-RR8", "/gaps", "/paths?source=GB-NHS-RR8&target=GB-NHS-R0A", "/map",
    "/meeting?one=GB-NHS-RR8&other=GB-LAE-LDS", "/brokers", "/patch", "/data", "/proposal", "/help", "/help/terms",
)
WRONG = (
    ("/nowhere", 404), ("/organisations/none", 404), ("/help/none", 404), ("/data/none.csv", 404),
    ("/?as_at=soon", 422), ("/paths?source=nobody", 422), ("/proposal?record=none", 422),
)


class Away(FixedSnapshot):
    """A snapshot whose record cannot be asked."""

    of_record = True
    stale = True
    problem = "the record does not answer"


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return application(seed_snapshot()).test_client()


@pytest.fixture(scope="module")
def away() -> FlaskClient:
    """The application while the database is away since two days."""
    taken = datetime.now(UTC) - timedelta(days=2, hours=1)
    snapshot = Snapshot(canonical_dataset(seed_tables()), revision=3, taken_at=taken)
    return create_app(load_settings(), Away(snapshot)).test_client()


def failing(snapshot: Snapshot) -> Flask:
    """The application with a page that fails."""
    app = application(snapshot)

    def fail() -> str:
        raise RuntimeError("a fault of ours")

    app.add_url_rule("/fails", view_func=fail)
    return app


@pytest.mark.parametrize(
    ("path", "near"), [
        ("/leeds", "/organisations/GB-LAE-LDS"), ("/organisations/leeds-teaching", "/organisations/GB-NHS-RR8"),
        ("/gaps/leeds_teaching.html", "/organisations/GB-NHS-RR8"), ("/GB-NHS-RR8/", "/organisations/GB-NHS-RR8"),
        ("/organisations/GB-NHS-RR8x", "There is no organisation"), ("/trusts/RR8", "/organisations/GB-NHS-RR8"),
    ],
)
def test_an_unknown_address_offers_near_names(client: FlaskClient, path: str, near: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert near in answer.text
    assert NAVIGATION in answer.text
    assert SEARCH in answer.text


def test_near_names_keep_date_and_patch(client: FlaskClient) -> None:
    text = client.get("/leeds-teaching?as_at=2024-01-01&patch=GB-NHS-R0A").text
    assert "/organisations/GB-NHS-RR8?as_at=2024-01-01&amp;patch=GB-NHS-R0A" in text
    assert "1 January 2024" in text


def test_two_slashes_lead_to_no_other_server(client: FlaskClient) -> None:
    answer = client.get("/?as_at=2024-01-01", environ_overrides={"PATH_INFO": "//zz.invalid/leeds"})
    assert answer.status_code == 404
    assert '"//zz.invalid' not in answer.text


def test_a_bad_date_is_named_and_can_be_mended_on_the_page(client: FlaskClient) -> None:
    answer = client.get("/gaps?as_at=soon&value_area=estates")
    assert answer.status_code == 422
    assert "2026-04-01" in answer.text
    assert 'id="as_at"' in answer.text
    assert '<input type="hidden" name="value_area" value="estates">' in answer.text
    assert NAVIGATION in answer.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_another_method_is_explained(client: FlaskClient, method: str) -> None:
    answer = client.open("/gaps", method=method)
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
    assert "through the address of a page alone" in answer.text
    assert NAVIGATION in answer.text


def test_too_much_content_and_too_long_an_address_are_explained(client: FlaskClient) -> None:
    large = client.post("/gaps", data=b"x" * 70_000)
    assert (large.status_code, NAVIGATION in large.text) == (413, True)
    assert "Too much was sent" in large.text
    long = client.get("/search?q=" + "x" * 300_000)
    assert (long.status_code, NAVIGATION in long.text) == (414, True)
    assert "Choose fewer" in long.text
    assert len(long.text) < 50_000


def test_a_fault_of_ours_has_a_number_and_a_way_on() -> None:
    answer = failing(seed_snapshot()).test_client().get("/fails")
    assert answer.status_code == 500
    assert answer.headers["Request-Id"] in answer.text
    assert "a fault of ours" not in answer.text
    assert NAVIGATION in answer.text
    assert answer.headers["Content-Security-Policy"] == POLICY


def test_a_fault_of_ours_is_told_though_the_head_fails_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("broken facts")

    monkeypatch.setattr(Snapshot, "view", broken)
    answer = application(seed_snapshot()).test_client().get("/gaps")
    assert answer.status_code == 500
    assert answer.headers["Request-Id"] in answer.text
    assert SEARCH in answer.text


@pytest.mark.parametrize("path", ["/gaps", "/nowhere", "/data", "/help/gaps", "/proposal.zip"])
def test_before_the_first_snapshot_every_page_asks_to_wait_or_says_what_is_wrong(path: str) -> None:
    waiting = FixedSnapshot(seed_snapshot())
    waiting.current = None  # type: ignore[assignment]  # as a keeper is before its first snapshot
    answer = create_app(load_settings(), waiting).test_client().get(path)
    assert answer.status_code == (404 if path == "/nowhere" else 503)
    assert SEARCH in answer.text
    if answer.status_code == 503:
        assert answer.headers["Retry-After"] == "5"
        assert "The facts are being loaded" in answer.text


@pytest.mark.parametrize("path", PAGES)
def test_while_the_record_is_away_every_page_works_and_says_how_old_it_is(away: FlaskClient, path: str) -> None:
    answer = away.get(path)
    assert answer.status_code == 200
    assert "The record cannot be asked at the moment" in answer.text
    assert "(2 days ago)" in said(answer.text)
    assert answer.headers["Graphsvc-Stale"] == "true"


@pytest.mark.parametrize(("path", "status"), WRONG)
def test_pages_that_say_what_went_wrong_say_it_too(away: FlaskClient, path: str, status: int) -> None:
    answer = away.get(path)
    assert answer.status_code == status
    assert "The record cannot be asked at the moment" in answer.text
    assert NAVIGATION in answer.text


@pytest.mark.parametrize("path", PAGES)
def test_while_the_record_is_there_nothing_is_said_of_it(client: FlaskClient, path: str) -> None:
    assert "cannot be asked at the moment" not in client.get(path).text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_addresses_are_not_found_and_stay_texts(client: FlaskClient, text: str) -> None:
    for path in ("/", "/organisations/", "/help/"):
        answer = client.get(path + text.replace("/", "-").replace("?", "-").replace("#", "-").replace("%", "-"))
        assert answer.status_code == 404
        assert "<script>alert" not in answer.text
        assert "<img src" not in answer.text
        assert answer.headers["Content-Security-Policy"] == POLICY
