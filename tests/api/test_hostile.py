"""Texts that try to be something else are unknown words, in every parameter of every call."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.api.calls import PARAMETERS, ROOT
from tests.fixtures.strings import HOSTILE, UNKNOWN

_EACH = [(call, query, name) for call, query, names in PARAMETERS for name in names]


def outcome(answer: TestResponse) -> tuple[object, ...]:
    """Status, problem type and counts."""
    body = answer.get_json()
    lists = ("items", "cells", "paths", "nodes", "links")
    return answer.status_code, body.get("type"), body.get("total"), *(len(body.get(name, ())) for name in lists)


def test_there_are_sixty_and_every_parameter_is_tried(client: FlaskClient) -> None:
    assert len(set(HOSTILE)) == 60
    described = {
        (path, parameter["name"])
        for path, operations in client.get(f"{ROOT}/openapi.json").get_json()["paths"].items()
        for parameter in operations.get("get", {}).get("parameters", ())
        # Reports are asked of the record, and their own tests try their parameters.
        if parameter["in"] == "query" and not path.startswith(f"{ROOT}/reports")
    }
    tried = {
        (ROOT + call.replace("GB-NHS-RR8", "{id}"), name) for call, _, name in _EACH if not call.startswith("/reports")
    }
    assert tried == described


@pytest.mark.parametrize(("call", "query", "name"), _EACH)
def test_a_hostile_value_is_an_unknown_word(client: FlaskClient, call: str, query: dict[str, str], name: str) -> None:
    expected = outcome(client.get(ROOT + call, query_string={**query, name: UNKNOWN}))
    for text in HOSTILE:
        answer = client.get(ROOT + call, query_string={**query, name: text})
        assert outcome(answer) == expected, text[:60]


@pytest.mark.parametrize("call", [call for call, _, _ in PARAMETERS])
def test_a_hostile_parameter_name_is_an_unknown_one(client: FlaskClient, call: str) -> None:
    expected = outcome(client.get(ROOT + call, query_string={UNKNOWN: "1"}))
    assert expected[0] == 422
    for text in HOSTILE:
        assert outcome(client.get(ROOT + call, query_string={text: "1"})) == expected, text[:60]


@pytest.mark.parametrize("rest", ["", "/partnerships", "/gaps", "/peers"])
def test_a_hostile_id_is_an_unknown_one(client: FlaskClient, rest: str) -> None:
    expected = outcome(client.get(f"{ROOT}/organisations/{UNKNOWN}{rest}"))
    assert expected[0] == 404
    for text in HOSTILE:
        assert outcome(client.get(f"{ROOT}/organisations/{quote(text, safe='')}{rest}")) == expected, text[:60]
