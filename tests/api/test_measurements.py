"""`/metrics` after real requests: what was asked, what was refused, and whether the record answers."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest
import structlog
from apiflask import APIFlask
from flask.testing import FlaskClient

from graphsvc.api.measurements import kind_of
from graphsvc.app import create_app
from graphsvc.config import LoggingSettings, Settings, load_settings
from graphsvc.database.session import Database
from graphsvc.log import configure_logging
from graphsvc.snapshot.in_use import FixedSnapshot
from graphsvc.snapshot.refresh import SnapshotKeeper
from graphsvc.snapshot.store import SnapshotStore
from tests.api.calls import LEEDS, ROOT
from tests.fixtures.facts import seed_snapshot


def measured(client: FlaskClient) -> dict[str, float]:
    """Every value of `/metrics`, by its name with its labels."""
    lines = client.get("/metrics").text.splitlines()
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines if line[:1] != "#")}


def grown(client: FlaskClient, before: dict[str, float], name: str) -> dict[str, float]:
    """By how much counters of a name grew."""
    now = measured(client)
    return {key: now[key] - before.get(key, 0) for key in now if key.startswith(name) and now[key] > before.get(key, 0)}


def test_questions_are_counted_by_kind_whether_a_program_or_a_person_asks(client: FlaskClient) -> None:
    before = measured(client)
    for address in (
        f"{ROOT}/paths?source={LEEDS}&target_type=university", f"{ROOT}/organisations/{LEEDS}/gaps",
        f"{ROOT}/organisations/{LEEDS}", "/gaps", "/gaps", f"/organisations/{LEEDS}/map.svg", "/help", "/healthz",
    ):
        assert client.get(address).status_code == 200, address
    assert grown(client, before, "graphsvc_questions_total") == {
        'graphsvc_questions_total{kind="paths",way="http"}': 1, 'graphsvc_questions_total{kind="gaps",way="http"}': 1,
        'graphsvc_questions_total{kind="organisations",way="http"}': 1,
        'graphsvc_questions_total{kind="gaps",way="page"}': 2, 'graphsvc_questions_total{kind="map",way="page"}': 1,
    }


def test_refusals_are_counted_by_their_problem_and_are_no_questions(client: FlaskClient) -> None:
    before = measured(client)
    for address, status in (
        (f"{ROOT}/paths?source=x", 422), (f"{ROOT}/gaps?colour=red", 422), (f"{ROOT}/organisations/x/gaps", 404),
        (f"{ROOT}/reports/gaps-by-board/run", 503), ("/organisations/x", 404),
    ):
        assert client.get(address).status_code == status, address
    assert grown(client, before, "graphsvc_problems_total") == {
        'graphsvc_problems_total{problem="bad-parameter"}': 2, 'graphsvc_problems_total{problem="not-found"}': 1,
        'graphsvc_problems_total{problem="database-away"}': 1, 'graphsvc_problems_total{problem="page-404"}': 1,
    }
    assert grown(client, before, "graphsvc_questions_total") == {}


def test_what_a_caller_sends_makes_no_new_names(client: FlaskClient) -> None:
    names = []
    for word in ("first", "second", "third"):
        client.get(f"/{word}/nothing")
        client.get(f"{ROOT}/organisations/{word}")
        client.get(f"{ROOT}/gaps?{word}={word}")
        names.append(measured(client).keys())
    assert names[1] == names[2]
    assert not [name for name in names[2] if "first" in name]


def test_every_question_has_a_kind(app: APIFlask) -> None:
    unnamed = {rule.rule for rule in app.url_map.iter_rules() if not kind_of(rule.rule)}
    assert unnamed == {
        "/", "/patch", "/healthz", "/readyz", "/metrics", "/help", "/help/<topic>", "/help/terms",
        "/assets/<path:filename>", ROOT, f"{ROOT}/", f"{ROOT}/openapi.json", f"{ROOT}/problems",
        f"{ROOT}/static/<path:filename>",
    }


def test_the_record_that_answers_and_the_one_that_went_away_are_told_apart(
    england: Database, england_settings: Settings, tmp_path: Path
) -> None:
    away = england_settings.model_copy(update={
        "database": england_settings.database.model_copy(update={"uri": "bolt://127.0.0.1:1"}),
    })
    records = [Database(away), england]
    keeper = SnapshotKeeper(SnapshotStore(tmp_path), lambda: records[-1])
    client = create_app(england_settings, keeper).test_client()
    assert measured(client)["graphsvc_database_up"] == 0
    assert measured(client)["graphsvc_database_answered_at_seconds"] == 0
    begun = time.time()
    keeper.refresh()
    found = measured(client)
    assert found["graphsvc_database_up"] == 1
    assert found["graphsvc_database_answered_at_seconds"] >= begun - 1
    assert found["graphsvc_taken_at_seconds"] >= begun - 1
    revision = england.revision()
    assert revision is not None
    assert found["graphsvc_revision"] == revision.number
    records.pop()
    keeper.refresh()
    later = measured(client)
    assert later["graphsvc_database_up"] == 0
    assert later["graphsvc_database_answered_at_seconds"] == found["graphsvc_database_answered_at_seconds"]


def test_facts_of_a_file_have_no_database(client: FlaskClient) -> None:
    assert not [name for name in measured(client) if "database_" in name]


@pytest.mark.parametrize("given", ["0123-abc", "x\u00e9 y", "a" * 500])
def test_what_a_proxy_calls_a_request_is_logged_beside_our_own_name(
    given: str, capsys: pytest.CaptureFixture[str]
) -> None:
    configure_logging(LoggingSettings(format="json"))
    client = create_app(load_settings(), FixedSnapshot(seed_snapshot())).test_client()
    answer = client.get(f"{ROOT}/gaps?colour=red", headers={"X-Request-Id": given, "Request-Id": given})
    structlog.reset_defaults()
    (line,) = (json.loads(one) for one in capsys.readouterr().err.splitlines() if '"request"' in one)
    assert line["request_id"] == answer.headers["Request-Id"] == answer.get_json()["request_id"] != given
    assert re.fullmatch(r"[\w%.~-]{1,100}", line["caller_request_id"])
    assert given not in answer.text
