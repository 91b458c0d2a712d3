"""Errors: one shape, all documented, each naming what is wrong."""

from __future__ import annotations

import json

import pytest
import structlog
from apiflask import APIFlask
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from graphsvc import limits
from graphsvc.api.problems import PROBLEM_TYPES
from graphsvc.api.schemas.problem import Problem
from graphsvc.app import create_app
from graphsvc.config import load_settings
from graphsvc.snapshot.in_use import FixedSnapshot
from tests.api.calls import LEEDS, PARAMETERS, ROOT
from tests.fixtures.facts import seed_snapshot

_KNOWN = {problem.address: problem for problem in PROBLEM_TYPES}


def problem_in(answer: TestResponse, status: int) -> Problem:
    """The problem that an answer is, checked against the table."""
    assert answer.status_code == status, answer.text
    assert answer.content_type == "application/problem+json"
    problem = Problem.model_validate_json(answer.data)
    assert problem.status == status == _KNOWN[problem.type].status
    assert problem.title == _KNOWN[problem.type].title
    assert problem.request_id == answer.headers["Request-Id"] != ""
    assert answer.headers["Cache-Control"] == "no-store"
    return problem


@pytest.mark.parametrize("address", ["/api/v1/nothing", "/api/v2/gaps", "/api/v1/organisations/a/b/c", "/api"])
def test_an_unknown_call_is_a_problem(client: FlaskClient, address: str) -> None:
    problem_in(client.get(address), 404)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_a_call_made_another_way_is_a_problem_that_says_how(client: FlaskClient, method: str) -> None:
    answer = client.open(f"{ROOT}/gaps", method=method)
    problem_in(answer, 405)
    assert "GET" in answer.headers["Allow"]


def test_too_much_content_or_too_long_an_address_is_a_problem(client: FlaskClient) -> None:
    problem_in(client.get(f"{ROOT}/gaps", data=b"x" * 100_000), 413)
    problem_in(client.get(f"{ROOT}/organisations?q={'x' * 300_000}"), 414)


def test_too_many_parameters_are_a_problem_and_as_many_as_are_read_are_read(client: FlaskClient) -> None:
    most = [("state", "unrecorded")] * limits.MOST_PARAMETERS
    assert client.get(f"{ROOT}/gaps", query_string=MultiDict(most)).status_code == 200
    more = client.get(f"{ROOT}/gaps", query_string=MultiDict([*most, ("icb", "")]))
    assert problem_in(more, 422).type == "/api/v1/problems#too-many-parameters"
    page = client.get("/gaps", query_string=MultiDict([*most, ("icb", "")]))
    assert page.status_code == 422
    assert page.mimetype == "text/html"


def test_a_fault_of_the_service_is_a_problem_without_its_insides() -> None:
    class Broken(FixedSnapshot):
        @property
        def stale(self) -> bool:  # type: ignore[override]
            raise RuntimeError("secret insides")

    client = create_app(load_settings(), Broken(seed_snapshot())).test_client()
    answer = client.get(f"{ROOT}/gaps")
    problem_in(answer, 500)
    assert "insides" not in answer.text


def test_without_a_snapshot_questions_say_when_to_try_again() -> None:
    class Empty:
        current = None
        of_record = True
        stale = True
        problem = "nothing is loaded yet"

        def start(self) -> None: ...

        def stop(self) -> None: ...

    client = create_app(load_settings(), Empty()).test_client()
    for address in (f"{ROOT}/gaps", "/readyz"):
        answer = client.get(address)
        problem_in(answer, 503)
        assert answer.headers["Retry-After"]
    assert client.get("/healthz").get_json()["status"] == "alive"


def test_every_parameter_that_is_wrong_is_named(client: FlaskClient) -> None:
    answer = client.get(
        f"{ROOT}/paths?source={LEEDS}&target=a&target=b&k=three&max_hops=0&kind=friendship&colour=red&as_at=tomorrow"
    )
    named = {error.parameter for error in problem_in(answer, 422).errors}
    assert named == {"target", "k", "max_hops", "kind", "colour", "as_at"}


def test_every_id_that_is_unknown_is_named(client: FlaskClient) -> None:
    answer = client.get(f"{ROOT}/paths?source=GB-NHS-RR9&source=x&target=y&value_area=estate&avoid=z")
    errors = problem_in(answer, 422).errors
    assert [error.parameter for error in errors] == ["source", "source", "target", "avoid", "value_area"]
    assert errors[-1].suggestions[0].id == "estates"


def test_a_parameter_that_takes_one_value_may_not_repeat(client: FlaskClient) -> None:
    errors = problem_in(client.get(f"{ROOT}/organisations?q=a&q=b"), 422).errors
    assert errors[0].detail == "may be given once only"


def test_a_misspelt_parameter_is_answered_with_the_right_one(client: FlaskClient) -> None:
    errors = problem_in(client.get(f"{ROOT}/organisations?plaice=E08000035"), 422).errors
    assert [near.id for near in errors[0].suggestions] == ["place"]


def test_an_unknown_organisation_is_answered_with_near_ones(client: FlaskClient) -> None:
    for call in ("", "/gaps", "/partnerships"):
        problem = problem_in(client.get(f"{ROOT}/organisations/GB-NHS-RR88{call}"), 404)
        assert LEEDS in {near.id for error in problem.errors for near in error.suggestions}
    problem = problem_in(client.get(f"{ROOT}/organisations/Leeds City Council"), 404)
    assert problem.errors[0].suggestions[0].id == "GB-LAE-LDS"


@pytest.mark.parametrize("day", ["2026-02-30", "2026-13-01", "1899-12-31", "2200-01-01", "2026", "01/04/2026", "today"])
def test_a_date_that_is_none_is_refused(client: FlaskClient, day: str) -> None:
    errors = problem_in(client.get(f"{ROOT}/vocabulary", query_string={"as_at": day}), 422).errors
    assert errors[0].parameter == "as_at"
    assert errors[0].value == day


@pytest.mark.parametrize(
    "query",
    [
        f"source={LEEDS}", f"source={LEEDS}&target={LEEDS}", "target=GB-LAE-LDS",
        f"source={LEEDS}&target_place=E08000035",
        f"source={LEEDS}&target=GB-LAE-LDS&target_type=university", f"source={LEEDS}&target=GB-LAE-LDS&k=21",
        f"source={LEEDS}&target=GB-LAE-LDS&max_hops=11", f"source={LEEDS}&target=GB-LAE-LDS&avoid=GB-LAE-LDS",
        f"source={LEEDS}&target=GB-LAE-LDS&avoid={LEEDS}",
    ],
)
def test_a_question_for_paths_that_contradicts_itself_is_refused(client: FlaskClient, query: str) -> None:
    assert problem_in(client.get(f"{ROOT}/paths?{query}"), 422).errors


def test_gaps_are_asked_of_trusts_and_boards_only(client: FlaskClient) -> None:
    assert "neither" in problem_in(client.get(f"{ROOT}/organisations/GB-LAE-LDS/gaps"), 422).detail
    assert problem_in(client.get(f"{ROOT}/gaps?icb={LEEDS}"), 422).errors[0].parameter == "icb"


def test_limits_of_lists_are_those_of_the_settings(client: FlaskClient) -> None:
    assert problem_in(client.get(f"{ROOT}/organisations?limit=201"), 422).errors[0].parameter == "limit"
    assert client.get(f"{ROOT}/organisations?limit=200").status_code == 200


@pytest.mark.parametrize(("call", "query", "parameters"), PARAMETERS)
def test_an_empty_value_is_the_same_as_none(
    client: FlaskClient, call: str, query: dict[str, str], parameters: tuple[str, ...]
) -> None:
    empty = {name: "" for name in parameters if name not in query}
    answer = client.get(ROOT + call, query_string={**empty, **query})
    assert answer.data == client.get(ROOT + call, query_string=query).data


def test_problem_types_are_documented_on_a_page(client: FlaskClient) -> None:
    page = client.get(f"{ROOT}/problems")
    assert page.status_code == 200
    for problem in PROBLEM_TYPES:
        assert f'id="{problem.name}"' in page.text
        assert problem.meaning in page.text.replace("&#39;", "'")


def test_problem_types_are_documented_in_the_description(client: FlaskClient) -> None:
    paths = client.get(f"{ROOT}/openapi.json").get_json()["paths"]
    for problem in PROBLEM_TYPES:
        assert "application/problem+json" in paths[f"{ROOT}/gaps"]["get"]["responses"][str(problem.status)]["content"]


def test_what_a_user_sends_is_escaped_in_the_log(app: APIFlask, capsys: pytest.CaptureFixture[str]) -> None:
    from graphsvc.config import LoggingSettings
    from graphsvc.log import configure_logging

    configure_logging(LoggingSettings(format="json"))
    app.test_client().get(f"{ROOT}/organisations/a%0Ab%1B[31m", query_string={"q": "x\r\ny\u202e"})
    structlog.reset_defaults()
    lines = [line for line in capsys.readouterr().err.splitlines() if '"request"' in line]
    assert len(lines) == 1
    logged = json.loads(lines[0])
    assert logged["path"] == "/api/v1/organisations/a%0Ab%1B%5B31m"
    assert "\u202e" not in logged["query"]
    assert "\n" not in logged["query"]
