"""Answers: their shapes, their names and their bytes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import jsonschema
import pytest
from flask.testing import FlaskClient

from graphsvc.api.schemas.answer import Answer
from graphsvc.app import create_app
from graphsvc.config import load_settings
from graphsvc.model import canonical_dataset
from graphsvc.snapshot.graph import Snapshot
from graphsvc.snapshot.in_use import FixedSnapshot
from tests.api.calls import EXAMPLES, LEEDS, ROOT
from tests.fixtures.facts import seed_snapshot, seed_tables


@pytest.mark.parametrize(("call", "query", "answer"), EXAMPLES)
def test_an_answer_has_the_shape_that_its_schema_says(
    client: FlaskClient, call: str, query: dict[str, str], answer: type[Answer]
) -> None:
    found = client.get(ROOT + call, query_string=query)
    assert found.status_code == 200, found.text
    assert found.content_type == "application/json"
    schema = answer.model_json_schema(mode="serialization")
    jsonschema.validate(found.get_json(), schema, format_checker=jsonschema.FormatChecker())
    answer.model_validate_json(found.data)


@pytest.mark.parametrize(("call", "query", "answer"), EXAMPLES)
def test_an_answer_names_its_date_and_snapshot_and_what_changes_is_in_headers(
    client: FlaskClient, call: str, query: dict[str, str], answer: type[Answer]
) -> None:
    found = client.get(ROOT + call, query_string=query)
    body = found.get_json()
    assert body["snapshot"] == seed_snapshot().hash
    assert body["as_at"] == query.get("as_at", datetime.now().astimezone().date().isoformat())
    assert found.headers["Graphsvc-Revision"] == "0"
    assert datetime.fromisoformat(found.headers["Graphsvc-Taken-At"]) <= datetime.now(UTC)
    assert found.headers["Graphsvc-Stale"] == "false"
    assert found.headers["Cache-Control"] == "no-cache"
    assert found.headers["X-Content-Type-Options"] == "nosniff"
    assert found.headers["Referrer-Policy"] == "no-referrer"
    assert "default-src 'none'" in found.headers["Content-Security-Policy"]


@pytest.mark.parametrize(("call", "query", "answer"), EXAMPLES)
def test_the_same_question_and_snapshot_give_the_same_bytes_whatever_the_order_of_the_rows(
    client: FlaskClient, call: str, query: dict[str, str], answer: type[Answer]
) -> None:
    other = create_app(load_settings(), FixedSnapshot(_shuffled())).test_client()
    first, second = client.get(ROOT + call, query_string=query), other.get(ROOT + call, query_string=query)
    assert first.data == second.data
    assert first.headers["ETag"] == second.headers["ETag"]


def _shuffled() -> Snapshot:
    tables = {name: list(reversed(rows)) for name, rows in seed_tables().items()}
    return Snapshot(canonical_dataset(tables), revision=9, taken_at=datetime(2026, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(("call", "query", "answer"), EXAMPLES)
def test_an_answer_that_is_known_is_not_sent_again(
    client: FlaskClient, call: str, query: dict[str, str], answer: type[Answer]
) -> None:
    tag = client.get(ROOT + call, query_string=query).headers["ETag"]
    again = client.get(ROOT + call, query_string=query, headers={"If-None-Match": tag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    assert again.headers["Graphsvc-Stale"] == "false"
    weak = client.get(ROOT + call, query_string=query, headers={"If-None-Match": f"W/{tag}"})
    assert weak.status_code == 304


def test_another_question_or_snapshot_or_day_has_another_tag(client: FlaskClient) -> None:
    tags = {
        client.get(f"{ROOT}/organisations/{LEEDS}/gaps{query}").headers["ETag"]
        for query in ("", "?suggest=2", "?as_at=2024-01-01", "?value_area=estates", "?as_at=2199-01-01")
    }
    tables = seed_tables()
    tables["organisations"][0]["name"] += " (renamed)"
    other = create_app(load_settings(), FixedSnapshot(Snapshot.from_rows(tables))).test_client()
    tags.add(other.get(f"{ROOT}/organisations/{LEEDS}/gaps").headers["ETag"])
    assert len(tags) == 6


def test_a_tag_of_an_answer_does_not_make_an_error_unchanged(client: FlaskClient) -> None:
    tag = client.get(f"{ROOT}/organisations/{LEEDS}").headers["ETag"]
    assert client.get(f"{ROOT}/organisations/nobody", headers={"If-None-Match": tag}).status_code == 404
    assert client.get(f"{ROOT}/organisations/nobody", headers={"If-None-Match": "*"}).status_code == 404


def test_a_later_date_is_answered_with_the_note_that_it_assumes_no_change(client: FlaskClient) -> None:
    tomorrow = datetime.now().astimezone().date() + timedelta(days=1)
    later = client.get(f"{ROOT}/organisations/{LEEDS}/gaps", query_string={"as_at": tomorrow.isoformat()}).get_json()
    assert "assumes that nothing changes" in later["note"]
    assert client.get(f"{ROOT}/organisations/{LEEDS}/gaps").get_json()["note"] is None


@pytest.mark.parametrize(
    ("call", "query"),
    [
        ("/organisations", {"q": "leeds"}), ("/organisations", {"type": "icb"}),
        (f"/organisations/{LEEDS}/partnerships", {}), ("/gaps", {"icb": "GB-NHS-QWO", "value_area": "estates"}),
    ],
)
def test_walking_by_cursor_gives_the_whole_list_once(client: FlaskClient, call: str, query: dict[str, str]) -> None:
    whole = client.get(ROOT + call, query_string={**query, "limit": "200"}).get_json()
    assert not whole["truncated"]
    assert whole["next_cursor"] is None
    walked: list[object] = []
    cursor = ""
    while True:
        part = client.get(ROOT + call, query_string={**query, "limit": "7", "cursor": cursor}).get_json()
        walked += part["items"]
        assert part["total"] == whole["total"]
        assert part["truncated"] == (part["next_cursor"] is not None)
        if not part["truncated"]:
            break
        cursor = part["next_cursor"]
    assert walked == whole["items"]
    assert len(walked) == whole["total"]


def test_a_cursor_belongs_to_its_question(client: FlaskClient) -> None:
    cursor = client.get(f"{ROOT}/organisations?q=leeds&limit=2").get_json()["next_cursor"]
    assert client.get(f"{ROOT}/organisations", query_string={"q": "leeds", "cursor": cursor}).status_code == 200
    for other in ({"q": "york"}, {"q": "leeds", "as_at": "2020-01-01"}, {"q": "leeds", "open": "true"}):
        found = client.get(f"{ROOT}/organisations", query_string={**other, "cursor": cursor})
        assert found.status_code == 422
        assert found.get_json()["errors"][0]["parameter"] == "cursor"


def test_cells_are_those_of_every_valid_expectation_and_are_summed(client: FlaskClient) -> None:
    found = client.get(f"{ROOT}/organisations/{LEEDS}/gaps").get_json()
    assert sum(found["summary"].values()) == len(found["cells"])
    assert found["coverage"]["of"] <= len(found["cells"])
    only = client.get(f"{ROOT}/organisations/{LEEDS}/gaps?state=recorded").get_json()
    assert only["summary"] == found["summary"]
    assert len(only["cells"]) == found["summary"]["recorded"]
    assert all(not cell["suggestions"] for cell in only["cells"])


def test_no_path_is_an_answer_with_its_reason(client: FlaskClient) -> None:
    closed = client.get(f"{ROOT}/paths?source={LEEDS}&target=GB-NHS-QHG").get_json()
    assert (closed["paths"], closed["reason"]) == ([], "not-open")
    assert closed["not_open"][0]["heirs"]
    far = client.get(f"{ROOT}/paths?source={LEEDS}&target=GB-SHPE-L4389&max_hops=2").get_json()
    assert far["reason"] == "none-within-hops"
    assert far["shortest"] > 2
