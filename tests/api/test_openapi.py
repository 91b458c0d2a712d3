"""The description for programs, and the pages for people."""

from __future__ import annotations

import re
from typing import Any

import pytest
import schemathesis
from apiflask import APIFlask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from tests.api.calls import ROOT
from tests.fixtures.facts import seed_snapshot

CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance,
    response_headers_conformance, unsupported_method,
]


_PATHS = (
    f"{ROOT}/organisations", f"{ROOT}/organisations/{{id}}", f"{ROOT}/organisations/{{id}}/partnerships",
    f"{ROOT}/organisations/{{id}}/gaps", f"{ROOT}/organisations/{{id}}/peers", f"{ROOT}/gaps", f"{ROOT}/paths",
    f"{ROOT}/map", f"{ROOT}/brokers", f"{ROOT}/vocabulary", f"{ROOT}/reports", f"{ROOT}/reports/{{id}}",
    f"{ROOT}/reports/{{id}}/run", "/healthz", "/readyz",
)
_SENT = (f"{ROOT}/changes", f"{ROOT}/cypher")
"""Calls that are sent something, and tried where they are tested."""


def on_this_machine(app: APIFlask) -> Any:  # noqa: ANN401 - a WSGI application
    """The application, with the address of who asks, which web servers give and the client of schemathesis does not."""

    def asked(environ: dict[str, Any], start_response: Any) -> Any:  # noqa: ANN401 - as WSGI has it
        return app(environ | {"REMOTE_ADDR": "127.0.0.1"}, start_response)

    return asked


@pytest.mark.parametrize("path", _PATHS)
def test_calls_do_what_their_description_says(app: APIFlask, path: str) -> None:
    operation = schemathesis.openapi.from_wsgi(f"{ROOT}/openapi.json", on_this_machine(app))[path]["GET"]

    @given(case=operation.as_strategy())
    @settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate(checks=CHECKS)

    ask()


def test_the_description_is_openapi_3_1_and_names_every_call(client: FlaskClient) -> None:
    spec = client.get(f"{ROOT}/openapi.json").get_json()
    assert spec["openapi"].startswith("3.1")
    assert set(spec["paths"]) == {*_PATHS, *_SENT}
    made = [operation for operations in spec["paths"].values() for operation in operations.values()]
    for operation in made:
        assert operation["summary"]
        for parameter in operation.get("parameters", ()):
            assert parameter["description"], parameter["name"]
            bounds = parameter["schema"]
            assert not {"ge", "le"} & set(bounds), parameter["name"]
            lowest = 1 if parameter["name"] in ("limit", "k", "max_hops") else 0
            assert bounds.get("minimum", lowest) == lowest, parameter["name"]
    names = [operation["operationId"] for operation in made]
    assert len(set(names)) == len(names)
    assert "get_gaps" in names
    # Versions to come may add fields.
    assert "'additionalProperties': False" not in str(spec["components"]["schemas"])


def test_the_page_to_try_calls_loads_nothing_from_elsewhere(client: FlaskClient) -> None:
    page = client.get(f"{ROOT}/")
    assert page.status_code == 200
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert "unsafe" not in page.headers["Content-Security-Policy"]
    loaded = re.findall(r'(?:src|href|action)="([^"]+)"', page.text)
    assert loaded
    assert all(address.startswith(("/", "#", "data:,")) for address in loaded)
    assert not re.search(r"<script(?![^>]*\ssrc=)|\sstyle=|\son\w+=", page.text)
    for address in loaded:
        if "static" in address:
            with client.get(address) as answer:
                assert answer.status_code == 200
    for call in (f"{ROOT}/paths", f"{ROOT}/organisations/{{id}}/gaps", f"{ROOT}/map"):
        assert f"GET {call}" in page.text


def test_measurements_count_requests_by_call(client: FlaskClient) -> None:
    client.get(f"{ROOT}/vocabulary")
    text = client.get("/metrics").text
    assert 'graphsvc_requests_total{call="/api/v1/vocabulary",status="200"}' in text
    assert "graphsvc_stale 0.0" in text


def test_readiness_says_what_works_and_how_old_it_is(client: FlaskClient) -> None:
    ready = client.get("/readyz").get_json()
    assert ready["status"] == "ready"
    assert ready["snapshot"]["hash"] == seed_snapshot().hash
    assert ready["snapshot"]["age_seconds"] >= 0
    assert ready["database"] is None, "these facts come from no database"
