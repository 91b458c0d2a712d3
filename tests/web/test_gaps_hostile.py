"""The page of gaps and its files: what cannot be used is named, and no text becomes markup or a formula."""

from __future__ import annotations

import csv
import io

import pytest
from flask.testing import FlaskClient

from tests.fixtures.browser import application
from tests.fixtures.facts import made_up, seed_snapshot
from tests.fixtures.hostile import NAMES, hostile_snapshot
from tests.fixtures.strings import HOSTILE
from tests.web.saying import said

PARAMETERS = ("region", "icb", "type", "value_area", "partner_type", "state", "scope", "as_at", "page", "patch")
BOARD = "GB-NHS-QWO"


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return application(seed_snapshot()).test_client()


@pytest.mark.parametrize(
    ("question", "parameter"),
    [
        ("region=E40000099", "region"), ("icb=GB-NHS-RR8", "icb"), ("icb=xyzzyxyzzy", "icb"),
        ("type=university", "type"), ("value_area=cooking", "value_area"), ("partner_type=cook", "partner_type"),
        ("state=fine", "state"), ("scope=mine", "scope"), ("page=0", "page"), ("page=x", "page"),
    ],
)
def test_what_cannot_be_used_is_named(client: FlaskClient, question: str, parameter: str) -> None:
    answer = client.get(f"/gaps?{question}")
    assert answer.status_code == 422
    assert f'<a href="#{parameter}">' in answer.text
    assert "expected partnerships recorded" not in answer.text
    if parameter != "page":
        assert client.get(f"/gaps.csv?{question}").status_code == 422
        assert client.get(f"/gaps.xlsx?{question}").status_code == 422


@pytest.mark.parametrize("parameter", PARAMETERS)
def test_hostile_texts_are_harmless(client: FlaskClient, parameter: str) -> None:
    for text in HOSTILE:
        for path in ("/gaps", "/gaps.csv"):
            answer = client.get(path, query_string={"icb": BOARD, "value_area": "estates", parameter: text})
            assert answer.status_code in (200, 303, 422), (path, text)
            for markup in ("<script>alert", "<img src=zz", "<svg/onload"):
                assert markup not in answer.text, text


def test_hostile_facts_are_shown_as_text() -> None:
    organisations = [
        ("GB-NHS-Q1", NAMES[0], "icb"), ("GB-NHS-R1", NAMES[1], "nhs-trust"), ("U", NAMES[2], "university"),
    ]
    areas = [{"value_area": "estates", "name": NAMES[0], "document": "A", "passage": "1"}]
    expected = [{
        "rule": "r", "version": "1", "value_area": "estates", "partner_type": "university", "effect": "expected",
        "scope": "any", "document": NAMES[1], "passage": "=1+1",
    }]
    snapshot = made_up(
        organisations, [{"source_org": "GB-NHS-R1", "target_org": "U"}], value_areas=areas, expectations=expected
    )
    hostile = application(snapshot).test_client()
    text = hostile.get("/gaps?state=recorded&state=unrecorded").text
    assert "&lt;script&gt;window.hurt = 1&lt;/script&gt;" in text
    assert "<script>window" not in text
    assert "<img" not in text
    assert "1 of 2 expected partnerships recorded" in said(text)
    assert {row["passage"] for row in csv.DictReader(io.StringIO(hostile.get("/gaps.csv").text))} == {"'=1+1"}
    assert hostile.get("/gaps.xlsx").status_code == 200


def test_without_expectations_it_says_so() -> None:
    client = application(hostile_snapshot()).test_client()
    text = said(client.get("/gaps?type=nhs-trust").text)
    assert "No expectation is valid here at this date." in text
    assert "No gaps" in text
