"""`POST /changes`: what an editor sends is loaded as a folder is, or refused with the place of each fault."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import neo4j
import pytest
import schemathesis
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given
from hypothesis import settings as of_hypothesis
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from graphsvc.api.requests import MOST_CHANGES
from graphsvc.api.schemas.changes import ChangesAnswer
from graphsvc.app import create_app
from graphsvc.config import AccessSettings, Settings
from graphsvc.database.address import current_address
from graphsvc.database.driver import make_driver
from graphsvc.database.session import Database
from graphsvc.ingest.load import load
from graphsvc.ingest.record import read_dataset
from graphsvc.model import TABLE
from graphsvc.snapshot.in_use import FixedSnapshot
from tests.api.calls import ROOT
from tests.api.test_openapi import CHECKS, on_this_machine
from tests.api.test_problems import problem_in
from tests.fixtures.facts import seed_snapshot
from tests.fixtures.records import patient, started
from tests.record.conftest import Cypher
from tests.record.folders import seed_rows, write_rows

BY_PROXY = AccessSettings(user_header="X-User", analysts=("ann",), editors=("ed",))


COUNCIL, TRUST, NEIGHBOUR = "GB-LAE-LDS", "GB-NHS-RR8", "GB-LAE-BRD"
WORDS = ("sources", "value_areas", "organisation_types", "partner_types")
ORGANISATIONS = tuple(
    {"id": id_, "name": id_, "organisation_type": kind, "status": "open", "source": "gla"}
    for id_, kind in ((COUNCIL, "local-authority"), (TRUST, "nhs-trust"), (NEIGHBOUR, "local-authority"))
)
PAGES = ({"id": "S001", "title": "A page", "address": "https://example.org/a"},)
RECORDS = tuple(
    {
        "id": f"P{number:05}", "source_org": TRUST, "target_org": other, "value_area": "estates", "kind": "programme",
        "status": "active", "since": "2020", "evidence": "S001", "evidence_date": "2024-05", "evidence_basis": "read",
        "summary": "As it was.",
    }
    for number, other in enumerate((COUNCIL, NEIGHBOUR), 1)
)
"""A record of few facts: what is asked here does not depend on how many there are."""


def text_of(table: str, rows: Sequence[Mapping[str, str]]) -> str:
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, TABLE[table].header, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue()


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings with time for a load on a machine that does much else."""
    return patient(tmp_path_factory.mktemp("changes"))


@pytest.fixture(scope="session")
def database(settings: Settings) -> Iterator[Database]:
    """A record of these tests' own."""
    with started(settings) as database:
        yield database


@pytest.fixture(scope="session")
def driver(settings: Settings, database: Database) -> Iterator[neo4j.Driver]:
    """A connection to this record, past our own code."""
    with make_driver(current_address(settings)) as driver:
        yield driver


@pytest.fixture
def seeded(database: Database, settings: Settings, tmp_path: Path) -> str:
    """The record holds these few facts and nothing else; gives its hash."""
    for word in WORDS:
        write_rows(tmp_path / "few", word, seed_rows(word))
    for name, rows in (("organisations", ORGANISATIONS), ("evidence", PAGES), ("relationships", RECORDS)):
        write_rows(tmp_path / "few", name, rows)
    return load(database, tmp_path / "few", settings, replace=True).hash


@pytest.fixture
def client(database: Database, settings: Settings) -> FlaskClient:
    """The application over the record, for users whom a proxy names."""
    chosen = settings.model_copy(update={"access": BY_PROXY})
    return create_app(chosen, FixedSnapshot(seed_snapshot()), lambda: database).test_client()


def send(client: FlaskClient, user: str = "ed", **content: object) -> TestResponse:
    return client.post(f"{ROOT}/changes", json=content, headers={"X-User": user})


_SENT = st.none() | st.dictionaries(
    st.sampled_from(["evidence.csv", "reviews.csv", "../evidence.csv"]),
    st.sampled_from(["", text_of("evidence", PAGES), text_of("reviews", [{"organisation": "nobody"}]), "id\x00"]),
    max_size=2,
)


def test_the_call_does_what_its_description_says(
    database: Database, settings: Settings, seeded: str
) -> None:
    app = create_app(settings, FixedSnapshot(seed_snapshot()), lambda: database)
    operation = schemathesis.openapi.from_wsgi(f"{ROOT}/openapi.json", on_this_machine(app))[f"{ROOT}/changes"]["POST"]

    @given(case=operation.as_strategy(), files=_SENT)
    @of_hypothesis(max_examples=200, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    def ask(case: schemathesis.Case, files: dict[str, str] | None) -> None:
        if files is not None and isinstance(case.body, dict):
            case.body["files"] = files
        case.call_and_validate(checks=CHECKS)

    ask()
    assert state(database)[1] == seeded, "nothing that was sent says anything new"


def state(database: Database) -> tuple[int, str]:
    revision = database.revision()
    assert revision is not None
    return revision.number, revision.hash


def test_an_editor_s_correction_is_loaded_whole_and_once(
    client: FlaskClient, database: Database, seeded: str, cypher: Cypher
) -> None:
    rows = RECORDS
    changed, added = (
        dict(rows[0], summary="Other words."), dict(rows[1], id="P99999", since="2021", summary="New, “quoted”."),
    )
    files = {"relationships.csv": text_of("relationships", [changed, added])}
    before = state(database)
    dry = ChangesAnswer.model_validate_json(send(client, files=files, dry_run=True).data)
    assert (dry.dry_run, dry.written, dry.revision) == (True, False, before[0])
    assert state(database) == before
    answer = send(client, files=files)
    assert answer.status_code == 200, answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    done = ChangesAnswer.model_validate_json(answer.data)
    assert [(one.file, one.added, one.changed) for one in done.tables] == [("relationships.csv", 1, 1)]
    assert (done.written, done.revision, done.snapshot) == (True, before[0] + 1, dry.snapshot)
    assert state(database) == (done.revision, done.snapshot)
    found = {row["id"]: row["summary"] for row in read_dataset(database)[0]["relationships"]}
    assert (found[rows[0]["id"]], found["P99999"]) == ("Other words.", "New, “quoted”.")
    assert len(found) == len(RECORDS) + 1, "nothing is removed"
    source = cypher("MATCH (r:Revision) RETURN r.source AS source ORDER BY r.number DESC LIMIT 1")[0]["source"]
    assert source == f"http-{answer.headers['Request-Id']}"
    again = ChangesAnswer.model_validate_json(send(client, files=files).data)
    assert (again.written, again.revision, again.tables) == (False, done.revision, ())


def test_every_fault_is_told_with_its_place_and_nothing_is_changed(
    client: FlaskClient, database: Database, seeded: str
) -> None:
    good, bad = RECORDS
    worse = dict(bad, id="P00003", source_org="GB-NHS-RR88")
    rows = [dict(good, summary="Fine."), dict(bad, since="soon"), worse]
    before = state(database)
    files = {"relationships.csv": text_of("relationships", rows), "evidence.csv": "id,title,adress\nS1,A,B\n"}
    told = problem_in(send(client, files=files), 422)
    assert told.type.endswith("#faulty-tables")
    errors = send(client, files=files).get_json()["errors"]
    places = {(error["file"], error["line"], error["column"], error["value"]) for error in errors}
    assert ("relationships.csv", 3, "since", "soon") in places
    assert ("relationships.csv", 4, "source_org", "GB-NHS-RR88") in places
    assert any(error["file"] == "evidence.csv" and "address" in error["detail"] for error in errors)
    assert state(database) == before


@pytest.mark.parametrize("files", [
    {"../relationships.csv": "id\n"}, {"/etc/passwd": "x"}, {"relationships.csv/../../x": ""}, {"": ""},
    {"relations.csv": "id\n"}, {"relationships.CSV": "id\n"}, {"a\x00b": ""},
])
def test_a_file_of_another_name_is_refused_and_written_nowhere(
    client: FlaskClient, database: Database, seeded: str, files: dict[str, str]
) -> None:
    before, kept = state(database), set(Path(tempfile.gettempdir()).glob("graphsvc-*/http-*"))
    problem = problem_in(send(client, files=files), 422)
    assert problem.errors[0].parameter.startswith("files.")
    assert state(database) == before
    assert set(Path(tempfile.gettempdir()).glob("graphsvc-*/http-*")) == kept


def test_content_that_says_nothing_to_load_is_refused(client: FlaskClient, database: Database, seeded: str) -> None:
    before = state(database)
    for content in (
        {}, {"files": {}}, {"files": []}, {"files": {"reviews.csv": 1}}, {"files": {"reviews.csv": ""}},
        {"files": {"reviews.csv": "x"}, "replace": True}, {"files": {"reviews.csv": "x"}, "dry_run": 1},
        {"files": {"reviews.csv": "\x00"}}, {"files": {"reviews.csv": "PK\x03\x04"}},
    ):
        assert problem_in(send(client, **content), 422).errors, content
    assert state(database) == before


def test_what_is_sent_has_a_limit_of_its_own(client: FlaskClient, seeded: str) -> None:
    pages = [
        dict(PAGES[0], id=f"S{number}", address=f"https://example.org/{number}/{'x' * 80}") for number in range(1000)
    ]
    text = text_of("evidence", pages)
    assert 64 * 1024 < len(text) < MOST_CHANGES
    assert send(client, files={"evidence.csv": text}, dry_run=True).status_code == 200
    problem_in(send(client, files={"evidence.csv": "x" * (MOST_CHANGES + 1)}), 413)


def test_nobody_but_an_editor_changes_anything(
    client: FlaskClient, database: Database, settings: Settings, seeded: str
) -> None:
    before = state(database)
    rows = [dict(RECORDS[0], summary="Other words.")]
    files = {"relationships.csv": text_of("relationships", rows)}
    for user in ("vic", "ann"):
        assert "the role editor" in problem_in(send(client, user, files=files), 403).detail
    problem_in(send(client, "", files=files), 403)
    public = settings.model_copy(update={"access": AccessSettings(public=True)})
    asked = create_app(public, FixedSnapshot(seed_snapshot()), lambda: database).test_client()
    problem_in(send(asked, files=files), 403)
    away = create_app(settings.model_copy(update={"access": BY_PROXY}), FixedSnapshot(seed_snapshot())).test_client()
    assert "without a database" in problem_in(send(away, files=files), 503).detail
    assert state(database) == before


def test_what_was_changed_outside_load_is_told_and_nothing_is_loaded(
    client: FlaskClient, database: Database, seeded: str, cypher: Cypher
) -> None:
    rows = [dict(RECORDS[0], summary="Other words.")]
    cypher("MATCH ()-[r:PARTNERS_WITH {id: $id}]->() SET r.summary = 'By hand.'", id=rows[0]["id"])
    problem = problem_in(send(client, files={"relationships.csv": text_of("relationships", rows)}), 409)
    assert problem.type.endswith("#record-changed")
    assert "outside" in problem.detail
