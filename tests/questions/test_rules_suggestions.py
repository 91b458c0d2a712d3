"""Rules: who is suggested for a gap, and in which order."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.questions.asking import BOARD, TRUST, suggested, world
from tests.questions.asking import cell as only_cell
from tests.worlds import Dataset


def near(**places: str) -> Dataset:
    """A trust in D1, its board of D1 to D3, its region of the same; universities in the places given."""
    data = world()
    data.expectation("university")
    for name, place in places.items():
        data.organisation(name, "university", place_code=place)
    return data


def test_first_its_own_district_then_its_boards_area_then_its_region() -> None:
    data = near(A="D5", B="D4", C="D2", D="D1")
    data.tables["within"].append(
        {"child": "B2", "parent": "N1", "parent_kind": "nhs-region", "share": "1", "basis": "a list"}
    )
    assert suggested(data) == ["D", "C", "A", "B"]


def test_for_a_board_any_of_its_districts_is_its_own() -> None:
    data = near(A="D3", B="D1", C="D2")
    assert suggested(data, organisation=BOARD) == ["A", "B", "C"]


def test_one_without_any_reason_is_not_suggested() -> None:
    assert suggested(near(A="D5", B="")) == []


def test_a_board_that_is_not_open_gives_no_place() -> None:
    data = near(A="D2", B="D1")
    data.tables["organisations"][0]["closed"] = "2024-03-31"
    data.tables["within"] = [row for row in data.tables["within"] if row["parent"] != "N1"]
    assert suggested(data) == ["B"]


def test_what_covers_the_place_counts_as_what_sits_in_it() -> None:
    data = near()
    data.organisation("A", "university", place_code="D6", covers_code="C1")
    assert suggested(data) == ["A"]


def test_then_more_partners_in_common() -> None:
    data = near(A="D1", B="D1", C="D1")
    for name in ("V1", "V2"):
        data.organisation(name, "vcse")
        data.partnership(TRUST, name, "estates")
        data.partnership("C", name, "skills")
    data.partnership("B", "V1")
    assert suggested(data) == ["C", "B", "A"]


def test_partners_in_common_are_not_national_and_not_inherited() -> None:
    data = near(A="D1", B="D1")
    data.organisation("V1", "vcse", national="yes")
    data.organisation("V2", "vcse", closed="2024-03-31")
    data.organisation("V3", "vcse")
    data.succession("V2", "V3")
    for name in ("V1", "V2"):
        data.partnership(TRUST, name)
        data.partnership("B", name)
    assert suggested(data) == ["A", "B"]


def test_then_fewer_hops_then_ids() -> None:
    data = near(A="D1", B="D1", C="D1", D="D1")
    data.organisation("V1", "vcse")
    data.organisation("V2", "vcse")
    for one, other in ((TRUST, "V1"), ("V1", "V2"), ("V2", "D")):
        data.partnership(one, other)
    assert suggested(data) == ["D", "A", "B", "C"]


def test_one_that_has_no_place_is_suggested_for_its_hops_away() -> None:
    data = near(A="")
    data.organisation("V1", "vcse")
    data.organisation("V2", "vcse")
    for one, other in ((TRUST, "V1"), ("V1", "V2"), ("V2", "A")):
        data.partnership(one, other)
    found = only_cell(data).suggestions
    assert [(item.organisation.id, item.hops) for item in found.items] == [("A", 3)]


def test_hops_away_do_not_lead_through_national_bodies_and_end_at_six() -> None:
    data = near(A="")
    data.organisation("W1", "dwp")
    data.partnership(TRUST, "W1")
    data.partnership("W1", "A")
    assert suggested(data) == []
    names = [TRUST, *(data.organisation(f"V{number}", "vcse") for number in range(1, 7)), "A"]
    for one, other in pairwise(names):
        data.partnership(one, other)
    assert suggested(data) == []
    data.partnership(TRUST, "V2")
    assert suggested(data) == ["A"]


@pytest.mark.parametrize("values", [{"national": "yes"}, {"closed": "2024-03-31"}, {"opened": "2024-04-02"}])
def test_national_bodies_and_those_not_open_are_not_suggested(values: dict[str, str]) -> None:
    data = near()
    data.organisation("A", "university", place_code="D1", **values)
    assert suggested(data) == []


def test_partners_in_the_value_area_are_not_suggested_also_inherited_ones() -> None:
    data = near(B="D1", C="D1")
    data.organisation("A", "university", closed="2024-03-31")
    data.succession("A", "B")
    data.partnership(TRUST, "A")
    data.partnership(TRUST, "C", "estates")
    assert str(only_cell(data).state) == "inherited"
    assert suggested(data) == ["C"]


@pytest.mark.parametrize("status", ["proposed", "lapsed"])
def test_those_with_a_proposed_or_lapsed_record_are_suggested(status: str) -> None:
    data = near(A="D1")
    data.partnership(TRUST, "A", status=status)
    assert suggested(data) == ["A"]


def test_nobody_is_suggested_for_what_is_no_gap() -> None:
    recorded = near(A="D1", B="D1")
    recorded.partnership(TRUST, "A")
    not_collected = near(A="D1")
    not_collected.collection("university", "none")
    not_applicable = near(A="D1")
    not_applicable.tables["expectations"][0]["effect"] = "not-expected"
    for data in (recorded, not_collected, not_applicable):
        assert suggested(data) == []


def reasons(data: Dataset, organisation: str = TRUST) -> dict[str, tuple[str, ...]]:
    """Why each of those suggested for the only cell is suggested."""
    found = only_cell(data, organisation=organisation).suggestions.items
    return {item.organisation.id: item.why for item in found}


def test_each_says_that_it_is_in_its_district_its_boards_area_or_its_region() -> None:
    data = near(A="D1", B="D2", C="D4")
    data.tables["within"].append(
        {"child": "B2", "parent": "N1", "parent_kind": "nhs-region", "share": "1", "basis": "a list"}
    )
    assert reasons(data) == {
        "A": ("is in its district",), "B": ("is in its board’s area",), "C": ("is in its NHS region",),
    }  # fmt: skip


@pytest.mark.parametrize(("covers", "why"), [("D1", "covers its district"), ("B1", "covers its district")])
def test_one_that_covers_its_district_says_so(covers: str, why: str) -> None:
    data = near()
    data.organisation("A", "university", place_code="D6", covers_code=covers)
    assert reasons(data) == {"A": (why,)}


def test_one_that_covers_another_place_and_sits_in_its_district_says_that() -> None:
    data = near()
    data.organisation("A", "university", place_code="D1", covers_code="D5")
    assert reasons(data) == {"A": ("is in its district",)}


def test_for_a_board_each_says_that_it_is_in_or_covers_its_area_or_a_part() -> None:
    data = near(A="D3")
    data.organisation("B", "university", covers_code="B1")
    data.organisation("C", "university", covers_code="C1")
    assert reasons(data, BOARD) == {
        "A": ("is in its area",), "B": ("covers its area",), "C": ("covers part of its area",),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("number", "why"),
    [
        (1, "1 partner in common: V1"),
        (3, "3 partners in common: V1, V2 and V3"),
        (4, "4 partners in common: V1, V2, V3 and 1 other"),
        (6, "6 partners in common: V1, V2, V3 and 3 others"),
    ],
)
def test_each_names_up_to_three_partners_in_common_and_counts_the_rest(number: int, why: str) -> None:
    data = near(A="")
    for name in [f"V{rank}" for rank in range(1, number + 1)]:
        data.organisation(name, "vcse")
        data.partnership(TRUST, name)
        data.partnership("A", name, "estates")
    assert reasons(data) == {"A": (why,)}


def test_one_that_is_a_partner_in_another_value_area_says_so_and_not_how_far_away_it_is() -> None:
    data = near(A="D1", B="")
    for name in "AB":
        data.partnership(TRUST, name, "estates")
    elsewhere = "already a partner in another value area"
    assert reasons(data) == {"A": ("is in its district", elsewhere), "B": (elsewhere,)}


def test_one_further_away_says_how_many_hops() -> None:
    data = near(A="")
    for name in ("V1", "V2"):
        data.organisation(name, "vcse")
    for one, other in ((TRUST, "V1"), ("V1", "V2"), ("V2", "A")):
        data.partnership(one, other)
    assert reasons(data) == {"A": ("3 hops away",)}


def test_all_of_its_reasons_are_said_the_nearest_place_first() -> None:
    data = near(A="D2")
    data.organisation("V1", "vcse")
    data.partnership(TRUST, "V1")
    data.partnership("A", "V1")
    data.partnership(TRUST, "A", "estates")
    assert reasons(data) == {
        "A": ("is in its board’s area", "1 partner in common: V1", "already a partner in another value area"),
    }


def test_how_many_of_the_type_could_not_be_placed() -> None:
    data = near(A="D1", B="", C="", D="")
    data.tables["organisations"][-1]["national"] = "yes"
    assert only_cell(data).suggestions.unplaced == 2


def test_the_organisation_does_not_suggest_itself() -> None:
    data = world()
    data.expectation("nhs-trust")
    data.organisation("GB-NHS-R02", "nhs-trust", place_code="D1")
    assert suggested(data) == ["GB-NHS-R02"]
