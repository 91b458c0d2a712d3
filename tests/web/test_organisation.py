"""The page of one organisation as text: what is found, what is missing and the way in."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from graphsvc.questions.gaps import cells_of, gaps_of
from tests.fixtures.browser import application
from tests.fixtures.facts import seed_snapshot
from tests.web.organisations import AT, COUNCIL, LEEDS, NORFOLK, england, section, text_of
from tests.web.saying import said


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return application(seed_snapshot()).test_client()


def test_the_finding_has_its_date_its_denominator_and_the_gaps_by_state(client: FlaskClient) -> None:
    page = said(text_of(client, f"{LEEDS}?{AT}"))
    assert "As at 23 November 2026, 6 of 20 expected partnerships recorded (30%)" in page
    assert "3 of them with current evidence." in page
    assert "14 gaps: 10 unrecorded, 2 shared network, 2 proposed." in page
    assert "Suggested for the first gaps: Leeds City Council (Local authority, Research and innovation); " in page
    assert "Not recorded is not the same as not existing" in page


@pytest.mark.parametrize("name", ["GB-NHS-RR8", "GB-NHS-T6Y0W", "GB-NHS-QWO", "GB-NHS-RXN"])
def test_all_records_are_told_apart_by_what_they_are_for(client: FlaskClient, name: str) -> None:
    view = england()
    organisation = view.organisations[view.snapshot.index_of[name]]
    page = said(text_of(client, f"/organisations/{name}?{AT}").partition('<div class="finding">')[2])
    told = re.search(r"(\d+) records? with \d+ organisations?: (.*?\.)", page)
    assert told
    parts = [int(count) for count in re.findall(r"(\d+) (?:is|are) (?!not )", told[2])]
    assert sum(parts) == int(told[1]) == len(view.links_of[organisation.index])
    behind = re.search(r"(\d+) (?:is|are) behind", told[2])
    counted = [cell for cell in cells_of(view, organisation) if cell.state == "recorded" and cell.counts]
    recorded = {record for cell in counted for record in cell.records}
    assert (int(behind[1]) if behind else 0) == len(recorded)


def test_an_area_with_records_and_none_of_what_is_expected_says_why(client: FlaskClient) -> None:
    areas = said(text_of(client, f"{LEEDS}?{AT}").partition('class="by-area"')[2].partition('class="pictured"')[0])
    whom = "with partners that the guidance does not name in this value area."
    none = "0 of 4 expected partnerships recorded, 4 gaps"
    assert f"{none} in Local expenditure: its 1 record here is {whom}" in areas
    assert f"{none} in Social inclusion: 1 of its 2 records here is {whom}" in areas
    assert areas.count(whom) == 2


def test_each_value_area_has_its_partners_or_says_that_none_is_recorded(client: FlaskClient) -> None:
    page = text_of(client, f"{LEEDS}?{AT}").partition('class="by-area"')[2].partition('class="pictured"')[0]
    assert page.count('<h3 id="area-') == 5
    assert page.count('class="record"') == 21
    for record in ("P00837", "P00838"):
        assert page.count(record) == 1
    assert "evidence of 22 April 2025" in page
    bare = said(text_of(client, f"/organisations/GB-NHS-K0N6A?{AT}"))
    assert bare.count("No recorded partnership") >= 5


def test_each_gap_has_its_reason_its_rule_and_the_way_in_to_whom_is_suggested(client: FlaskClient) -> None:
    view = england()
    page = section(text_of(client, f"{LEEDS}?as_at=2026-11-23"), "gaps")
    found = gaps_of(view, "GB-NHS-RR8", suggest=3)
    gaps = [cell for cell in found.cells if cell.state.is_gap]
    assert page.count('<div class="what">') == len(gaps)
    assert page.count("Rule skills-employment/dwp, version 1.") == 1
    for cell in gaps:
        assert f"Rule {cell.rule.id}, version {cell.rule.version}." in page
        for one in cell.suggestions.items:
            way = f"source=GB-NHS-RR8&amp;target={one.organisation.id}"
            assert (way in page) == (one.hops is not None)
            assert f"one=GB-NHS-RR8&amp;other={one.organisation.id}" in page
    assert "peers record one." in page


@pytest.mark.parametrize("name", ["GB-NHS-RR8", "GB-NHS-T6Y0W"])
def test_what_has_no_current_evidence_or_is_inherited_is_to_be_reconfirmed(client: FlaskClient, name: str) -> None:
    view = england()
    page = section(text_of(client, f"/organisations/{name}?{AT}"), "reconfirm").partition("<table")[0]
    cells = [one for one in cells_of(view, view.organisations[view.snapshot.index_of[name]]) if one.reconfirm]
    assert cells
    assert page.count('<div class="what">') == len(cells)
    assert page.count('state-inherited"') == sum(cell.state == "inherited" for cell in cells)
    for record in (record for cell in cells for record in cell.records):
        assert f"Record {record}: " in page


def test_it_is_put_into_the_patch_and_taken_out_of_it(client: FlaskClient) -> None:
    page = text_of(client, f"{LEEDS}?value_area=estates")
    assert f'{LEEDS}?value_area=estates&amp;patch=GB-NHS-RR8">Add to my patch' in page.replace(
        f"{LEEDS}?patch=GB-NHS-RR8&amp;value_area=estates", f"{LEEDS}?value_area=estates&amp;patch=GB-NHS-RR8"
    )
    page = text_of(client, f"{LEEDS}?patch=GB-NHS-RR8")
    assert f'<a href="{LEEDS}">Remove from my patch' in page


def test_it_leads_to_the_other_questions(client: FlaskClient) -> None:
    page = text_of(client, LEEDS)
    for address in (
        "/paths?target=GB-NHS-RR8", "/paths?source=GB-NHS-RR8", "/meeting?one=GB-NHS-RR8", "/map?org=GB-NHS-RR8",
        "/proposal?organisation=GB-NHS-RR8", f"{LEEDS}/peers", "/brokers/GB-NHS-RR8",
    ):
        assert f'href="{address}"' in page


def test_one_that_is_no_trust_or_board_has_no_gaps_but_what_it_does_for_them(client: FlaskClient) -> None:
    page = text_of(client, f"{COUNCIL}?{AT}")
    assert 'id="gaps"' not in page
    fills = section(page, "fills")
    assert "Records with it are behind 3 expected partnerships of 2 trusts and boards" in fills
    assert LEEDS in fills
    assert "It is a suggestion, not a record." in fills


def test_its_records_are_a_table_with_ids_dates_and_evidence(client: FlaskClient) -> None:
    view = england()
    records = section(text_of(client, f"{NORFOLK}?{AT}"), "records")
    links = view.links_of[view.snapshot.index_of["GB-NHS-T6Y0W"]]
    assert records.count('<tr class="recorded">') == len(links)
    for link in links:
        assert link.partnership.id in records
    assert "recorded between NHS " in records
    assert f"{len(links)} records:" in said(records)


def test_records_that_are_not_active_are_told_of_one_of_whom_nothing_is_expected(client: FlaskClient) -> None:
    page = said(text_of(client, f"{COUNCIL}?{AT}"))
    assert "As at 23 November 2026: 11 records with 9 organisations; 2 of the records are proposed." in page
