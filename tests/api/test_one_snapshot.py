"""A request takes its snapshot once, whatever is swapped in meanwhile."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from graphsvc.app import create_app
from graphsvc.config import load_settings
from graphsvc.model import canonical_dataset
from graphsvc.snapshot.graph import Snapshot
from graphsvc.snapshot.in_use import FixedSnapshot, SnapshotInUse
from tests.api.calls import EXAMPLES, LEEDS, ROOT
from tests.fixtures.facts import seed_tables

Address = tuple[str, dict[str, str]]
CALLS: list[Address] = [(ROOT + call, query) for call, query, _ in EXAMPLES]
REFUSALS: list[Address] = [
    (f"{ROOT}/organisations/leeds teaching hospitals", {}), (f"{ROOT}/paths", {"source": "leeds"}),
]
PAGES: list[Address] = [
    ("/", {}), ("/search", {"q": "leeds"}), (f"/organisations/{LEEDS}", {}), (f"/organisations/{LEEDS}/map.html", {}),
    (f"/organisations/{LEEDS}/map.json", {}), ("/organisations/leeds teaching hospitals", {}), ("/leeds", {}),
    ("/gaps", {"icb": "GB-NHS-QWO"}), ("/paths", {"source": LEEDS, "target_type": "university"}),
    ("/paths", {"source": "leeds"}), ("/meeting", {"one": LEEDS, "other": "GB-LAE-LDS"}), ("/map", {"org": LEEDS}),
    ("/brokers", {}), ("/data", {}), ("/help/gaps", {}),
    ("/reports", {}), ("/reports/shortest-path", {}), ("/reports/nowhere", {}), ("/brief", {"icb": "GB-NHS-QWO"}),
]
_ABOUT = ("Graphsvc-Revision", "Graphsvc-Taken-At", "Graphsvc-Stale", "ETag")


class Turning:
    """The snapshot in use is another at every look, as if a load came in between each two."""

    of_record = True
    stale = False
    problem = ""

    def __init__(self, *snapshots: Snapshot) -> None:
        self._snapshots = snapshots
        self.looks = 0

    @property
    def current(self) -> Snapshot:
        self.looks += 1
        return self._snapshots[(self.looks - 1) % len(self._snapshots)]

    def start(self) -> None: ...

    def stop(self) -> None: ...


@cache
def told(revision: int) -> Snapshot:
    """The seed as a revision in which every name is that revision's own."""
    tables = seed_tables()
    for row in tables["organisations"]:
        row["name"] += f", told {revision} times"
    for row in tables["value_areas"]:
        row["name"] += f", told {revision} times"
    return Snapshot(canonical_dataset(tables), revision, datetime(2026, 11, revision, tzinfo=UTC))


def client_of(snapshots: SnapshotInUse) -> FlaskClient:
    return create_app(load_settings(), snapshots).test_client()


def content(answer: TestResponse) -> tuple[object, ...]:
    """All that an answer says, but the number of its request."""
    about = [answer.headers.get(name) for name in _ABOUT]
    return answer.status_code, about, answer.text.replace(answer.headers["Request-Id"], "")


@pytest.mark.parametrize(("address", "query"), [*CALLS, *REFUSALS, *PAGES])
def test_an_answer_is_all_of_one_snapshot_though_another_came_meanwhile(address: str, query: dict[str, str]) -> None:
    old, new = (client_of(FixedSnapshot(told(revision))).get(address, query_string=query) for revision in (1, 2))
    assert content(old) != content(new)
    turning = Turning(told(1), told(2))
    answer = client_of(turning).get(address, query_string=query)
    assert content(answer) == content(old)
    assert turning.looks == 1


@pytest.mark.parametrize(("address", "query"), CALLS)
def test_headers_and_body_name_the_same_snapshot(address: str, query: dict[str, str]) -> None:
    turning = client_of(Turning(told(1), told(2)))
    for revision in (1, 2):
        answer = turning.get(address, query_string=query)
        assert answer.headers["Graphsvc-Revision"] == str(revision)
        assert answer.headers["Graphsvc-Taken-At"] == told(revision).taken_at.isoformat(timespec="seconds")
        assert answer.get_json()["snapshot"] == told(revision).hash
        assert f"told {3 - revision} times" not in answer.text


def test_an_answer_is_unchanged_only_for_the_snapshot_that_answers() -> None:
    turning = client_of(Turning(told(1), told(2)))
    address = f"{ROOT}/organisations/{LEEDS}"
    tag = turning.get(address).headers["ETag"]
    assert turning.get(address, headers={"If-None-Match": tag}).status_code == 200
    assert turning.get(address, headers={"If-None-Match": tag}).status_code == 304


def test_readiness_tells_of_one_snapshot() -> None:
    turning = Turning(told(1), told(2))
    ready = client_of(turning).get("/readyz").get_json()["snapshot"]
    assert (ready["hash"], ready["revision"], turning.looks) == (told(1).hash, 1, 1)
