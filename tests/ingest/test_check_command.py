"""`graphsvc check`: as its user meets it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graphsvc.commands.check import command
from graphsvc.files import packaged
from tests.ingest.broken import cell, read, write


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder without a snapshot."""
    return tmp_path / "data"


def _check(data: Path, folder: Path, *options: str) -> Result:
    return CliRunner().invoke(command, [str(folder), "--data", str(data), *options])


def test_a_good_folder_ends_with_0(data: Path) -> None:
    result = _check(data, packaged("seed"))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("No faults: 15 files, 7,062 rows, checked on its own.")


def test_faults_end_with_2_and_are_shown_within_80_columns(data: Path, seed_copy: Path) -> None:
    cell("relationships", "target_org", "GB-NHS-RR9")(seed_copy)
    cell("organisations", "opened", "01/04/2026")(seed_copy)
    result = _check(data, seed_copy)
    assert result.exit_code == 2
    assert "relationships.csv\n  line 1592, target_org, GB-NHS-RR9\n" in result.stdout
    assert "did you mean" in result.stdout
    assert "graphsvc: 2 faults" in result.stderr
    assert max(len(line) for line in result.stdout.splitlines()) <= 80


def test_faults_as_json_name_each_part(data: Path, seed_copy: Path) -> None:
    place = cell("relationships", "evidence", "")(seed_copy)
    result = _check(data, seed_copy, "--format", "json")
    answer = json.loads(result.stdout)
    (fault,) = answer["faults"]
    assert (fault["file"], fault["line"], fault["column"], fault["value"]) == (place.file, place.line, "evidence", "")
    assert answer["rows"]["organisations"] == 2835
    assert result.exit_code == 2


def test_faults_as_csv_are_no_formulas(data: Path, seed_copy: Path) -> None:
    cell("evidence", "title", "=1+1")(seed_copy)
    (row,) = csv.DictReader(io.StringIO(_check(data, seed_copy, "--format", "csv").stdout))
    assert (row["file"], row["line"], row["column"], row["value"]) == ("evidence.csv", "739", "title", "'=1+1")


def test_a_few_rows_are_checked_with_the_facts_that_come_along_when_there_is_no_snapshot(
    data: Path, tmp_path: Path
) -> None:
    few = tmp_path / "few"
    few.mkdir()
    write(few, "relationships", [{**read(packaged("seed"), "relationships")[0], "summary": "Another."}])
    result = _check(data, few)
    assert result.exit_code == 0
    assert "1 file, 1 row, checked with the facts of graphsvc itself" in result.stdout


def test_a_few_rows_are_checked_with_the_newest_snapshot(data: Path, tmp_path: Path) -> None:
    from graphsvc.snapshot.graph import Snapshot
    from graphsvc.snapshot.store import SnapshotStore

    store = SnapshotStore(data / "snapshots")
    store.write(Snapshot.from_rows({"places": [{"code": "X1", "name": "Here", "kind": "town"}]}))
    few = tmp_path / "few"
    few.mkdir()
    write(few, "within", [{"child": "X1", "parent": "X2", "parent_kind": "town", "share": "", "basis": ""}])
    result = _check(data, few)
    assert result.exit_code == 2
    assert "line 2, parent, X2" in result.stdout
    assert "checked with the snapshot of revision 0" in result.stderr


def test_a_folder_that_is_not_there_says_so(data: Path, tmp_path: Path) -> None:
    result = _check(data, tmp_path / "nowhere")
    assert "there is no folder" in str(result.exception)
