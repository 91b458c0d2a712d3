"""A load in bulk leaves what one transaction leaves, to every property, constraint and index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import neo4j
import pytest

from graphsvc.config import Settings
from graphsvc.database.address import current_address
from graphsvc.database.session import Database, make_driver
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
