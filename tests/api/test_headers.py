"""What every answer tells a browser, and what it keeps to itself."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from apiflask import APIFlask
from werkzeug.test import TestResponse

import graphsvc
from graphsvc.app import create_app
from graphsvc.config import load_settings
from graphsvc.model import canonical_dataset
from graphsvc.snapshot.graph import Snapshot
from graphsvc.snapshot.in_use import FixedSnapshot
from tests.api.routes import routes_of
from tests.api.test_roles import PEOPLE, ask

EXPECTED = {
    "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
REFERRER = ("no-referrer", "same-origin")
"""The second on pages with a form that is sent: else a browser would not say that it was sent from here."""


def check_headers(headers: dict[str, str], where: str) -> None:
    """Fail unless an answer has them all."""
    assert {name: headers.get(name) for name in EXPECTED} == EXPECTED, where
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy, where
    assert "frame-ancestors 'none'" in policy, where
    assert "base-uri 'none'" in policy, where
    assert "script-src 'unsafe" not in policy, where
    assert headers["Referrer-Policy"] in REFERRER, where
    assert "camera=()" in headers["Permissions-Policy"], where
    assert "Server" not in headers, where
    assert "X-Powered-By" not in headers, where


def check(answer: TestResponse, where: str) -> None:
    check_headers(dict(answer.headers), where)
    assert answer.headers["Request-Id"], where


@pytest.fixture(scope="module")
def small() -> APIFlask:
    """The application over an empty record."""
    snapshot = Snapshot(canonical_dataset({}), revision=1, taken_at=datetime(2026, 11, 23, tzinfo=UTC))
    return create_app(load_settings(), FixedSnapshot(snapshot))


def test_every_route_has_them_whatever_it_answers(small: APIFlask) -> None:
    statuses = set()
    for route in routes_of(small):
        for method in (route.method, "HEAD", "OPTIONS"):
            with ask(small, PEOPLE[0], method, route.address) as answer:
                check(answer, f"{method} {route.rule}")
                statuses.add(answer.status_code)
    assert statuses >= {200, 302, 403, 404, 422, 503}


def test_every_problem_and_redirection_has_them(app: APIFlask) -> None:
    client = app.test_client()
    for status, address, sent in (
        (404, "/nowhere", {}), (404, "/api/v1/nothing", {}), (404, "/assets/none.css", {}), (422, "/?as_at=x", {}),
        (422, "/api/v1/gaps?x=1", {}), (413, "/gaps", {"data": b"x" * 70_000}), (421, "/", {"headers": {"Host": "x"}}),
        (414, f"/search?q={'x' * 300_000}", {}), (303, "/gaps?region=London", {}), (302, "/api/v1", {}),
        (403, "/", {"headers": {"X-Forwarded-For": "192.0.2.1"}}),
    ):
        answer = client.get(address, **sent)
        assert answer.status_code == status, address
        check(answer, address)
    for method in ("POST", "DELETE", "TRACE", "NONSENSE"):
        for address in ("/gaps", "/api/v1/gaps"):
            answer = client.open(address, method=method)
            assert answer.status_code == 405
            check(answer, f"{method} {address}")
    tag = client.get("/api/v1/vocabulary").headers["ETag"]
    check(client.get("/api/v1/vocabulary", headers={"If-None-Match": tag}), "304")


def test_a_fault_of_the_service_has_them_too() -> None:
    class Broken(FixedSnapshot):
        @property
        def stale(self) -> bool:  # type: ignore[override]
            raise RuntimeError("secret insides")

    snapshot = Snapshot(canonical_dataset({}), revision=1, taken_at=datetime(2026, 11, 23, tzinfo=UTC))
    client = create_app(load_settings(), Broken(snapshot)).test_client()
    for address in ("/gaps", "/api/v1/gaps"):
        answer = client.get(address)
        assert answer.status_code == 500
        check(answer, address)


def test_nobody_is_told_which_version_runs(small: APIFlask) -> None:
    stranger = next(who for who in PEOPLE if who.name == "stranger with forged headers")
    public = next(who for who in PEOPLE if who.name == "public")
    for who in (stranger, public):
        for route in routes_of(small):
            # Briefs and their files name it, so that they can be made again.
            with ask(small, who, route.method, route.address) as answer:
                told = answer.get_data(as_text=True) + str(answer.headers)
            assert f'"{graphsvc.__version__}"' not in told.replace("127.0.0.1", ""), (who.name, str(route))
