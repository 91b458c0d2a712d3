"""All of the seed in the graph, as the model says."""

from __future__ import annotations

from datetime import date

import pytest

from graphsvc.config import Settings
from graphsvc.database.session import Database
from graphsvc.dates import first_day, last_day
from graphsvc.ingest.load import load
from graphsvc.ingest.record import second_label
from graphsvc.model import TABLES
from tests.record.conftest import Cypher
from tests.record.folders import SEED, seed_rows, write_rows


def test_counts_told_equal_counts_by_cypher_and_lines_of_the_files(
    database: Database, settings: Settings, empty: None
) -> None:
    report = load(database, SEED, settings)
    assert report.written
    assert report.revision == 1
    assert dict(report.counts) == dict(report.found)
    assert report.counts == {table.name: len(seed_rows(table.name)) for table in TABLES}
    assert report.counts["organisations"] == 2835


def test_every_partnership_is_there_with_its_evidence(seeded: str, cypher: Cypher) -> None:
    found = cypher(
        "MATCH (a:Organisation)-[r:PARTNERS_WITH]->(b:Organisation) MATCH (e:Evidence {id: r.evidence}) "
        "WHERE e.title <> '' AND e.address STARTS WITH 'http' RETURN r.id AS id, a.id AS a, b.id AS b"
    )
    expected = {(row["id"], row["source_org"], row["target_org"]) for row in seed_rows("relationships")}
    assert {(row["id"], row["a"], row["b"]) for row in found} == expected
    assert len(found) == len(expected)
    assert not cypher("MATCH ()-[r:PARTNERS_WITH]->() WHERE r.evidence IS NULL OR r.basis IS NULL RETURN r")


def test_organisations_carry_their_type_as_second_label(seeded: str, cypher: Cypher) -> None:
    for row in cypher("MATCH (o:Organisation) RETURN DISTINCT o.type AS type, labels(o) AS labels"):
        assert sorted(row["labels"]) == sorted(["Organisation", second_label(row["type"])])
    assert cypher("MATCH (t:NhsTrust) RETURN count(t) AS n")[0]["n"] == 214


@pytest.mark.parametrize(
    ("organisation_type", "label"),
    [("nhs-trust", "NhsTrust"), ("icb", "Icb"), ("place", "PlaceOrganisation"), ("evidence", "EvidenceOrganisation")],
)
def test_a_type_never_takes_another_label_of_the_graph(organisation_type: str, label: str) -> None:
    assert second_label(organisation_type) == label


def test_dates_are_days_by_their_meaning_with_the_text_beside_them(seeded: str, cypher: Cypher) -> None:
    found = {row["r"]["id"]: row["r"] for row in cypher("MATCH ()-[r:PARTNERS_WITH]->() RETURN properties(r) AS r")}
    seen = set()
    for row in seed_rows("relationships"):
        record = found[row["id"]]
        assert _day(record.get("since")) == first_day(row["since"])
        assert _day(record.get("until")) == last_day(row["until"])
        assert _day(record.get("evidence_date")) == first_day(row["evidence_date"])
        assert record.get("since_text", "") == row["since"]
        assert record.get("until_text", "") == row["until"]
        seen |= {("since", len(row["since"])), ("until", len(row["until"]))}
    assert seen >= {("since", 0), ("since", 4), ("since", 7), ("since", 10), ("until", 10)}


def _day(value: object) -> date | None:
    return value.to_native() if hasattr(value, "to_native") else None


def test_organisations_sit_in_cover_and_are_hosted(seeded: str, cypher: Cypher) -> None:
    rows = seed_rows("organisations")
    for column, relationship, key in (
        ("place_code", "SITS_IN", "code"), ("covers_code", "COVERS", "code"), ("host", "HOSTED_BY", "id"),
    ):
        found = cypher(f"MATCH (o:Organisation)-[:{relationship}]->(p) RETURN o.id AS id, p.{key} AS key")
        assert {(f["id"], f["key"]) for f in found} == {(row["id"], row[column]) for row in rows if row[column]}


def test_expectations_partner_types_and_successions_are_relationships(seeded: str, cypher: Cypher) -> None:
    expects = "MATCH (v:ValueArea)-[e:EXPECTS]->(p:PartnerType) "
    rules = cypher(f"{expects} RETURN e.rule AS r, e.version AS n, v.id AS v, p.id AS p")
    assert {(f["r"], str(f["n"]), f["v"], f["p"]) for f in rules} == {
        (row["rule"], row["version"], row["value_area"], row["partner_type"]) for row in seed_rows("expectations")
    }
    accepts = cypher("MATCH (p:PartnerType)-[:ACCEPTS]->(t:OrganisationType) RETURN p.id AS p, t.id AS t")
    assert {(f["p"], f["t"]) for f in accepts} == {
        (row["partner_type"], part.strip()) for row in seed_rows("partner_types")
        for part in row["organisation_types"].split(";")
    }
    followed = cypher("MATCH (a)-[s:SUCCEEDED_BY]->(b) RETURN a.id AS a, b.id AS b, toString(s.date) AS day")
    assert {(f["a"], f["b"], f["day"]) for f in followed} == {
        (row["predecessor"], row["successor"], str(first_day(row["date"]))) for row in seed_rows("successions")
    }


def test_names_and_aliases_are_found_by_full_text(seeded: str, cypher: Cypher) -> None:
    cypher("CALL db.awaitIndexes()")
    find = "CALL db.index.fulltext.queryNodes('organisation_names', $text) YIELD node RETURN node.id AS id"
    named = next(row for row in seed_rows("organisations") if row["aliases"])
    alias = named["aliases"].split(";")[0].strip()
    assert named["id"] in {row["id"] for row in cypher(find, text=f'"{alias}"')}
    assert cypher(find, text="Leeds")


def test_ids_are_unique_in_the_graph_itself(seeded: str, cypher: Cypher) -> None:
    constraints = cypher("SHOW CONSTRAINTS YIELD labelsOrTypes, properties, type")
    held = {(row["labelsOrTypes"][0], tuple(row["properties"])) for row in constraints}
    assert held >= {
        ("Organisation", ("id",)), ("Place", ("code",)), ("Evidence", ("id",)), ("PARTNERS_WITH", ("id",)),
        ("EXPECTS", ("rule", "version")), ("Revision", ("number",)),
    }


def test_a_record_knows_the_load_that_first_recorded_it_and_the_one_that_last_changed_it(
    database: Database, settings: Settings, empty: None, cypher: Cypher, tmp_path_factory: pytest.TempPathFactory
) -> None:
    load(database, SEED, settings)
    folder = tmp_path_factory.mktemp("part")
    first = seed_rows("relationships")[0]
    swapped = dict(first, source_org=first["target_org"], target_org=first["source_org"])
    write_rows(folder, "relationships", [swapped, dict(first, id="P99999", summary="New.")])
    write_rows(folder, "organisations", [dict(seed_rows("organisations")[0], postcode="LS1 1AA")])
    load(database, folder, settings)
    find = (
        "MATCH ()-[r:PARTNERS_WITH]->() WHERE r.id IN $ids RETURN r.first_recorded AS first, r.last_changed AS last, "
        "r.first_recorded_on = date() AND r.last_changed_on = date() AS today ORDER BY r.id"
    )
    found = [tuple(row.values()) for row in cypher(find, ids=[first["id"], "P00002", "P99999"])]
    assert found == [(1, 2, True), (1, 1, True), (2, 2, True)]
    moved = cypher("MATCH (o:Organisation {postcode: 'LS1 1AA'}) RETURN o.first_recorded AS a, o.last_changed AS b")
    assert {"a": 1, "b": 2} in moved
