"""Broken folders are refused with their place, and the graph stays as it is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from graphsvc.config import Settings
from graphsvc.database.session import Database
from graphsvc.errors import FaultyTables
from graphsvc.ingest.load import load
from graphsvc.ingest.record import read_dataset
from graphsvc.snapshot.hash import dataset_hash
from tests.ingest.broken import KINDS, Kind
from tests.record.folders import SEED


@pytest.fixture(scope="module")
def hash_before(database: Database, settings: Settings) -> str:
    """The record holds the seed; every test here leaves it so."""
    return load(database, SEED, settings, replace=True).hash


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_broken_folder_leaves_the_graph_as_it_is(
    kind: Kind, database: Database, settings: Settings, hash_before: str, tmp_path: Path
) -> None:
    folder = tmp_path / "seed"
    shutil.copytree(SEED, folder)
    place = kind.break_(folder)
    with pytest.raises(FaultyTables) as refused:
        load(database, folder, settings, replace=True)
    assert place.file in {fault.file for fault in refused.value.faults}
    dataset, revision = read_dataset(database)
    assert revision is not None
    assert dataset_hash(dataset) == revision.hash == hash_before
