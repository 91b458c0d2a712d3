"""The page of one organisation, narrowed to some value areas and states."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.fixtures.browser import application
from tests.fixtures.facts import seed_snapshot
from tests.fixtures.strings import HOSTILE
from tests.web.organisations import AT, LEEDS, rows, section, text_of
from tests.web.saying import said


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return application(seed_snapshot()).test_client()


def test_one_filter_is_for_the_list_the_map_the_gaps_and_the_files(client: FlaskClient) -> None:
    asked = f"{AT}&value_area=skills-employment&state=unrecorded&state=recorded"
    page = text_of(client, f"{LEEDS}?{asked}")
    assert said(page).count("Only what is unrecorded and recorded in skills and employment.") == 1
    assert page.count('<h3 id="area-') == 1
    gaps = section(page, "gaps")
    assert "2 of 14 gaps shown" in gaps
    assert 'id="gaps-skills-employment"' in gaps
    assert 'id="gaps-estates"' not in gaps
    assert "8 of 21 records shown" in section(page, "records")
    assert "8 of 21 recorded partnerships with 8 of 18 organisations" in page  # says the map
    assert {row["value_area"] for row in rows(client, f"{LEEDS}/records.csv?{asked}")} == {"Skills and employment"}
    assert {row["state"] for row in rows(client, f"{LEEDS}/gaps.csv?{asked}")} == {"recorded", "unrecorded"}
    assert "6 of 20" in said(page)


def test_states_that_only_expectations_have_leave_the_records(client: FlaskClient) -> None:
    page = text_of(client, f"{LEEDS}?{AT}&state=unrecorded")
    assert "of records, those in every state" in page
    assert page.partition('class="pictured"')[0].count('class="record"') == 21


def test_a_state_that_records_have_narrows_them(client: FlaskClient) -> None:
    assert len(rows(client, f"{LEEDS}/records.csv?{AT}&state=proposed")) == 2
    page = text_of(client, f"{LEEDS}?{AT}&state=proposed").partition('class="pictured"')[0]
    assert page.count('class="record"') == 2


def test_a_value_area_or_state_that_there_is_not_is_named_and_nothing_is_answered(client: FlaskClient) -> None:
    page = text_of(client, f"{LEEDS}?value_area=weather&state=fine", 422)
    assert "“weather” is not one of the choices." in page
    assert "“fine” is not one of the choices." in page
    assert 'id="gaps"' not in page
    assert "Leeds Teaching Hospitals" in page
    assert client.get(f"{LEEDS}/records.csv?value_area=weather").status_code == 422


@pytest.mark.parametrize(
    ("page", "parameter"), [(LEEDS, "value_area"), (LEEDS, "state"), (f"{LEEDS}/peers", "value_area")]
)
def test_hostile_texts_are_unknown_words(client: FlaskClient, page: str, parameter: str) -> None:
    for text in HOSTILE:
        answer = client.get(page, query_string={parameter: text})
        assert answer.status_code == 422, text[:60]
        assert "is not one of the choices." in answer.text
        assert "<script>alert" not in answer.text
        assert "<img" not in answer.text
        assert "<svg/onload" not in answer.text
