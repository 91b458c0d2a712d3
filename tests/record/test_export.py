"""Export, wipe, load: the same record, also from an export that an earlier version wrote."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from graphsvc import __version__
from graphsvc.commands.export import command
from graphsvc.config import Settings
from graphsvc.database.session import Database
from graphsvc.ingest.load import load
from graphsvc.ingest.record import read_dataset
from graphsvc.model import TABLES
from graphsvc.snapshot.hash import dataset_hash
from tests.fixtures.exports import PINNED, pinned_export
from tests.record.conftest import Cypher


def export(settings: Settings, folder: Path) -> Path:
    """The record as the command exports it."""
    done = CliRunner().invoke(command, [str(folder), "--data", str(settings.data_dir)])
    assert done.exit_code == 0, done.output
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_england_exported_wiped_and_loaded_has_the_same_hash_and_the_same_bytes(
    database: Database, settings: Settings, seeded: str, cypher: Cypher, tmp_path: Path
) -> None:
    before = export(settings, tmp_path / "before")
    cypher("MATCH (n) DETACH DELETE n")
    assert cypher("MATCH (n) RETURN count(n) AS n") == [{"n": 0}]
    report = load(database, before, settings)
    assert (report.revision, report.hash) == (1, seeded)
    assert dataset_hash(read_dataset(database)[0]) == seeded
    assert contents(export(settings, tmp_path / "after")) == contents(before)


@pytest.mark.parametrize("version", PINNED)
def test_the_export_of_a_version_loads_in_this_one_and_is_exported_to_the_same_bytes(
    version: str, database: Database, settings: Settings, empty: None, tmp_path: Path
) -> None:
    folder = pinned_export(version)
    assert load(database, folder, settings).hash == PINNED[version]
    assert contents(export(settings, tmp_path / "out")) == contents(folder)


def test_every_version_has_its_export_with_something_in_every_table() -> None:
    assert __version__ in PINNED
    for version in PINNED:
        for table in TABLES:
            if (pinned_export(version) / table.file).exists() or version == __version__:
                assert len((pinned_export(version) / table.file).read_bytes().splitlines()) > 1, table.file
