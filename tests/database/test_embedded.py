"""One child process for a data folder: shared, left, found again, started again."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from graphsvc.config import Settings
from graphsvc.database import open_database, ports
from graphsvc.database.address import home_of
from graphsvc.database.embedded import EmbeddedServer, stop
from graphsvc.database.endpoint import (
    Endpoint,
    endpoint_file,
    processes_of,
    read_endpoint,
    running,
    started_at,
    write_endpoint,
)
from graphsvc.database.jars import fetch_jars
from graphsvc.database.password import password_file
from graphsvc.database.session import Database
from graphsvc.database.supervisor import Supervisor
from graphsvc.errors import DatabaseAway
from tests.database.conftest import only_process, settings_in, wait_for

NewUser = Callable[[Settings], subprocess.Popen[str]]


def test_users_share_one_server_and_the_last_to_leave_stops_it(private: Settings, new_user: NewUser) -> None:
    home = home_of(private.data_dir)
    first = EmbeddedServer(private)
    endpoint = first.use()
    assert password_file(home).stat().st_mode & 0o777 == 0o600
    assert password_file(home).read_text().strip() not in " ".join(only_process(private).cmdline())
    other = new_user(private)
    assert read_endpoint(home) == endpoint
    with pytest.raises(DatabaseAway, match=f"in use.*{other.pid}"):
        stop(private)
    first.leave()
    assert only_process(private).pid == endpoint.pid
    with Database(private) as database:
        assert database.revision() is None
    other.communicate("", timeout=120)
    assert processes_of(home) == []
    assert not endpoint_file(home).exists()


def test_sigterm_of_the_only_user_stops_the_server(private: Settings, new_user: NewUser) -> None:
    user = new_user(private)
    user.send_signal(signal.SIGTERM)
    assert user.wait(60) == 128 + signal.SIGTERM
    assert processes_of(home_of(private.data_dir)) == []


def test_a_server_whose_users_were_killed_is_used_again_by_the_next(private: Settings, new_user: NewUser) -> None:
    user = new_user(private)
    left = only_process(private)
    user.kill()
    user.wait()
    with EmbeddedServer(private) as server:
        assert running(server.home) is not None
        assert only_process(private).pid == left.pid
    assert not left.is_running() or left.status() == psutil.STATUS_ZOMBIE


def test_a_server_that_nobody_told_of_is_ended_before_another_starts(private: Settings, new_user: NewUser) -> None:
    user = new_user(private)
    left = only_process(private)
    user.kill()
    user.wait()
    endpoint_file(home_of(private.data_dir)).unlink()
    with EmbeddedServer(private):
        assert only_process(private).pid != left.pid


def test_an_endpoint_whose_number_belongs_to_another_process_is_not_believed(private: Settings) -> None:
    home = home_of(private.data_dir)
    home.mkdir(parents=True)
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"]) as stranger:
        started = started_at(psutil.Process(stranger.pid))
        write_endpoint(Endpoint(stranger.pid, started, str(home), 7687, "5.26.30", kept=False))
        assert running(home) is None
        with EmbeddedServer(private):
            assert only_process(private).pid != stranger.pid
        assert stranger.poll() is None
        stranger.kill()


def test_an_endpoint_with_another_start_time_or_home_is_not_believed(settings: Settings, database: Database) -> None:
    home = home_of(settings.data_dir)
    endpoint = read_endpoint(home)
    assert endpoint is not None
    assert endpoint.process() is not None
    assert replace(endpoint, started=endpoint.started - 60).process() is None
    assert replace(endpoint, home=str(home / "other")).process() is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"pid": 1}', "\0"])
def test_a_broken_endpoint_file_is_none(tmp_path: Path, text: str) -> None:
    endpoint_file(tmp_path).write_text(text)
    assert read_endpoint(tmp_path) is None


def test_a_port_taken_before_the_server_binds_it_is_tried_elsewhere(
    private: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    with socket.create_server(("127.0.0.1", 0)) as taken:

        def first_taken(preferred: int = 0) -> int:
            asked.append(preferred)
            return int(taken.getsockname()[1]) if len(asked) == 1 else real(preferred)

        real = ports.free_port
        monkeypatch.setattr(ports, "free_port", first_taken)
        with open_database(private) as database:
            assert database.revision() is None
            endpoint = read_endpoint(home_of(private.data_dir))
            assert endpoint is not None
            assert endpoint.port != taken.getsockname()[1]
    assert len(asked) == 2


def test_a_chosen_port_that_is_taken_is_named_with_who_has_it(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(DatabaseAway, match=f"port {port} .* is taken by .*{os.getpid()}"):
            EmbeddedServer(settings_in(tmp_path, port=port)).use()


def test_a_killed_server_is_started_again_and_answers_on(private: Settings) -> None:
    with Supervisor(private) as supervisor, Database(private) as database:
        assert supervisor.wait_until_up(240), supervisor.problem
        assert database.revision() is None
        killed = only_process(private)
        killed.kill()
        with pytest.raises(DatabaseAway):
            wait_for(lambda: database.revision() is not None, 5)

        def answers() -> bool:
            try:
                return database.revision() is None
            except DatabaseAway:
                return False

        wait_for(answers, 240)
        assert only_process(private).pid != killed.pid
    assert processes_of(home_of(private.data_dir)) == []


def test_a_server_that_answers_nothing_for_long_is_ended_and_started_again(private: Settings) -> None:
    with Supervisor(private, patience=20) as supervisor, Database(private) as database:
        assert supervisor.wait_until_up(240), supervisor.problem
        assert database.revision() is None
        frozen = only_process(private)
        frozen.suspend()
        wait_for(lambda: not frozen.is_running() or frozen.status() == psutil.STATUS_ZOMBIE, 120)

        def answers() -> bool:
            try:
                return database.revision() is None
            except DatabaseAway:
                return False

        wait_for(answers, 240)
        assert only_process(private).pid != frozen.pid
    assert processes_of(home_of(private.data_dir)) == []


def test_a_frozen_server_holds_no_caller_and_is_let_be_for_a_while(private: Settings) -> None:
    with Supervisor(private) as supervisor, Database(private) as used, Database(private) as fresh:
        assert supervisor.wait_until_up(240), supervisor.problem
        assert used.revision() is None
        frozen = only_process(private)
        frozen.suspend()
        for database in (used, used, fresh):
            began = time.monotonic()
            with pytest.raises(DatabaseAway):
                database.revision()
            assert time.monotonic() - began < 3
        assert only_process(private).pid == frozen.pid
        frozen.resume()
        assert used.revision() is None
        assert fresh.revision() is None
        frozen.suspend()
    assert processes_of(home_of(private.data_dir)) == []


def test_jars_fetched_to_a_folder_start_it_without_the_cache(
    private: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    carried = tmp_path / "carried"
    fetch_jars(carried, lambda _: None)
    monkeypatch.setenv("GRAPHSVC_CACHE", str(tmp_path / "empty"))
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    chosen = settings_in(private.data_dir, jars=str(carried))
    with open_database(chosen) as database:
        assert database.revision() is None
    assert not (tmp_path / "empty").exists()


def test_a_process_forked_after_the_database_was_opened_makes_its_own_driver(database: Database) -> None:
    assert database.revision() is None
    child = os.fork()
    if child == 0:  # nothing of the test may run on in the child
        try:
            os._exit(0 if database.revision() is None else 1)
        finally:
            os._exit(2)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert database.revision() is None


def test_the_endpoint_says_who_and_where(settings: Settings, database: Database) -> None:
    written = json.loads(endpoint_file(home_of(settings.data_dir)).read_text())
    process = only_process(settings)
    assert written["pid"] == process.pid
    assert written["home"] == str(home_of(settings.data_dir))
    listening = [found.laddr for found in process.net_connections() if found.status == psutil.CONN_LISTEN]
    addresses = [(address.ip.removeprefix("::ffff:"), address.port) for address in listening]
    assert addresses == [("127.0.0.1", written["port"])]
