"""The real database, and the seed in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import neo4j
import pytest

from graphsvc.config import Settings, load_settings
from graphsvc.database import open_database
from graphsvc.database.address import current_address
from graphsvc.database.driver import make_driver
from graphsvc.database.session import Database
from graphsvc.ingest.load import load
from tests.record.folders import SEED

Cypher = Callable[..., list[dict[str, Any]]]


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings with a data folder of these tests' own."""
    return load_settings(data=tmp_path_factory.mktemp("record"))


@pytest.fixture(scope="session")
def database(settings: Settings) -> Iterator[Database]:
    """Neo4j, as a child process, for all tests of the record."""
    with open_database(settings) as database:
        yield database


@pytest.fixture(scope="session")
def driver(settings: Settings, database: Database) -> Iterator[neo4j.Driver]:
    """A connection past our own code, to look at the graph and to change it by hand."""
    with make_driver(current_address(settings)) as driver:
        yield driver


@pytest.fixture
def cypher(driver: neo4j.Driver) -> Cypher:
    """Runs any Cypher."""

    def run(text: str, /, **params: object) -> list[dict[str, Any]]:
        with driver.session() as session:
            return session.run(text, params).data()  # type: ignore[arg-type]  # a test's own text

    return run


@pytest.fixture
def empty(cypher: Cypher) -> None:
    """A record in which nothing was ever loaded."""
    cypher("MATCH (n) DETACH DELETE n")


@pytest.fixture
def seeded(database: Database, settings: Settings) -> str:
    """The record holds the seed and nothing else; gives its hash."""
    return load(database, SEED, settings, replace=True).hash
