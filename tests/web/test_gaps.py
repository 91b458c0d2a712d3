"""The page of gaps: what it says is what the questions answer, whatever is asked of it."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from html import unescape
from random import Random

import pytest
from flask.testing import FlaskClient

from graphsvc.questions.gaps import coverage_of, gaps_of_many
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import CellState
from tests.fixtures.browser import application
from tests.fixtures.facts import seed_snapshot, seed_tables
from tests.reading.gaps import Gaps
from tests.reading.gaps import coverage as coverage_read
from tests.web.saying import said

DAY = "2026-11-24"
AT = f"as_at={DAY}"
BOARD = "GB-NHS-QWO"


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return application(seed_snapshot()).test_client()


@pytest.fixture(scope="module")
def view() -> View:
    return seed_snapshot().view(date.fromisoformat(DAY))


def rows_of(answer_text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer_text.removeprefix("\ufeff"))))


def test_the_finding_is_the_coverage_of_england_by_the_second_reading(client: FlaskClient) -> None:
    reading = Gaps(seed_tables(), date.fromisoformat(DAY))
    asked = [key for key in reading.world.open if reading.world.type_of(key) in ("nhs-trust", "icb")]
    cells = [cell for key in asked for cell in reading.cells(key)]
    recorded, current, of = coverage_read(cells)
    text = said(client.get(f"/gaps?{AT}").text)
    assert f"{len(asked)} trusts and boards: {recorded:,} of {of:,} expected partnerships recorded" in text
    assert f"{current:,} of them with current evidence" in text
    assert "As at 24 November 2026" in text
    gaps = [cell for cell in cells if cell.state not in ("recorded", "not-applicable", "not-collected")]
    assert f"{len(gaps):,} gaps: " in text


def drawn_questions() -> list[str]:
    """Twenty questions drawn by lot, of every parameter."""
    lot, snapshot = Random(4), seed_snapshot()
    boards = [one.id for one in snapshot.organisations if one.type == "icb" and not one.closed]
    regions = [place.code for place in snapshot.places.by_code.values() if place.kind == "nhs-region"]
    choices = {
        "region": regions, "icb": boards, "value_area": list(snapshot.value_areas),
        "partner_type": list(snapshot.partner_types), "state": [state.value for state in CellState],
    }
    return [
        "&".join(f"{name}={lot.choice(choices[name])}" for name in lot.sample(sorted(choices), lot.randint(1, 3)))
        for _ in range(20)
    ]


@pytest.mark.parametrize("question", drawn_questions())
def test_the_page_and_the_file_answer_as_the_question_does(client: FlaskClient, view: View, question: str) -> None:
    asked = dict(pair.split("=") for pair in question.split("&"))
    found = gaps_of_many(
        view, region=asked.get("region", ""), icb=asked.get("icb", ""),
        value_areas=[asked["value_area"]] if "value_area" in asked else (),
        partner_types=[asked["partner_type"]] if "partner_type" in asked else (),
        states=[asked["state"]] if "state" in asked else (),
    )
    page = client.get(f"/gaps?{question}&{AT}")
    assert page.status_code == 200
    text = said(page.text)
    if found.organisations == 0:
        assert "There is no open trust or board here at this date." in text
    elif found.coverage.of:
        assert f": {found.coverage.recorded:,} of {found.coverage.of:,} expected partnerships recorded" in text
    if found.cells:
        counted = f"of {len(found.cells):,}" if len(found.cells) > 50 else f"{len(found.cells)} cell"
        assert counted in text
    rows = rows_of(client.get(f"/gaps.csv?{question}&{AT}").text)
    assert sorted((row["organisation"], row["rule"], row["state"]) for row in rows) == sorted(
        (cell.organisation.id, cell.rule.id, cell.state) for cell in found.cells
    )


def test_every_number_of_the_table_is_what_its_link_lists(client: FlaskClient) -> None:
    text = client.get(f"/gaps?{AT}").text
    cells = re.findall(r'<td class="shade-\d"><a href="([^"]+)">([\d,]+)<wbr>/([\d,]+)<', text)
    assert len(cells) > 600
    for address, recorded, of in Random(5).sample(cells, 12):
        behind = said(client.get(unescape(address).partition("#")[0]).text)
        assert f": {recorded} of {of} expected partnerships recorded" in behind


def test_the_same_share_has_the_same_shade_and_only_nothing_recorded_has_none(client: FlaskClient) -> None:
    text = client.get(f"/gaps?{AT}").text
    shades: dict[float, set[str]] = {}
    for shade, recorded, of in re.findall(r'<td class="shade-(\d)"><a href="[^"]+">([\d,]+)<wbr>/([\d,]+)<', text):
        shades.setdefault(int(recorded.replace(",", "")) / int(of.replace(",", "")), set()).add(shade)
    assert all(len(some) == 1 for some in shades.values())
    assert shades[0] == {"0"}
    assert all("0" not in some for share, some in shades.items() if share)


def test_a_partner_type_that_was_not_collected_has_cells_that_say_so(client: FlaskClient) -> None:
    text = client.get(f"/gaps?value_area=skills-employment&{AT}").text
    assert "School or academy trust (not collected)" in text
    assert text.count('hidden">not collected</span>') == 37
    assert "nothing to count: none applies" in client.get(f"/gaps?icb=GB-NHS-QT6&{AT}").text


def test_a_long_list_is_shown_in_pages_that_lose_no_cell(client: FlaskClient) -> None:
    question = f"/gaps?icb={BOARD}&{AT}"
    whole = rows_of(client.get(question.replace("/gaps?", "/gaps.csv?")).text)
    first = client.get(question).text
    assert f"Cells 1 to 50 of {len(whole)}" in said(first)
    last = -(-len(whole) // 50)
    pages = [client.get(f"{question}&page={page}").text for page in range(1, last + 1)]
    shown = sum(text.count('<th role="rowheader" scope="row"><a') for text in pages)
    assert shown == len(whole)
    assert client.get(f"{question}&page=9999").text == client.get(f"{question}&page={last}").text.replace(
        f"page={last}", "page=9999"
    )


def test_states_filter_the_list_and_not_the_coverage(client: FlaskClient, view: View) -> None:
    everything, some = (client.get(f"/gaps?icb={BOARD}{more}&{AT}").text for more in ("", "&state=lapsed"))
    found = gaps_of_many(view, icb=BOARD)
    for text in (everything, some):
        assert f"{found.coverage.recorded} of {found.coverage.of} expected partnerships recorded" in said(text)
    lapsed = sum(1 for cell in found.cells if cell.state is CellState.LAPSED)
    assert some.count('<th role="rowheader" scope="row"><a') == lapsed
    assert f"{lapsed} cell in the states chosen, of {len(found.cells)} that were looked at" in said(some)


def test_a_cell_is_listed_with_its_reason_rule_evidence_and_records(client: FlaskClient) -> None:
    text = said(client.get(f"/gaps?icb={BOARD}&value_area=skills-employment&partner_type=university&{AT}").text)
    assert "Recorded with University of Huddersfield." in text
    assert "UniversitySkills and employment" in text.replace("University Skills", "UniversitySkills")
    assert "No recorded partnership." in text
    assert "old, to be reconfirmed" in text
    assert "skills-employment/university, version 1" in text
    assert re.search(r"1 record of Calderdale and Huddersfield NHS Foundation Trust, University, .{0,40}P\d{5}: ", text)


def test_only_trusts_or_only_boards(client: FlaskClient, view: View) -> None:
    for kind, word in (("icb", "Integrated care boards"), ("nhs-trust", "NHS trusts")):
        found = [cell for cell in gaps_of_many(view).cells if cell.organisation.type == kind]
        coverage = coverage_of(found)
        text = said(client.get(f"/gaps?type={kind}&{AT}").text)
        assert f"England, {word}" in text
        assert f"{coverage.recorded} of {coverage.of:,} expected" in text


def test_my_patch_is_its_trusts_and_boards(client: FlaskClient) -> None:
    patch = "patch=GB-NHS-RR8&patch=E08000032&scope=patch"
    rows = rows_of(client.get(f"/gaps.csv?{patch}&{AT}").text)
    names = {row["organisation_name"] for row in rows}
    assert {"Leeds Teaching Hospitals NHS Trust", "Bradford Teaching Hospitals NHS Foundation Trust"} <= names
    assert len(names) < 8
    assert f"{len(names)} trusts and boards" in said(client.get(f"/gaps?{patch}&{AT}").text)
    assert "No open trust or board is in your patch" in said(client.get(f"/gaps?scope=patch&{AT}").text)


def test_a_board_that_is_not_open_names_who_followed(client: FlaskClient) -> None:
    text = client.get(f"/gaps?icb=GB-NHS-QNX&{AT}").text
    assert "Sussex ICB is not open on 24 November 2026 (its heir is Surrey and Sussex ICB)." in said(text)
    assert "icb=GB-NHS-S9B9J" in text
    assert "Sussex ICB" in said(client.get("/gaps?icb=GB-NHS-QNX&as_at=2025-01-01").text)
    assert "is not open" not in client.get("/gaps?icb=GB-NHS-QNX&as_at=2025-01-01").text


def test_a_name_becomes_the_plain_address(client: FlaskClient) -> None:
    answer = client.get("/gaps", query_string={"icb": "NHS West Yorkshire Integrated Care Board", "state": ""})
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/gaps?icb={BOARD}"


def test_files_are_named_by_ids_and_have_every_column(client: FlaskClient) -> None:
    question = f"icb={BOARD}&state=recorded&{AT}"
    answer = client.get(f"/gaps.csv?{question}")
    assert answer.headers["Content-Disposition"] == f"attachment; filename=gaps-{BOARD}.csv"
    (row, *_) = [row for row in rows_of(answer.text) if row["organisation"] == "GB-NHS-RWY"]
    assert row["board"] == BOARD
    assert row["document"] == "The NHS and local economies (NHS Confederation)"
    assert row["evidence"] in ("current", "old", "undated")
    assert row["records"].startswith("P")
    assert (row["as_at"], row["snapshot"]) == (DAY, seed_snapshot().hash)
    workbook = client.get(f"/gaps.xlsx?{question}")
    assert workbook.data.startswith(b"PK")
    assert workbook.mimetype == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert client.get(f"/gaps.csv?{question}", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
