"""`db` and `doctor`, as a user runs them."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from graphsvc.config import Settings
from graphsvc.database.address import home_of
from graphsvc.database.endpoint import processes_of
from graphsvc.database.session import Database
from tests.database.conftest import only_process

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def graphsvc(tmp_path: Path, private: Settings) -> Run:
    """Runs a command in the private data folder."""
    config = tmp_path / "config.toml"
    config.write_text("[database]\nstart_timeout = 240.0\n")

    def run(*arguments: str, config: Path = config) -> subprocess.CompletedProcess[str]:
        places = ["--config", str(config), "--data", str(private.data_dir)]
        return subprocess.run(
            [sys.executable, "-m", "graphsvc", *arguments, *places],
            capture_output=True, text=True, timeout=280, check=False, env={**os.environ, "COLUMNS": "80"},
        )

    return run


def test_a_server_started_by_hand_goes_on_until_it_is_stopped_by_hand(private: Settings, graphsvc: Run) -> None:
    assert "stopped" in graphsvc("db", "status").stdout
    started = graphsvc("db", "start")
    assert started.returncode == 0, started.stderr
    process = only_process(private)
    assert graphsvc("db", "start").returncode == 0
    assert only_process(private).pid == process.pid
    status = json.loads(graphsvc("db", "status", "--format", "json").stdout)
    assert (status["state"], status["process"], status["goes on without users"]) == ("running", process.pid, True)
    assert status["revision"] is None
    with Database(private) as database:
        assert database.revision() is None
    doctor = graphsvc("doctor")
    assert doctor.returncode == 0, doctor.stdout
    wide = [line for line in doctor.stdout.splitlines() if len(line) > 80]
    assert not any(" " in line.strip() for line in wide), "a path alone may be longer, so that it can be copied"
    process.suspend()
    doctor = graphsvc("doctor", "--format", "json")
    assert doctor.returncode == 1
    found = {finding["subject"]: finding for finding in json.loads(doctor.stdout)}
    assert found["process"]["state"] == "bad"
    assert f"kill -CONT {process.pid}" in found["process"]["mend"]
    assert "does not answer" in graphsvc("db", "status").stdout
    assert graphsvc("db", "stop").stdout == "Stopped.\n"
    assert processes_of(home_of(private.data_dir)) == []
    assert graphsvc("db", "stop").stdout == "It was not running.\n"


def test_the_doctor_names_what_would_fail_and_the_remedy(tmp_path: Path, graphsvc: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        config = tmp_path / "broken.toml"
        config.write_text(f'[database]\nport = {port}\njars = "{tmp_path / "nothing"}"\n')
        doctor = graphsvc("doctor", "--format", "json", config=config)
    assert doctor.returncode == 1
    found = {finding["subject"]: finding for finding in json.loads(doctor.stdout)}
    assert found["port"]["state"] == "bad"
    assert f"taken by process {os.getpid()}" in found["port"]["found"]
    assert found["jars"]["state"] == "bad"
    assert "db fetch --to" in found["jars"]["mend"]
    assert found["java"]["state"] == "good"


def test_another_server_is_not_ours_to_start_or_stop(tmp_path: Path, graphsvc: Run) -> None:
    config = tmp_path / "other.toml"
    config.write_text('[database]\nuri = "bolt://127.0.0.1:1"\n')
    for command in ("start", "stop"):
        done = graphsvc("db", command, config=config)
        assert done.returncode == 2
        assert "not ours" in done.stderr
    doctor = graphsvc("doctor", config=config)
    assert doctor.returncode == 1
    assert "GRAPHSVC_DATABASE_PASSWORD" in doctor.stdout


def test_fetched_jars_are_checked_and_counted(tmp_path: Path, graphsvc: Run) -> None:
    done = graphsvc("db", "fetch", "--to", str(tmp_path / "jars"))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("216 jars, each as locked")
    assert "216 of them new" in done.stdout
