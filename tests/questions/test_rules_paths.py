"""Rules: paths through the graph at a date."""

from __future__ import annotations

from typing import Any

import pytest

from graphsvc.errors import BadInput
from graphsvc.vocabulary import NoPath
from tests.questions.asking import answer, routes
from tests.worlds import Dataset, england_in_small


def links(*pairs: str, national: str = "", closed: str = "", **values: str) -> Dataset:
    """Universities named by single letters, joined as given: `AB`."""
    data = Dataset()
    england_in_small(data)
    for name in sorted(set("".join(pairs)) | set(closed)):
        gone = {"closed": "2024-03-31"} if name in closed else {}
        data.organisation(name, "university", national="yes" if name in national else "", **gone)
    for pair in pairs:
        data.partnership(pair[0], pair[1], **values)
    return data


def test_paths_come_by_hops_then_cost_then_ids() -> None:
    data = links("AC", "CZ", "AB", "BZ", "AD", "DE", "EZ", "AF", "FZ")
    data.tables["relationships"][0]["evidence_date"] = ""
    assert routes(data, "A", target="Z", k=9) == ["A B Z", "A F Z", "A C Z", "A D E Z"]


def test_order_evidence_puts_cost_before_hops() -> None:
    data = links("AB", "BZ", "AC", "CZ", "AD", "DE", "EZ")
    for row in data.tables["relationships"][:4]:
        row |= {"evidence_date": "", "evidence_basis": "well-known, unread"}
    assert routes(data, "A", target="Z", order="evidence") == ["A D E Z", "A B Z", "A C Z"]
    assert routes(data, "A", target="Z", order="hops") == ["A B Z", "A C Z", "A D E Z"]


@pytest.mark.parametrize(
    ("values", "cost"),
    [
        ({}, 1.0),
        ({"evidence_date": ""}, 1.25),
        ({"evidence_date": "2021-04-01"}, 1.0),
        ({"evidence_date": "2021-03-31"}, 1.25),
        ({"evidence_date": "2021-04"}, 1.0),
        ({"evidence_date": "2021"}, 1.25),
        ({"evidence_basis": "well-known, unread"}, 1.5),
        ({"evidence_basis": "well-known, unread", "evidence_date": ""}, 1.75),
    ],
)
def test_a_step_costs_more_by_undated_old_or_unread_evidence(values: dict[str, str], cost: float) -> None:
    (path,) = answer(links("AZ", **values), "A", target="Z").paths
    assert path.cost == cost


def test_three_years_before_29_february_is_28_february() -> None:
    data = links("AZ", evidence_date="2021-02-28")
    assert answer(data, "A", target="Z", day="2024-02-29").paths[0].cost == 1.0
    assert answer(data, "A", target="Z", day="2024-03-01").paths[0].cost == 1.25


def test_an_inherited_record_costs_half_more() -> None:
    data = links("AZ", "AB", closed="B")
    data.succession("B", "Z")
    data.tables["relationships"][0]["status"] = "proposed"
    (path,) = answer(data, "A", target="Z", inherited=True).paths
    assert path.cost == 1.5


def test_a_step_costs_its_cheapest_record_and_lists_them_all() -> None:
    data = links("AZ", evidence_date="")
    data.partnership("Z", "A", "estates")
    (path,) = answer(data, "A", target="Z").paths
    assert path.cost == 1.0
    assert [link.partnership.id for link in path.steps[0].links] == ["P001", "P002"]


def test_the_weakest_step_is_the_first_that_costs_most() -> None:
    data = links("AB", "BC", "CZ")
    for row in data.tables["relationships"][1:]:
        row["evidence_date"] = ""
    assert answer(data, "A", target="Z").paths[0].weakest == 1


@pytest.mark.parametrize("status", ["proposed", "lapsed"])
def test_only_active_records_join(status: str) -> None:
    assert routes(links("AZ", status=status), "A", target="Z") == []


def test_inherited_records_join_only_when_asked() -> None:
    data = links("AB", "AZ", closed="B")
    data.organisation("C", "university")
    data.succession("B", "C")
    assert routes(data, "A", target="C") == []
    assert routes(data, "A", target="C", inherited=True) == ["A C"]


def test_value_areas_and_kinds_filter_the_records() -> None:
    data = links("AZ", kind="programme")
    data.partnership("A", "B", "estates", kind="membership")
    data.partnership("B", "Z", "skills", kind="contract")
    data.organisation("B", "university")
    assert routes(data, "A", target="Z", value_areas=("estates", "skills")) == ["A B Z"]
    assert routes(data, "A", target="Z", value_areas=("estates",)) == []
    assert routes(data, "A", target="Z", kinds=("programme",)) == ["A Z"]
    assert routes(data, "A", target="Z", kinds=("membership", "contract")) == ["A B Z"]


def test_filters_apply_to_the_cost_and_records_of_a_step() -> None:
    data = links("AZ", evidence_date="")
    data.partnership("A", "Z", "estates")
    (path,) = answer(data, "A", target="Z", value_areas=("research",)).paths
    assert (path.cost, [link.partnership.id for link in path.steps[0].links]) == (1.25, ["P001"])


def test_a_national_body_is_never_in_the_middle() -> None:
    assert routes(links("AN", "NZ", national="N"), "A", target="Z") == []


def test_a_national_body_may_start_or_end_a_path() -> None:
    data = links("AN", "NZ", national="N")
    assert routes(data, "A", target="N") == ["A N"]
    assert routes(data, "N", target="A") == ["N A"]


def test_national_true_lets_national_bodies_be_passed() -> None:
    assert routes(links("AN", "NZ", national="N"), "A", target="Z", national=True) == ["A N Z"]


def test_a_national_body_named_in_via_is_passed_and_no_other() -> None:
    data = links("AN", "NZ", "AM", "MZ", national="MN")
    assert routes(data, "A", target="Z", via="N") == ["A N Z"]


def test_the_organisations_own_national_column_goes_before_its_types() -> None:
    data = links("AN", "NZ")
    data.organisation("D", "dwp")
    data.partnership("A", "D")
    data.partnership("D", "Z")
    assert routes(data, "A", target="Z") == ["A N Z"]
    data.tables["organisations"][-1]["national"] = "no"
    assert routes(data, "A", target="Z") == ["A D Z", "A N Z"]


def test_paths_are_simple() -> None:
    assert routes(links("AB", "BC", "CB", "BZ"), "A", target="Z", k=9) == ["A B Z"]


def test_max_hops_counts_links() -> None:
    data = links("AB", "BC", "CZ")
    assert routes(data, "A", target="Z", max_hops=3) == ["A B C Z"]
    assert routes(data, "A", target="Z", max_hops=2) == []


def test_max_hops_is_six_when_not_given() -> None:
    data = links("AB", "BC", "CD", "DE", "EF", "FG", "GH")
    assert routes(data, "A", target="G") == ["A B C D E F G"]
    assert answer(data, "A", target="H").shortest == 7


def test_k_is_three_when_not_given() -> None:
    assert len(routes(links("AB", "BZ", "AC", "CZ", "AD", "DZ", "AE", "EZ"), "A", target="Z")) == 3


def test_a_path_leaves_the_starting_set_at_once() -> None:
    data = links("AB", "BZ", "AC", "CZ")
    assert routes(data, "A", "B", target="Z", k=9) == ["B Z", "A C Z"]


def test_avoid_removes_organisations() -> None:
    assert routes(links("AB", "BZ", "AC", "CZ"), "A", target="Z", avoid=("B",)) == ["A C Z"]


def test_via_requires_one() -> None:
    data = links("AZ", "AB", "BC", "CZ")
    assert routes(data, "A", target="Z", via="C") == ["A B C Z"]


def test_a_path_via_does_not_pass_an_organisation_twice() -> None:
    found = answer(links("AB", "BV", "BZ"), "A", target="Z", via="V")
    assert (found.paths, found.reason) == ((), NoPath.NOT_CONNECTED)


def test_via_may_be_an_end() -> None:
    data = links("AZ", "BZ")
    assert routes(data, "A", target="Z", via="Z") == ["A Z"]
    assert routes(data, "A", "B", target="Z", via="B") == ["B Z"]


def test_nearest_of_a_type_gives_the_best_path_of_each() -> None:
    data = links("AB", "BC", "AC")
    data.organisation("L1", "local-authority", covers_code="D1")
    data.organisation("L2", "local-authority", covers_code="D2")
    data.organisation("L3", "local-authority", place_code="D4")
    for one, other in (("B", "L1"), ("C", "L1"), ("L1", "L2"), ("A", "L3")):
        data.partnership(one, other)
    assert routes(data, "A", target_type="local-authority") == ["A L3", "A B L1", "A B L1 L2"]
    assert routes(data, "A", target_type="local-authority", k=2) == ["A L3", "A B L1"]
    assert routes(data, "A", target_type="local-authority", target_place="B1") == ["A B L1", "A B L1 L2"]


def test_nearest_of_a_type_leaves_out_the_starting_set_and_those_avoided() -> None:
    data = links("AB", "BC")
    assert routes(data, "A", target_type="university", avoid=("C",)) == ["A B"]


def test_no_path_says_not_open_and_names_the_heirs() -> None:
    data = links("AB", "CZ", closed="Z")
    data.succession("Z", "C")
    found = answer(data, "A", target="Z")
    assert (found.paths, found.reason) == ((), NoPath.NOT_OPEN)
    assert {ended.id: [heir.id for heir in heirs] for ended, heirs in found.not_open.items()} == {"Z": ["C"]}


def test_members_of_the_starting_set_that_are_not_open_are_left_out_and_named() -> None:
    found = answer(links("AZ", "BZ", closed="B"), "A", "B", target="Z")
    assert len(found.paths) == 1
    assert [ended.id for ended in found.not_open] == ["B"]
    assert answer(links("AZ", "BZ", closed="B"), "B", target="Z").reason == NoPath.NOT_OPEN


def test_a_via_that_is_not_open_is_the_reason() -> None:
    assert answer(links("AZ", "AB", closed="B"), "A", target="Z", via="B").reason == NoPath.NOT_OPEN


def test_no_path_says_not_connected() -> None:
    found = answer(links("AB", "CZ"), "A", target="Z")
    assert (found.paths, found.reason, found.shortest) == ((), NoPath.NOT_CONNECTED, None)


def test_not_connected_speaks_of_the_graph_as_asked() -> None:
    assert answer(links("AB", "BZ"), "A", target="Z", avoid=("B",)).reason == NoPath.NOT_CONNECTED
    assert answer(links("AB", "BZ"), "A", target="Z", kinds=("contract",)).reason == NoPath.NOT_CONNECTED


def test_no_path_says_none_within_hops_and_how_many_the_shortest_has() -> None:
    found = answer(links("AB", "BC", "CZ"), "A", target="Z", max_hops=2)
    assert (found.paths, found.reason, found.shortest) == ((), NoPath.NONE_WITHIN_HOPS, 3)


def test_none_within_hops_counts_the_way_round_by_via() -> None:
    data = links("AZ", "AB", "BC", "CV", "VZ", "AV")
    found = answer(links("AZ", "AB", "BV", "VC", "CZ"), "A", target="Z", via="V", max_hops=3)
    assert (found.reason, found.shortest) == (NoPath.NONE_WITHIN_HOPS, 4)
    assert routes(data, "A", target="Z", via="V", k=1) == ["A V Z"]


@pytest.mark.parametrize(
    "options",
    [
        {"target": "A"},
        {"target": "Z", "k": 0},
        {"target": "Z", "k": 21},
        {"target": "Z", "max_hops": 0},
        {"target": "Z", "max_hops": 11},
        {"target": "Z", "avoid": ("Z",)},
        {"target": "Z", "avoid": ("A",)},
        {"target": "Z", "via": "B", "avoid": ("B",)},
        {"target": "Z", "order": "luck"},
        {"target": "nobody"},
    ],
)
def test_a_target_in_the_starting_set_or_a_limit_passed_is_bad_input(options: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        answer(links("AB", "BZ"), "A", **options)
