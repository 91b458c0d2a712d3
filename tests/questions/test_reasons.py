"""The reason for a cell's state, as it is said."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from graphsvc.questions.gaps import cells_of, nhs_organisations
from graphsvc.questions.reasons import reason
from graphsvc.vocabulary import CellState
from tests.fixtures.facts import seed_snapshot, seed_tables
from tests.questions.asking import DAY, TRUST, cell, view, world
from tests.worlds import Dataset

AREA = "research-innovation"
LEEDS, YORK = "University of Leeds", "University of York"
COUNCIL, TEAM = "Leeds City Council", "Leeds Public Health"
NONE_RECORDED = "no recorded partnership with a university in research and innovation"

DENIAL = re.compile(r"\bno\b[\w ]*?\bpartnerships?\b", re.IGNORECASE)
"""Anything that says that there is no partnership."""


def expecting(partner_type: str = "university", **rule: str) -> Dataset:
    """A trust under one expectation, in the words of the guidance."""
    data = world()
    words = seed_tables()
    for table in ("organisation_types", "partner_types", "value_areas"):
        data.tables[table] = words[table]
    data.expectation(partner_type, AREA, **rule)
    return data


def with_universities(*names: str, **record: str) -> Dataset:
    """A trust expected to engage universities, and a record with each of these."""
    data = expecting()
    for name in names:
        data.organisation(name, "university")
        data.partnership(TRUST, name, AREA, **record)
    return data


def said(data: Dataset, day: str = DAY) -> str:
    """The reason for the only cell."""
    return reason(view(data, day), cell(data, day))


def inheriting() -> Dataset:
    """The university of a record closed, and another followed it."""
    data = with_universities(LEEDS)
    data.tables["organisations"][-1]["closed"] = "2024-03-31"
    data.organisation(YORK, "university")
    data.succession(LEEDS, YORK)
    return data


def sharing() -> Dataset:
    """The trust and a university are both in a network."""
    data = expecting()
    data.organisation(LEEDS, "university")
    data.organisation("Leeds Health Partnership", "network")
    data.partnership(TRUST, "Leeds Health Partnership", AREA)
    data.partnership(LEEDS, "Leeds Health Partnership", AREA)
    return data


def hosting() -> Dataset:
    """The trust has a record with the host of a public health team."""
    data = expecting("public-health")
    data.organisation(COUNCIL, "local-authority")
    data.organisation(TEAM, "public-health-team", host=COUNCIL)
    data.partnership(TRUST, COUNCIL, AREA)
    return data


def asked(answer: str = "none") -> Dataset:
    """Somebody asked, and nothing is recorded."""
    data = expecting()
    data.review(TRUST, "university", "2024-01-05", answer, AREA)
    return data


def uncollected() -> Dataset:
    """No partnership with schools has been collected."""
    data = expecting("school")
    data.collection("school", "none")
    return data


WORLDS: dict[CellState, Callable[[], Dataset]] = {
    CellState.RECORDED: lambda: with_universities(LEEDS),
    CellState.INHERITED: inheriting,
    CellState.SHARED_NETWORK: sharing,
    CellState.VIA_HOST: hosting,
    CellState.PROPOSED: lambda: with_universities(LEEDS, status="proposed"),
    CellState.LAPSED: lambda: with_universities(LEEDS, status="lapsed"),
    CellState.NOT_APPLICABLE: lambda: expecting("combined-authority", scope="covering"),
    CellState.CONFIRMED_NONE: asked,
    CellState.NOT_COLLECTED: uncollected,
    CellState.UNRECORDED: expecting,
}
"""For each state a small world in which the only cell has it."""


def test_there_is_a_world_for_each_state() -> None:
    assert set(WORLDS) == set(CellState)
    for state, build in WORLDS.items():
        assert cell(build()).state is state


def test_recorded_names_the_partners() -> None:
    assert said(with_universities(LEEDS)) == "Recorded with University of Leeds."
    assert said(with_universities(LEEDS, YORK)) == "Recorded with University of Leeds and University of York."


def test_recorded_names_each_partner_once_and_three_at_most() -> None:
    data = with_universities("A", "B", "C", "D", "E")
    data.partnership(TRUST, "A", AREA)
    assert said(data) == "Recorded with A, B, C and 2 others."
    assert said(with_universities("A", "B", "C", "D")) == "Recorded with A, B, C and 1 other."


def test_inherited_names_the_partner_and_the_predecessor_and_asks_to_reconfirm() -> None:
    sentence = "Recorded with University of York through a predecessor (University of Leeds); to be reconfirmed."
    assert said(inheriting()) == sentence
    assert said(inheriting(), "2024-03-31") == "Recorded with University of Leeds."


def test_inherited_names_all_predecessors() -> None:
    data = inheriting()
    data.organisation("College of Leeds", "university", closed="2024-03-31")
    data.succession("College of Leeds", YORK)
    data.partnership(TRUST, "College of Leeds", AREA)
    assert said(data) == (
        "Recorded with University of York through predecessors (University of Leeds and College of Leeds); "
        "to be reconfirmed."
    )


@pytest.mark.parametrize(("status", "begins"), [("proposed", "Proposed"), ("lapsed", "Lapsed")])
def test_proposed_and_lapsed_of_a_predecessor_say_so(status: str, begins: str) -> None:
    data = inheriting()
    data.tables["relationships"][0]["status"] = status
    through = "University of York through a predecessor (University of Leeds)"
    assert said(data) == f"{begins} with {through}; {NONE_RECORDED} is active."
    data.partnership(TRUST, YORK, AREA, status=status)
    through = "University of York, in part through a predecessor (University of Leeds)"
    assert said(data) == f"{begins} with {through}; {NONE_RECORDED} is active."


def test_shared_network_names_the_convenor_and_the_member() -> None:
    assert said(sharing()) == f"In the same network as University of Leeds (Leeds Health Partnership); {NONE_RECORDED}."


def test_via_host_names_the_host_and_what_it_hosts() -> None:
    assert said(hosting()) == "Recorded with Leeds City Council, host of a public health team."


def test_proposed_names_the_partner_and_that_none_is_active() -> None:
    assert said(WORLDS[CellState.PROPOSED]()) == f"Proposed with University of Leeds; {NONE_RECORDED} is active."


def test_lapsed_names_the_partner_and_that_none_is_recorded_now() -> None:
    assert said(WORLDS[CellState.LAPSED]()) == f"Lapsed with University of Leeds; {NONE_RECORDED} is active."


@pytest.mark.parametrize(
    ("until", "words"), [("2023", "2023"), ("2023-05", "May 2023"), ("2023-05-31", "31 May 2023")]
)
def test_lapsed_says_until_when_as_far_as_it_is_known(until: str, words: str) -> None:
    data = with_universities(LEEDS, until=until)
    assert said(data) == f"Lapsed with University of Leeds, until {words}; {NONE_RECORDED} is active."


def test_not_applicable_says_that_nobody_covers_or_sits_there() -> None:
    sentence = "No open combined or strategic authority covers or sits in any part of its area."
    assert said(WORLDS[CellState.NOT_APPLICABLE]()) == sentence


@pytest.mark.parametrize(
    ("note", "sentence"),
    [
        ("", "Not expected here by rule leeds/none."),
        ("agreed with the board in May", "Not expected here by rule leeds/none: agreed with the board in May."),
    ],
)
def test_not_applicable_by_a_rule_names_the_rule_and_its_note(note: str, sentence: str) -> None:
    assert said(expecting(effect="not-expected", rule="leeds/none", note=note)) == sentence


def test_confirmed_none_says_when_somebody_asked() -> None:
    assert said(asked()) == f"Somebody asked on 5 January 2024, and the answer was none; {NONE_RECORDED}."


def test_not_collected_says_that_nobody_has_asked_yet() -> None:
    collected, asked_yet = said(uncollected()).split("; ")
    assert collected == "Partnerships with this partner type (school or academy trust) have not been collected"
    assert asked_yet == "nobody has asked yet."


@pytest.mark.parametrize(
    ("partner_type", "whom"),
    [
        ("university", "a university"),
        ("lep", "a local enterprise partnership"),
        ("vcse", "a voluntary, community and social enterprise organisation"),
        ("dwp", "the Department for Work and Pensions and Jobcentre Plus"),
    ],
)
def test_unrecorded_says_with_whom_and_in_which_value_area(partner_type: str, whom: str) -> None:
    assert said(expecting(partner_type)) == f"No recorded partnership with {whom} in research and innovation."


# What is added to any of them


def councils(*covers: str, partners: int) -> Dataset:
    """Councils that cover these districts, of which the first so many are partners."""
    data = expecting("local-authority", scope="covering")
    for number, district in enumerate(covers):
        data.organisation(f"Council {number}", "local-authority", covers_code=district)
        if number < partners:
            data.partnership(TRUST, f"Council {number}", AREA)
    return data


@pytest.mark.parametrize(
    ("partners", "share"),
    [
        (1, "1 of 14 local authorities that cover its area is a recorded partner."),
        (2, "2 of 14 local authorities that cover its area are recorded partners."),
        (14, "14 of 14 local authorities that cover its area are recorded partners."),
    ],
)
def test_a_recorded_cell_says_how_many_of_those_that_cover_its_area_are_partners(partners: int, share: str) -> None:
    assert said(councils(*["D1"] * 14, partners=partners)).endswith(f". {share}")


@pytest.mark.parametrize(
    ("covers", "share"),
    [
        (("D1",), "The only local authority that covers its area is not a recorded partner."),
        (("D1", "D2"), "None of the 2 local authorities that cover its area is a recorded partner."),
    ],
)
def test_a_partner_elsewhere_is_none_of_those_that_cover_its_area(covers: tuple[str, ...], share: str) -> None:
    data = councils(*covers, partners=0)
    data.organisation("Council far away", "local-authority", covers_code="D5")
    data.partnership(TRUST, "Council far away", AREA)
    assert said(data) == f"Recorded with Council far away. {share}"


def test_the_only_one_that_covers_its_area_is_called_so() -> None:
    share = "The only local authority that covers its area is a recorded partner."
    assert said(councils("D1", partners=1)) == f"Recorded with Council 0. {share}"


def test_two_networks_are_both_named() -> None:
    data = sharing()
    data.organisation("Aire Alliance", "network")
    for one in (TRUST, LEEDS):
        data.partnership(one, "Aire Alliance", AREA)
    networks = "(Aire Alliance and Leeds Health Partnership)"
    assert said(data).startswith(f"In the same networks as University of Leeds {networks};")


def test_several_hosts_are_named_with_what_they_host() -> None:
    data = hosting()
    data.organisation("York Council", "local-authority")
    data.organisation("York Public Health", "public-health-team", host="York Council")
    data.partnership(TRUST, "York Council", AREA)
    assert said(data) == "Recorded with Leeds City Council and York Council, hosts of public health teams."


def test_lapsed_with_several_says_when_the_last_did() -> None:
    data = with_universities(LEEDS, until="2022")
    data.organisation(YORK, "university")
    data.partnership(TRUST, YORK, AREA, until="2023-05")
    partners = "University of Leeds and University of York"
    assert said(data) == f"Lapsed with {partners}, the last until May 2023; {NONE_RECORDED} is active."


def test_those_that_cover_another_area_are_not_counted() -> None:
    data = councils("D1", "D2", *["D5"] * 7, partners=1)
    assert said(data) == "Recorded with Council 0. 1 of 2 local authorities that cover its area is a recorded partner."


def test_organisations_of_several_types_are_called_organisations() -> None:
    data = councils("D1", "D2", partners=1)
    types = [row for row in data.tables["partner_types"] if row["partner_type"] == "local-authority"]
    types[0]["organisation_types"] = "local-authority; combined-authority"
    assert said(data) == "Recorded with Council 0. 1 of 2 organisations that cover its area is a recorded partner."


@pytest.mark.parametrize(
    "state", [state for state in CellState if state not in (CellState.RECORDED, CellState.NOT_APPLICABLE)]
)
def test_where_none_is_recorded_nothing_is_counted(state: CellState) -> None:
    data = WORLDS[state]()
    sentence = said(data)
    for kind in ("university", "public-health-team", "school"):
        data.organisation(f"Another {kind}", kind, covers_code="D1")
    assert said(data) == sentence


def test_what_is_met_in_the_boards_area_only_says_so() -> None:
    only_there, in_both = councils("D2", "D2", partners=1), councils("D1", "D2", partners=2)
    addition = " This is met in its board’s area only, not in its own district."
    assert said(only_there) == (
        "Recorded with Council 0. 1 of 2 local authorities that cover its area is a recorded partner." + addition
    )
    assert "board’s area only" not in said(in_both)


@pytest.mark.parametrize("state", list(CellState))
def test_each_says_when_somebody_last_asked(state: CellState) -> None:
    data = WORLDS[state]()
    kind = data.tables["expectations"][0]["partner_type"]
    data.tables["reviews"] = []
    data.review(TRUST, kind, "2023-12-31", "none" if state is CellState.CONFIRMED_NONE else "some", AREA)
    data.review(TRUST, kind, "2024-04-02", "some", AREA)
    sentence = said(data)
    assert sentence.count("31 December 2023") == 1
    assert "2 April 2024" not in sentence
    assert sentence.endswith("Last asked on 31 December 2023.") is (state is not CellState.CONFIRMED_NONE)
    assert "nobody has asked" not in sentence


def test_nobody_is_said_to_have_asked_when_nobody_has() -> None:
    for state, build in WORLDS.items():
        says_so = re.search("last asked|somebody asked", said(build()), re.IGNORECASE)
        assert bool(says_so) is (state is CellState.CONFIRMED_NONE)


# What is never said


def denials(sentence: str) -> list[str]:
    """The parts of a sentence that say that there is no partnership, without saying that none is recorded."""
    return [found for found in DENIAL.findall(sentence) if "no recorded partnership" not in found.lower()]


@pytest.mark.parametrize("state", list(CellState))
def test_no_sentence_says_that_there_is_no_partnership(state: CellState) -> None:
    assert denials("There is no active partnership, and no partnership.") == ["no active partnership", "no partnership"]
    assert denials(said(WORLDS[state]())) == []


@pytest.mark.parametrize("day", ["2019-07-01", "2024-03-31", "2026-11-23"])
def test_in_england_no_sentence_says_that_there_is_no_partnership(day: str) -> None:
    at = seed_snapshot().view(date.fromisoformat(day))
    sentences = [reason(at, found) for organisation in nhs_organisations(at) for found in cells_of(at, organisation)]
    assert len(sentences) > 3000
    assert sum("no recorded partnership" in sentence.lower() for sentence in sentences) > 1000
    for sentence in sentences:
        assert denials(sentence) == [], sentence
        assert re.fullmatch(r"[A-Z].*\.", sentence), sentence
        assert not re.search(r"  |\.\.|\(\)| ,|\bNone\b(?! of)", sentence), sentence
