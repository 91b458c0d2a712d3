"""What is made before somebody asks: it serves the first questions, and hurts nobody where it cannot be made."""

from __future__ import annotations

import logging

import pytest

from graphsvc.questions.name_index import NameIndex
from graphsvc.snapshot.graph import Snapshot
from graphsvc.web import warming
from graphsvc.web.warming import warm
from tests.fixtures.browser import application
from tests.fixtures.facts import made_up, seed_snapshot, seed_tables

PAGES = ("/", "/organisations/GB-NHS-RR8", "/search?q=leeds", "/map?org=GB-NHS-RR8")


def test_templates_and_what_answers_share_are_there_before_the_first_question() -> None:
    snapshot = Snapshot.from_rows(seed_tables())
    app = application(snapshot)
    before = set(app.jinja_env.cache or ())
    warm(app, snapshot)
    made = set(app.jinja_env.cache or ())
    assert made > before
    assert NameIndex in snapshot.kept
    for page in PAGES:
        assert app.test_client().get(page).status_code == 200
    assert set(app.jinja_env.cache or ()) == made, "a page had to make its template"


def test_answers_are_the_same_with_it_and_without() -> None:
    snapshots = [Snapshot.from_rows(seed_tables()) for _ in range(2)]
    warmed, cold = map(application, snapshots)
    warm(warmed, snapshots[0])
    for page in (*PAGES, "/api/v1/gaps", "/api/v1/brokers"):
        assert warmed.test_client().get(page).data == cold.test_client().get(page).data


def test_a_record_of_nothing_is_prepared_too(caplog: pytest.LogCaptureFixture) -> None:
    snapshot = made_up([], [])
    warm(application(snapshot), snapshot)
    assert not caplog.records


def test_what_cannot_be_made_is_logged_and_stops_nothing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(warming, "prepare", broken)
    with caplog.at_level(logging.ERROR):
        warm(application(seed_snapshot()), seed_snapshot())
    assert "could not be made beforehand" in caplog.text
