"""A load in bulk leaves what one transaction leaves, to every property, constraint and index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import neo4j
import pytest

from graphsvc.config import Settings
from graphsvc.database.address import current_address, home_of
from graphsvc.database.driver import make_driver
from graphsvc.database.embedded import EmbeddedServer
from graphsvc.database.endpoint import processes_of
from graphsvc.database.session import Database
from graphsvc.errors import BadInput, DatabaseAway, RecordChangedOutsideLoad
from graphsvc.ingest.compare import Changes
from graphsvc.ingest.load import load
from graphsvc.ingest.plan import LoadReport
from tests.fixtures.records import patient, started
from tests.record.folders import SEED, changed_seed, seed_rows, write_rows

pytestmark = pytest.mark.slow

_NODES = "MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties"
_LINKS = """
MATCH (a)-[r]->(b)
RETURN type(r) AS type, properties(r) AS properties, coalesce(a.id, a.code) AS source, coalesce(b.id, b.code) AS target
"""
_INDEXES = "SHOW INDEXES YIELD name, type, entityType, labelsOrTypes, properties, owningConstraint, state"
_CONSTRAINTS = "SHOW CONSTRAINTS YIELD name, type, entityType, labelsOrTypes, properties"
_MOMENTS = ("loaded_at", "taken_at")
"""Properties that say when, to the second."""


def in_bulk(settings: Settings) -> Settings:
    """The same settings, by which every load is in bulk."""
    return settings.model_copy(update={"load": settings.load.model_copy(update={"changes_limit": 1})})


def all_that_is_there(settings: Settings) -> dict[str, Counter[str]]:
    """Every node, relationship, index and constraint of a record."""
    with make_driver(current_address(settings)) as driver, driver.session() as session:
        return {text: Counter(map(_written, session.run(text))) for text in (_NODES, _LINKS, _INDEXES, _CONSTRAINTS)}


def _written(record: neo4j.Record) -> str:
    found: dict[str, Any] = dict(record)
    if isinstance(found["properties"], dict):
        moments = {name: type(found["properties"].pop(name)) for name in _MOMENTS if name in found["properties"]}
        found["properties"] = sorted((found["properties"] | moments).items())
    if "labels" in found:
        found["labels"] = sorted(found["labels"])
    return repr(sorted(found.items()))


Ways = tuple[tuple[Database, Settings], tuple[Database, Settings]]


@pytest.fixture(scope="module")
def ways(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ways]:
    """Two records: one that is loaded by transactions, and one in bulk."""
    one = patient(tmp_path_factory.mktemp("transaction"))
    other = in_bulk(patient(tmp_path_factory.mktemp("bulk")))
    with started(one) as transactions, started(other) as bulk:
        yield (transactions, one), (bulk, other)


def both(ways: Ways, folder: Path, *, replace: bool = False) -> list[LoadReport]:
    return [load(database, folder, settings, replace=replace) for database, settings in ways]


def test_a_load_in_bulk_leaves_what_a_transaction_leaves(ways: Ways, tmp_path: Path) -> None:
    write_rows(tmp_path / "few", "relationships", [
        dict(seed_rows("relationships")[50], summary='Two lines,\nand "words".'),
        dict(seed_rows("relationships")[51], id="P99998", benefits=""),
    ])
    steps = ((SEED, False), (changed_seed(tmp_path / "changed"), True), (tmp_path / "few", False), (SEED, True))
    for folder, replace in steps:
        first, second = both(ways, folder, replace=replace)
        assert first == second
        assert second.written
        assert second.found == second.counts
        by_transaction, by_bulk = (all_that_is_there(settings) for _, settings in ways)
        for text, found in by_transaction.items():
            assert by_bulk[text] == found, text


@pytest.fixture
def bulk(ways: Ways) -> tuple[Database, Settings, str]:
    """The record that is loaded in bulk, with the seed in it, and its hash."""
    database, settings = ways[1]
    every = settings.model_copy(update={"load": settings.load.model_copy(update={"changes_limit": 30_000})})
    return database, settings, load(database, SEED, every, replace=True).hash


def hash_of(database: Database) -> str:
    revision = database.revision()
    assert revision is not None
    return revision.hash


def beside(settings: Settings) -> Path:
    """Where the fresh store is made."""
    return settings.data_dir / "restoring"


def test_a_dry_run_says_what_would_be_and_writes_nothing(
    bulk: tuple[Database, Settings, str], tmp_path: Path
) -> None:
    database, settings, before = bulk
    said = load(database, changed_seed(tmp_path / "changed"), settings, replace=True, dry_run=True)
    assert (said.written, said.changes.count > 1, hash_of(database)) == (False, True, before)


def test_removing_asks_first_and_no_changes_nothing(bulk: tuple[Database, Settings, str], tmp_path: Path) -> None:
    database, settings, before = bulk
    asked: list[Changes] = []

    def no(changes: Changes) -> bool:
        asked.append(changes)
        return False

    write_rows(tmp_path, "relationships", seed_rows("relationships")[:1000])
    with pytest.raises(BadInput, match="not confirmed"):
        load(database, tmp_path, settings, replace=True, confirm=no)
    assert asked
    assert hash_of(database) == before
    assert not beside(settings).exists()


@pytest.mark.parametrize("moment", ["check", "put it in place"])
def test_while_another_uses_the_database_nothing_is_changed(
    bulk: tuple[Database, Settings, str], tmp_path: Path, moment: str
) -> None:
    database, settings, before = bulk
    other = EmbeddedServer(settings)
    (server,) = (process.pid for process in processes_of(home_of(settings.data_dir)))

    def join(step: str, _done: int, _of: int) -> None:
        if step == moment:
            other.use()

    write_rows(tmp_path, "relationships", [dict(row, summary="Told anew.") for row in seed_rows("relationships")[:2]])
    try:
        with pytest.raises(DatabaseAway, match=r"the database is in use and a load of more than one.*nothing was"):
            load(database, tmp_path, settings, on_step=join)
    finally:
        other.leave()
    assert hash_of(database) == before
    assert [process.pid for process in processes_of(home_of(settings.data_dir))] == [server]
    assert not beside(settings).exists()


def test_what_another_loads_meanwhile_is_not_lost(bulk: tuple[Database, Settings, str], tmp_path: Path) -> None:
    database, settings, _ = bulk
    rows = seed_rows("relationships")
    write_rows(tmp_path / "large", "relationships", [dict(row, summary="Told anew.") for row in rows[:2]])
    write_rows(tmp_path / "small", "relationships", [dict(rows[5], summary="Of another.")])
    others: list[LoadReport] = []

    def meanwhile(step: str, _done: int, _of: int) -> None:
        if step == "import" and not others:
            with Database(settings) as another:
                others.append(load(another, tmp_path / "small", settings))

    report = load(database, tmp_path / "large", settings, on_step=meanwhile)
    assert report.revision == others[0].revision + 1
    (found,) = database.read("bulk/revisions")[-2:-1]
    assert found["hash"] == others[0].hash
    assert hash_of(database) == report.hash


def test_what_no_load_wrote_is_not_lost_unsaid(bulk: tuple[Database, Settings, str], tmp_path: Path) -> None:
    database, settings, before = bulk
    write_rows(tmp_path, "relationships", [dict(row, summary="Told anew.") for row in seed_rows("relationships")[:2]])
    with make_driver(current_address(settings)) as driver, driver.session() as session:
        session.run("CREATE (:Note {text: 'Ask Leeds'})-[:ABOUT]->(:Note)").consume()
        with pytest.raises(RecordChangedOutsideLoad, match="2 nodes and 1 relationships"):
            load(database, tmp_path, settings)
        session.run("MATCH (n:Note) DETACH DELETE n").consume()
    assert hash_of(database) == before
