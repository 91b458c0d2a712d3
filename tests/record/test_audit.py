"""What the audit log says of loads."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphsvc.audit import Actor
from graphsvc.config import Settings
from graphsvc.database.session import Database
from graphsvc.errors import AuditUnwritable, BadInput, FaultyTables
from graphsvc.ingest.load import load
from tests.fixtures.audit import entries, full_disk
from tests.record.folders import changed_seed, seed_rows, write_rows
from tests.record.test_killed import kill_at


@pytest.fixture
def part(tmp_path: Path) -> Path:
    """A folder with one partnership, told anew."""
    write_rows(tmp_path / "part", "relationships", [dict(seed_rows("relationships")[0], summary="Told anew.")])
    return tmp_path / "part"


def test_a_load_leaves_two_lines(database: Database, settings: Settings, seeded: str, part: Path) -> None:
    before = len(entries(settings.data_dir))
    report = load(database, part, settings, by=Actor("alice", "http", "5f2c"))
    intended, ended = entries(settings.data_dir)[before:]
    assert (intended["stage"], intended["action"], intended["user"]) == ("intended", "load", "alice")
    assert (intended["folder"], intended["replace"]) == (str(part), False)
    assert (ended["outcome"], ended["written"], ended["hash"]) == ("done", True, report.hash)
    assert ended["revision_before"] + 1 == ended["revision"] == report.revision
    assert ended["rows"] == {"added": 0, "changed": 1, "removed": 0}
    load(database, part, settings)
    again = entries(settings.data_dir)[-1]
    assert (again["written"], again["revision_before"], again["revision"]) == (False, report.revision, report.revision)


def test_a_dry_run_leaves_none(database: Database, settings: Settings, seeded: str, part: Path) -> None:
    before = entries(settings.data_dir)
    load(database, part, settings, dry_run=True)
    assert entries(settings.data_dir) == before


def test_a_load_that_failed_says_so(database: Database, settings: Settings, seeded: str, tmp_path: Path) -> None:
    write_rows(tmp_path, "relationships", [dict(seed_rows("relationships")[0], value_area="housing")])
    with pytest.raises(FaultyTables):
        load(database, tmp_path, settings)
    with pytest.raises(BadInput):
        load(database, changed_seed(tmp_path / "seed"), settings, replace=True, confirm=lambda _: False)
    faulty, refused = (line for line in entries(settings.data_dir)[-4:] if line["stage"] == "ended")
    assert (faulty["outcome"], refused["outcome"]) == ("FaultyTables", "BadInput")
    assert "relationships.csv:2 value_area 'housing'" in faulty["problem"]
    assert "not confirmed" in refused["problem"]


def test_a_load_that_was_killed_leaves_its_intention_alone(
    database: Database, settings: Settings, seeded: str, part: Path
) -> None:
    kill_at("commit", settings, "load", str(part), "commit")
    last = entries(settings.data_dir)[-1]
    assert (last["stage"], last["folder"]) == ("intended", str(part))


def test_a_load_that_cannot_be_written_down_changes_nothing(
    database: Database, settings: Settings, seeded: str, part: Path
) -> None:
    before = database.revision()
    with full_disk(settings.data_dir), pytest.raises(AuditUnwritable, match="nothing was done"):
        load(database, part, settings)
    assert database.revision() == before
