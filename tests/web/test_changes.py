"""The page of changes: by date, kind and patch, in pages that lose none."""

from __future__ import annotations

import re
from datetime import date

import pytest
from flask.testing import FlaskClient

from graphsvc.questions.changes import changes
from graphsvc.web.events import counts, events
from tests.fixtures.browser import application
from tests.fixtures.facts import seed_snapshot
from tests.fixtures.strings import HOSTILE
from tests.web.saying import said

DAY = "2026-11-24"
AT = f"?as_at={DAY}"


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return application(seed_snapshot()).test_client()


def test_changes_can_be_asked_by_date_kind_and_patch(client: FlaskClient) -> None:
    view = seed_snapshot().view(date.fromisoformat(DAY))
    found = events(view, changes(view, date(2026, 3, 1)))
    text = said(client.get(f"/changes{AT}&since=2026-03-01&kind=opened").text)
    opened = [change for change in found if change.kind == "opened"]
    assert f"{len(opened)} change after 1 March 2026" in text
    own = counts(events(view, changes(view, date(2020, 1, 1), {view.snapshot.index_of["GB-NHS-RR8"]})))
    text = said(client.get(f"/changes{AT}&since=2020-01-01&patch=GB-NHS-RR8&scope=patch").text)
    assert f"{sum(own.values())} changes in my patch after 1 January 2020" in text


def test_many_changes_come_in_pages_that_lose_none(client: FlaskClient) -> None:
    question = f"/changes{AT}&since=2015-01-01"
    view = seed_snapshot().view(date.fromisoformat(DAY))
    total = len(events(view, changes(view, date(2015, 1, 1))))
    last = -(-total // 200)
    assert f"Here are entries 1 to 200 of {total:,}, newest first" in said(client.get(question).text)
    shown = [client.get(f"{question}&page={page}").text.partition("<main")[2] for page in range(1, last + 1)]
    assert sum(len(re.findall(r'<li class="event">', text)) for text in shown) == total


@pytest.mark.parametrize(
    ("question", "parameter"),
    [
        ("since=soon", "since"), ("since=2030-01-01", "since"), ("kind=x", "kind"), ("scope=x", "scope"),
        ("icb=GB-NHS-RR8", "icb"), ("region=x", "region"),
        ("page=-1", "page"),
    ],
)
def test_what_cannot_be_used_is_named(client: FlaskClient, question: str, parameter: str) -> None:
    answer = client.get(f"/changes{AT}&{question}")
    assert answer.status_code == 422
    assert f'<a href="#{parameter}">' in answer.text


@pytest.mark.parametrize("parameter", ["since", "kind", "icb", "region", "scope", "page", "as_at", "patch"])
def test_hostile_texts_are_harmless(client: FlaskClient, parameter: str) -> None:
    for text in HOSTILE:
        for path in ("/", "/changes"):
            answer = client.get(path, query_string={parameter: text})
            assert answer.status_code in (200, 303, 422), (path, text)
            for markup in ("<script>alert", "<img src=zz", "<svg/onload"):
                assert markup not in answer.text, text


def test_a_merger_is_told_once_with_what_opened_and_closed_in_it(client: FlaskClient) -> None:
    text = said(client.get(f"/changes{AT}").text)
    assert text.count("Thames Valley ICB opened") == 1
    assert "part of Frimley ICB on 1 April 2026 (merger)." in text
    assert "Frimley ICB closed on" not in text
    assert "North Bristol NHS Trust closed (formal partnership)" in text
    assert "is planned from September 2026" in text


def test_a_board_has_its_own_changes(client: FlaskClient) -> None:
    text = said(client.get(f"/changes{AT}&icb=GB-NHS-QWO").text)
    assert "of West Yorkshire ICB and its trusts" in text
    assert "Bevan Community Benefit Society" in text
    assert "Sunderland Mind" not in text
