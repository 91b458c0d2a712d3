"""docs/http.md names every call, parameter, problem type and page, and nothing else."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from apiflask import APIFlask

from graphsvc import limits
from graphsvc.api.problems import PROBLEM_TYPES
from graphsvc.app import create_app
from graphsvc.config import QuestionSettings, Settings
from graphsvc.model import canonical_dataset
from graphsvc.snapshot.graph import Snapshot
from graphsvc.snapshot.in_use import FixedSnapshot
from tests.docs.sections import plain, rows, sections


@pytest.fixture(scope="module")
def app() -> APIFlask:
    """The application over an empty record: which addresses it has does not depend on facts."""
    snapshot = Snapshot(canonical_dataset({}), revision=1, taken_at=datetime(2026, 11, 23, tzinfo=UTC))
    return create_app(Settings(), FixedSnapshot(snapshot))


def calls(app: APIFlask) -> dict[str, list[str]]:
    """Parameters of every call, by `GET /path`, or what it is sent."""
    spec = app.test_client().get("/api/v1/openapi.json").get_json()

    def names(operation: dict[str, Any]) -> list[str]:
        found = [parameter["name"] for parameter in operation.get("parameters", ())]
        if "requestBody" in operation:
            named = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
            found += spec["components"]["schemas"][named]["properties"]
        return found

    return {
        f"{method.upper()} {path}": names(operation)
        for path, operations in spec["paths"].items()
        for method, operation in operations.items()
        if path.startswith("/api/")
    }


def test_every_call_and_parameter_is_documented_and_no_other(app: APIFlask) -> None:
    documented = {
        heading: [plain(row[0]) for row in rows(text)]
        for heading, text in sections("http.md").items()
        if heading.startswith(("GET ", "POST "))
    }
    made = calls(app)
    assert {call: sorted(names) for call, names in documented.items()} == {
        call: sorted(names) for call, names in made.items()
    }


def test_every_problem_type_is_documented_and_no_other() -> None:
    documented = [(plain(row[0]), int(row[1]), row[2], row[3]) for row in rows(sections("http.md")["Problems"])]
    assert documented == [(one.name, one.status, one.title, one.meaning) for one in PROBLEM_TYPES]


def test_every_limit_is_documented_with_its_number_and_problem() -> None:
    found = {}
    for name, most, _, problem in rows(sections("http.md")["Limits"]):
        assert plain(problem) in {one.name for one in PROBLEM_TYPES} | {"none"}
        found[plain(name)] = float(most.replace(",", ""))
    settings = Settings()
    named = {
        f"[{section}] {name}": getattr(getattr(settings, section), name)
        for section, name in re.findall(r"\[(\w+)\] (\w+)", " ".join(found))
    }
    numbers = {name: value for name, value in vars(limits).items() if name.isupper() and not isinstance(value, str)}
    assert found == numbers | named
    assert {f"[questions] {name}" for name in QuestionSettings.model_fields if name.endswith("_limit")} <= set(named)


def test_every_address_is_documented_and_no_other(app: APIFlask) -> None:
    named = [re.sub(r"<(?:\w+(?:\([^)]*\))?:)?(\w+)>", r"{\1}", rule.rule) for rule in app.url_map.iter_rules()]
    made = {path.rstrip("/") or "/" for path in named}
    documented = {plain(row[0]) for row in rows(sections("http.md")["Pages and other addresses"])}
    assert documented == made - {call.partition(" ")[2] for call in calls(app)}
