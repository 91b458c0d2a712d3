"""Texts that try to be something else are unknown words, in every parameter of every page."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.fixtures.browser import application
from tests.fixtures.facts import seed_snapshot
from tests.fixtures.strings import HOSTILE, UNKNOWN

LEEDS = "/organisations/GB-NHS-RR8"
PAGES = ("/", LEEDS, f"{LEEDS}/map.svg")
_READ = 200
"""Characters of a text that a page reads."""


class Parts(HTMLParser):
    """What a browser makes of a page: its elements with the names of their attributes, and all that is said."""

    def __init__(self, answer: TestResponse) -> None:
        super().__init__()
        self.elements: list[tuple[str, ...]] = []
        self.said: list[str] = []
        self.items = 0
        self.feed(answer.text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, *(name for name, _ in attrs)))
        self.said += [value or "" for _, value in attrs]
        self.items += tag == "li"

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def outcome(answer: TestResponse) -> tuple[object, ...]:
    """Status, counts (results, and organisations that may have been meant) and every element of the page."""
    parts = Parts(answer)
    near = answer.text.count("Did you mean")
    return answer.status_code, parts.items, near, parts.elements


def says(answer: TestResponse, text: str) -> bool:
    """Whether a page shows a text that was given, as text and as nothing else."""
    return any(text.strip()[:_READ] in said for said in Parts(answer).said)


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return application(seed_snapshot()).test_client()


def test_a_hostile_question_finds_nothing_and_is_shown_as_it_was_asked(client: FlaskClient) -> None:
    expected = outcome(client.get("/", query_string={"q": UNKNOWN}))
    assert expected[0] == 200
    for text in HOSTILE:
        answer = client.get("/", query_string={"q": text})
        assert outcome(answer) == expected, text[:60]
        assert "Nothing found" in answer.text, text[:60]
        assert says(answer, text), text[:60]


@pytest.mark.parametrize("page", PAGES)
def test_a_hostile_date_is_no_date(client: FlaskClient, page: str) -> None:
    expected = client.get(page, query_string={"as_at": UNKNOWN})
    assert expected.status_code == 422
    for text in HOSTILE:
        answer = client.get(page, query_string={"as_at": text})
        assert outcome(answer) == outcome(expected), text[:60]
        assert answer.text == expected.text, text[:60]


@pytest.mark.parametrize("rest", ["", "/map.svg", "/map.html"])
def test_a_hostile_id_is_an_unknown_one(client: FlaskClient, rest: str) -> None:
    expected = outcome(client.get(f"/organisations/{UNKNOWN}{rest}"))
    assert expected[0] == 404
    for text in HOSTILE:
        answer = client.get(f"/organisations/{quote(text, safe='')}{rest}")
        assert outcome(answer) == expected, text[:60]
        # A text with a slash is another address, of which the page says that there is nothing.
        assert "/" in text or says(answer, text), text[:60]


def test_a_hostile_ending_of_a_map_file_is_an_unknown_one(client: FlaskClient) -> None:
    expected = outcome(client.get(f"{LEEDS}/map.{UNKNOWN}"))
    assert expected[0] == 404
    for text in HOSTILE:
        for ending in (text, f".{text}", f".svg{text}"):
            answer = client.get(f"{LEEDS}/map{quote(ending, safe='')}")
            assert outcome(answer) == expected, ending[:60]
            assert "/" in text or says(answer, ending), ending[:60]


@pytest.mark.parametrize("page", PAGES)
def test_a_hostile_parameter_is_passed_over_like_any_unknown_one(client: FlaskClient, page: str) -> None:
    expected = client.get(page, query_string={UNKNOWN: UNKNOWN})
    assert expected.status_code == 200
    assert expected.data == client.get(page).data
    for text in HOSTILE:
        for query in ({text: "1"}, {UNKNOWN: text}):
            answer = client.get(page, query_string=query)
            assert (answer.status_code, answer.data) == (200, expected.data), text[:60]


@pytest.mark.parametrize("page", PAGES)
def test_a_hostile_parameter_sets_no_header(client: FlaskClient, page: str) -> None:
    usual = sorted(client.get(page).headers.keys())
    for text in HOSTILE:
        answer = client.get(page, query_string={text: text, "q": text})
        assert sorted(answer.headers.keys()) == usual, text[:60]
