"""The page of paths as text: what it says, what its links ask, its files, and that every fault is on its field."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from datetime import date
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from graphsvc.questions.paths import PathQuestion, find_paths
from graphsvc.snapshot.view import View
from tests.fixtures.browser import application
from tests.fixtures.facts import seed_snapshot
from tests.fixtures.hostile import CENTRE, NAMES, hostile_snapshot
from tests.fixtures.strings import HOSTILE

LEEDS, BOARD, BRADFORD = "GB-NHS-RR8", "GB-NHS-QWO", "GB-UKPRN-10007785"
AUTHORITY = "GSS-E47000003"
DAY = "2026-11-23"
PAIR = f"source={LEEDS}&target={BRADFORD}&as_at={DAY}"
PARAMETERS = (
    "source", "target", "target_type", "target_place", "value_area", "kind", "k", "max_hops", "order", "inherited",
    "national", "avoid", "via",
)


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return application(seed_snapshot()).test_client()


def at() -> View:
    return seed_snapshot().view(date.fromisoformat(DAY))


def asked_by(text: str, link: str) -> list[dict[str, list[str]]]:
    """What the links whose text begins so ask for."""
    found = re.findall(r'<a[^>]*? href="([^"]*)"[^>]*>([^<]*)', text)
    return [parse_qs(urlsplit(html.unescape(href)).query) for href, said in found if said.startswith(link)]


def steps(client: FlaskClient, query: str) -> list[dict[str, str]]:
    """Rows of the table that can be saved."""
    answer = client.get(f"/paths.csv?{query}")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))


def routes(rows: list[dict[str, str]]) -> list[list[str]]:
    """The ids of each path, in its order."""
    found: dict[str, list[str]] = {}
    for row in rows:
        route = found.setdefault(row["path"], [row["from"]])
        if route[-1] != row["to"]:
            route.append(row["to"])
    return list(found.values())


def test_without_parameters_there_is_a_form_and_an_example_that_has_an_answer(client: FlaskClient) -> None:
    text = client.get("/paths").text
    assert "who you know" in text
    example = re.search(r'href="(/paths\?[^"]*)">from Leeds', text)
    assert example is not None
    assert "The 3 best paths" in client.get(html.unescape(example[1])).text


def test_the_best_paths_are_sentences_with_steps_evidence_and_the_weakest(client: FlaskClient) -> None:
    text = client.get(f"/paths?{PAIR}").text
    assert "<strong>The 3 best paths</strong> of at most 6 hops, the fewest hops first" in text
    assert "as at 23 November 2026" in text
    assert "Leeds Teaching Hospitals reaches University of Bradford through West Yorkshire Combined" in text
    assert (
        "3 hops, evidence cost 3.5. Weakest step: West Yorkshire Combined Authority – West Yorkshire Health and Care "
        "Partnership, undated evidence." in text
    )
    assert text.index("have a lower <strong>evidence cost</strong>") < text.index('<ol class="paths">')
    assert text.count('<span class="state state-weakest">weakest step</span>') == 3
    assert 'rel="noopener noreferrer">Input sought for Leeds Innovation Village (Place Yorkshire)</a>, 2025' in text
    assert "Estates management: formal partnership, since 2025" in text


def test_every_step_has_all_its_records_and_its_cost(client: FlaskClient) -> None:
    answer = find_paths(at(), PathQuestion((LEEDS,), BRADFORD, k=5))
    rows = steps(client, PAIR + "&k=5")
    expected = [
        (str(rank), str(number), step.source.id, step.target.id, f"{step.cost}", link.partnership.id)
        for rank, path in enumerate(answer.paths, 1) for number, step in enumerate(path.steps, 1) for link in step.links
    ]
    assert [tuple(row[name] for name in ("path", "step", "from", "to", "cost", "record")) for row in rows] == expected
    weakest = {(row["path"], row["step"]) for row in rows if row["weakest"] == "yes"}
    assert weakest == {(str(rank), str(path.weakest + 1)) for rank, path in enumerate(answer.paths, 1)}
    assert all(row["as_at"] == DAY and row["snapshot"] == seed_snapshot().hash for row in rows)
    text = client.get(f"/paths?{PAIR}&k=5").text
    assert text.count('<ul class="records">') == sum(path.hops for path in answer.paths)


def test_avoiding_and_going_through_from_a_result(client: FlaskClient) -> None:
    text = client.get(f"/paths?{PAIR}").text
    avoiding, through = asked_by(text, "avoid this one")[0], asked_by(text, "go through this one")[0]
    assert avoiding["avoid"] == through["via"] == [AUTHORITY]
    assert all(AUTHORITY not in route for route in routes(steps(client, PAIR + f"&avoid={AUTHORITY}")))
    assert all(AUTHORITY in route for route in routes(steps(client, PAIR + f"&via={AUTHORITY}")))
    shown = client.get(f"/paths?{PAIR}&avoid={AUTHORITY}").text
    assert "not through <a" in shown
    assert all("avoid" not in asked for asked in asked_by(shown, "remove") if asked.get("source"))


def test_the_required_one_can_still_be_avoided(client: FlaskClient) -> None:
    text = client.get(f"/paths?{PAIR}&via={AUTHORITY}").text
    avoiding = [asked for asked in asked_by(text, "avoid this one") if AUTHORITY in asked["avoid"]]
    assert avoiding
    assert all("via" not in asked for asked in avoiding)


def test_several_sources_can_be_removed_and_those_of_the_patch_added(client: FlaskClient) -> None:
    query = f"source={LEEDS}&source={BOARD}&target={BRADFORD}&patch=GB-NHS-QHM&patch={LEEDS}&as_at={DAY}"
    text = client.get(f"/paths?{query}").text
    assert "Paths from Leeds Teaching Hospitals and West Yorkshire ICB to University of Bradford" in text
    assert [BOARD] in [asked.get("source") for asked in asked_by(text, "remove")]
    assert asked_by(text, "Add those of my patch")[0]["source"] == [LEEDS, BOARD, "GB-NHS-QHM"]
    assert "Swap" not in text
    assert {route[0] for route in routes(steps(client, query + "&k=20"))} <= {LEEDS, BOARD}


def test_swapping_asks_the_other_way_round(client: FlaskClient) -> None:
    swapped = asked_by(client.get(f"/paths?{PAIR}&k=2").text, "swap")[0]
    assert (swapped["source"], swapped["target"], swapped["k"]) == ([BRADFORD], [LEEDS], ["2"])
    back = routes(steps(client, f"source={BRADFORD}&target={LEEDS}&as_at={DAY}&k=1"))
    assert [route[::-1] for route in back] == routes(steps(client, PAIR + "&k=1"))


def test_the_nearest_of_a_type_in_a_place(client: FlaskClient) -> None:
    query = f"source={BOARD}&target_type=university&target_place=E08000035&as_at={DAY}"
    text = client.get(f"/paths?{query}").text
    assert "to the nearest university or higher education provider in Leeds" in text
    ends = [route[-1] for route in routes(steps(client, query))]
    assert ends
    assert "not this one" in text
    without = routes(steps(client, query + f"&avoid={ends[0]}"))
    assert ends[0] not in [route[-1] for route in without]


@pytest.mark.parametrize(("source", "target", "says", "change"), [
    ("GB-SHPE-4808", "LOCAL-coram-voice", "Allow 7 hops", {"max_hops": ["7"]}),
    ("GB-NHS-QR1", "GB-NHS-QOQ", "Go through national bodies too", {"national": ["true"]}),
    ("GB-NHS-S0E4D", "GB-UKPRN-10006299", "Ask as widely as possible", {"inherited": ["true"]}),
])
def test_no_path_says_why_and_what_would_give_one(
    client: FlaskClient, source: str, target: str, says: str, change: dict[str, list[str]]
) -> None:
    text = client.get(f"/paths?source={source}&target={target}&as_at={DAY}").text
    assert "No path of recorded partnerships joins" in text
    assert "what is not recorded may still exist" in text
    changed = asked_by(text, says)[0]
    assert changed.items() >= change.items()
    query = "&".join(f"{name}={value}" for name, values in changed.items() for value in values)
    assert routes(steps(client, query))


def test_no_path_even_at_its_widest_offers_to_propose(client: FlaskClient) -> None:
    text = client.get(f"/paths?source=GB-LAE-WBK&target=GSS-E47000001&as_at={DAY}").text
    assert "What to try next" not in text
    assert "nor 10 hops would give a path" in text


def test_an_end_that_is_not_open_is_named_with_its_heirs(client: FlaskClient) -> None:
    text = client.get(f"/paths?source=GB-NHS-QH8&target={LEEDS}&as_at={DAY}").text
    assert "NHS Mid and South Essex Integrated Care Board is not open on 23 November 2026" in text
    heir = asked_by(text, "NHS Essex Integrated Care Board")[0]
    assert heir["target"] == [LEEDS]
    assert heir["source"] != ["GB-NHS-QH8"]
    both = client.get(f"/paths?source=GB-NHS-QH8&source={BOARD}&target={LEEDS}&as_at={DAY}").text
    assert "is not open on" in both
    assert "best paths" in both


def test_filters_are_used_named_and_open(client: FlaskClient) -> None:
    query = PAIR + "&value_area=research-innovation&kind=formal-partnership&order=evidence&inherited=true&max_hops=8"
    text = client.get(f"/paths?{query}").text
    for said in ("in Research and innovation", "by formal partnership", "surest evidence first", "inherited too"):
        assert f"<li>{said} <a" in text
    assert '<details class="nhsuk-details wide" open>' in text
    assert '<details class="nhsuk-details wide">' in client.get(f"/paths?{PAIR}").text
    found = {(row["value_area"], row["kind"]) for row in steps(client, query)}
    assert found == {("Research and innovation", "Formal partnership")}


def test_names_and_empty_fields_become_a_plain_address(client: FlaskClient) -> None:
    answer = client.get(
        "/paths", query_string={"source": [LEEDS, "West Yorkshire ICB"], "target": "University of Bradford", "k": ""}
    )
    assert answer.status_code == 303
    assert parse_qs(urlsplit(answer.location).query) == {"source": [LEEDS, BOARD], "target": [BRADFORD]}


def test_half_a_question_asks_for_the_other_half(client: FlaskClient) -> None:
    assert "Now say whom you want to reach" in client.get(f"/paths?source={LEEDS}").text
    assert "Now say whom you know" in client.get(f"/paths?target={BRADFORD}").text


@pytest.mark.parametrize(("query", "field", "says"), [
    (f"source={LEEDS}&target={LEEDS}", "target", "The target is one of the sources."),
    (f"source={LEEDS}&target={BRADFORD}&target_type=university", "target_type", "Give either an organisation"),
    (f"source={LEEDS}&target_place=E08000035", "target_type", "Choose what to reach in Leeds"),
    (PAIR + f"&via={AUTHORITY}&avoid={AUTHORITY}", "via", "is among those to avoid"),
    (PAIR + f"&avoid={LEEDS}", "avoid", "is among those to avoid"),
    (PAIR + "&k=21", "k", "Give a whole number from 1 to 20"),
    (PAIR + "&max_hops=11", "max_hops", "Give a whole number from 1 to 10"),
    (PAIR + "&order=luck", "order", "is not one of the choices"),
    ("source=leeds&source=" + LEEDS, "source", "several organisations fit it"),
    (PAIR + "&avoid=zzqxvkw", "avoid", "No organisation is called"),
])
def test_every_fault_is_on_its_field(client: FlaskClient, query: str, field: str, says: str) -> None:
    answer = client.get(f"/paths?{query}")
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert re.search(rf' id="{field}"', answer.text)
    assert says in html.unescape(answer.text)
    assert "best paths" not in answer.text
    refused = client.get(f"/paths.csv?{query}")
    assert refused.status_code == 422
    assert says in html.unescape(refused.text)


def test_a_near_name_is_offered_beside_those_that_are_named(client: FlaskClient) -> None:
    text = client.get(f"/paths?source=leeds&source={LEEDS}&target={BRADFORD}").text
    assert [LEEDS, "GB-LAE-LDS"] in [asked.get("source") for asked in asked_by(text, "Leeds City Council")]


def test_files_say_the_same_as_the_page(client: FlaskClient) -> None:
    text = client.get(f"/paths?{PAIR}").text
    rows = steps(client, PAIR)
    inside = {row[end] for row in rows for end in ("from", "to")}
    drawn = json.loads(client.get(f"/paths.json?{PAIR}").data)
    assert {node["id"] for node in drawn["nodes"]} == inside
    assert {link["id"] for link in drawn["links"]} == {row["record"] for row in rows}
    graph = ElementTree.fromstring(client.get(f"/paths.graphml?{PAIR}").data)  # noqa: S314 - it is our own
    assert len(list(graph.iter("{http://graphml.graphdrawing.org/xmlns}node"))) == len(inside)
    for suffix, kind in ((".svg", "image/svg+xml"), (".png", "image/png"), (".html", "text/html"), (".xlsx", "sheet")):
        assert f'href="/paths{suffix}?' in text
        answer = client.get(f"/paths{suffix}?{PAIR}")
        assert answer.status_code == 200
        assert kind in answer.headers["Content-Type"]
        assert f"paths-{LEEDS}-{BRADFORD}{suffix}" in answer.headers["Content-Disposition"]
        assert answer.data == client.get(f"/paths{suffix}?{PAIR}").data
    assert "Paths from Leeds Teaching Hospitals to University of Bradford" in client.get(f"/paths.svg?{PAIR}").text


def test_a_file_without_a_question_says_what_is_missing(client: FlaskClient) -> None:
    for address, status in (("/paths.csv", 422), (f"/paths.svg?source={LEEDS}", 422), ("/paths.pdf", 404)):
        answer = client.get(address)
        assert answer.status_code == status
    assert "whom to reach" in client.get(f"/paths.svg?source={LEEDS}").text


def test_no_path_is_saved_with_its_reason(client: FlaskClient) -> None:
    query = f"source=GB-LAE-WBK&target=GSS-E47000001&as_at={DAY}"
    assert steps(client, query) == []
    assert "No path of recorded partnerships" in client.get(f"/paths.svg?{query}").text


@pytest.mark.parametrize("parameter", PARAMETERS)
def test_hostile_texts_stay_texts(client: FlaskClient, parameter: str) -> None:
    ends = {"source": LEEDS, "target": BRADFORD}
    if parameter.startswith("target_"):
        ends.pop("target")
    for text in HOSTILE:
        for path in ("/paths", "/paths.csv"):
            answer = client.get(path, query_string={**ends, parameter: text})
            assert answer.status_code in (200, 303, 422)
            for markup in ("<script>alert", "<img src=zz", "<svg/onload", "<!-- zz"):
                assert markup not in answer.text


def test_hostile_names_on_a_path_stay_texts() -> None:
    hostile = application(hostile_snapshot()).test_client()
    query = "source=LOCAL-0&target=LOCAL-1"
    text = hostile.get(f"/paths?{query}").text
    assert html.escape(NAMES[0]) in text
    assert "<img src=x" not in text
    assert 'href="javascript:' not in text
    assert hostile.get(f"/paths.svg?{query}").status_code == 200
    assert CENTRE in hostile.get(f"/paths.csv?{query}").text


def test_the_finding_says_how_many_of_what(client: FlaskClient) -> None:
    nearest = client.get(f"/paths?source={BOARD}&target_type=university&as_at={DAY}").text
    assert "<strong>The best path to each of the 3 nearest</strong> of at most 6 hops" in nearest
    one = client.get(f"/paths?{PAIR}&k=1").text
    assert "<strong>One path</strong> of at most 6 hops, as at 23 November 2026." in one
