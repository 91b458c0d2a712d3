"""What `doctor` finds: disk, who uses the database, what was left, snapshots, another server's settings."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from graphsvc.config import Settings
from graphsvc.database import conf
from graphsvc.database.address import current_address, home_of
from graphsvc.database.endpoint import endpoint_file
from graphsvc.database.session import Database
from graphsvc.doctor import folder as data_folder
from graphsvc.doctor.examination import examine
from graphsvc.doctor.finding import Finding
from graphsvc.snapshot.graph import Snapshot
from graphsvc.snapshot.store import SnapshotStore
from tests.database.conftest import only_process, settings_in
from tests.fixtures.disks import as_nobody, open_folder
from tests.fixtures.facts import seed_snapshot

NewUser = Callable[[Settings], subprocess.Popen[str]]


def found(settings: Settings, subject: str) -> Finding:
    """The one finding about a subject."""
    (finding,) = (finding for finding in examine(settings) if finding.subject == subject)
    return finding


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """A folder that every user of this machine can enter."""
    with open_folder() as folder:
        yield folder


def found_by_nobody(settings: Settings, subject: str) -> Finding:
    """What somebody finds who is not root."""
    examine(settings)  # so that all is imported
    return Finding(**as_nobody(lambda: asdict(found(settings, subject))))


def test_a_data_folder_that_is_not_there_yet_is_judged_by_where_it_will_be_and_not_made(tmp_path: Path) -> None:
    disk = found(settings_in(tmp_path / "one" / "two"), "disk")
    assert (disk.state, disk.mend) == ("good", "")
    assert disk.found.endswith(f"GB free at {tmp_path}")
    assert list(tmp_path.iterdir()) == []


def test_a_data_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("", encoding="utf-8")
    for folder in (tmp_path / "data", tmp_path / "data" / "below"):
        disk = found(settings_in(folder), "disk")
        assert (disk.state, disk.found) == ("bad", f"{tmp_path / 'data'} is a file")


def test_a_data_folder_that_cannot_be_written_is_named(open_to_all: Path) -> None:
    open_to_all.chmod(0o555)
    for folder in (open_to_all, open_to_all / "data"):
        disk = found_by_nobody(settings_in(folder), "disk")
        assert (disk.state, disk.found) == ("bad", f"{open_to_all} cannot be written")
        assert "--data" in disk.mend


def test_a_data_folder_that_is_a_file_or_lies_in_one_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for folder in (tmp_path / "file", tmp_path / "file" / "data"):
        disk = found(settings_in(folder), "disk")
        assert disk.state == "bad"
        assert str(tmp_path / "file") in disk.found
        assert "--data" in disk.mend


def test_a_disk_with_too_little_room_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data_folder, "_ROOM_NEEDED", shutil.disk_usage(tmp_path).total + 1)
    disk = found(settings_in(tmp_path), "disk")
    assert disk.state == "bad"
    assert f"MB free at {tmp_path}" in disk.found
    assert "500 MB are needed" in disk.mend


def test_disk_and_snapshots_are_looked_at_for_another_server_too(tmp_path: Path) -> None:
    subjects = [finding.subject for finding in examine(settings_in(tmp_path, uri="bolt://127.0.0.1:1"))]
    assert subjects == ["answer", "disk", "web", "snapshot"]


def test_who_uses_the_database_is_named_until_it_leaves(private: Settings, new_user: NewUser) -> None:
    assert found(private, "process").found == "not running"
    one, other = new_user(private), new_user(private)
    process = found(private, "process")
    assert process.state == "good"
    assert process.found.startswith(f"process {only_process(private).pid}; used by ")
    for user in (one, other):
        assert f"{user.pid} (python -c " in process.found
    assert str(os.getpid()) not in process.found
    one.communicate("", timeout=120)
    process = found(private, "process")
    assert f"{other.pid} (" in process.found
    assert f"{one.pid} (" not in process.found
    other.communicate("", timeout=120)
    assert (found(private, "process").state, found(private, "process").found) == ("note", "not running")


def test_a_server_whose_users_were_killed_is_used_by_nobody_and_is_found_without_its_endpoint(
    private: Settings, new_user: NewUser
) -> None:
    user = new_user(private)
    left = only_process(private)
    user.kill()
    user.wait()
    assert found(private, "process").found == f"process {left.pid}; used by nobody"
    endpoint_file(home_of(private.data_dir)).unlink()
    process = found(private, "process")
    assert (process.state, f"process {left.pid} is starting, or was left" in process.found) == ("note", True)
    assert left.is_running()


def test_snapshots_kept_are_counted_and_the_newest_is_named(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    none = found(settings, "snapshot")
    assert (none.state, none.found) == ("note", f"none in {tmp_path / 'snapshots'} yet")
    assert "graphsvc serve" in none.mend
    whole = seed_snapshot()
    store = SnapshotStore(tmp_path / "snapshots", keep=3)
    for revision in range(1, 6):
        taken = datetime(2026, 11, 23, tzinfo=UTC) + timedelta(hours=revision)
        store.write(Snapshot(whole.dataset, revision, taken, whole.hash))
    kept = found(settings, "snapshot")
    assert kept.state == "good"
    assert kept.found == f"3 kept, newest {store.files()[0]}"
    assert "-r5-" in kept.found


@pytest.mark.parametrize(("wanted", "state"), [("1s", "good"), ("9s", "note")])
def test_settings_of_another_server_that_would_hold_callers_are_named(
    settings: Settings, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wanted: str, state: str
) -> None:
    own = current_address(settings)
    other = Settings.model_validate({
        "database": settings_in(tmp_path, uri=own.uri).database,
        "data_dir": tmp_path,
        "database_password": own.password,
    })
    monkeypatch.setitem(conf.IN_FORCE, "server.bolt.connection_keep_alive", wanted)
    looked = found(other, "settings")
    assert looked.state == state
    assert looked.mend == ("" if state == "good" else "set there: server.bolt.connection_keep_alive=9s")
    assert found(other, "answer").found.endswith("nothing loaded yet")


def test_a_damaged_snapshot_is_named(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    path = SnapshotStore(tmp_path / "snapshots").write(seed_snapshot())
    path.write_bytes(path.read_bytes()[:-100])
    finding = found(settings, "snapshot")
    assert finding.state == "note"
    assert "is damaged" in finding.found
    assert "remove it" in finding.mend
