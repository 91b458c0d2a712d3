"""Output that cannot be written, as to a disk that is full."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from graphsvc.snapshot.store import SnapshotStore
from tests.commands.serving import ask, until
from tests.fixtures.facts import seed_snapshot

FULL = Path("/dev/full")
"""Takes nothing: whoever writes to it is told that no space is left."""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return SnapshotStore(tmp_path_factory.mktemp("facts") / "snapshots").write(seed_snapshot())


@pytest.mark.parametrize("words", [("search", "leeds"), ("gaps", "GB-NHS-RR8", "--format", "json"), ("--help",)])
def test_a_command_says_that_its_output_cannot_be_written(file: Path, words: tuple[str, ...]) -> None:
    data = ["--data", str(file.parents[1])] if len(words) > 1 else []
    with FULL.open("wb") as full:
        command = [sys.executable, "-m", "graphsvc", *words, *data]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("graphsvc: nothing more can be written: No space left on device")
    assert "Traceback" not in done.stderr


def test_where_nothing_can_be_said_the_exit_code_says_it() -> None:
    with FULL.open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "graphsvc", "check", "/no/such/folder"], stdout=full, stderr=full, check=False
        )
    assert done.returncode == 2


def test_a_service_whose_log_is_full_answers_on_and_stops_as_usual(file: Path, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]
    words = ["serve", "--snapshot", str(file), "--port", str(port), "--data", str(tmp_path)]
    with FULL.open("wb") as full, subprocess.Popen(
        [sys.executable, "-m", "graphsvc", *words], stdout=full, stderr=full
    ) as server:
        try:
            address = f"http://127.0.0.1:{port}"
            until("an answer", lambda: ask(f"{address}/healthz").status == 200, 60)
            calls = ("/organisations/GB-NHS-RR8", "/api/v1/organisations/GB-NHS-RR8/gaps", "/nowhere")
            assert [ask(address + call, 60).status for call in calls] == [200, 200, 404]
        finally:
            server.send_signal(signal.SIGTERM)
        assert server.wait(60) == 0
