"""`db dump` and `db restore` with real servers: the same record, whatever fails in between."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graphsvc.commands.db import command
from graphsvc.config import DATA_VARIABLE, Settings
from graphsvc.database import open_database
from graphsvc.database.address import current_address, home_of
from graphsvc.database.conf import write_conf
from graphsvc.database.driver import make_driver
from graphsvc.database.dump import ask_patiently, dump
from graphsvc.database.embedded import ready_jars, start_kept, stop
from graphsvc.database.endpoint import processes_of, running
from graphsvc.database.java import administer
from graphsvc.database.session import Database
from graphsvc.errors import BadInput, DatabaseAway
from graphsvc.ingest.load import load
from graphsvc.ingest.restore import Held, restore
from graphsvc.snapshot.graph import Snapshot
from graphsvc.snapshot.store import SnapshotStore
from tests.database.conftest import only_process, settings_in
from tests.fixtures.audit import entries
from tests.fixtures.exports import PINNED, pinned_export

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
VERSION = "0.1.0"
HASH = PINNED[VERSION]
NewUser = Callable[[Settings], subprocess.Popen[str]]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """A data folder with a record in it, whose server was left running."""
    settings = settings_in(tmp_path_factory.mktemp("dumped"), query_timeout=120.0)
    start_kept(settings)
    with Database(settings) as database:
        ask_patiently(lambda: load(database, pinned_export(VERSION), settings))
    yield settings
    for process in processes_of(home_of(settings.data_dir)):
        process.kill()
        process.wait(20)


@pytest.fixture(scope="module")
def dumped(kept: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its dump, as the command writes it beside a server that was left running."""
    file = tmp_path_factory.mktemp("files") / "record.dump"
    before = only_process(kept).pid
    done = run(kept, "dump", str(file), "--format", "json")
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert (told["hash"], told["bytes"]) == (HASH, file.stat().st_size)
    endpoint = running(home_of(kept.data_dir))
    assert endpoint is not None
    assert endpoint.kept
    assert endpoint.pid != before
    return file


@pytest.fixture
def changed(kept: Settings, dumped: Path) -> str:
    """There was a load since the dump; gives its hash."""
    found = "f" * 64
    with open_database(kept) as database:
        before = ask_patiently(database.revision)
        assert before is not None
        stamp = {"loaded_at": datetime.now(UTC), "source": "later", "files": "", "hash": found}
        database.write(lambda writer: writer.run("load/revision", number=before.number + 1, **stamp))
    return found


def run(settings: Settings, *words: str, answer: str = "") -> Result:
    """The command on a data folder, with patience on a busy machine."""
    config = settings.data_dir.parent / "patient.toml"
    config.write_text("[database]\nstart_timeout = 240.0\n")
    places = ["--config", str(config), "--data", str(settings.data_dir)]
    return CliRunner().invoke(command, [*words, *places], input=answer)


def restored(settings: Settings, file: Path) -> Snapshot:
    return restore(settings, file, confirm=lambda *_: True, on_step=lambda *_: None)


def hash_of(settings: Settings) -> str:
    with open_database(settings) as database:
        revision = ask_patiently(database.revision)
    assert revision is not None
    return revision.hash


def test_a_dump_is_whole_and_its_owner_s_alone(dumped: Path) -> None:
    assert dumped.stat().st_mode & 0o077 == 0
    assert [file.name for file in dumped.parent.iterdir()] == ["record.dump"]


def test_dumped_wiped_and_restored_the_record_has_the_same_hash(
    kept: Settings, dumped: Path, private: Settings
) -> None:
    done = run(private, "restore", str(dumped))
    assert done.exit_code == 0, done.output
    assert f"hash {HASH}" in done.stdout
    assert hash_of(private) == HASH
    newest = SnapshotStore(private.data_dir / "snapshots").newest()
    assert newest is not None
    assert newest.hash == HASH
    assert sorted(path.name for path in private.data_dir.iterdir()) == [
        "audit.jsonl", "neo4j", "restore.lock", "snapshots",
    ]
    intended, ended = entries(private.data_dir)
    assert (intended["action"], intended["file"], len(intended["sum"])) == ("restore", str(dumped), 64)
    assert (ended["outcome"], ended["revision"], ended["hash"]) == ("done", 1, HASH)


def test_a_record_that_holds_something_is_replaced_only_after_a_yes(
    kept: Settings, dumped: Path, changed: str
) -> None:
    refused = run(kept, "restore", str(dumped), answer="n\n")
    assert isinstance(refused.exception, BadInput)
    assert "not confirmed" in str(refused.exception)
    assert f"hash {changed[:12]}" in refused.stderr
    assert f"hash {HASH[:12]}, 99 organisations" in refused.stderr
    assert hash_of(kept) == changed
    assert entries(kept.data_dir)[-1]["outcome"] == "BadInput"


def test_a_file_that_is_no_whole_dump_changes_nothing(kept: Settings, dumped: Path, tmp_path: Path) -> None:
    whole = dumped.read_bytes()
    middle = len(whole) // 2
    files = {
        "cut": (whole[:middle], "damaged"), "shorter": (whole[:-1], "damaged"), "empty": (b"", "is empty"),
        "text": (b"organisations,partnerships\n" * 99, "is no dump of Neo4j"),
        "flipped": (whole[:middle] + bytes([whole[middle] ^ 0x55]) + whole[middle + 1 :], "damaged|does not hold"),
    }
    before = hash_of(kept)
    for name, (content, said) in files.items():
        file = tmp_path / name
        file.write_bytes(content)
        with pytest.raises(BadInput, match=said) as error:
            restored(kept, file)
        assert str(file) in str(error.value)
    with pytest.raises(BadInput, match="cannot be read: No such file"):
        restored(kept, tmp_path / "missing")
    assert hash_of(kept) == before
    assert not (kept.data_dir / "restoring").exists()


def test_a_dump_of_another_graph_is_told_from_a_record(kept: Settings, private: Settings, tmp_path: Path) -> None:
    with open_database(private), make_driver(current_address(private)) as driver, driver.session() as session:
        session.run("CREATE (:Film {title: 'Kes'})").consume()
    home = home_of(private.data_dir)
    words = ("database", "dump", "neo4j", f"--to-path={tmp_path}")
    administer(home, write_conf(home, 0, private.database), ready_jars(private), *words, timeout=120)
    before = hash_of(kept)
    with pytest.raises(BadInput, match="a dump of something else"):
        restored(kept, tmp_path / "neo4j.dump")
    assert hash_of(kept) == before


def test_while_somebody_uses_it_nothing_is_dumped_or_restored(
    kept: Settings, dumped: Path, new_user: NewUser, tmp_path: Path
) -> None:
    user = new_user(kept)
    server = only_process(kept).pid
    for words in (("dump", str(tmp_path / "record.dump")), ("restore", str(dumped))):
        refused = run(kept, *words, answer="y\n")
        assert isinstance(refused.exception, DatabaseAway)
        assert f"process {user.pid}" in str(refused.exception)
    assert list(tmp_path.iterdir()) == []
    assert only_process(kept).pid == server


def test_a_dump_leaves_other_files_alone(kept: Settings, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all")
    with pytest.raises(BadInput, match="is no dump"):
        dump(kept, tmp_path / "letter.txt")
    assert (tmp_path / "letter.txt").read_text() == "Dear all"
    with pytest.raises(BadInput, match="cannot be written"):
        dump(kept, tmp_path / "no" / "such.dump")
    assert running(home_of(kept.data_dir)) is not None


def test_killed_between_its_renames_the_old_record_is_there_at_the_next_start(
    kept: Settings, dumped: Path, changed: str
) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.database.halting", str(dumped)], cwd=ROOT, text=True, stdout=subprocess.PIPE,
        env={**os.environ, DATA_VARIABLE: str(kept.data_dir)},
    ) as restoring:
        assert restoring.stdout is not None
        assert restoring.stdout.readline() == "halted\n"
        restoring.send_signal(signal.SIGKILL)
    home = home_of(kept.data_dir)
    assert not (home / "data").exists()
    assert entries(kept.data_dir)[-1]["stage"] == "intended"
    start_kept(kept)
    assert hash_of(kept) == changed
    assert not (home / "data.before").exists()
    # What was left beside is in nobody's way.
    done = run(kept, "restore", str(dumped), answer="y\n")
    assert done.exit_code == 0, done.output
    assert hash_of(kept) == HASH
    endpoint = running(home_of(kept.data_dir))
    assert endpoint is not None
    assert endpoint.kept


def test_a_record_that_does_not_open_is_replaced(kept: Settings, dumped: Path) -> None:
    stop(kept)
    home = home_of(kept.data_dir)
    shutil.rmtree(home / "data" / "transactions")
    (home / "password").unlink()
    asked: list[Held] = []

    def confirm(held: Held, found: Snapshot) -> bool:
        asked.append(held)
        return True

    restore(kept, dumped, confirm=confirm, on_step=lambda *_: None)
    assert "password file" in asked[0].problem
    assert (home / "password").exists()


def test_where_nothing_was_loaded_there_is_nothing_to_dump(private: Settings, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="nothing was loaded"):
        dump(private, tmp_path / "record.dump")
    assert not private.data_dir.exists()


def test_another_server_is_not_ours_to_dump(tmp_path: Path) -> None:
    config = tmp_path / "other.toml"
    config.write_text('[database]\nuri = "bolt://127.0.0.1:1"\n')
    (tmp_path / "x.dump").write_bytes(b"DZV1")
    for name in ("dump", "restore"):
        refused = CliRunner().invoke(command, [name, str(tmp_path / "x.dump"), "--config", str(config)])
        assert isinstance(refused.exception, BadInput)
        assert "not ours" in str(refused.exception)
