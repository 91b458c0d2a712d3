"""The page for Cypher of one's own."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from graphsvc.app import create_app
from graphsvc.config import CypherSettings, Settings
from graphsvc.database.session import Database
from graphsvc.snapshot.in_use import FixedSnapshot
from tests.fixtures.audit import entries
from tests.fixtures.facts import seed_snapshot
from tests.fixtures.hostile import NAMES
from tests.web.test_hostile import Parts


@pytest.fixture(scope="module")
def client(england: Database, england_settings: Settings) -> FlaskClient:
    """The pages over the record, with such statements allowed."""
    settings = england_settings.model_copy(update={"cypher": CypherSettings(enabled=True)})
    return create_app(settings, FixedSnapshot(seed_snapshot()), lambda: england).test_client()


def run(client: FlaskClient, statement: str, parameters: str = "", **headers: str) -> tuple[int, str]:
    answer = client.post("/cypher", data={"statement": statement, "parameters": parameters}, headers=headers)
    assert answer.headers["Cache-Control"] == "no-store"
    assert Parts(answer).foreign == []
    return answer.status_code, answer.text


def test_where_it_is_off_the_page_says_how_it_is_turned_on(england_settings: Settings) -> None:
    off = create_app(england_settings, FixedSnapshot(seed_snapshot())).test_client()
    page = off.get("/cypher")
    assert page.status_code == 200
    assert "enabled = true" in page.text
    assert "<textarea" not in page.text
    assert off.post("/cypher", data={"statement": "RETURN 1"}).status_code == 403


def test_the_form_needs_no_script_and_says_what_is_in_the_record(client: FlaskClient) -> None:
    page = client.get("/cypher").text
    assert re.search(r'<form class="ask" method="post" action="/cypher">', page)
    assert "PARTNERS_WITH" in page
    assert "db.labels" in page
    assert 'id="rows"' not in page


def test_rows_are_a_table_and_what_was_asked_stays_in_the_form(client: FlaskClient) -> None:
    status, page = run(
        client, "UNWIND $days AS day RETURN date(day) AS day, day < '2025' AS before, null AS none",
        '{"days": ["2024-04-01", "2026-04-01"]}',
    )
    assert status == 200
    assert '<h2 id="rows">2 rows</h2>' in page
    assert '<th scope="col">day</th><th scope="col">before</th><th scope="col">none</th>' in page
    assert "<tr><td>2024-04-01</td><td>true</td><td></td></tr>" in page
    assert "UNWIND $days AS day" in page
    assert seed_snapshot().hash[:12] in page


def test_an_answer_that_was_cut_says_so(client: FlaskClient) -> None:
    status, page = run(client, "UNWIND range(1, 5000) AS n RETURN n")
    assert status == 200
    assert "1,000 rows, and there are more" in page
    assert page.count("<tr><td>") == 1000


def test_what_is_wrong_is_said_at_its_field(client: FlaskClient) -> None:
    for statement, parameters, status, field, said in (
        ("MATCH (n)\nRETRN n", "", 422, "statement", "line 2, column 1"),
        ("MATCH (n) DETACH DELETE n", "", 403, "statement", "delete from the record"),
        ("", "", 422, "statement", "the statement is empty"),
        ("RETURN $x", "{", 422, "parameters", "not proper JSON"),
        ("RETURN $x", "[1]", 422, "parameters", "write a map"),
        ("RETURN $x", '{"x": [[[[[[[1]]]]]]]}', 422, "parameters", "deep at most"),
        ("RETURN $x", "", 422, "parameters", "not given"),
    ):
        code, page = run(client, statement, parameters)
        assert code == status, page
        assert "<title>Error: " in page
        assert re.search(rf'id="{field}-error">.*{re.escape(said)}', page), (statement, said)


def test_what_a_page_of_another_site_sends_is_not_run(client: FlaskClient) -> None:
    for foreign in ({"Origin": "https://example.org"}, {"Sec-Fetch-Site": "cross-site"}):
        status, page = run(client, "RETURN 'zqx' + 'vkw' AS word", **foreign)
        assert status == 403
        assert "zqxvkw" not in page
    status, page = run(client, "RETURN 'zqx' + 'vkw' AS word", Origin="http://localhost")
    assert (status, "zqxvkw" in page) == (200, True)


def test_hostile_texts_are_shown_as_texts(client: FlaskClient) -> None:
    for text in NAMES:
        if len(text) < 1000:
            quoted = text.replace("\\", "\\\\").replace("'", "\\'")
            status, page = run(client, f"RETURN '{quoted}' AS `{text.replace('`', '``')}`")
            assert status in (200, 422), (text, page)
            assert run(client, text, text)[0] in (403, 422)


def test_without_a_database_the_page_says_what_is_missing(england_settings: Settings) -> None:
    settings = england_settings.model_copy(update={"cypher": CypherSettings(enabled=True)})
    away = create_app(settings, FixedSnapshot(seed_snapshot())).test_client()
    assert away.get("/cypher").status_code == 200
    assert away.post("/cypher", data={"statement": "RETURN 1"}).status_code == 503


def test_the_audit_log_knows_that_it_was_the_page(client: FlaskClient, england_settings: Settings) -> None:
    run(client, "RETURN 1 AS n")
    assert [(line["way"], line["stage"]) for line in entries(england_settings.data_dir)[-2:]] == [
        ("page", "intended"), ("page", "ended"),
    ]
