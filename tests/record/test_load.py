"""Loading: by id, all or nothing, and twice is once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from graphsvc.config import Settings
from graphsvc.database.session import Database
from graphsvc.errors import BadInput, FaultyTables, RecordChangedOutsideLoad
from graphsvc.ingest.compare import Changes
from graphsvc.ingest.export import export_tables
from graphsvc.ingest.load import count_graph, load
from graphsvc.ingest.plan import LoadReport
from graphsvc.ingest.record import read_dataset
from graphsvc.snapshot.hash import dataset_hash
from tests.record.conftest import Cypher
from tests.record.folders import SEED, changed_seed, seed_rows, write_rows


def _hash(database: Database) -> str:
    """The hash of the rows as the graph has them, held equal to the one that the last load recorded."""
    dataset, revision = read_dataset(database)
    assert revision is not None
    assert dataset_hash(dataset) == revision.hash
    return revision.hash


def _moved(report: LoadReport) -> tuple[int, int, int]:
    changes = report.changes
    parts = (changes.added, changes.changed, changes.removed)
    added, changed, removed = (sum(map(len, part.values())) for part in parts)
    return added, changed, removed


def test_loading_twice_changes_nothing(database: Database, settings: Settings, seeded: str, cypher: Cypher) -> None:
    look = "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(DISTINCT n), count(r), max(n.last_changed)"
    before = cypher(look)
    report = load(database, SEED, settings)
    assert not report.written
    assert _moved(report) == (0, 0, 0)
    assert report.counts == report.found
    assert cypher(look) == before
    assert report.revision == cypher("MATCH (r:Revision) RETURN max(r.number) AS n")[0]["n"]


def test_export_and_load_give_the_same_hash(
    database: Database, settings: Settings, seeded: str, cypher: Cypher, tmp_path: Path
) -> None:
    export_tables(read_dataset(database)[0], tmp_path / "out")
    cypher("MATCH (n) DETACH DELETE n")
    assert load(database, tmp_path / "out", settings).hash == seeded
    assert _hash(database) == seeded


def test_a_few_rows_are_added_and_changed_by_id(
    database: Database, settings: Settings, seeded: str, tmp_path: Path
) -> None:
    rows = seed_rows("relationships")[:2]
    changed, added = dict(rows[0], summary="Other words."), dict(rows[1], id="P99999", summary="New.")
    write_rows(tmp_path, "relationships", [changed, added])
    assert _moved(load(database, tmp_path, settings)) == (1, 1, 0)
    assert count_graph(database)["relationships"] == len(seed_rows("relationships")) + 1
    assert _hash(database) != seeded


def test_changing_back_gives_the_same_hash_under_a_new_revision(
    database: Database, settings: Settings, seeded: str, tmp_path: Path
) -> None:
    changed = load(database, changed_seed(tmp_path / "changed"), settings, replace=True)
    back = load(database, SEED, settings, replace=True)
    assert changed.hash != seeded
    assert back.hash == seeded
    assert back.revision == changed.revision + 1
    assert _hash(database) == seeded


def test_every_kind_of_change_is_what_a_load_from_nothing_gives(
    database: Database, settings: Settings, seeded: str, cypher: Cypher, tmp_path: Path
) -> None:
    folder = changed_seed(tmp_path / "changed")
    shape = "MATCH (n)-[r]->(m) RETURN type(r) AS type, count(*) AS n ORDER BY type"
    load(database, folder, settings, replace=True)
    step_by_step = _hash(database), cypher(shape)
    cypher("MATCH (n) DETACH DELETE n")
    load(database, folder, settings)
    assert (_hash(database), cypher(shape)) == step_by_step


def test_an_organisation_moves_between_types_places_and_hosts(
    database: Database, settings: Settings, seeded: str, cypher: Cypher, tmp_path: Path
) -> None:
    hosted = next(row for row in seed_rows("organisations") if row["host"])
    moved = dict(hosted, host="", organisation_type="network", place_code=hosted["covers_code"], covers_code="")
    write_rows(tmp_path, "organisations", [moved])
    load(database, tmp_path, settings)
    find = "MATCH (o:Organisation {id: $id}) OPTIONAL MATCH (o)-[r]->() RETURN labels(o) AS l, collect(type(r)) AS r"
    assert cypher(find, id=hosted["id"]) == [{"l": ["Organisation", "Network"], "r": ["SITS_IN"]}]


def test_only_replace_removes_and_only_what_the_files_lack(
    database: Database, settings: Settings, seeded: str, tmp_path: Path
) -> None:
    write_rows(tmp_path, "relationships", seed_rows("relationships")[:1000])
    assert not load(database, tmp_path, settings).written
    report = load(database, tmp_path, settings, replace=True)
    assert _moved(report) == (0, 0, len(seed_rows("relationships")) - 1000)
    assert report.found["relationships"] == 1000
    assert report.found["organisations"] == 2835


def test_removing_asks_first_and_no_changes_nothing(
    database: Database, settings: Settings, seeded: str, tmp_path: Path
) -> None:
    asked: list[Changes] = []

    def no(changes: Changes) -> bool:
        asked.append(changes)
        return False

    write_rows(tmp_path, "relationships", seed_rows("relationships")[:1000])
    with pytest.raises(BadInput, match="nothing was changed"):
        load(database, tmp_path, settings, replace=True, confirm=no)
    assert len(asked[0].removed["relationships"]) == len(seed_rows("relationships")) - 1000
    assert _hash(database) == seeded
    load(database, SEED, settings, replace=True, confirm=no)
    assert len(asked) == 1


def test_a_row_that_others_need_is_not_removed(
    database: Database, settings: Settings, seeded: str, tmp_path: Path
) -> None:
    write_rows(tmp_path, "evidence", seed_rows("evidence")[1:])
    with pytest.raises(FaultyTables):
        load(database, tmp_path, settings, replace=True)
    assert _hash(database) == seeded


def test_a_dry_run_says_what_would_be_and_writes_nothing(
    database: Database, settings: Settings, seeded: str, tmp_path: Path
) -> None:
    folder = changed_seed(tmp_path / "changed")
    said = load(database, folder, settings, replace=True, dry_run=True)
    assert not said.written
    assert _hash(database) == seeded
    done = load(database, folder, settings, replace=True)
    assert (said.changes, said.hash, said.counts) == (done.changes, done.hash, done.counts)


def test_more_changes_than_one_transaction_holds_are_refused_where_the_server_cannot_be_stopped(
    database: Database, settings: Settings, seeded: str, tmp_path: Path
) -> None:
    small = settings.model_copy(update={"load": settings.load.model_copy(update={"changes_limit": 100})})
    # As on another server, which is not ours to stop: `test_bulk.py` has what is done with our own.
    with Database(settings) as elsewhere, pytest.raises(BadInput, match="changes_limit"):
        load(elsewhere, changed_seed(tmp_path / "changed"), small)
    assert _hash(database) == seeded


def test_batches_of_any_size_give_the_same(
    database: Database, settings: Settings, seeded: str, tmp_path: Path
) -> None:
    small = settings.model_copy(update={"load": settings.load.model_copy(update={"batch": 7})})
    folder = changed_seed(tmp_path / "changed")
    hash_ = load(database, folder, small, replace=True).hash
    load(database, SEED, settings, replace=True)
    assert load(database, folder, settings, replace=True).hash == hash_


def test_two_loads_at_once_are_one_after_the_other(
    database: Database, settings: Settings, seeded: str, tmp_path: Path
) -> None:
    rows = seed_rows("relationships")
    for name, words in (("a", "From a."), ("b", "From b.")):
        changed = [dict(row, summary=words) for row in rows[:400]]
        own = [dict(row, id=f"P9{name}{n:04}", summary=f"{name} {n}") for n, row in enumerate(rows[:200])]
        write_rows(tmp_path / name, "relationships", changed + own)
    together = Barrier(2)
    prepared: set[str] = set()

    def one(name: str) -> LoadReport:
        def on_step(step: str, done: int, of: int) -> None:
            if step == "check" and done == of and name not in prepared:
                prepared.add(name)
                together.wait(30)

        return load(database, tmp_path / name, settings, on_step=on_step)

    with ThreadPoolExecutor(2) as pool:
        first, second = sorted(pool.map(one, "ab"), key=lambda report: report.revision)
    assert second.revision == first.revision + 1
    assert second.counts["relationships"] == len(rows) + 400
    assert _hash(database) == second.hash
    both_changed = {row["id"] for row in rows[:400]}
    told = {row["summary"] for row in read_dataset(database)[0]["relationships"] if row["id"] in both_changed}
    assert len(told) == 1


@pytest.mark.parametrize(
    "by_hand",
    [
        "MATCH ()-[r:PARTNERS_WITH {id: 'P00001'}]->() SET r.summary = 'by hand'",
        "MATCH ()-[r:PARTNERS_WITH {id: 'P00001'}]->() SET r.since = r.since + duration('P1D')",
        "MATCH ()-[r:PARTNERS_WITH]->() WITH r LIMIT 1 DELETE r",
        "MATCH (:Organisation)-[r:COVERS]->() WITH r LIMIT 1 DELETE r",
        "MATCH (o:Organisation) WITH o LIMIT 1 DETACH DELETE o",
        "MATCH (:PartnerType)-[r:ACCEPTS]->() WITH r LIMIT 1 DELETE r",
        "MATCH (r:Revision) WITH r ORDER BY r.number DESC LIMIT 1 SET r.hash = 'other'",
        "CREATE (:Organisation {id: 'LOCAL-by-hand', name: 'By hand', type: 'network', status: 'open'})",
    ],
)
def test_what_was_changed_outside_load_is_noticed_and_put_right_by_a_whole_load(
    database: Database, settings: Settings, seeded: str, cypher: Cypher, by_hand: str
) -> None:
    cypher(by_hand)
    with pytest.raises(RecordChangedOutsideLoad, match="outside `load`"):
        load(database, SEED, settings)
    assert load(database, SEED, settings, replace=True).hash == seeded
    assert _hash(database) == seeded


def test_what_no_load_can_put_right_is_said_and_changes_nothing(
    database: Database, settings: Settings, seeded: str, cypher: Cypher
) -> None:
    cypher("MATCH (a:Organisation) WITH a LIMIT 1 CREATE (a)-[:PARTNERS_WITH {summary: 'no id'}]->(a)")
    try:
        with pytest.raises(RecordChangedOutsideLoad, match="nothing was changed"):
            load(database, SEED, settings, replace=True)
    finally:
        cypher("MATCH ()-[r:PARTNERS_WITH]->() WHERE r.id IS NULL DELETE r")
    assert _hash(database) == seeded
