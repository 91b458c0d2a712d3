"""`graphsvc load` as a user meets it."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graphsvc.commands.check import command as check_command
from graphsvc.commands.load import command
from graphsvc.config import Settings
from graphsvc.database.session import Database
from graphsvc.errors import BadInput, FaultyTables
from graphsvc.ingest.load import load
from tests.record.folders import SEED, changed_seed, seed_rows, write_rows


@pytest.fixture
def fewer(tmp_path: Path) -> Path:
    """A folder that lacks three partnerships."""
    write_rows(tmp_path / "fewer", "relationships", seed_rows("relationships")[3:])
    return tmp_path / "fewer"


def run(settings: Settings, *arguments: str, answer: str = "") -> Result:
    """The command on the data folder of these tests."""
    return CliRunner().invoke(command, [*arguments, "--data", str(settings.data_dir)], input=answer)


def test_it_prints_rows_of_the_tables_and_the_same_counted_in_the_graph(
    database: Database, settings: Settings, seeded: str
) -> None:
    result = run(settings, str(SEED))
    assert result.exit_code == 0
    lines = [line.split() for line in result.stdout.splitlines()]
    assert ["organisations", "2,835", "2,835", "0", "0", "0"] in lines
    assert "Nothing to change" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80


@pytest.mark.parametrize("form", ["json", "csv"])
def test_it_prints_for_programs_too(database: Database, settings: Settings, seeded: str, form: str) -> None:
    result = run(settings, str(SEED), "--format", form)
    tables = json.loads(result.stdout)["tables"] if form == "json" else list(csv.DictReader(io.StringIO(result.stdout)))
    assert all(str(row["rows"]) == str(row["in_graph"]) for row in tables)


@pytest.mark.parametrize("answer", ["n\n", "\n", ""])
def test_replace_asks_and_without_a_yes_nothing_is_changed(
    database: Database, settings: Settings, seeded: str, fewer: Path, answer: str
) -> None:
    result = run(settings, str(fewer), "--replace", answer=answer)
    assert isinstance(result.exception, BadInput)
    assert result.exception.exit_code == 2
    assert "removed in relationships.csv: P00001" in result.stderr
    assert "Remove 3 rows" in result.stderr
    revision = database.revision()
    assert revision is not None
    assert revision.hash == seeded


def test_a_yes_may_be_piped_in(database: Database, settings: Settings, seeded: str, fewer: Path) -> None:
    result = run(settings, str(fewer), "--replace", answer="y\n")
    assert result.exit_code == 0
    assert f"{len(seed_rows('relationships')) - 3:,}" in result.stdout


def test_a_dry_run_lists_what_would_be_added_changed_and_removed(
    database: Database, settings: Settings, seeded: str, tmp_path: Path
) -> None:
    folder = str(changed_seed(tmp_path / "changed"))
    result = run(settings, folder, "--replace", "--dry-run")
    assert result.exit_code == 0
    assert "added in relationships.csv: P99999" in result.stdout
    assert "removed in relationships.csv: P00001" in result.stdout
    assert "changed in sources.csv: ods-etr-2026-07 (note:" in result.stdout
    assert "changed in relationships.csv: 270 more" in result.stdout
    assert "Dry run: nothing was written." in result.stdout
    listed = json.loads(run(settings, folder, "--replace", "--dry-run", "--format", "json").stdout)
    assert not listed["written"]
    assert {change["what"] for change in listed["changes"]} == {"added", "changed", "removed"}
    revision = database.revision()
    assert revision is not None
    assert revision.hash == seeded


def test_faults_end_it_with_exit_code_2(database: Database, settings: Settings, seeded: str, tmp_path: Path) -> None:
    write_rows(tmp_path, "relationships", [dict(seed_rows("relationships")[0], value_area="housing")])
    result = run(settings, str(tmp_path))
    assert isinstance(result.exception, FaultyTables)
    assert result.exception.exit_code == 2
    assert "relationships.csv:2 value_area 'housing'" in str(result.exception)


def test_check_knows_what_was_loaded_though_no_server_runs(
    database: Database, settings: Settings, seeded: str, tmp_path: Path
) -> None:
    row = dict(seed_rows("relationships")[0], id="P90001", source_org="LOCAL-new-body")
    write_rows(tmp_path / "two", "relationships", [row])
    new = {"id": "LOCAL-new-body", "name": "New body", "organisation_type": "vcse", "status": "open"}
    write_rows(tmp_path / "one", "organisations", [new | {"source": seed_rows("sources")[0]["id"]}])
    assert run(settings, str(tmp_path / "one")).exit_code == 0
    asked = [str(tmp_path / "two"), "--data", str(settings.data_dir)]
    done = CliRunner().invoke(check_command, asked)
    assert done.exit_code == 0, done.output
    revision = database.revision()
    assert revision is not None
    assert f"checked with the snapshot of revision {revision.number}" in done.stdout


def test_a_dry_run_that_is_too_large_is_refused_like_the_load(
    database: Database, settings: Settings, seeded: str, tmp_path: Path
) -> None:
    small = settings.model_copy(update={"load": settings.load.model_copy(update={"changes_limit": 5})})
    for dry_run in (True, False):
        with Database(settings) as elsewhere, pytest.raises(BadInput, match="changes_limit = 5"):
            load(elsewhere, changed_seed(tmp_path / f"seed{dry_run}"), small, dry_run=dry_run)


def test_a_load_stands_though_no_snapshot_could_be_kept(
    database: Database, settings: Settings, seeded: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("graphsvc.snapshot.store.write_snapshot", full)
    write_rows(tmp_path / "part", "relationships", [dict(seed_rows("relationships")[0], summary="Told anew.")])
    result = run(settings, str(tmp_path / "part"))
    assert result.exit_code == 0, result.output
    assert result.stderr.startswith("Loaded, but the snapshot is in memory alone")
    assert "No space left on device" in result.stderr
    revision = database.revision()
    assert revision is not None
    assert f"Revision {revision.number}" in result.stdout
