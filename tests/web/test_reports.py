"""Pages of reports: the catalogue, a form with the widgets of other pages, rows, a chart and files."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from graphsvc.app import create_app
from graphsvc.config import Settings
from graphsvc.database.session import Database
from graphsvc.files import packaged
from graphsvc.reports.catalogue import read_catalogue
from graphsvc.reports.formats import FORMATS
from graphsvc.snapshot.in_use import FixedSnapshot
from tests.fixtures.browser import application
from tests.fixtures.facts import seed_snapshot
from tests.fixtures.hostile import NAMES
from tests.reports.written import HEADER, write_report
from tests.web.saying import said
from tests.web.test_hostile import Parts

DAY = "2026-11-24"
KINDS = f"/reports/partnerships-by-kind?as_at={DAY}"
MANY = HEADER.replace('type = "text"', 'type = "whole"').replace('default = ""', "default = 3")
COUNTED = "UNWIND range(1, $text) AS n RETURN toString(n) AS id, 'x' AS name ORDER BY n LIMIT $row_limit"


@pytest.fixture(scope="module")
def client(
    england_settings: Settings, england: Database, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[FlaskClient]:
    """Asks the application over the record, with a few reports of a user's own."""
    folder = tmp_path_factory.mktemp("own")
    write_report(folder)
    write_report(folder, "many", MANY.replace('text = "Leeds"', "text = 3"), COUNTED)
    write_report(folder, "echo", statement="RETURN $text AS id, $text AS name LIMIT $row_limit")
    write_report(folder, "untitled", HEADER.replace('title = "Names"\n', ""))
    write_report(folder, "unknown", statement="RETURN nothing($text) AS id, '' AS name LIMIT $row_limit")
    own = england_settings.model_copy(
        update={
            "reports": england_settings.reports.model_copy(update={"folder": str(folder)}),
            "database": england_settings.database.model_copy(update={"row_limit": 1000}),
        }
    )
    assert england.revision()
    with Database(own) as database:
        yield create_app(own, FixedSnapshot(seed_snapshot()), lambda: database).test_client()


@pytest.fixture(scope="module")
def away() -> FlaskClient:
    """Asks the application over a snapshot file."""
    return application(seed_snapshot()).test_client()


def addresses(html: str) -> list[str]:
    return [address.replace("&amp;", "&") for address in re.findall(r'(?:href|src)="([^"]*)"', html)]


def test_the_catalogue_links_every_report_and_says_what_is_broken(client: FlaskClient) -> None:
    page = client.get("/reports").text
    for path in (packaged("cypher") / "reports").glob("*.cypher"):
        assert f"/reports/{path.stem}" in addresses(page)
    assert "1 file that cannot be run" in said(page)
    assert "untitled.cypher title: field required" in said(page.replace("<span", " <span"))
    assert "/tmp" not in page


def test_a_report_that_there_is_not_is_not_found_with_those_that_are_near(client: FlaskClient) -> None:
    answer = client.get("/reports/gaps-by-bord")
    assert answer.status_code == 404
    assert "Did you mean" in said(answer.text)
    assert "/reports/gaps-by-board" in addresses(answer.text.partition("All reports")[0])


def test_opening_a_report_answers_it_with_its_defaults(client: FlaskClient) -> None:
    answer = client.get("/reports/partnerships-by-kind")
    assert answer.status_code == 200
    text = said(answer.text)
    assert "35 rows, as at" in text
    assert seed_snapshot().hash in text
    report = read_catalogue(Settings()).named("partnerships-by-kind")
    for sentence in (report.question, report.reading, *report.caveats):
        assert sentence in text
    assert f"partnerships-by-kind, version {report.version}" in text


def test_rows_are_those_of_the_files_with_ids_as_links(client: FlaskClient) -> None:
    page = client.get("/reports/names?text=Leeds").text
    rows = list(csv.DictReader(io.StringIO(client.get("/reports/names.csv?text=Leeds").data.decode("utf-8-sig"))))
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    assert body.count("<tr>") == len(rows)
    for row in rows:
        assert f"/organisations/{row['id']}" in addresses(body)
        assert row["name"] in said(body)


def test_a_chart_is_an_image_with_the_same_numbers_in_words(client: FlaskClient) -> None:
    page = client.get(KINDS).text
    (image,) = re.findall(r'<img src="([^"]+)" alt="([^"]+)"', page)
    answer = client.get(image[0].replace("&amp;", "&"))
    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
    assert image[1].startswith("Heat map: ")
    words = said(page.partition("The chart in words")[2].partition("</figcaption>")[0])
    assert "Programme: Estates management 39" in words


def test_every_file_that_is_offered_is_there(client: FlaskClient) -> None:
    found = {urlsplit(one).path: one for one in addresses(client.get(KINDS).text) if "partnerships-by-kind." in one}
    assert set(found) == {f"/reports/partnerships-by-kind{one.ending}" for one in FORMATS.values()}
    for path, address in found.items():
        answer = client.get(address)
        assert answer.status_code == 200, path
        assert parse_qs(urlsplit(address).query)["as_at"] == [DAY]
        assert answer.headers["Content-Disposition"] == f"attachment; filename={path.rpartition('/')[2]}"
    api = client.get(f"/api/v1/reports/partnerships-by-kind/run?as_at={DAY}")
    assert client.get(found["/reports/partnerships-by-kind.json"]).data == api.data


def test_a_long_answer_is_cut_on_the_page_and_whole_in_the_files(client: FlaskClient) -> None:
    page = client.get("/reports/many?text=450").text
    assert page.partition("<tbody>")[2].count("<tr>") == 200
    assert "450 rows" in said(page)
    assert "the first 200 rows; the files have all 450" in said(page)
    assert len(client.get("/reports/many.csv?text=450").text.splitlines()) == 451
    cut = said(client.get("/reports/many?text=1001").text)
    assert "More than 1,000 rows" in cut
    assert "There are more rows than the 1,000" in cut


def test_no_rows_are_no_finding(client: FlaskClient) -> None:
    text = said(client.get("/reports/names?text=zzqx").text)
    assert "No rows" in text
    assert "It may exist all the same" in text


def test_what_must_be_given_is_asked_for_and_an_example_offered(client: FlaskClient) -> None:
    answer = client.get("/reports/shortest-path")
    assert answer.status_code == 200
    assert "Choose source and target" in said(answer.text)
    (example,) = [one for one in addresses(answer.text) if one.startswith("/reports/shortest-path?")]
    assert "<tbody>" in client.get(example).text


def test_a_name_becomes_an_id_in_the_address(client: FlaskClient) -> None:
    answer = client.get("/reports/shortest-path?source=leeds+teaching&target=&as_at=")
    assert (answer.status_code, answer.location) == (303, "/reports/shortest-path?source=GB-NHS-RR8")
    boards = client.get(f"{KINDS}&icb=west+yorkshire+integrated+care+board")
    assert boards.location.endswith("icb=GB-NHS-QWO")


@pytest.mark.parametrize(
    ("address", "field", "told"),
    [
        ("/reports/shortest-path?source=leeds", "source", "several organisations fit it"),
        ("/reports/shortest-path?max_hops=x", "max_hops", "Max hops must be a whole number."),
        (f"{KINDS}&region=E40000099", "region", "There is no such place"),
        (f"{KINDS}&icb=GB-NHS-RR8", "icb", "none of these"),
        ("/reports/changes-between-dates?since=x", "since", "must be a day"),
    ],
)
def test_what_cannot_be_used_is_said_at_its_field_and_nothing_is_asked(
    client: FlaskClient, address: str, field: str, told: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert f'id="{field}-error"' in answer.text
    assert told in said(answer.text)
    assert "<tbody>" not in answer.text
    ending = address.replace("?", ".csv?", 1)
    assert client.get(ending).status_code == 422


def test_the_cypher_is_shown_with_the_parameters_of_the_answer(client: FlaskClient) -> None:
    page = client.get("/reports/names?text=Le%22eds").text
    shown = page.partition('aria-label="The question in Cypher">')[2].partition("</pre>")[0]
    assert shown.startswith(":param text =&gt; &#34;Le\\&#34;eds&#34;\n:param row_limit =&gt; 1000\n")
    assert "MATCH (o:Organisation)" in shown


def test_a_statement_that_neo4j_refuses_is_said_on_the_page(client: FlaskClient) -> None:
    answer = client.get("/reports/unknown")
    assert answer.status_code == 422
    assert "Unknown function" in said(answer.text)
    assert 'id="text"' in answer.text
    assert client.get("/reports/untitled").status_code == 422


def test_without_a_database_the_page_says_so_and_the_form_stays(away: FlaskClient) -> None:
    answer = away.get(KINDS)
    assert answer.status_code == 503
    assert "The record cannot be asked at the moment." in said(answer.text)
    assert "without a database" in said(answer.text)
    assert 'id="region"' in answer.text
    assert away.get("/reports").status_code == 200
    assert away.get(f"/reports/partnerships-by-kind.csv?as_at={DAY}").status_code == 503
    assert away.get(f"{KINDS}&region=x").status_code == 422


def test_a_hostile_text_is_shown_as_text(client: FlaskClient) -> None:
    for text in NAMES:
        answer = client.get("/reports/echo", query_string={"text": text})
        assert answer.status_code in (200, 422), text[:60]
        assert Parts(answer).foreign == [], text[:60]
        if answer.status_code == 200:
            assert any(text.strip() in one for one in Parts(answer).said), text[:60]


def test_files_that_there_are_not_are_not_found(client: FlaskClient, tmp_path: Path) -> None:
    for address in ("/reports/names.doc", "/reports/names.csv.json", "/reports/nobody.csv", "/reports/names.png.svg"):
        assert client.get(address).status_code == 404, address
    assert client.get("/reports/names.png").status_code == 422
    assert json.loads(client.get("/reports/names.csv-metadata.json").data)["url"] == "names.csv"
    assert list(tmp_path.iterdir()) == []


def test_types_are_chosen_and_a_wrong_one_is_said(client: FlaskClient) -> None:
    for name, parameter in (("gaps-by-board", "partner_type"), ("organisations-many-depend-on", "organisation_type")):
        page = client.get(f"/reports/{name}?as_at={DAY}&icb=GB-NHS-QWO&{parameter}=university").text
        assert re.search(rf'<select[^>]* name="{parameter}"', page)
        assert '<option value="university" selected>' in page
        assert "is not one of the choices" in said(client.get(f"/reports/{name}?{parameter}=univercity").text)


def test_a_span_that_holds_no_day_is_said_at_its_field(client: FlaskClient) -> None:
    page = client.get(f"/reports/changes-between-dates?since={DAY}&as_at=2026-04-01").text
    assert "Since must be a day before that of the answer" in said(page)
    assert "No rows" not in said(page)


def test_whoever_is_not_open_is_said_above_no_rows(client: FlaskClient) -> None:
    view = seed_snapshot().view(date.fromisoformat(DAY))
    board = next(one for one in view.organisations if one.type == "icb" and not view.open[one.index])
    page = said(client.get(f"/reports/gaps-by-board?as_at={DAY}&icb={board.id}").text)
    assert "is not open on 24 November 2026" in page
    council = next(one for one in view.organisations if one.type == "local-authority")
    page = said(client.get(f"/reports/expectation-matrix?as_at={DAY}&org={council.id}").text)
    assert "is none of these: an NHS trust, an integrated care board" in page
