"""Reports over HTTP: the catalogue, one of them, its rows in every format, and what is said when they cannot be had."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given
from hypothesis import settings as of_hypothesis
from hypothesis import strategies as st

from graphsvc.api.schemas.reports import RunAnswer
from graphsvc.app import create_app
from graphsvc.config import Settings, load_settings
from graphsvc.database.session import Database
from graphsvc.files import packaged
from graphsvc.reports.formats import FORMATS
from graphsvc.snapshot.in_use import FixedSnapshot
from tests.api.calls import ROOT
from tests.api.test_openapi import CHECKS, on_this_machine
from tests.fixtures.facts import seed_snapshot, seed_tables
from tests.fixtures.strings import HOSTILE
from tests.reports.written import HEADER, write_report

DAY = "2026-11-24"
KINDS = f"{ROOT}/reports/partnerships-by-kind/run"
NAMES = f"{ROOT}/reports/names/run"


@pytest.fixture(scope="module")
def own(england_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings with a folder of reports of a user's own: one that is sound, and two that are not."""
    folder = tmp_path_factory.mktemp("own")
    write_report(folder)
    write_report(folder, "untitled", HEADER.replace('title = "Names"\n', ""))
    write_report(folder, "unknown", statement="RETURN nothing($text) AS id, '' AS name LIMIT $row_limit")
    return england_settings.model_copy(
        update={"reports": england_settings.reports.model_copy(update={"folder": str(folder)})}
    )


@pytest.fixture(scope="module")
def client(own: Settings, england: Database) -> FlaskClient:
    """Asks the application over the record."""
    return create_app(own, FixedSnapshot(seed_snapshot()), lambda: england).test_client()


@pytest.fixture(scope="module")
def away() -> FlaskClient:
    """Asks the application over a snapshot file."""
    return create_app(load_settings(), FixedSnapshot(seed_snapshot())).test_client()


def test_the_catalogue_lists_all_and_says_which_files_are_broken(client: FlaskClient, own: Settings) -> None:
    answer = client.get(f"{ROOT}/reports").get_json()
    ids = [one["id"] for one in answer["items"]]
    files = [path.stem for path in (packaged("cypher") / "reports").glob("*.cypher")]
    assert ids == sorted([*files, "names", "unknown"])
    assert answer["broken"] == [{"file": "untitled.cypher", "fault": "title: field required"}]
    assert own.reports.folder not in json.dumps(answer)


def test_a_file_that_is_added_is_listed_though_the_facts_are_the_same(client: FlaskClient, own: Settings) -> None:
    tag = client.get(f"{ROOT}/reports").headers["ETag"]
    assert client.get(f"{ROOT}/reports", headers={"If-None-Match": tag}).status_code == 304
    file = write_report(Path(own.reports.folder), "another")
    try:
        answer = client.get(f"{ROOT}/reports", headers={"If-None-Match": tag})
        assert answer.status_code == 200
        assert "another" in [one["id"] for one in answer.get_json()["items"]]
    finally:
        file.unlink()


def test_a_report_says_all_of_itself(client: FlaskClient) -> None:
    answer = client.get(f"{ROOT}/reports/names").get_json()
    report = answer["report"]
    assert (report["title"], report["version"], report["caveats"]) == ("Names", 3, ["Only the record is asked."])
    assert report["parameters"] == [
        {"name": "text", "type": "text", "help": "What the name holds.", "default": "", "choices": [], "minimum": None,
         "maximum": None}
    ]
    assert report["example"] == {"text": "Leeds"}
    assert answer["statement"].startswith('// title = "Names"')


def test_rows_come_with_all_that_is_needed_to_have_them_again(client: FlaskClient) -> None:
    answer = client.get(NAMES, query_string={"text": "Leeds"}).get_json()
    told = sorted([row["id"], row["name"]] for row in seed_tables()["organisations"] if "Leeds" in row["name"])
    assert answer["rows"] == told
    assert [column["name"] for column in answer["columns"]] == ["id", "name"]
    assert answer["snapshot"] == seed_snapshot().hash
    assert answer["parameters"] == {"text": "Leeds"}
    assert answer["truncated"] is False
    report = client.get(f"{ROOT}/reports/names").get_json()["report"]
    assert answer["report"] == {name: report[name] for name in ("id", "version", "sum")}
    assert RunAnswer.model_validate_json(json.dumps(answer))


def test_days_are_written_as_they_are_asked_for(client: FlaskClient) -> None:
    one = client.get(KINDS, query_string={"as_at": DAY}).get_json()
    assert RunAnswer.model_validate_json(json.dumps(one))
    assert one["as_at"] == one["parameters"]["as_at"] == DAY


def test_the_same_question_has_the_same_bytes_and_a_tag(client: FlaskClient) -> None:
    for form in FORMATS:
        query = {"as_at": DAY, "format": form}
        one, other = client.get(KINDS, query_string=query), client.get(KINDS, query_string=query)
        assert one.status_code == 200, (form, one.text)
        assert one.data == other.data, form
        assert one.mimetype == FORMATS[form].media_type
        again = client.get(KINDS, query_string=query, headers={"If-None-Match": one.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
    assert client.get(KINDS, query_string={"as_at": "2020-01-01"}).headers["ETag"] != one.headers["ETag"]


def test_the_formats_have_the_same_rows(client: FlaskClient) -> None:
    def content(form: str) -> bytes:
        return client.get(NAMES, query_string={"text": "Leeds", "format": form}).data

    answer: dict[str, Any] = json.loads(content("json"))
    rows = list(csv.reader(io.StringIO(content("csv").decode("utf-8-sig"))))
    assert rows == [["id", "name"], *answer["rows"]]
    about = json.loads(content("csv-metadata"))
    assert about["url"] == "names.csv"
    assert [column["name"] for column in about["tableSchema"]["columns"]] == ["id", "name"]
    text = content("markdown").decode()
    assert all(id_ in text for id_, _ in answer["rows"])
    with zipfile.ZipFile(io.BytesIO(content("xlsx"))) as book:
        assert any(name.startswith("xl/worksheets/") for name in book.namelist())
    named = client.get(NAMES, query_string={"format": "csv"}).headers["Content-Disposition"]
    assert named == "attachment; filename=names.csv"


@pytest.mark.parametrize(("limit", "cut"), [("1", True), ("3", True), ("10000", False)])
def test_rows_are_cut_at_the_limit_and_it_is_said(client: FlaskClient, limit: str, cut: bool) -> None:
    answer = client.get(NAMES, query_string={"text": "Leeds", "limit": limit}).get_json()
    everything = client.get(NAMES, query_string={"text": "Leeds"}).get_json()["rows"]
    assert answer["rows"] == everything[: int(limit)]
    assert answer["truncated"] is cut


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("limit=0", {"limit"}), ("limit=x", {"limit"}), ("limit=10001", {"limit"}), ("format=doc", {"format"}),
        ("text=a&text=b", {"text"}), ("words=a", {"words"}), ("words=", {"words"}), ("as_at=2026-01-01", {"as_at"}),
        ("format=png", {"format"}), ("text=" + "x" * 1001, {"text"}),
        ("words=a&more=b&limit=x&format=y", {"words", "more", "limit", "format"}),
    ],
)
def test_every_parameter_that_cannot_be_used_is_named(client: FlaskClient, query: str, named: set[str]) -> None:
    answer = client.get(f"{NAMES}?{query}")
    assert answer.status_code == 422, answer.text
    assert {error["parameter"] for error in answer.get_json()["errors"]} == named


def test_ids_that_nothing_has_are_named_with_those_that_are_near(client: FlaskClient) -> None:
    answer = client.get(KINDS, query_string={"region": "E40000099", "icb": "west yorkshire", "as_at": "x"})
    errors = {error["parameter"]: error for error in answer.get_json()["errors"]}
    assert set(errors) == {"region", "icb", "as_at"}
    assert "GB-NHS-QWO" in [near["id"] for near in errors["icb"]["suggestions"]]


@pytest.mark.parametrize("path", ["", "/run"])
def test_an_unknown_report_is_not_found_and_a_broken_one_says_why(client: FlaskClient, path: str) -> None:
    answer = client.get(f"{ROOT}/reports/gaps-by-bord{path}")
    assert answer.status_code == 404
    assert answer.get_json()["errors"][0]["suggestions"][0] == {"id": "gaps-by-board", "name": "Gaps by board"}
    broken = client.get(f"{ROOT}/reports/untitled{path}")
    assert broken.status_code == 422
    assert "title: field required" in broken.get_json()["detail"]
    assert "/" not in broken.get_json()["detail"].partition("untitled.cypher")[0]


def test_a_statement_that_neo4j_refuses_is_the_report_s_fault(client: FlaskClient) -> None:
    answer = client.get(f"{ROOT}/reports/unknown/run")
    assert answer.status_code == 422
    assert "Unknown function 'nothing'" in answer.get_json()["detail"]


def test_without_a_database_reports_are_described_and_not_run(away: FlaskClient) -> None:
    assert away.get(f"{ROOT}/reports/gaps-by-board").status_code == 200
    answer = away.get(f"{ROOT}/reports/gaps-by-board/run")
    assert (answer.status_code, answer.get_json()["type"]) == (503, "/api/v1/problems#database-away")
    assert "without a database" in answer.get_json()["detail"]
    # What is wrong with the question is told first: waiting for the database would not mend it.
    assert away.get(f"{ROOT}/reports/gaps-by-board/run?words=1").status_code == 422
    assert away.get(f"{ROOT}/vocabulary").status_code == 200


def test_a_hostile_text_is_a_text_like_any_other(client: FlaskClient) -> None:
    for text in HOSTILE:
        for query in ({"text": text}, {text or "x": "1"}, {"limit": text}, {"format": text}):
            answer = client.get(NAMES, query_string=query)
            assert answer.status_code in (200, 422), (query, answer.text)
        answer = client.get(NAMES, query_string={"text": f"zzqx{text}"})
        assert answer.get_json().get("rows", []) == []


def test_running_does_what_its_description_says(client: FlaskClient) -> None:
    operation = schemathesis.openapi.from_wsgi(f"{ROOT}/openapi.json", on_this_machine(client.application))[
        f"{ROOT}/reports/{{id}}/run"
    ]["GET"]

    @given(case=operation.as_strategy(), report=st.sampled_from(["names", "partnerships-by-kind"]))
    @of_hypothesis(max_examples=200, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    def ask(case: schemathesis.Case, report: str) -> None:
        case.path_parameters["id"] = report
        case.call_and_validate(checks=CHECKS)

    ask()


def test_making_the_application_enters_no_database() -> None:
    script = "import graphsvc.app, sys; print([one for one in ('neo4j', 'pandas', 'matplotlib') if one in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
