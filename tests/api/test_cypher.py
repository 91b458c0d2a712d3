"""`POST /cypher`: what it answers, and what it refuses before anything runs."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator

import pytest
import schemathesis
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given
from hypothesis import settings as of_hypothesis
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from graphsvc.api.schemas.cypher import CypherAnswer
from graphsvc.app import create_app
from graphsvc.config import CypherSettings, Settings
from graphsvc.database.session import Database
from graphsvc.errors import GraphsvcError, QueryTimedOut, QueryTooLarge
from graphsvc.snapshot.in_use import FixedSnapshot
from tests.api.calls import ROOT
from tests.api.test_openapi import CHECKS, on_this_machine
from tests.api.test_problems import problem_in
from tests.fixtures.audit import entries, full_disk
from tests.fixtures.facts import seed_snapshot
from tests.reports.forms import FORMS

COUNTS = "MATCH (n) RETURN count(n) AS n, sum(size(keys(n))) AS keys"


@pytest.fixture(scope="module")
def client(england: Database, england_settings: Settings) -> FlaskClient:
    """The application over the record, with such statements allowed."""
    settings = england_settings.model_copy(update={"cypher": CypherSettings(enabled=True)})
    return create_app(settings, FixedSnapshot(seed_snapshot()), lambda: england).test_client()


@pytest.fixture(scope="module")
def listener() -> Iterator[tuple[str, list[object]]]:
    """An address, and a list of who connected to it."""
    connected: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        ended = threading.Event()

        def listen() -> None:
            while not ended.is_set():
                try:
                    connection, who = server.accept()
                except TimeoutError:
                    continue
                connected.append(who)
                connection.close()

        thread = threading.Thread(target=listen)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/x.csv", connected
        ended.set()
        thread.join()


def send(client: FlaskClient, statement: object, **headers: str) -> TestResponse:
    return client.post(f"{ROOT}/cypher", json={"statement": statement}, headers=headers)


_STATEMENTS = (
    "RETURN 1", COUNTS, "MATCH (n) RETURN n", "MATCH (n) DELETE n", "RETURN $a", "RETURN", "CALL db.labels()", "",
)


def test_the_call_does_what_its_description_says(client: FlaskClient) -> None:
    made = schemathesis.openapi.from_wsgi(f"{ROOT}/openapi.json", on_this_machine(client.application))
    operation = made[f"{ROOT}/cypher"]["POST"]

    @given(case=operation.as_strategy(), statement=st.none() | st.sampled_from(_STATEMENTS))
    @of_hypothesis(max_examples=200, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    def ask(case: schemathesis.Case, statement: str | None) -> None:
        if statement is not None and isinstance(case.body, dict):
            case.body["statement"] = statement
        case.call_and_validate(checks=CHECKS)

    ask()


def test_an_answer_is_that_of_its_description(client: FlaskClient) -> None:
    answer = client.post(f"{ROOT}/cypher", json={
        "statement": "UNWIND $days AS day RETURN date(day) AS day, {a: [1, null]} AS map ORDER BY day",
        "parameters": {"days": ["2026-04-01", "2024-04-01"]},
    })
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    found = CypherAnswer.model_validate_json(answer.data)
    assert (found.columns, found.truncated, found.snapshot) == (("day", "map"), False, seed_snapshot().hash)
    assert found.rows == (("2024-04-01", {"a": [1, None]}), ("2026-04-01", {"a": [1, None]}))


def test_whatever_does_more_than_read_is_refused_with_a_reason(
    client: FlaskClient, england: Database, listener: tuple[str, list[object]]
) -> None:
    address, connected = listener
    before = england.ask(COUNTS, {}).rows
    assert len(FORMS) >= 30
    wrong = {}
    for form, reason in FORMS:
        answer = send(client, form.replace("{address}", address))
        if answer.status_code != 403 or reason not in answer.json["detail"]:
            wrong[form] = (answer.status_code, answer.json["detail"])
    assert wrong == {}
    assert problem_in(send(client, FORMS[0][0]), 403).type.endswith("#statement-refused")
    assert connected == []
    assert england.ask(COUNTS, {}).rows == before
    # The address listens: what would reach it is counted.
    with socket.create_connection(("127.0.0.1", int(address.split(":")[2].split("/")[0]))) as own:
        own.recv(1)
    assert len(connected) == 1


def test_what_is_no_cypher_is_told_with_its_place(client: FlaskClient) -> None:
    problem = problem_in(send(client, "MATCH (n)\nRETRN n"), 422)
    assert problem.errors[0].parameter == "statement"
    assert "line 2, column 1" in problem.detail


def test_every_parameter_that_is_wrong_is_named(client: FlaskClient) -> None:
    given = {"a b": 1, "deep": [[[[[[[[1]]]]]]]], "large": 2**64, "good": 1}
    answer = client.post(f"{ROOT}/cypher", json={"statement": "RETURN 1", "parameters": given})
    named = {error.parameter for error in problem_in(answer, 422).errors}
    assert named == {"parameters.a b", "parameters.deep", "parameters.large"}


@pytest.mark.parametrize("content", [
    "", "x", "[]", "1", "null", "{}", '{"statement": 1}', '{"statement": ""}', '{"statement": "RETURN 1", "more": 1}',
    '{"statement": "RETURN 1", "parameters": [1]}', '{"statement": "RETURN 1", "parameters": {"x": NaN}}', "[" * 30_000,
    '{"statement": "RETURN 1", "parameters": {"x": ' + "1" * 5000 + "}}", '{"statement": "RETURN \\ud800"}', "\xff",
    '{"statement": "RETURN 1", "parameters": {"x": ' + '{"y":' * 500 + "1" + "}" * 500 + "}}",
])
def test_content_that_is_no_question_is_refused(client: FlaskClient, content: str) -> None:
    answer = client.post(f"{ROOT}/cypher", data=content.encode("latin-1"), content_type="application/json")
    assert problem_in(answer, 422).errors


def test_content_of_another_type_or_size_is_refused(client: FlaskClient) -> None:
    body = json.dumps({"statement": "RETURN 1"})
    for kind in ("text/plain", "application/x-www-form-urlencoded", ""):
        problem_in(client.post(f"{ROOT}/cypher", data=body, content_type=kind), 415)
    problem_in(send(client, "RETURN 1 //" + "x" * 70_000), 413)
    assert problem_in(send(client, "RETURN 1 //" + "x" * 21_000), 422).errors[0].parameter == "statement"
    assert "POST" in client.get(f"{ROOT}/cypher").headers["Allow"]


def test_what_a_page_of_another_site_sends_is_not_run(client: FlaskClient) -> None:
    for foreign in (
        {"Origin": "https://example.org"}, {"Origin": "null"}, {"Origin": "http://localhost.example.org"},
        {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"},
    ):
        assert problem_in(send(client, "RETURN 1", **foreign), 403).type.endswith("#foreign-origin")
    own = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    assert send(client, "RETURN 1", **own).status_code == 200


def test_it_is_off_unless_it_is_turned_on_and_away_without_a_database(england_settings: Settings) -> None:
    off = create_app(england_settings, FixedSnapshot(seed_snapshot())).test_client()
    assert problem_in(send(off, "RETURN 1"), 403).type.endswith("#cypher-off")
    on = england_settings.model_copy(update={"cypher": CypherSettings(enabled=True)})
    assert problem_in(send(create_app(on, FixedSnapshot(seed_snapshot())).test_client(), "RETURN 1"), 503)


def test_the_limits_of_time_and_memory_are_problems_that_say_so(england_settings: Settings) -> None:
    on = england_settings.model_copy(update={"cypher": CypherSettings(enabled=True)})
    for error, name in ((QueryTimedOut("long"), "query-timed-out"), (QueryTooLarge("large"), "query-too-large")):

        def ended(error: GraphsvcError = error) -> Database:
            raise error

        asked = create_app(on, FixedSnapshot(seed_snapshot()), ended).test_client()
        problem = problem_in(send(asked, "RETURN 1"), 422)
        assert (problem.type.partition("#")[2], problem.detail) == (name, str(error))


def test_the_audit_log_knows_the_request(client: FlaskClient, england_settings: Settings) -> None:
    answer = send(client, COUNTS)
    intended, ended = entries(england_settings.data_dir)[-2:]
    assert (intended["way"], intended["user"], intended["statement"]) == ("http", "", COUNTS)
    assert intended["request_id"] == ended["request_id"] == answer.headers["Request-Id"]


def test_where_it_cannot_be_written_down_it_is_not_run_and_no_path_is_told(
    client: FlaskClient, england_settings: Settings
) -> None:
    with full_disk(england_settings.data_dir):
        answer = send(client, COUNTS)
    problem = problem_in(answer, 503)
    assert problem.type.endswith("#audit-unwritable")
    assert str(england_settings.data_dir) not in answer.text
