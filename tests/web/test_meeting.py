"""The page before a meeting as text: everything the question answers is on it, in the order an adviser needs it."""

from __future__ import annotations

import html
import re
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from graphsvc.questions.meeting import Meeting, meeting
from tests.fixtures.browser import application
from tests.fixtures.facts import seed_snapshot
from tests.fixtures.hostile import CENTRE, NAMES, hostile_snapshot
from tests.fixtures.strings import HOSTILE

DAY = "2026-11-23"
LEEDS, COUNCIL, BOARD = "GB-NHS-RR8", "GB-LAE-LDS", "GB-NHS-QWO"
PAIRS = (
    (LEEDS, COUNCIL), (BOARD, LEEDS), ("GB-NHS-QHM", "GB-NHS-RTD"), ("GB-NHS-S1Y5D", "GB-NHS-S9B9J"),
    ("GB-NHS-Z9B2Z", "LOCAL-department-for-work-and-pensions"), ("GB-LAE-NBL", "GB-NHS-RXN"), (COUNCIL, "GB-LAE-BRD"),
    ("GSS-E47000017", "GB-LAE-LIN"), ("GB-NHS-QH8", LEEDS),
)
HEADINGS = (
    "Who they are", "What is recorded between them", "What to ask", "Gaps", "Ways in", "Whom they share",
    "What changed in the last year",
)


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return application(seed_snapshot()).test_client()


def page(client: FlaskClient, one: str, other: str, day: str = DAY) -> str:
    answer = client.get(f"/meeting?one={one}&other={other}&as_at={day}")
    assert answer.status_code == 200
    return html.unescape(answer.text)


def counted(text: str) -> str:
    """How many records there are between them in each state."""
    return text.partition("<strong>Record")[2].partition("</strong>")[0]


def prepared(one: str, other: str) -> Meeting:
    return meeting(seed_snapshot().view(date.fromisoformat(DAY)), one, other)


def test_without_parameters_there_is_a_form_and_an_example(client: FlaskClient) -> None:
    text = client.get("/meeting").text
    assert 'name="one"' in text
    assert 'name="other"' in text
    example = re.search(r'href="(/meeting\?[^"]*)"', text)
    assert example is not None
    assert "What to ask" in client.get(html.unescape(example[1])).text


def test_half_a_pair_asks_for_the_other(client: FlaskClient) -> None:
    text = client.get(f"/meeting?one={LEEDS}").text
    assert "Now name the other organisation" in text
    assert 'value="Leeds Teaching Hospitals NHS Trust"' in text


def test_the_order_is_that_of_an_adviser_s_needs(client: FlaskClient) -> None:
    found = re.findall(r"<h2>([^<]*)</h2>", page(client, "GB-NHS-QHM", "GB-NHS-RTD"))
    assert tuple(found) == HEADINGS


def test_partners_have_other_ways_in_place_of_ways_in(client: FlaskClient) -> None:
    text = page(client, LEEDS, COUNCIL)
    assert "Other ways to each other" in text
    assert "They are partners by the record" in text
    assert "<h2>Ways in</h2>" not in text


def test_what_is_recorded_has_state_evidence_and_when_it_was_last_confirmed(client: FlaskClient) -> None:
    text = page(client, LEEDS, COUNCIL)
    assert "<strong>Records: 1 active, 1 active to be reconfirmed, 1 proposed.</strong>" in text
    assert "Of what is active, the newest evidence that somebody read is of 2025." in text
    assert "Skills and employment: programme, since 2019" in text
    assert 'href="https://longtermplan.nhs.uk/appendix/the-nhs-as-an-anchor-institution"' in text
    assert "As at 23 November 2026." in text
    assert f"Facts {seed_snapshot().hash[:12]}" in text


def test_nothing_recorded_is_said_so(client: FlaskClient) -> None:
    assert "No recorded partnership between them at this date." in page(client, "GB-NHS-QHM", "GB-NHS-RTD")


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_everything_that_the_question_answers_is_on_the_page(client: FlaskClient, one: str, other: str) -> None:
    found, text = prepared(one, other), page(client, one, other)
    for item in found.ask:
        assert item.sentence in text
        assert item.rule in text
    for link in found.between:
        assert f"Record {link.partnership.id} <" in text
        assert f"/proposal?as_at={DAY}&record={link.partnership.id}" in text
        assert link.partnership.evidence.title in text
    assert text.count(">to be reconfirmed</span>") == len(found.reconfirm)
    assert sum(map(int, re.findall(r"(\d+) (?:active|inherited|proposed|lapsed)", counted(text)))) == len(found.between)
    for note in found.notes:
        assert f"Record {note.partnership.id} <" in text
    for shared in found.shared:
        assert f'href="/organisations/{shared.organisation.id}' in text
    for change in found.changed:
        assert change.sentence in text
    for side in found.gaps:
        assert f"{side.coverage.recorded} of {side.coverage.of}" in text
        for cell in side.fillable:
            assert f"Rule {cell.rule.id}, version {cell.rule.version}" in text
        assert len(side.fillable) == 0 or f"could fill {len(side.fillable)} of the " in text
        assert f"/organisations/{side.organisation.id}?as_at={DAY}#gaps" in text
    ways = found.ways_round if found.ways_round.paths else found.ways
    assert text.count("Weakest step:") == len(ways.paths)
    assert f"/paths?as_at={DAY}&source={one}&target={other}" in text
    for gone, heirs in found.not_open.items():
        assert not heirs or "Not open on 23 November 2026.</strong> Followed by" in text
        assert f">{gone.name}</a>" in text


def test_an_heir_is_asked_about_in_place_of_one_that_is_not_open(client: FlaskClient) -> None:
    text = page(client, "GB-NHS-QH8", LEEDS)
    followed = re.search(r'Followed by <a href="([^"]*)">NHS Essex Integrated Care Board', text)
    assert followed is not None
    asked = parse_qs(urlsplit(followed[1]).query)
    assert asked["other"] == [LEEDS]
    assert "What to ask" not in text
    assert "Not open" not in client.get(followed[1]).text


def test_why_one_has_no_gaps_is_said(client: FlaskClient) -> None:
    none = "Council has no gaps to show: expectations are of NHS trusts and boards only."
    assert page(client, COUNCIL, "GB-LAE-BRD").count(none) == 2
    assert page(client, LEEDS, COUNCIL).count(none) == 1
    assert "ICB has no gaps to show: it is not open on 23 November 2026." in page(client, "GB-NHS-QH8", LEEDS)


def test_whom_they_share_and_no_path_shows_is_named_beside_the_paths(client: FlaskClient) -> None:
    ways = page(client, LEEDS, COUNCIL).partition("Other ways to each other")[2].partition("<h2>")[0]
    assert "These are the 3 best; there may be more." in ways
    on_paths = {one for path in prepared(LEEDS, COUNCIL).ways_round.paths for one in path.organisations}
    for shared in prepared(LEEDS, COUNCIL).shared:
        assert (f'href="/organisations/{shared.organisation.id}' in ways) is (shared.organisation not in on_paths)


def test_only_an_opening_of_the_last_ten_years_is_said(client: FlaskClient) -> None:
    assert "opened" not in page(client, LEEDS, COUNCIL).partition("Who they are")[2].partition("</section>")[0]
    assert "opened 1 July 2022" in page(client, BOARD, LEEDS)


def test_names_become_ids_in_the_address(client: FlaskClient) -> None:
    answer = client.get("/meeting", query_string={"one": "Leeds City Council", "other": LEEDS, "as_at": ""})
    assert answer.status_code == 303
    assert parse_qs(urlsplit(answer.location).query) == {"one": [COUNCIL], "other": [LEEDS]}


@pytest.mark.parametrize(("query", "field", "says"), [
    (f"one={LEEDS}&other={LEEDS}", "other", "Whom does Leeds Teaching Hospitals NHS Trust meet?"),
    (f"one=leeds&other={LEEDS}", "one", "several organisations fit it"),
    (f"one={LEEDS}&other=zzqxvkw", "other", "No organisation is called"),
])
def test_every_fault_is_on_its_field(client: FlaskClient, query: str, field: str, says: str) -> None:
    answer = client.get(f"/meeting?{query}")
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert says in html.unescape(answer.text)
    assert "What to ask" not in answer.text


@pytest.mark.parametrize("parameter", ["one", "other"])
def test_hostile_texts_stay_texts(client: FlaskClient, parameter: str) -> None:
    for text in HOSTILE:
        answer = client.get("/meeting", query_string={"one": LEEDS, "other": COUNCIL, parameter: text})
        assert answer.status_code in (303, 422)
        for markup in ("<script>alert", "<img src=zz", "<svg/onload", "<!-- zz"):
            assert markup not in answer.text


def test_hostile_names_stay_texts() -> None:
    hostile = application(hostile_snapshot()).test_client()
    for rank in range(len(NAMES)):
        text = hostile.get(f"/meeting?one={CENTRE}&other=LOCAL-{rank}").text
        assert html.escape(NAMES[0]) in text
        for markup in ("<img src=x", "<b>bold", "<script>window.hurt", 'href="javascript:'):
            assert markup not in text
