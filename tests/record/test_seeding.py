"""What `serve` does with the package's seed: loads it into an empty record, and names a newer one."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphsvc.commands import seeding
from graphsvc.commands.seeding import seed_record
from graphsvc.config import Settings
from graphsvc.database.session import Database
from graphsvc.ingest.load import load
from tests.record.folders import SEED, changed_seed, seed_rows, write_rows

NEWER = "newer than the record"


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package whose seed is newer than the one that is loaded."""
    folder = changed_seed(tmp_path / "seed")
    monkeypatch.setattr(seeding, "packaged", lambda name: tmp_path / name)
    return folder


@pytest.mark.usefixtures("empty")
def test_an_empty_record_gets_the_seed(
    database: Database, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    seed_record(database, settings)
    assert "Loaded 2,835 organisations and 1,591 partnerships" in capsys.readouterr().out
    seed_record(database, settings)
    assert capsys.readouterr() == ("", "")


@pytest.mark.usefixtures("seeded")
def test_a_newer_seed_is_named_until_it_is_loaded(
    package: Path, database: Database, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    seed_record(database, settings)
    said = capsys.readouterr().err
    assert NEWER in said
    assert f"graphsvc load {package}" in said
    load(database, package, settings)
    seed_record(database, settings)
    assert capsys.readouterr() == ("", "")


@pytest.mark.usefixtures("empty")
def test_a_seed_that_was_loaded_is_not_named_after_local_changes(
    tmp_path: Path, database: Database, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    load(database, SEED, settings)
    row = seed_rows("relationships")[0]
    write_rows(tmp_path / "mine", "relationships", [row | {"summary": "Told by us."}])
    load(database, tmp_path / "mine", settings)
    seed_record(database, settings)
    assert capsys.readouterr() == ("", "")


@pytest.mark.usefixtures("empty")
def test_a_record_moved_here_by_export_and_load_is_not_called_older(
    tmp_path: Path, database: Database, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    write_rows(tmp_path / "seed", "reviews", seed_rows("reviews"))
    for file in SEED.glob("*.csv"):
        (tmp_path / "seed" / file.name).write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    load(database, tmp_path / "seed", settings)
    seed_record(database, settings)
    assert capsys.readouterr() == ("", "")
