"""Requests that are let in: meant for this service, and sent by nobody else's page."""

from __future__ import annotations

import json

import pytest
import structlog
from flask.testing import FlaskClient

from graphsvc.app import create_app
from graphsvc.config import AccessSettings, LoggingSettings, Settings, load_settings
from graphsvc.log import configure_logging
from graphsvc.snapshot.in_use import FixedSnapshot
from tests.api.calls import ROOT
from tests.api.routes import routes_of
from tests.api.test_problems import problem_in
from tests.api.test_roles import FOR_ANALYSTS, FOR_EDITORS
from tests.fixtures.facts import seed_snapshot

OWN = ("localhost", "localhost:8000", "LOCALHOST", "127.0.0.1", "127.0.0.1:9000", "127.8.9.1", "[::1]:8000", "[::1]")
FOREIGN = (
    "evil.example", "evil.example:8000", "localhost.evil.example", "127.0.0.1.evil.example", "evil.localhost", "",
    "192.0.2.1", "[2001:db8::1]", "127.1", "0x7f000001", "2130706433", "localhost:8000@evil.example", "localhost,evil",
    "localhost evil", "localhost/evil", "::1", "localhost:", "localhost:port", "127.0.0.1:8000:8000", "é.example",
)


def client_of(bound: str = "127.0.0.1", **access: object) -> FlaskClient:
    """The application as it is served on an address."""
    settings = load_settings()
    server = settings.server.model_copy(update={"host": bound})
    chosen = settings.model_copy(update={"server": server, "access": AccessSettings.model_validate(access)})
    return create_app(chosen, FixedSnapshot(seed_snapshot())).test_client()


@pytest.mark.parametrize("host", OWN)
def test_its_own_names_are_answered(client: FlaskClient, host: str) -> None:
    assert client.get(f"{ROOT}/vocabulary", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", FOREIGN)
def test_another_name_is_misdirected_whatever_is_asked(client: FlaskClient, host: str) -> None:
    sent = {"HTTP_HOST": host.encode().decode("latin-1")}
    for address in (f"{ROOT}/vocabulary", "/healthz", "/metrics", f"{ROOT}/nothing"):
        problem = problem_in(client.get(address, environ_overrides=sent), 421)
        assert problem.type.endswith("#unknown-host")
    assert client.get("/assets/page.css", environ_overrides=sent).status_code == 200
    for page in ("/", "/nowhere", "/gaps?patch=GB-NHS-RR8"):
        answer = client.get(page, environ_overrides=sent)
        assert answer.status_code == 421
        assert seed_snapshot().hash[:12] not in answer.text
        assert "Leeds" not in answer.text


def test_a_forwarded_host_is_not_believed(client: FlaskClient) -> None:
    headers = {"Host": "evil.example", "X-Forwarded-Host": "localhost", "Forwarded": "host=localhost"}
    assert client.get("/healthz", headers=headers).status_code == 421
    assert client.get("/healthz", headers={"X-Forwarded-Host": "evil.example"}).status_code == 200


def test_other_names_and_addresses_are_those_of_the_settings_and_of_where_it_listens() -> None:
    named = client_of(hosts=("graph.example.org", "192.0.2.7"))
    for host, status in (
        ("graph.example.org", 200), ("Graph.Example.ORG:443", 200), ("192.0.2.7:8000", 200), ("localhost", 200),
        ("192.0.2.8", 421), ("example.org", 421), ("a.graph.example.org", 421),
    ):
        assert named.get("/healthz", headers={"Host": host}).status_code == status, host
    one = client_of("192.0.2.1", public=True)
    assert one.get("/healthz", headers={"Host": "192.0.2.1:8000"}).status_code == 200
    assert one.get("/healthz", headers={"Host": "192.0.2.2:8000"}).status_code == 421
    for bound in ("0.0.0.0", "::"):  # noqa: S104 - every address of this machine is meant
        every = client_of(bound, public=True)
        assert every.get("/healthz", headers={"Host": "192.0.2.1:8000"}).status_code == 200
        assert every.get("/healthz", headers={"Host": "evil.example"}).status_code == 421


@pytest.mark.parametrize("headers", [
    {"Origin": "https://evil.example"}, {"Origin": "null"}, {"Origin": "http://localhost:3000"},
    {"Origin": "http://localhost.evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"},
    {"Origin": "http://localhost", "Sec-Fetch-Site": "cross-site"}, {"Origin": ""}, {"Sec-Fetch-Site": "else"},
])
def test_nothing_that_a_page_of_another_site_sends_is_done(client: FlaskClient, headers: dict[str, str]) -> None:
    writing = [route for route in routes_of(client.application) if route.method != "GET"]
    assert {str(route) for route in writing} == {
        one for one in FOR_ANALYSTS | FOR_EDITORS if not one.startswith("GET")
    }
    for route in writing:
        answer = client.open(route.address, method=route.method, headers=headers, json={"statement": "RETURN 1"})
        assert answer.status_code == 403
        assert "another site" in answer.text
    for method in ("POST", "PUT", "PATCH", "DELETE", "REPORT"):
        assert client.open("/gaps", method=method, headers=headers).status_code == 403
    assert client.get(f"{ROOT}/vocabulary", headers=headers).status_code == 200, "reading changes nothing"


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain", ""])
def test_calls_that_are_sent_something_take_json_alone(client: FlaskClient, kind: str) -> None:
    for route in routes_of(client.application):
        if route.method != "GET" and route.rule.startswith(ROOT):
            answer = client.open(route.address, method=route.method, data=b'{"a": "="}', content_type=kind)
            problem_in(answer, 415)


def test_the_user_is_in_the_log_and_can_write_nothing_else_there(capsys: pytest.CaptureFixture[str]) -> None:
    app = client_of(user_header="X-User").application
    configure_logging(LoggingSettings(format="json"))
    for sent in ("ann@example.org", "Zoë \u202e".encode().decode("latin-1"), 'a" status=200 b', "x\x1b[31m"):
        app.test_client().get(f"{ROOT}/vocabulary", environ_overrides={"HTTP_X_USER": sent})
    structlog.reset_defaults()
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines() if '"request"' in line]
    assert [(line.get("user"), line["status"]) for line in lines] == [
        ("ann@example.org", 200), (None, 403), ("a%22 status%3D200 b", 200), (None, 403),
    ]


def test_users_are_told_apart_as_they_are_written() -> None:
    settings = Settings(access=AccessSettings(user_header="X-User", analysts=("Zoë", "ann@example.org")))
    asks = create_app(settings, FixedSnapshot(seed_snapshot())).test_client()
    for sent, status in (
        ("Zoë", 200), (" Zoë ", 200), ("zoë", 403), ("ann@example.org", 200), ("ANN@example.org", 403),
    ):
        passed = {"HTTP_X_USER": sent.encode().decode("latin-1")}
        assert asks.get("/cypher", environ_overrides=passed).status_code == status, sent


@pytest.mark.parametrize(("peer", "status"), [
    ("10.1.2.3", 200), ("10.2.0.1", 403), ("192.0.2.9", 200), ("::ffff:10.1.2.3", 200), ("2001:db8::1", 403),
    ("127.0.0.1", 403), ("", 403), ("unix:", 403),
])
def test_the_headers_are_believed_from_the_proxies_of_the_settings_alone(peer: str, status: int) -> None:
    asks = client_of(user_header="X-User", trusted_proxies=("10.1.0.0/16", "192.0.2.9"))
    answer = asks.get("/gaps", headers={"X-User": "ann"}, environ_overrides={"REMOTE_ADDR": peer})
    assert answer.status_code == status
