"""The map's page as text: whose map, what is left of it, what it says of the date, files, faults, hostile texts."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient

from graphsvc.maps.files.export import MEDIA_TYPES
from tests.fixtures.browser import application
from tests.fixtures.facts import seed_snapshot
from tests.fixtures.hostile import CENTRE, NAMES, hostile_snapshot
from tests.fixtures.strings import HOSTILE
from tests.web.saying import said

DAY = "2026-11-23"
LEEDS = f"/map?org=GB-NHS-RR8&as_at={DAY}"
BOARD = f"/map?icb=GB-NHS-QWO&as_at={DAY}"
ENGLAND = f"/map?england=true&as_at={DAY}"


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return application(seed_snapshot()).test_client()


def embedded(html: str, block: str = "map-data") -> Any:  # noqa: ANN401 - whatever the page embeds
    found = re.search(rf'<script type="application/json" id="{block}">(.*?)</script>', html, re.DOTALL)
    assert found
    return json.loads(found[1])


def rows(html: str, what: str) -> tuple[list[str], list[str]]:
    """Keys of a table's rows: those that are shown, and those that the filters leave out."""
    found = re.findall(rf'<tr data-{what}="([^"]*)"( hidden)?>', html)
    shown = sorted(unescape(key) for key, hidden in found if not hidden)
    return shown, sorted(unescape(key) for key, hidden in found if hidden)


def test_without_a_subject_there_is_a_form_with_three_examples_that_have_maps(client: FlaskClient) -> None:
    html = client.get("/map").text
    assert 'id="map-data"' not in html
    examples = [unescape(one) for one in re.findall(r'<h3><a href="([^"]*)"', html)]
    assert len(examples) == 3
    for address in examples:
        assert rows(client.get(address).text, "link")[0]


@pytest.mark.parametrize("query", [
    LEEDS, f"{LEEDS}&value_area=estates&state=active", f"{BOARD}&type=university&type=fe-college",
    f"{BOARD}&hops=2&kind=funding&layout=geographic", f"{ENGLAND}", f"{ENGLAND}&value_area=estates",
    f"/map?region=E40000012&hops=0&as_at={DAY}&layout=tiles", f"{BOARD}&hide=GB-LAE-LDS",
])
def test_the_tables_have_what_the_interface_for_programs_answers(client: FlaskClient, query: str) -> None:
    html = client.get(query).text
    told = client.get(f"/api/v1{query}").get_json()
    assert rows(html, "link")[0] == sorted(item["key"] for kind in ("links", "bundles") for item in told[kind])
    members = {node["id"] for node in told["nodes"]} | {group["key"] for group in told["groups"]}
    assert rows(html, "member")[0] == sorted(members)


def test_what_filters_leave_out_is_there_for_the_script_and_hidden(client: FlaskClient) -> None:
    everything = rows(client.get(LEEDS).text, "link")[0]
    shown, hidden = rows(client.get(f"{LEEDS}&value_area=estates").text, "link")
    assert sorted([*shown, *hidden]) == everything
    assert len(shown) == 4


def test_boxes_are_ticked_as_the_address_says(client: FlaskClient) -> None:
    html = client.get(f"{LEEDS}&value_area=estates&state=active").text
    ticked = re.findall(r'<input type="checkbox" form="map-question" name="(\w+)" value="([^"]*)"[^>]* checked>', html)
    assert ticked == [("value_area", "estates"), ("state", "active")]
    assert embedded(html)["filters"] == {"value_area": ["estates"], "type": [], "kind": [], "state": ["active"]}


def test_the_page_says_its_finding_its_denominator_and_its_date(client: FlaskClient) -> None:
    text = said(client.get(f"{LEEDS}&value_area=estates").text)
    assert "Partners of Leeds Teaching Hospitals NHS Trust As at 23 November 2026." in text
    assert "Leeds Teaching Hospitals has 4 recorded partnerships in estates management." in text
    assert "4 of 21" in text
    assert "Only records in Estates management." in text


def test_a_large_map_says_that_it_is_drawn_as_groups(client: FlaskClient) -> None:
    text = said(client.get(ENGLAND).text)
    assert "Organisations of one type in one board’s area are drawn as one." in text
    assert "227 groups of 646 organisations" in text
    assert "NHS trusts or foundation trusts in West Yorkshire ICB" in text
    assert "drawn as one Open" in text
    html = client.get(ENGLAND).text
    assert f"/map?england=true&amp;as_at={DAY}&amp;each=true" in html
    assert 'name="open" value="GB-NHS-QWO:local-authority"' in html
    opened = client.get(f"{ENGLAND}&open=GB-NHS-QWO:local-authority").text
    assert "GB-LAE-LDS" in rows(opened, "member")[0]
    assert "Close the 1 open group" in opened


def test_the_finding_names_those_who_have_nothing_recorded(client: FlaskClient) -> None:
    text = said(client.get(f"{BOARD}&value_area=skills-employment").text)
    assert (
        "Of 11 trusts and boards asked for, 2 have no recorded partnership in skills and employment: South West "
        "Yorkshire Partnership NHS Foundation Trust and Bradford District Care." in text
    )
    among = said(client.get(f"{BOARD}&hops=0").text)
    assert "Of 11 trusts and boards asked for, 6 have no recorded partnership with another of them: " in among
    england = said(client.get(ENGLAND).text)
    assert "Of 238 trusts and boards in England, 4 have no recorded partnership." in england
    assert "Of 36 boards’ areas, that of North East and North Cumbria ICB has the most records" in england


def test_those_without_a_place_are_counted_and_listed(client: FlaskClient) -> None:
    html = client.get(f"{BOARD}&layout=geographic").text
    drawn = {node["facts"]["id"] for node in embedded(html)["nodes"]}
    everyone = {node["facts"]["id"] for node in embedded(client.get(f"{BOARD}&layout=network").text)["nodes"]}
    assert drawn < everyone
    listed = re.findall(r'<li><a href="/organisations/([^"?]*)["?]', html)
    assert everyone - drawn <= set(listed)


def test_the_days_on_which_a_map_changes_lead_to_what_was_true_then(client: FlaskClient) -> None:
    html = client.get("/map?icb=GB-NHS-QWO").text
    days = embedded(html, "map-days")
    assert [day["day"] for day in days] == sorted(day["day"] for day in days)
    assert days[-1]["today"]
    counts = []
    for day in days[: -1 : max(1, len(days) // 6)]:
        then = client.get(f"/map?icb=GB-NHS-QWO&as_at={day['day']}")
        assert then.status_code == 200
        counts.append(len(rows(then.text, "link")[0]))
    assert counts[0] < counts[-1]


def test_succession_is_shown(client: FlaskClient) -> None:
    text = said(client.get("/map?icb=GB-NHS-Z9B2Z&as_at=2026-04-01").text)
    assert "West and North London ICB followed" in text
    assert "1 April 2026" in text
    assert "succession" not in said(client.get("/map?org=GB-NHS-RR8&as_at=2010-01-01&layout=network").text)


@pytest.mark.parametrize("suffix", MEDIA_TYPES)
def test_a_map_is_saved_with_its_filters(client: FlaskClient, suffix: str) -> None:
    html = client.get(f"{BOARD}&value_area=estates&layout=tiles").text
    address = unescape(next(iter(re.findall(rf'href="(/map\{suffix}[^"]*)"', html))))
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.mimetype == MEDIA_TYPES[suffix]
    assert answer.headers["Content-Disposition"] == f"attachment; filename=map-GB-NHS-QWO{suffix}"
    assert client.get(address, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    if suffix == ".json":
        told = client.get(f"/api/v1{BOARD}&value_area=estates&layout=tiles").get_json()
        keys = sorted(link["key"] for link in answer.get_json()["links"])
        assert keys == sorted(link["key"] for link in told["links"])


def test_names_become_ids_and_empty_fields_go(client: FlaskClient) -> None:
    answer = client.get("/map?org=leeds+teaching+hospitals&icb=&region=&hops=1")
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/map?org=GB-NHS-RR8&hops=1"


@pytest.mark.parametrize(("query", "parameter", "says"), [
    ("org=no+such+body+at+all", "org", "No organisation is called"),
    ("icb=GB-NHS-RR8", "icb", "is no integrated care board"),
    ("icb=GB-NHS-QWO&hops=9", "hops", "a whole number from 0 to 3"),
    ("icb=GB-NHS-QWO&value_area=nonsense", "value_area", "is not one of the choices"),
    ("icb=GB-NHS-QWO&layout=ego", "layout", "for one organisation"),
    ("england=true&open=nonsense", "open", "nonsense"),
])
def test_what_cannot_be_used_is_said_beside_the_form(
    client: FlaskClient, query: str, parameter: str, says: str
) -> None:
    answer = client.get(f"/map?{query}")
    assert answer.status_code == 422
    assert says in said(answer.text)
    assert f'href="#{parameter}"' in answer.text
    assert 'id="map-data"' not in answer.text
    file = client.get(f"/map.svg?{query}")
    assert file.status_code == 422
    assert says in said(file.text)


def test_other_formats_and_no_subject_are_refused(client: FlaskClient) -> None:
    assert client.get("/map.exe?org=GB-NHS-RR8").status_code == 404
    assert client.get("/map.svg").status_code == 422


@pytest.mark.parametrize("parameter", [
    "org", "icb", "region", "england", "hops", "value_area", "type", "kind", "state", "layout", "hide", "open", "each",
])
def test_hostile_texts_are_texts_in_every_parameter(client: FlaskClient, parameter: str) -> None:
    for text in HOSTILE:
        answer = client.get("/map", query_string={"icb": "GB-NHS-QWO", parameter: text})
        assert answer.status_code in (200, 303, 422), text[:60]
        assert "<img src=zz" not in answer.text
        assert "<script>alert" not in answer.text
        assert "<svg/onload" not in answer.text


def test_hostile_names_are_texts(client: FlaskClient) -> None:
    hostile = application(hostile_snapshot()).test_client()
    html = hostile.get(f"/map?org={CENTRE}&org=LOCAL-1").text
    assert "<script>window" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html
    assert unescape(re.findall(r'data-member="LOCAL-0">\s*<td data-value="([^"]*)"', html)[0]) == NAMES[0]
    assert client.get("/map?org=%00").status_code == 422
