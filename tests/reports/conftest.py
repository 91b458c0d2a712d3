"""Neo4j with the seed in it, and an empty one, for all tests of reports."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graphsvc.config import Settings, load_settings
from graphsvc.database import open_database
from graphsvc.database.session import Database
from graphsvc.ingest.load import load
from tests.record.folders import SEED


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of the record that holds England."""
    return load_settings(data=tmp_path_factory.mktemp("england"))


@pytest.fixture(scope="session")
def england(settings: Settings) -> Iterator[Database]:
    """The record with the seed in it; tests only read it."""
    with open_database(settings) as database:
        load(database, SEED, settings)
        yield database


@pytest.fixture(scope="session")
def empty_record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A record in which nothing was ever loaded."""
    with open_database(load_settings(data=tmp_path_factory.mktemp("empty"))) as database:
        yield database
