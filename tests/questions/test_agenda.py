"""Rules: what to ask when two organisations meet."""

from __future__ import annotations

import pytest

from graphsvc.questions.agenda import AskItem
from graphsvc.questions.meeting import meeting
from tests.questions.asking import BOARD, TRUST, view, world
from tests.worlds import Dataset


def two(*records: dict[str, str], kind: str = "university") -> Dataset:
    """A trust, an organisation of a type, and the records between them."""
    data = world()
    data.organisation("X1", kind)
    for values in records:
        data.partnership(TRUST, "X1", values.pop("value_area", "research"), **values)
    return data


def ask(data: Dataset, one: str = TRUST, other: str = "X1") -> tuple[AskItem, ...]:
    return meeting(view(data), one, other).ask


def only(data: Dataset, one: str = TRUST, other: str = "X1") -> AskItem:
    (item,) = ask(data, one, other)
    return item


@pytest.mark.parametrize(
    ("values", "evidence"),
    [
        ({"evidence_date": "2021-03"}, "evidence of March 2021"),
        ({"evidence_basis": "well-known, unread"}, "evidence of 1 June 2023, which nobody has read"),
        ({"evidence_date": ""}, "undated evidence"),
    ],
)
def test_whether_something_without_current_evidence_is_still_running(values: dict[str, str], evidence: str) -> None:
    assert only(two(values)) == AskItem(f"Is the programme in research ({evidence}) still running?", ("P001",))


def test_records_of_one_kind_and_value_area_are_asked_about_together_the_oldest_evidence_first() -> None:
    data = two(
        {"evidence_date": "2020"}, {"evidence_date": "2020-05"},
        {"evidence_date": "2019", "kind": "contract"}, {"evidence_date": "2021", "value_area": "estates"},
    )
    assert ask(data) == (
        AskItem("Is the contract in research (evidence of 2019) still running?", ("P003",)),
        AskItem(
            "Is the programme in research (2 records, newest evidence of May 2020) still running?", ("P001", "P002")
        ),
        AskItem("Is the programme in estates (evidence of 2021) still running?", ("P004",)),
    )


def test_what_is_current_is_only_asked_about_at_the_end() -> None:
    data = two({}, {"evidence_date": "2019", "value_area": "skills"})
    assert [item.sentence for item in ask(data)] == [
        "Is the programme in skills (evidence of 2019) still running?",
        "Who looks after the programme in research on each side, and what comes next?",
    ]


def test_whether_what_a_predecessor_recorded_was_carried_over() -> None:
    data = two({})
    data.organisation("X2", "university")
    data.tables["organisations"][-2]["closed"] = "2024-03-31"
    data.succession("X1", "X2")
    data.expectation("university")
    assert only(data, other="X2") == AskItem(
        "Was the programme in research, recorded with X1, carried over to X2?", ("P001",)
    ), "the gap that it leaves is not asked about besides"


def test_whether_something_proposed_has_begun() -> None:
    sentence = "Has the proposed programme in research (evidence of 1 June 2023) begun?"
    assert only(two({"status": "proposed"})) == AskItem(sentence, ("P001",))


def test_whether_anything_followed_what_has_lapsed() -> None:
    assert only(two({"until": "2023-05"})) == AskItem(
        "The programme in research has lapsed (until May 2023): has anything followed it?", ("P001",)
    )
    (item,) = ask(two({"until": "2023-05"}, {}))
    assert item.records == ("P002",), "something has"


def test_whether_there_is_anything_where_something_is_expected_of_either() -> None:
    data = two()
    data.expectation("university", "skills")
    assert only(data) == only(data, "X1", TRUST) == AskItem(
        "GB-NHS-R01 has no recorded partnership with a university in skills, where one is expected: "
        "is there one with X1 that is not recorded yet?", (), "skills/university",
    )


def test_when_the_answer_was_none_it_is_asked_again() -> None:
    data = two()
    data.expectation("university")
    data.review(TRUST, "university", "2024-03-01")
    assert only(data).sentence == (
        "GB-NHS-R01 has no recorded partnership with a university in research; asked on 1 March 2024, the answer was "
        "none: is there one with X1 by now?"
    )


def test_where_there_is_something_else_it_is_said_first() -> None:
    data = two()
    data.organisation("X2", "university")
    data.expectation("university")
    data.partnership(TRUST, "X2", status="proposed")
    assert only(data) == AskItem(
        "GB-NHS-R01, research: Proposed with X2; no recorded partnership with a university in research is active. "
        "Is there a partnership with X1 in research that is not recorded yet?", ("P001",), "research/university",
    )


def test_what_is_recorded_and_expected_elsewhere_is_not_asked() -> None:
    data = two({})
    data.expectation("university")
    data.expectation("vcse", "skills")
    assert only(data).records == ("P001",)


def test_what_a_predecessor_of_another_type_had_recorded() -> None:
    data = two({}, {"value_area": "skills"})
    data.organisation("C1", "local-authority")
    data.tables["organisations"][-2]["closed"] = "2024-03-31"
    data.succession("X1", "C1")
    assert only(data, other="C1") == AskItem(
        "Did anything of what X1 had recorded with GB-NHS-R01 pass to C1?", ("P001", "P002")
    )


def test_who_could_introduce_two_that_are_no_partners() -> None:
    data = two()
    for name in ("V1", "V2"):
        data.organisation(name, "vcse")
        data.partnership(TRUST, name)
        data.partnership(name, "X1")
    assert only(data) == AskItem(
        "V1 and V2 have recorded partnerships with both: could one of them make the introduction?",
        ("P001", "P002", "P003", "P004"),
    )
    data.tables["relationships"].pop()
    assert only(data).sentence == "V1 has recorded partnerships with both: could it make the introduction?"
    data.partnership(TRUST, "X1")
    assert only(data).sentence.startswith("Who looks after"), "partners need no introduction"


def test_where_nothing_is_recorded_or_expected_it_is_asked_whether_there_is_anything() -> None:
    assert only(two()).sentence == "There is no recorded partnership between GB-NHS-R01 and X1: is there one?"


def test_no_more_than_eight_and_what_is_recorded_goes_before_what_is_expected() -> None:
    data = two(*({"evidence_date": "2019", "kind": kind} for kind in ("programme", "contract", "funding", "hosting")))
    for area in ("research", "estates", "skills"):
        data.expectation("learning", area)
        data.expectation("university", area)
    items = ask(data)
    assert [bool(item.records) for item in items] == [True] * 4 + [False] * 4


def test_the_most_useful_comes_first_for_both_sides() -> None:
    data = world()
    nhs = {"partner_type": "nhs", "name": "NHS body", "organisation_types": "icb; nhs-trust"}
    data.tables["partner_types"].append(nhs)
    data.expectation("nhs")
    data.partnership(TRUST, BOARD, "skills", status="proposed")
    assert [item.sentence.split()[0] for item in ask(data, TRUST, BOARD)] == ["Has", "GB-NHS-R01", "GB-NHS-Q01"]
