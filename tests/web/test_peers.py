"""The page of an organisation beside its peers."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from graphsvc.questions.peers import peers_of
from tests.fixtures.browser import application
from tests.fixtures.facts import seed_snapshot
from tests.web.organisations import AT, COUNCIL, LEEDS, closed_board, england, rows, section, text_of
from tests.web.saying import said


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return application(seed_snapshot()).test_client()


def test_its_peers_are_counted_and_where_they_are_is_said(client: FlaskClient) -> None:
    page = said(section(text_of(client, f"{LEEDS}?{AT}"), "peers"))
    assert "the 32 other open organisations of its type in the NHS region North East and Yorkshire" in page
    assert re.search(r"\d+ of 32 peers have a larger share", page)
    assert re.search(r"1[0-9] of 32 peers record a", page)


def test_the_page_of_peers_has_each_expectation_and_each_peer(client: FlaskClient) -> None:
    page = text_of(client, f"{LEEDS}/peers?{AT}")
    assert page.partition('class="beside-peers"')[2].partition("</table>")[0].count("<tr>") == 22 + 1
    assert page.partition('class="coverage"')[2].partition("</table>")[0].count("<tr") == 32 + 1 + 1
    assert "6 of 20" in said(page)
    assert "As at 23 November 2026" in page
    assert "the NHS region North East and Yorkshire" in page
    narrowed = said(text_of(client, f"{LEEDS}/peers?{AT}&value_area=estates"))
    assert "4 of 22 expectations shown." in narrowed


def test_what_is_not_counted_is_named_with_its_reason(client: FlaskClient) -> None:
    page = said(text_of(client, f"{LEEDS}/peers?{AT}"))
    assert "2 more are listed below and not counted here: school or academy trust in skills and employment" in page
    assert "public health team in social inclusion (such partnerships have not been collected)" in page
    assert "not compared: such partnerships have not been collected" in page
    assert "applies to no peer" not in page


def test_its_place_among_its_peers_is_said_and_the_best_come_first(client: FlaskClient) -> None:
    assert "No peer has a larger share: it is first of 33." in said(text_of(client, f"{LEEDS}/peers?{AT}"))
    coverage = {one.organisation.id: one.coverage for one in peers_of(england(), "GB-NHS-RR8").peers}
    shares = sorted((one.recorded / one.of for one in coverage.values()), reverse=True)
    page = text_of(client, f"{LEEDS}/peers?{AT}").partition('class="coverage"')[2].partition("</table>")[0]
    shown = [coverage[id_] for id_ in re.findall(r'<td><a href="/organisations/([^"?]*)', page)]
    assert [one.recorded / one.of for one in shown] == shares
    last = next(one.organisation.id for one in peers_of(england(), "GB-NHS-RR8").peers if not one.coverage.recorded)
    assert "32 of 32 peers have a larger share" in said(text_of(client, f"/organisations/{last}/peers?{AT}"))
    level = next(one.organisation.id for one in peers_of(england(), "GB-NHS-RR8").peers if one.coverage.recorded == 5)
    assert "1 of 32 peers has a larger share, level with 2 others." in said(
        text_of(client, f"/organisations/{level}/peers?{AT}")
    )


def test_a_number_of_peers_leads_to_who_they_are(client: FlaskClient) -> None:
    page = text_of(client, f"{LEEDS}/peers?{AT}&value_area=social-inclusion")
    found = re.findall(r'href="#(who-\d+)">(\d+) of 32', page)
    assert [int(number) for _, number in found] == [4, 10, 8]
    for anchor, number in found:
        named = page.partition(f'<dt id="{anchor}">')[2].partition("<dd>")[2].partition("</dd>")[0]
        assert named.count("<a ") == int(number)


def test_the_table_is_saved_with_the_peers(client: FlaskClient) -> None:
    found = rows(client, f"{LEEDS}/peers.csv?{AT}")
    assert len(found) == 22
    assert all(len(row["peers"].split("; ")) == int(row["peers_recorded"]) for row in found if row["peers"])
    assert len(rows(client, f"{LEEDS}/peers.csv?{AT}&value_area=estates")) == 4
    assert client.get(f"{LEEDS}/peers.xlsx").data[:2] == b"PK"
    assert client.get(f"{LEEDS}/peers.exe").status_code == 404
    assert client.get(f"{LEEDS}/peers.csv?value_area=none").status_code == 422


def test_a_board_s_peers_are_all_boards_of_england_where_its_region_has_few(client: FlaskClient) -> None:
    page = said(text_of(client, f"/organisations/GB-NHS-QWO/peers?{AT}"))
    assert "in England, because its NHS region has fewer than 5 others" in page


def test_only_trusts_and_boards_have_peers(client: FlaskClient) -> None:
    assert "trusts and integrated care boards" in text_of(client, f"{COUNCIL}/peers", 422)
    assert "Whoever followed it has peers" in text_of(client, f"/organisations/{closed_board()}/peers?{AT}")
