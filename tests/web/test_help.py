"""Help: every question has a page with an example that the facts in use bear out, and every term is explained."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from flask.testing import FlaskClient

from graphsvc.model import canonical_dataset
from graphsvc.snapshot.graph import Snapshot
from graphsvc.snapshot.view import View
from graphsvc.web.help.topics import TOPICS
from graphsvc.web.help.worked import worked
from graphsvc.web.terms import TERMS
from tests.fixtures.browser import application
from tests.fixtures.facts import seed_snapshot, seed_tables
from tests.fixtures.hostile import hostile_snapshot
from tests.fixtures.strings import HOSTILE
from tests.web.saying import said

DAY = date(2026, 11, 24)
AT = "as_at=2026-11-24"


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return application(seed_snapshot()).test_client()


@pytest.fixture(scope="module")
def view() -> View:
    return seed_snapshot().view(DAY)


def test_the_index_leads_to_every_page_of_help(client: FlaskClient) -> None:
    text = client.get("/help").text
    for topic in (*TOPICS, "terms"):
        assert f'href="/help/{topic}"' in text
        assert client.get(f"/help/{topic}").status_code == 200


@pytest.mark.parametrize("topic", TOPICS)
def test_each_page_says_what_it_answers_how_to_read_it_and_what_it_does_not_say(
    client: FlaskClient, view: View, topic: str
) -> None:
    answer = client.get(f"/help/{topic}?{AT}").text
    text = said(answer)
    for sentence in (*TOPICS[topic].answers, *TOPICS[topic].reading, *TOPICS[topic].silent):
        assert sentence in text
    for term in TOPICS[topic].terms:
        assert TERMS[term][1] in text
    examples = worked(view, topic)
    assert examples
    assert "as at 24 November 2026" in text
    for example in examples:
        assert example.question in text
        assert example.answer in text


@pytest.mark.parametrize("topic", TOPICS)
def test_every_example_leads_to_a_page_that_answers(client: FlaskClient, topic: str) -> None:
    text = client.get(f"/help/{topic}?{AT}").text
    links = [unescape(link) for link in re.findall(r'href="([^"]+)">Open ', text)]
    assert len(links) >= 2
    for link in links:
        assert client.get(link).status_code == 200, link


def test_examples_say_what_a_plain_count_says(view: View) -> None:
    records = seed_tables()["relationships"]
    current = sum(
        1 for row in records if row["evidence_basis"] == "read" and len(row["evidence_date"]) == 10
        and row["evidence_date"] >= "2023-11-24"
    ) + sum(
        1 for row in records if row["evidence_basis"] == "read" and 0 < len(row["evidence_date"]) < 10
        and row["evidence_date"] + "-01-01"[len(row["evidence_date"]) - 4:] >= "2023-11-24"
    )
    data = worked(view, "data")
    assert data[0].answer.startswith(f"{current:,} of {len(records):,} partnerships")
    corrected = dict(data[1].parameters)["record"]
    assert next(row for row in records if row["id"] == corrected)["evidence_date"] == ""
    busiest = worked(view, "find")[1]
    assert busiest.parameters == (("organisation_id", "GB-NHS-RR8"),)
    assert busiest.answer.startswith("21 records count for it")
    followed = worked(view, "dates")[0]
    old = dict(followed.parameters)["organisation_id"]
    assert old in {row["predecessor"] for row in seed_tables()["successions"]}
    patch = worked(view, "patch")[0]
    assert patch.parameters == (("patch", "E54000054"),)


def test_all_terms_are_explained_and_can_be_pointed_at(client: FlaskClient) -> None:
    text = client.get("/help/terms").text
    for term, (word, meaning) in TERMS.items():
        assert f'<dt id="{term}">' in text
        assert word in said(text)
        assert meaning in said(text)
    words = re.findall(r"<dt id=[^>]*>([^<]+)", text)
    assert words == sorted(words, key=str.casefold)


def test_every_state_of_a_gap_is_among_the_terms() -> None:
    from graphsvc.vocabulary import CellState

    assert {state.value for state in CellState} <= set(TERMS)
    assert all(term in TERMS for topic in TOPICS.values() for term in topic.terms)


def test_meanings_are_a_sentence_or_two_and_never_say_that_there_is_no_partnership() -> None:
    for word, meaning in TERMS.values():
        assert meaning.endswith(".")
        assert len(meaning) < 300, word
        assert "no partnership" not in meaning


@pytest.mark.parametrize("topic", ["none", "Gaps", *HOSTILE])
def test_an_unknown_topic_is_not_found_with_what_there_is(client: FlaskClient, topic: str) -> None:
    answer = client.get("/help/" + topic.replace("/", "-").replace("?", "-").replace("#", "-").replace("%", "-"))
    assert answer.status_code == 404
    assert "<script>alert" not in answer.text
    if topic in ("none", "Gaps"):
        assert all(f'href="/help/{known}"' in answer.text for known in TOPICS)


@pytest.mark.parametrize("topic", TOPICS)
def test_facts_that_show_nothing_have_help_all_the_same(topic: str) -> None:
    empty = application(Snapshot(canonical_dataset({}))).test_client().get(f"/help/{topic}")
    assert empty.status_code == 200
    assert "The facts in use have nothing to show it by." in empty.text
    hostile = application(hostile_snapshot()).test_client().get(f"/help/{topic}")
    assert hostile.status_code == 200
    assert "<script>window" not in hostile.text
    assert "<img" not in hostile.text


@pytest.mark.parametrize("day", ["1990-01-01", "2022-06-30", "2190-01-01"])
@pytest.mark.parametrize("topic", TOPICS)
def test_help_is_there_at_every_date(client: FlaskClient, topic: str, day: str) -> None:
    assert client.get(f"/help/{topic}?as_at={day}").status_code == 200
