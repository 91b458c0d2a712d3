"""Who may use which route: all routes of the application, for everybody who may ask."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
from apiflask import APIFlask
from werkzeug.test import TestResponse

from graphsvc.api.roles import check_declared
from graphsvc.app import create_app
from graphsvc.config import AccessSettings, Settings, load_settings
from graphsvc.model import canonical_dataset
from graphsvc.snapshot.graph import Snapshot
from graphsvc.snapshot.in_use import FixedSnapshot
from tests.api.routes import Route, routes_of

NOBODY, VIEWER, ANALYST, EDITOR = range(4)

_BY_PROXY = AccessSettings(
    user_header="X-User", groups_header="X-Groups", analysts=("ann", "group:policy"), editors=("ed",),
)


@dataclass(frozen=True)
class Who:
    """Somebody who asks, and what they may do."""

    name: str
    role: int
    access: AccessSettings = _BY_PROXY
    headers: dict[str, str] = field(default_factory=dict)
    peer: str = "127.0.0.1"
    refusal: str = "not-allowed"


PEOPLE = (
    Who("on this machine", EDITOR, AccessSettings()),
    Who("through a proxy that nobody configured", NOBODY, AccessSettings(), {"X-Forwarded-For": "192.0.2.1"},
        refusal="unknown-user"),
    Who("viewer", VIEWER, headers={"X-User": "vic"}),
    Who("analyst", ANALYST, headers={"X-User": "ann"}),
    Who("analyst by group", ANALYST, headers={"X-User": "vic", "X-Groups": "staff, policy"}),
    Who("editor", EDITOR, headers={"X-User": "ed"}),
    Who("public", VIEWER, AccessSettings(public=True), peer="192.0.2.1"),
    Who("public with forged headers", VIEWER, AccessSettings(public=True), {"X-User": "ed"}),
    Who("stranger with forged headers", NOBODY, headers={"X-User": "ed", "X-Groups": "policy"}, peer="192.0.2.1",
        refusal="unknown-user"),
    Who("named by nobody", NOBODY, refusal="unknown-user"),
    Who("named twice", NOBODY, headers={"X-User": "vic,ed"}, refusal="unknown-user"),
)

FOR_ANYBODY = {
    "GET /healthz", "GET /readyz", "GET /metrics", "GET /assets/<path:filename>", "GET /api/v1/static/<path:filename>",
}
FOR_ANALYSTS = {"POST /api/v1/cypher", "GET /cypher", "POST /cypher", "POST /brief"}
FOR_EDITORS = {"POST /api/v1/changes"}


def least(route: Route) -> int:
    """The least role that may use a route: whoever may ask may read, and the rest is named above."""
    name = str(route)
    if name in FOR_ANYBODY:
        return NOBODY
    if name in FOR_EDITORS:
        return EDITOR
    if name in FOR_ANALYSTS:
        return ANALYST
    assert route.method == "GET", f"{name} changes something: say who may do that"
    return VIEWER


def application(access: AccessSettings) -> APIFlask:
    """The application over an empty record: who may ask does not depend on facts."""
    snapshot = Snapshot(canonical_dataset({}), revision=1, taken_at=datetime(2026, 11, 23, tzinfo=UTC))
    return create_app(load_settings().model_copy(update={"access": access}), FixedSnapshot(snapshot))


def ask(app: APIFlask, who: Who, method: str, address: str) -> TestResponse:
    sent: dict[str, Any] = {}
    if method != "GET":
        sent = {"json": {}} if address.startswith("/api") else {"data": {"since": "no day"}}
    client = app.test_client()
    return client.open(address, method=method, headers=who.headers, environ_overrides={"REMOTE_ADDR": who.peer}, **sent)


def refused(answer: TestResponse) -> str:
    """The name of the problem of who asks, empty when they were let in."""
    if answer.status_code != 403:
        return ""
    if answer.is_json:
        return str(answer.get_json()["type"]).partition("#")[2].replace("cypher-off", "")
    titles = {"Who asks is not known here": "unknown-user", "That takes another role": "not-allowed"}
    return next((name for title, name in titles.items() if f"<h1>{title}</h1>" in answer.text), "")


@pytest.mark.parametrize("who", PEOPLE, ids=lambda who: who.name)
def test_every_route_lets_in_whose_role_is_enough_and_nobody_else(who: Who) -> None:
    app = application(who.access)
    routes = routes_of(app)
    found, expected = {}, {}
    for route in routes:
        with ask(app, who, route.method, route.address) as answer:
            assert answer.status_code < 500 or answer.status_code == 503, (str(route), answer.text)
            found[str(route)] = refused(answer)
        expected[str(route)] = "" if who.role >= least(route) else who.refusal
    assert found == expected
    assert set(found) >= FOR_ANYBODY | FOR_ANALYSTS | FOR_EDITORS, "a route that is named here is no longer there"


@pytest.mark.parametrize("who", [who for who in PEOPLE if who.role == NOBODY], ids=lambda who: who.name)
def test_a_stranger_is_told_nothing_of_the_facts(who: Who) -> None:
    app = application(who.access)
    for address in ("/nowhere", "/gaps?patch=GB-NHS-RR8", "/api/v1/organisations/x", "/api/v2"):
        answer = ask(app, who, "GET", address)
        assert refused(answer) == "unknown-user"
        assert "revision" not in answer.text
        assert '<nav class="nav"' not in answer.text
    large = app.test_client().post("/gaps", data=b"x" * 70_000, headers=who.headers,
                                   environ_overrides={"REMOTE_ADDR": who.peer})
    assert refused(large) == "unknown-user"


def test_a_route_that_declares_no_role_keeps_the_application_from_starting() -> None:
    app = application(AccessSettings())
    check_declared(app.url_map)

    def view() -> str:
        return ""

    app._got_first_request = False
    app.add_url_rule("/new", "new", view)
    with pytest.raises(LookupError, match=r"routes without a role: \['new'\]"):
        check_declared(app.url_map)


def test_create_app_is_what_refuses_it() -> None:
    program = (
        "from graphsvc.api import roles\n"
        "roles._ROLES.pop('pages.gaps')\n"
        "from tests.api.test_roles import application, AccessSettings\n"
        "application(AccessSettings())\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=dict(os.environ),
                          check=False)
    assert done.returncode == 1
    assert "routes without a role: ['pages.gaps']" in done.stderr


def test_the_version_is_told_to_colleagues_alone() -> None:
    for who in PEOPLE:
        answer = ask(application(who.access), who, "GET", "/healthz")
        known = who.role > VIEWER or ("X-User" in who.headers and who.role > NOBODY and not who.access.public)
        assert (answer.get_json()["version"] is not None) is known, who.name


def test_what_somebody_may_not_do_is_not_offered() -> None:
    settings = Settings()
    for who, offered in ((PEOPLE[2], False), (PEOPLE[3], True), (PEOPLE[0], True), (PEOPLE[6], False)):
        app = application(who.access)
        assert settings.access == PEOPLE[0].access
        assert ('href="/cypher"' in ask(app, who, "GET", "/reports").text) is offered
        assert ('action="/brief"' in ask(app, who, "GET", "/brief").text) is offered
