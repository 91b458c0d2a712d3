"""Sentences about paths, and names as they are said, through the questions that give them."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from graphsvc.questions.paths import PathAnswer, PathQuestion, find_paths
from graphsvc.questions.reasons import reason
from graphsvc.questions.sentences import no_path_sentence, path_sentence, weakest_sentence
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import NoPath
from tests.fixtures.facts import seed_tables
from tests.questions.asking import DAY, cell, view, world
from tests.worlds import Dataset, england_in_small

TRUST_OF_LEEDS = "Leeds Teaching Hospitals NHS Trust"
AREAS = ("research-innovation", "skills-employment", "social-inclusion", "estates", "local-expenditure")


def joined(*pairs: tuple[str, str], **values: str) -> Dataset:
    """Universities joined as given, with the value areas of the guidance."""
    data = Dataset()
    england_in_small(data)
    data.tables["value_areas"] = seed_tables()["value_areas"]
    for name in dict.fromkeys(end for pair in pairs for end in pair):
        data.organisation(name, "university")
    for one, other in pairs:
        data.partnership(one, other, AREAS[0], **values)
    return data


def change(data: Dataset, organisation: str, **values: str) -> None:
    """Other values for an organisation."""
    for row in data.tables["organisations"]:
        if row["id"] == organisation:
            row |= values


def chain(*names: str) -> Dataset:
    """Each joined to the next."""
    return joined(*pairwise(names))


def ask(
    data: Dataset, *sources: str, day: str = DAY, **options: Any  # noqa: ANN401 - of many types
) -> tuple[View, PathQuestion, PathAnswer]:
    """A question about paths and its answer."""
    at, question = view(data, day), PathQuestion(sources=sources, **options)
    return at, question, find_paths(at, question)


def path(data: Dataset, *sources: str, **options: Any) -> str:  # noqa: ANN401 - of many types
    """The best path as a sentence."""
    at, _, answer = ask(data, *sources, **options)
    return path_sentence(at, answer.paths[0])


def weakest(data: Dataset, *sources: str, **options: Any) -> str:  # noqa: ANN401 - of many types
    """What is said of the weakest step of the best path."""
    at, _, answer = ask(data, *sources, **options)
    return weakest_sentence(at, answer.paths[0])


def none(data: Dataset, *sources: str, **options: Any) -> tuple[NoPath | None, str]:  # noqa: ANN401 - of many types
    """Why there is no path, and the sentence that says so."""
    at, question, answer = ask(data, *sources, **options)
    assert answer.paths == ()
    return answer.reason, no_path_sentence(at, question, answer)


# A path


def test_partners_have_a_recorded_partnership_in_a_value_area() -> None:
    assert path(joined(("A", "Z")), "A", target="Z") == (
        "A and Z have a recorded partnership in research and innovation."
    )


def test_one_hop_names_each_value_area_once() -> None:
    data = joined(("A", "Z"), ("A", "Z"))
    assert path(data, "Z", target="A") == "Z and A have a recorded partnership in research and innovation."
    data.partnership("Z", "A", AREAS[3])
    assert path(data, "A", target="Z") == (
        "A and Z have a recorded partnership in research and innovation and estates management."
    )


@pytest.mark.parametrize(
    ("areas", "said"),
    [
        (3, "research and innovation, skills and employment and social inclusion"),
        (4, "research and innovation, skills and employment, social inclusion and 1 other"),
        (5, "research and innovation, skills and employment, social inclusion and 2 others"),
    ],
)
def test_more_than_three_are_counted(areas: int, said: str) -> None:
    data = joined(("A", "Z"))
    for area in AREAS[1:areas]:
        data.partnership("A", "Z", area)
    assert path(data, "A", target="Z") == f"A and Z have a recorded partnership in {said}."


def test_one_hop_names_only_the_value_areas_that_were_asked_for() -> None:
    data = joined(("A", "Z"))
    data.partnership("A", "Z", AREAS[3])
    assert path(data, "A", target="Z", value_areas=("estates",)) == (
        "A and Z have a recorded partnership in estates management."
    )


def test_one_hop_that_is_inherited_names_the_predecessor_and_asks_to_reconfirm() -> None:
    data = joined(("A", "Z"), ("A", "Y"))
    change(data, "Z", closed="2024-03-31")
    data.succession("Z", "Y")
    data.tables["relationships"] = data.tables["relationships"][:1]
    assert path(data, "A", target="Y", inherited=True) == (
        "A and Y have a recorded partnership in research and innovation, through a predecessor (Z); to be reconfirmed."
    )


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ("ABZ", "A reaches Z through B."),
        ("ABCZ", "A reaches Z through B and C."),
        ("ABCDZ", "A reaches Z through B, C and D."),
        ("ABCDEFGHIJZ", "A reaches Z through B, C, D, E, F, G, H, I and J."),
    ],
)
def test_several_hops_name_all_whom_it_goes_through(names: str, said: str) -> None:
    assert path(chain(*names), "A", target="Z", max_hops=10) == said


def test_the_member_of_the_starting_set_that_reaches_it_is_named() -> None:
    assert path(chain("A", "B", "C", "Z"), "A", "B", target="Z") == "B reaches Z through C."


# Names


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Leeds Teaching Hospitals NHS Trust", "Leeds Teaching Hospitals"),
        ("Bradford Teaching Hospitals NHS Foundation Trust", "Bradford Teaching Hospitals"),
        ("NHS West Yorkshire Integrated Care Board", "West Yorkshire ICB"),
        ("NHS England", "NHS England"),
        ("Wellcome Trust", "Wellcome Trust"),
        ("University of Leeds", "University of Leeds"),
    ],
)
def test_names_are_said_without_the_words_of_a_register(name: str, said: str) -> None:
    assert path(chain(name, "B", "Z"), name, target="Z") == f"{said} reaches Z through B."
    assert path(chain("A", name, "Z"), "A", target="Z") == f"A reaches Z through {said}."
    assert path(chain("A", "B", name), "A", target=name) == f"A reaches {said} through B."
    assert weakest(chain("A", name), "A", target=name).startswith(f"Weakest step: A – {said}, ")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("University", "a university"),
        ("Housing association", "a housing association"),
        ("Integrated care board", "an integrated care board"),
        ("Employer", "an employer"),
        ("Department for Work and Pensions", "the Department for Work and Pensions"),
    ],
)
def test_a_partner_type_has_its_article(name: str, said: str) -> None:
    data = world()
    data.expectation("university")
    for row in data.tables["partner_types"]:
        if row["partner_type"] == "university":
            row["name"] = name
    assert reason(view(data), cell(data)) == f"No recorded partnership with {said} in research."


@pytest.mark.parametrize(
    ("name", "said"), [("Estates management", "estates management"), ("NHS estates", "NHS estates")]
)
def test_a_value_area_begins_with_a_small_letter_within_a_sentence_unless_it_is_a_name(name: str, said: str) -> None:
    data = joined(("A", "Z"))
    data.tables["value_areas"][0]["name"] = name
    assert path(data, "A", target="Z") == f"A and Z have a recorded partnership in {said}."


# The weakest step


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"evidence_date": "2019"}, "evidence of 2019"),
        ({"evidence_date": "2019-05"}, "evidence of May 2019"),
        ({"evidence_date": "2019-05-07"}, "evidence of 7 May 2019"),
        ({"evidence_date": ""}, "undated evidence"),
        ({"evidence_basis": "well-known, unread"}, "evidence of 1 June 2023, which nobody has read"),
        (
            {"evidence_date": "", "evidence_basis": "well-known, unread"},
            "undated evidence, which nobody has read",
        ),
    ],
)
def test_the_weakest_step_is_named_with_its_evidence(values: dict[str, str], said: str) -> None:
    data = chain("A", "B", "C", "Z")
    data.tables["relationships"][1] |= values
    assert weakest(data, "A", target="Z") == f"Weakest step: B – C, {said}."


def test_a_weakest_step_that_is_inherited_says_so() -> None:
    data = chain("A", "B", "C", "Z")
    change(data, "C", closed="2024-03-31")
    data.organisation("D", "university")
    data.succession("C", "D")
    data.tables["relationships"][2]["source_org"] = "D"
    assert weakest(data, "A", target="Z", inherited=True) == (
        "Weakest step: B – D, evidence of 1 June 2023, inherited from a predecessor."
    )
    data.tables["relationships"][1]["evidence_basis"] = "well-known, unread"
    assert weakest(data, "A", target="Z", inherited=True) == (
        "Weakest step: B – D, evidence of 1 June 2023, which nobody has read, inherited from a predecessor."
    )


def test_of_equally_weak_steps_the_first_is_named() -> None:
    data = chain("A", "B", "C", "D", "Z")
    for row in data.tables["relationships"][1:3]:
        row["evidence_date"] = ""
    assert weakest(data, "A", target="Z") == "Weakest step: B – C, undated evidence."
    assert weakest(data, "Z", target="A") == "Weakest step: D – C, undated evidence."


def test_a_step_is_as_weak_as_the_best_of_its_records() -> None:
    data = chain("A", "B", "Z")
    data.tables["relationships"][0]["evidence_date"] = "2019"
    data.tables["relationships"][1]["evidence_date"] = ""
    data.partnership("B", "Z", AREAS[3], evidence_date="2024-01")
    assert weakest(data, "A", target="Z") == "Weakest step: A – B, evidence of 2019."
    data.tables["relationships"][0]["evidence_basis"] = "well-known, unread"
    data.partnership("A", "B", AREAS[3], evidence_date="2018")
    assert weakest(data, "A", target="Z") == "Weakest step: A – B, evidence of 2018."


# No path


def ended(*heirs: str) -> Dataset:
    """Z has closed, and these followed it."""
    data = chain("A", "B", "Z")
    change(data, "Z", closed="2024-03-31")
    for heir in heirs:
        data.organisation(heir, "university")
        data.succession("Z", heir)
    return data


@pytest.mark.parametrize(
    ("heirs", "said"),
    [
        ((), "Z is not open on 1 April 2024 (no heir is recorded)."),
        (("X", "Y"), "Z is not open on 1 April 2024 (its heirs are X and Y)."),
        (("V", "W", "X", "Y"), "Z is not open on 1 April 2024 (its heirs are V, W, X and 1 other)."),
    ],
)
def test_an_end_that_is_not_open_is_named_with_its_heirs(heirs: tuple[str, ...], said: str) -> None:
    assert none(ended(*heirs), "A", target="Z") == (NoPath.NOT_OPEN, said)


def test_the_only_heir_is_named() -> None:
    reason_of, sentence = none(ended("Y"), "Z", target="A")
    assert reason_of is NoPath.NOT_OPEN
    assert sentence.startswith("Z is not open on 1 April 2024 (")
    assert sentence.endswith("Y).")


def test_each_that_is_not_open_is_named() -> None:
    data = ended("X", "Y")
    change(data, "A", closed="2023")
    assert none(data, "A", target="Z") == (
        NoPath.NOT_OPEN,
        "A is not open on 1 April 2024 (no heir is recorded); Z is not open on 1 April 2024 (its heirs are X and Y).",
    )


def test_one_that_has_not_opened_yet_is_not_open() -> None:
    data = chain("A", "B", "Z")
    change(data, "Z", opened="2024-04-02")
    sentence = "Z is not open on 1 April 2024 (no heir is recorded)."
    assert none(data, "A", target="Z") == (NoPath.NOT_OPEN, sentence)


@pytest.mark.parametrize(
    ("max_hops", "limit", "shortest"), [(1, "1 hop", 3), (2, "2 hops", 3), (6, "6 hops", 7)]
)
def test_none_within_hops_says_how_many_the_shortest_has(max_hops: int, limit: str, shortest: int) -> None:
    data = chain("A", *(f"B{number}" for number in range(1, shortest)), "Z")
    assert none(data, "A", target="Z", max_hops=max_hops) == (
        NoPath.NONE_WITHIN_HOPS,
        f"No path of recorded partnerships joins A to Z within {limit}; the shortest has {shortest}.",
    )


def test_not_connected_says_that_no_path_of_recorded_partnerships_joins_them() -> None:
    data = joined((TRUST_OF_LEEDS, "B"), ("Y", "Z"))
    assert none(data, TRUST_OF_LEEDS, target="Z") == (
        NoPath.NOT_CONNECTED, "No path of recorded partnerships joins Leeds Teaching Hospitals to Z.",
    )  # fmt: skip


def test_the_starting_set_is_named_three_at_most() -> None:
    data = joined(("A", "B"), ("C", "D"), ("Y", "Z"))
    assert none(data, "A", "C", target="Z")[1] == "No path of recorded partnerships joins A and C to Z."
    assert none(data, "A", "B", "C", "D", target="Z")[1] == (
        "No path of recorded partnerships joins A, B, C and 1 other to Z."
    )


def test_the_type_of_the_nearest_is_named_where_none_is_reached() -> None:
    data = joined(("A", "B"))
    data.organisation("V", "vcse")
    data.tables["organisation_types"] = seed_tables()["organisation_types"]
    reason_of, sentence = none(data, "A", target_type="vcse")
    assert reason_of is NoPath.NOT_CONNECTED
    assert sentence.startswith("No path of recorded partnerships joins A to any ")
    assert "voluntary, community and social enterprise organisation" in sentence.lower()


def test_no_sentence_says_that_there_is_no_partnership() -> None:
    apart = none(joined(("A", "B"), ("Y", "Z")), "A", target="Z")
    far = none(chain("A", "B", "C", "Z"), "A", target="Z", max_hops=1)
    for _, sentence in (apart, far):
        assert "no partnership" not in sentence.lower()
        assert "recorded partnerships" in sentence


def test_one_heir_is_called_so() -> None:
    data = chain("A", "B")
    data.organisation("Z", "university", closed="2024-03-31")
    data.organisation("Y", "university")
    data.succession("Z", "Y")
    question = PathQuestion(("A",), "Z")
    at = view(data)
    assert no_path_sentence(at, question, find_paths(at, question)) == "Z is not open on 1 April 2024 (its heir is Y)."


def test_filters_and_the_place_are_said_and_sources_that_are_not_open_are_not() -> None:
    data = chain("A", "B")
    data.organisation("Z", "vcse", place_code="D5")
    data.organisation("O", "university", closed="2023")
    at = view(data)
    question = PathQuestion(("A", "O"), target_type="vcse", target_place="D5", avoid=("B",))
    kind = at.snapshot.organisation_types["vcse"]
    assert no_path_sentence(at, question, find_paths(at, question)) == (
        f"No path of recorded partnerships, filtered as asked, joins A to any {kind} in D5."
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Manchester University NHS Foundation Trust", "Manchester University NHS Foundation Trust"),
        ("Leeds Teaching Hospitals NHS Trust", "Leeds Teaching Hospitals"),
        ("Department for Work and Pensions", "the Department for Work and Pensions"),
    ],
)
def test_a_trust_keeps_the_words_without_which_it_would_be_somebody_else(name: str, said: str) -> None:
    data = joined(("A", "B"), ("B", "C"))
    change(data, "C", name=name)
    assert path(data, "A", target="C") == f"A reaches {said} through B."
    assert path(data, "C", target="A") == f"{said[0].upper()}{said[1:]} reaches A through B."
