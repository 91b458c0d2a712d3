"""The pages of brokers as text: who joins others, and who would lose whom."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from graphsvc.questions.brokers import Broker, brokers
from tests.fixtures.browser import application
from tests.fixtures.facts import seed_snapshot
from tests.fixtures.strings import HOSTILE
from tests.web import saying
from tests.web.organisations import AT, closed_board, england, rows, text_of


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return application(seed_snapshot()).test_client()


@pytest.fixture(scope="module")
def everyone() -> tuple[Broker, ...]:
    return brokers(england())


def said(client: FlaskClient, address: str, status: int = 200) -> str:
    return saying.said(text_of(client, address, status))


def body(client: FlaskClient, address: str) -> str:
    """The rows of the first table of a page."""
    return text_of(client, address).partition("<tbody>")[2].partition("</tbody>")[0]


def losing(broker: Broker) -> int:
    """How many would be cut off without it."""
    return sum(len(part.organisations) for part in broker.cut_off)


def joined(broker: Broker) -> int:
    """How many are joined to each other with it."""
    return broker.cut_off[0].lose + len(broker.cut_off[0].organisations)


def test_the_list_begins_with_its_finding_and_says_of_how_many(
    client: FlaskClient, everyone: tuple[Broker, ...]
) -> None:
    page = said(client, f"/brokers?{AT}")
    cutting = sum(1 for one in everyone if one.cut_off)
    assert f"As at 23 November 2026, {cutting} of {len(everyone)} brokers are single points of failure." in page
    assert f"{everyone[0].organisation.name} lies on more of the shortest ways between others than anyone else" in page
    assert "on 30.6% of them" in page
    assert f"1 to 50 of {len(everyone)} brokers" in page
    assert body(client, f"/brokers?{AT}").count("<tr>") == 50


def test_the_pages_of_the_list_have_every_broker_once(client: FlaskClient, everyone: tuple[Broker, ...]) -> None:
    found: list[str] = []
    for page in range(1, -(-len(everyone) // 50) + 1):
        found += re.findall(r'href="/organisations/([^"?]*)', body(client, f"/brokers?{AT}&page={page}"))
    assert found == [one.organisation.id for one in everyone]
    assert "Page 2 of" in said(client, f"/brokers?{AT}&page=2")
    assert f"of {len(everyone)} brokers" in said(client, f"/brokers?{AT}&page=9999")


def test_single_points_of_failure_are_listed_by_how_many_would_be_cut_off_with_their_rank_among_all(
    client: FlaskClient, everyone: tuple[Broker, ...]
) -> None:
    expected = sorted((one for one in everyone if one.cut_off), key=lambda one: -losing(one))
    address = f"/brokers?{AT}&single_points=true"
    shown = [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in body(client, address).split("</tr>")[:-1]]
    assert [int(row[0]) for row in shown] == [everyone.index(one) + 1 for one in expected[:50]]
    assert [int(saying.said(row[3]).split()[0]) for row in shown] == [losing(one) for one in expected[:50]]
    page = said(client, address)
    first = expected[0]
    assert f"The most would be cut off without {first.organisation.name}: {losing(first)} organisations" in page
    assert everyone[0].organisation.name not in page.partition("1 to 50")[0]
    assert "do not add them up" in page
    council = next(one for one in expected if one.organisation.type == "local-authority")
    assert (
        f"The most would be cut off without {council.organisation.name}, of those of the type Local authority: "
        f"{losing(council)} organisation" in said(client, f"{address}&type=local-authority")
    )


def test_the_list_is_narrowed_by_type_and_to_single_points_of_failure(
    client: FlaskClient, everyone: tuple[Broker, ...]
) -> None:
    expected = [one for one in everyone if one.organisation.type == "network" and one.cut_off]
    page = said(client, f"/brokers?{AT}&type=network&single_points=true")
    assert f"{len(expected)} single points of failure that are Network or multi-party partnership" in page
    assert "nobody" not in body(client, f"/brokers?{AT}&type=network&single_points=true")


@pytest.mark.parametrize(
    ("parameter", "said_of_it"),
    [("type", "not one of the choices"), ("single_points", "not one of the choices"), ("page", "whole number from 1")],
)
def test_what_cannot_be_used_is_named(client: FlaskClient, parameter: str, said_of_it: str) -> None:
    assert said_of_it in said(client, f"/brokers?{parameter}=perhaps", 422)
    for text in HOSTILE:
        answer = client.get("/brokers", query_string={parameter: text})
        assert answer.status_code == 422, text[:60]
        assert "<script>alert" not in answer.text
        assert "<img" not in answer.text


def test_the_list_is_saved_whole(client: FlaskClient, everyone: tuple[Broker, ...]) -> None:
    found = rows(client, f"/brokers.csv?{AT}")
    assert [row["organisation"] for row in found] == [one.organisation.id for one in everyone]
    assert [float(row["betweenness"]) for row in found] == [one.betweenness for one in everyone]
    assert {row["as_at"] for row in found} == {"2026-11-23"}
    single = rows(client, f"/brokers.csv?{AT}&single_points=true")
    assert len(single) == sum(1 for one in everyone if one.cut_off)
    assert all(row["cut_off"] and row["lose"] for row in single)
    assert [int(row["losing"]) for row in single] == sorted(losing(one) for one in everyone if one.cut_off)[::-1]
    assert {int(row["rank"]): row["organisation"] for row in single}.items() <= {
        rank: one.organisation.id for rank, one in enumerate(everyone, 1)
    }.items()
    assert client.get("/brokers.xlsx").data[:2] == b"PK"
    assert client.get("/brokers.exe").status_code == 404
    assert client.get("/brokers.csv?type=none").status_code == 422


def test_who_would_lose_whom_is_named_part_by_part(client: FlaskClient, everyone: tuple[Broker, ...]) -> None:
    one = max(everyone, key=losing)
    index = one.organisation.index
    page = said(client, f"/brokers/{one.organisation.id}?{AT}")
    text = client.get(f"/brokers/{one.organisation.id}?{AT}").text
    assert (
        f"as far as it is recorded, {losing(one)} organisations are joined to the other {joined(one) - losing(one)} "
        "only through it: it is a single point of failure." in page
    )
    cut = [organisation for part in one.cut_off for organisation in part.organisations]
    near = sum(1 for organisation in cut if organisation.index in england().neighbours[index])
    assert f"{near} of its {one.partners} partners are among them; the other {losing(one) - near} hang on these" in page
    for part in one.cut_off:
        assert f"recorded way to the other {part.lose}" in page
    for organisation in cut:
        anchor = "#gaps" if organisation.type in ("nhs-trust", "icb") else "#fills"
        assert f'/organisations/{organisation.id}?as_at=2026-11-23{anchor}"' in text
    assert f"Rank among all brokers: {everyone.index(one) + 1} of {len(everyone)}." in page
    assert text.index(cut[0].id) < text.index('id="as_at"'), "who, before another date is asked for"


def test_who_would_be_cut_off_is_saved(client: FlaskClient, everyone: tuple[Broker, ...]) -> None:
    one = max(everyone, key=losing)
    address = f"/brokers/{one.organisation.id}/cut-off"
    found = rows(client, f"{address}.csv?{AT}")
    assert [(row["organisation"], int(row["lose"])) for row in found] == [
        (organisation.id, part.lose) for part in one.cut_off for organisation in part.organisations
    ]
    joined_to = {england().organisations[index].id for index in england().neighbours[one.organisation.index]}
    assert {row["organisation"] for row in found if row["partner"] == "yes"} == joined_to & {
        row["organisation"] for row in found
    }
    assert client.get(f"{address}.xlsx").data[:2] == b"PK"
    assert client.get(f"{address}.exe").status_code == 404
    assert client.get("/brokers/nobody/cut-off.csv").status_code == 404


def test_one_without_whom_nobody_loses_anybody_says_so(client: FlaskClient, everyone: tuple[Broker, ...]) -> None:
    one = next(broker for broker in everyone if not broker.cut_off)
    page = said(client, f"/brokers/{one.organisation.id}?{AT}")
    assert "As at 23 November 2026, as far as it is recorded, nobody would lose anybody" in page
    assert "it is no single point of failure." in page
    assert "would lose its recorded way" not in page
    assert "cut-off.csv" not in client.get(f"/brokers/{one.organisation.id}?{AT}").text


def test_those_that_are_no_brokers_say_why(client: FlaskClient) -> None:
    assert "left out here" in said(client, f"/brokers/LOCAL-national-institute-for-health-and-care-research?{AT}")
    assert "no single point of failure" in said(client, f"/brokers/GB-NHS-K0N6A?{AT}")
    assert "It lies on no shortest way between two others." in said(client, f"/brokers/GB-NHS-K0N6A?{AT}")
    assert "It was followed by" in said(client, f"/brokers/{closed_board()}?{AT}")
    assert client.get("/brokers/nobody").status_code == 404


def test_an_organisation_s_page_says_when_others_depend_on_it(
    client: FlaskClient, everyone: tuple[Broker, ...]
) -> None:
    cutting = next(broker for broker in everyone if broker.cut_off)
    page = said(client, f"/organisations/{cutting.organisation.id}?{AT}")
    some = sum(len(part.organisations) for part in cutting.cut_off)
    joined = cutting.cut_off[0].lose + len(cutting.cut_off[0].organisations)
    alone = f"{some} organisation{' has' if some == 1 else 's have'} no other recorded way to the rest"
    assert f"Joined through it alone: {alone} of the {joined:,} that are joined." in page
    assert "single point of failure" in page
    other = next(broker for broker in everyone if not broker.cut_off)
    assert "Joined through it alone" not in said(client, f"/organisations/{other.organisation.id}?{AT}")
