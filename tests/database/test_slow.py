"""A database that answers late: what is asked of the snapshot goes on, what is asked of the record ends in time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from graphsvc.app import create_app
from graphsvc.config import Settings
from graphsvc.database.address import current_address
from graphsvc.database.session import Database
from graphsvc.doctor.examination import examine
from graphsvc.snapshot.refresh import SnapshotKeeper
from graphsvc.snapshot.store import SnapshotStore
from tests.database.conftest import settings_in, wait_for
from tests.fixtures.facts import seed_snapshot
from tests.fixtures.relay import Relay, relaying

QUESTIONS = (
    "/organisations/GB-NHS-RR8", "/api/v1/paths?source=GB-NHS-RR8&target_type=university",
    "/api/v1/organisations/GB-NHS-RR8/gaps", "/api/v1/gaps?icb=GB-NHS-QWO", "/api/v1/map?org=GB-NHS-RR8",
)
REPORTS = ("/api/v1/reports/partnerships-by-kind/run", "/reports/partnerships-by-kind.csv")
LONGEST = 45.0
"""Seconds that tell an answer from a caller who is held."""


@pytest.fixture
def relay(settings: Settings, database: Database) -> Iterator[Relay]:
    """Stands before the shared server."""
    with relaying(int(current_address(settings).uri.rpartition(":")[2])) as relay:
        yield relay


@pytest.fixture
def behind(settings: Settings, relay: Relay, tmp_path: Path) -> Settings:
    """Settings of a service that reaches the server through the relay."""
    password = SecretStr(current_address(settings).password)
    chosen = settings_in(tmp_path, uri=f"bolt://127.0.0.1:{relay.port}", connect_timeout=10.0)
    return chosen.model_copy(update={"database_password": password})


def test_answers_go_on_and_say_that_they_are_older_and_reports_end_in_time_until_it_is_quick_again(
    relay: Relay, behind: Settings
) -> None:
    store = SnapshotStore(behind.data_dir / "snapshots")
    store.write(seed_snapshot())
    with Database(behind) as asked:
        keeper = SnapshotKeeper(store, lambda: asked)
        client = create_app(behind, keeper, lambda: asked).test_client()
        keeper.start()
        try:
            wait_for(lambda: keeper.problem == "nothing is loaded yet", 60)
            before = [client.get(call).data for call in QUESTIONS[1:]]
            relay.delay = 90.0
            wait_for(lambda: "does not answer" in keeper.problem, 60)
            for call in (*QUESTIONS, *REPORTS):
                begun = time.monotonic()
                status = client.get(call).status_code
                assert status == 200 if call in QUESTIONS else status in {422, 503}, call
                assert time.monotonic() - begun < LONGEST, call
            ready = client.get("/readyz").get_json()
            assert (ready["status"], ready["database"]["equal"]) == ("stale", False)
            relay.delay = 0.0
            wait_for(lambda: keeper.problem == "nothing is loaded yet", 60)
            assert [client.get(call).data for call in QUESTIONS[1:]] == before
        finally:
            relay.delay = 0.0
            keeper.stop()


@pytest.mark.parametrize(
    ("delay", "state", "found"), [(0.3, "note", "is slow: "), (90.0, "bad", "does not answer in time")]
)
def test_doctor_says_that_it_is_slow(relay: Relay, behind: Settings, delay: float, state: str, found: str) -> None:
    relay.delay = delay
    (answer,) = (finding for finding in examine(behind) if finding.subject == "answer")
    assert (answer.state, found in answer.found) == (state, True), answer
    assert answer.mend
