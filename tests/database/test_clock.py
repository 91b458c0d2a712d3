"""The clock of the machine is set while the embedded database runs."""

from __future__ import annotations

import os
from pathlib import Path

import psutil
import pytest

from graphsvc.config import Settings
from graphsvc.database.address import home_of
from graphsvc.database.embedded import EmbeddedServer
from graphsvc.database.endpoint import running
from graphsvc.database.session import Database
from graphsvc.reports.brief.progress import Progress, read_progress, write_progress
from tests.database.conftest import only_process

DAY = 86_400.0


@pytest.fixture(params=[-400 * DAY, 400 * DAY])
def jump(request: pytest.FixtureRequest) -> float:
    """Seconds by which the clock is set."""
    return float(request.param)


def set_clock(seconds: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """As Linux tells it: the machine then seems to have been started at another time, and so does every process."""
    started = psutil.boot_time()
    monkeypatch.setattr(psutil._psplatform, "boot_time", lambda: started + seconds)
    assert abs(psutil.Process(os.getpid()).create_time() - started) > DAY


def test_the_server_that_runs_is_known_and_used_on(
    private: Settings, monkeypatch: pytest.MonkeyPatch, jump: float
) -> None:
    with EmbeddedServer(private):
        before = only_process(private)
        set_clock(jump, monkeypatch)
        assert running(home_of(private.data_dir)) is not None
        with EmbeddedServer(private), Database(private) as database:
            assert database.revision() is None
        assert only_process(private).pid == before.pid


def test_a_brief_that_is_being_made_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jump: float) -> None:
    write_progress(tmp_path / "brief.json", Progress("making", "England"))
    set_clock(jump, monkeypatch)
    told = read_progress(tmp_path / "brief.json")
    assert told is not None
    assert told.state == "making"
