"""The page of an organisation beside its peers."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from tests.fixtures.browser import application
from tests.fixtures.facts import seed_snapshot
from tests.web.organisations import AT, COUNCIL, LEEDS, closed_board, section, text_of
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
    assert page.partition('class="coverage"')[2].partition("</table>")[0].count("<tr>") == 32 + 1 + 1
    assert "6 of 20" in said(page)
    assert "As at 23 November 2026" in page
    assert "the NHS region North East and Yorkshire" in page
    narrowed = said(text_of(client, f"{LEEDS}/peers?{AT}&value_area=estates"))
    assert "4 of 22 expectations shown." in narrowed


def test_a_board_s_peers_are_all_boards_of_england_where_its_region_has_few(client: FlaskClient) -> None:
    page = said(text_of(client, f"/organisations/GB-NHS-QWO/peers?{AT}"))
    assert "in England, because its NHS region has fewer than 5 others" in page


def test_only_trusts_and_boards_have_peers(client: FlaskClient) -> None:
    assert "trusts and integrated care boards" in text_of(client, f"{COUNCIL}/peers", 422)
    assert "Whoever followed it has peers" in text_of(client, f"/organisations/{closed_board()}/peers?{AT}")
