"""The page of one organisation as text: who it is, who came before and after it."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from graphsvc.snapshot.graph import Snapshot
from tests.fixtures.browser import application
from tests.fixtures.facts import seed_snapshot
from tests.web.organisations import AT, LEEDS, NORFOLK, closed_board, england, section, text_of
from tests.web.saying import said
from tests.worlds import Dataset


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return application(seed_snapshot()).test_client()


def test_it_says_who_it_is(client: FlaskClient) -> None:
    known = text_of(client, f"{LEEDS}?{AT}").partition('<dl class="identity">')[2].partition("</dl>")[0]
    assert [said(part) for part in re.findall(r"<d[td]>.*?</d[td]>", known)] == [
        "Type", "NHS trust or foundation trust", "Sits in", "Leeds",
        "Board", "NHS West Yorkshire Integrated Care Board", "NHS region", "North East and Yorkshire",
        "Opened", "1 April 1998", "Id", "GB-NHS-RR8",
    ]


def test_an_inferred_place_says_so(client: FlaskClient) -> None:
    view = england()
    inferred = next(one for one in view.organisations if one.place_basis)
    assert "(inferred from the name)" in text_of(client, f"/organisations/{inferred.id}?{AT}")


def test_links_inherited_through_a_succession_are_told_at_the_top(client: FlaskClient) -> None:
    view = england()
    page = said(text_of(client, f"{NORFOLK}?{AT}"))
    index = view.snapshot.index_of["GB-NHS-T6Y0W"]
    records = {link.partnership.id: link.partnership for link in view.links_of[index]}
    before = [one.predecessor for one in view.snapshot.successions if one.successor == index]
    for one in before:
        count = sum(1 for record in records.values() if one in (record.source, record.target))
        if count:
            named = f"{count} of its {len(records)} records {'was' if count == 1 else 'were'} recorded with "
            assert named in page
    active = {link.partnership.id for link in view.links_of[index] if link.active and link.inherited}
    assert f"{len(active)} of these are active: ask whether they still hold." in page
    assert "which closed on 31 March 2026." in page
    assert "Reconfirm what was inherited." not in said(text_of(client, f"{LEEDS}?{AT}"))


def test_successions_have_date_kind_and_basis(client: FlaskClient) -> None:
    page = said(section(text_of(client, f"{NORFOLK}?{AT}"), "succession"))
    assert "It followed" in page
    assert "1 April 2026: merger" in page
    assert "(observed: the trusts of the predecessor carry the successor code" in page


def test_a_closed_organisation_names_its_heirs_and_has_no_finding(client: FlaskClient) -> None:
    view = england()
    page = text_of(client, f"/organisations/{closed_board()}?{AT}")
    assert "Not open on 23 November 2026" in page
    assert f"/organisations/{view.organisations[view.heirs(view.snapshot.index_of[closed_board()])[0]].id}" in page
    assert "It was followed by" in page
    assert 'id="gaps"' not in page


@pytest.mark.parametrize(
    ("until", "rest"), [("", "1 of these is active: ask whether it still holds."), ("2023", "None of these is active.")]
)
def test_one_record_is_told_in_the_singular(until: str, rest: str) -> None:
    data = Dataset()
    data.organisation("GB-NHS-X", "nhs-trust", closed="2025-03-31")
    data.organisation("GB-NHS-Y", "nhs-trust")
    data.succession("GB-NHS-X", "GB-NHS-Y", "2025-04-01")
    data.partnership("GB-NHS-X", data.organisation("V", "vcse"), until=until)
    client = application(Snapshot.from_rows(data.tables)).test_client()
    page = said(client.get("/organisations/GB-NHS-Y?as_at=2026-01-01").text)
    assert f"Its only record was recorded with GB-NHS-X, which closed on 31 March 2025. {rest}" in page
