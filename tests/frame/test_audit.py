"""The audit log as a file: two lines for what was done, each of its own, whatever is written and whatever fails."""

from __future__ import annotations

import os
import pwd
import resource
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import structlog
from structlog.testing import LogCapture

from graphsvc.audit import AUDIT_FILE, Actor, audited, own_account
from graphsvc.errors import AuditUnwritable
from tests.fixtures.audit import entries, full_disk
from tests.fixtures.hostile import NAMES

BY = Actor("alice", "http", "5f2c")


def test_what_is_done_leaves_its_intention_and_its_outcome(tmp_path: Path) -> None:
    with audited(tmp_path, "load", BY, folder="seed") as found:
        (intended,) = entries(tmp_path)
        found["rows"] = 3
    first, second = entries(tmp_path)
    assert first == intended
    assert first["entry"] == second["entry"]
    for line in (first, second):
        assert (line["action"], line["user"], line["way"], line["request_id"]) == ("load", "alice", "http", "5f2c")
        assert line["time"].endswith("+00:00")
    assert (first["stage"], first["folder"]) == ("intended", "seed")
    assert (second["stage"], second["outcome"], second["rows"]) == ("ended", "done", 3)
    assert (tmp_path / AUDIT_FILE).stat().st_mode & 0o777 == 0o600


def test_what_fails_says_so(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no such thing"), audited(tmp_path, "load", BY):
        raise ValueError("no such thing")
    assert [line.get("outcome") for line in entries(tmp_path)] == [None, "ValueError"]
    assert entries(tmp_path)[1]["problem"] == "no such thing"


@pytest.mark.parametrize("text", [*NAMES, "a\nb\r\x1b[31m\x7f\u2028\u202e", "\ud800", '{"stage": "ended"}\n{'])
def test_hostile_text_stays_on_its_line_and_reads_back(tmp_path: Path, text: str) -> None:
    with audited(tmp_path, "cypher", Actor(text), statement=text):
        pass
    content = (tmp_path / AUDIT_FILE).read_bytes()
    assert content.count(b"\n") == len(content.splitlines()) == 2
    assert all(32 <= byte < 127 for byte in content.replace(b"\n", b""))
    assert entries(tmp_path)[0]["statement"] == text


def test_a_full_disk_refuses_what_cannot_be_written_down(tmp_path: Path) -> None:
    done = []
    with full_disk(tmp_path), pytest.raises(AuditUnwritable, match="no space left") as error, audited(
        tmp_path, "load", BY
    ):
        done.append("done")
    assert done == []
    assert str(tmp_path) not in str(error.value)


def test_a_line_that_did_not_fit_is_taken_back_and_the_next_is_whole(tmp_path: Path) -> None:
    with audited(tmp_path, "load", BY):
        pass
    size = (tmp_path / AUDIT_FILE).stat().st_size
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 20, hard))
    try:
        with pytest.raises(AuditUnwritable, match="disk is full"), audited(tmp_path, "load", BY):
            pass
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (tmp_path / AUDIT_FILE).stat().st_size == size


def test_an_outcome_that_cannot_be_written_is_logged_and_costs_nothing(tmp_path: Path) -> None:
    captured = LogCapture()
    structlog.configure(processors=[captured])
    try:
        with audited(tmp_path, "load", BY) as found:
            found["revision"] = 7
            (tmp_path / AUDIT_FILE).unlink()
            (tmp_path / AUDIT_FILE).mkdir()
    finally:
        structlog.reset_defaults()
    (line,) = captured.entries
    assert (line["log_level"], line["action"], line["revision"], line["outcome"]) == ("error", "load", 7, "done")


def test_a_log_that_was_moved_away_begins_anew(tmp_path: Path) -> None:
    with audited(tmp_path, "load", BY):
        (tmp_path / AUDIT_FILE).rename(tmp_path / "audit.1")
    assert [line["stage"] for line in entries(tmp_path)] == ["ended"]


def test_a_line_that_a_power_cut_left_half_does_not_spoil_the_next(tmp_path: Path) -> None:
    (tmp_path / AUDIT_FILE).write_bytes(b'{"time": "2026-')
    with audited(tmp_path, "load", BY):
        pass
    assert [line[:8] for line in (tmp_path / AUDIT_FILE).read_bytes().splitlines()] == [b'{"time":'] * 3


def test_many_at_once_each_leave_whole_lines(tmp_path: Path) -> None:
    def one(number: int) -> None:
        with audited(tmp_path, "cypher", BY, statement="x" * 20_000, number=number):
            pass

    code = (
        "import sys; from pathlib import Path; from graphsvc.audit import Actor, audited\n"
        "for n in range(20):\n    with audited(Path(sys.argv[1]), 'cypher', Actor('b'), statement='y' * 20_000): pass"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path)]) as other, ThreadPoolExecutor(8) as pool:
        list(pool.map(one, range(40)))
    assert other.returncode == 0
    found = entries(tmp_path)
    assert len(found) == 2 * (40 + 20)
    assert len({line["entry"] for line in found}) == 60


def test_a_command_is_its_account_s_whatever_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "somebody-else")
    assert own_account() == Actor(pwd.getpwuid(os.getuid()).pw_name, "command", "")
