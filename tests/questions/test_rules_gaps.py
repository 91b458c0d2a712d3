"""Rules: expectations, the states of a cell, and how good its evidence is."""

from __future__ import annotations

import pytest

from graphsvc.errors import BadInput, NotFound
from graphsvc.questions.cells import Share
from graphsvc.questions.reasons import reason
from tests.questions.asking import BOARD, TRUST, gaps, records, state, view, world
from tests.questions.asking import cell as only_cell
from tests.worlds import Dataset


def expecting(partner_type: str = "university", **rule: str) -> Dataset:
    """A trust under one expectation for everyone."""
    data = world()
    data.expectation(partner_type, **rule)
    return data


def with_university(**record: str) -> Dataset:
    """A trust expected to engage universities, and a record with one."""
    data = expecting()
    data.organisation("U1", "university")
    data.partnership(TRUST, "U1", **record)
    return data


# Expectations


@pytest.mark.parametrize(
    ("validity", "day", "cells"),
    [
        ({"valid_from": "2024-04-01"}, "2024-03-31", 0),
        ({"valid_from": "2024-04-01"}, "2024-04-01", 1),
        ({"valid_from": "2024-04"}, "2024-04-01", 1),
        ({"valid_to": "2024-03-31"}, "2024-03-31", 1),
        ({"valid_to": "2024-03-31"}, "2024-04-01", 0),
        ({"valid_to": "2024-03"}, "2024-03-31", 1),
        ({"valid_to": "2024"}, "2024-12-31", 1),
    ],
)
def test_a_rule_is_valid_from_its_first_day_to_its_last(validity: dict[str, str], day: str, cells: int) -> None:
    assert len(gaps(expecting(**validity), day=day).cells) == cells


def test_of_several_versions_valid_on_one_day_the_highest_counts() -> None:
    data = expecting(rule="r", version="2")
    data.expectation("university", rule="r", version="10", effect="not-expected")
    data.expectation("university", rule="r", version="11", valid_from="2024-04-02")
    assert (only_cell(data).rule.version, state(data)) == (10, "not-applicable")


def test_one_cell_for_each_value_area_and_partner_type() -> None:
    data = expecting(rule="b")
    data.expectation("university", rule="a")
    data.expectation("university", "estates", rule="c")
    found = gaps(data).cells
    assert sorted((cell.value_area, cell.rule.id) for cell in found) == [("estates", "c"), ("research", "a")]


def test_a_rule_for_another_organisation_or_place_does_not_apply() -> None:
    data = expecting(applies_to=BOARD)
    data.expectation("vcse", applies_to="B2", rule="there")
    assert gaps(data).cells == ()


def test_a_rule_for_a_place_applies_where_the_area_meets_it() -> None:
    assert len(gaps(expecting(applies_to="U1")).cells) == 1


def test_the_rule_for_the_organisation_wins_over_the_places_and_everyones() -> None:
    data = expecting(rule="a-everyone")
    data.expectation("university", rule="b-place", applies_to="D1")
    data.expectation("university", rule="c-own", applies_to=TRUST, effect="not-expected")
    assert (only_cell(data).rule.id, state(data)) == ("c-own", "not-applicable")


def test_the_rule_for_a_place_wins_over_everyones() -> None:
    data = expecting(rule="a-everyone")
    data.expectation("university", rule="b-place", applies_to="EN", effect="not-expected")
    assert state(data) == "not-applicable"


def test_of_places_the_one_with_the_fewest_districts_wins() -> None:
    data = expecting(rule="a", applies_to="B1")
    data.expectation("university", rule="b", applies_to="U1", effect="not-expected")
    assert only_cell(data).rule.id == "b"


def test_ties_of_places_go_to_the_rules_id() -> None:
    data = expecting(rule="b", applies_to="D1")
    data.expectation("university", rule="a", applies_to="D2", effect="not-expected")
    assert only_cell(data).rule.id == "a"


def sharing_out(**shares: tuple[str, ...]) -> Dataset:
    """Upper tiers that each take these shares of D1, D2 and so on."""
    data = world()
    for place, parts in shares.items():
        data.place(place, "upper-tier-area", parts=tuple(f"D{number}" for number in range(1, len(parts) + 1)))
        for row, share in zip(data.tables["within"][-len(parts) :], parts, strict=True):
            row["share"] = share
    return data


def test_a_district_counts_wholly_in_each_of_its_parents() -> None:
    data = sharing_out(X=("0.1",), Y=("0.9",))
    data.expectation("local-authority", applies_to="X")
    data.expectation("local-authority", "estates", applies_to="Y")
    for place in "XY":
        data.organisation(f"Council {place}", "local-authority", covers_code=place)
        for area in ("research", "estates"):
            data.partnership(TRUST, f"Council {place}", area)
    found = gaps(data).cells
    assert [(cell.value_area, cell.covering, cell.in_area) for cell in found] == [
        ("estates", Share(2, 2), Share(2, 2)), ("research", Share(2, 2), Share(2, 2)),
    ]  # fmt: skip


@pytest.mark.parametrize("share", ["0", "0.001", "0.5", "1", ""])
def test_share_is_not_computed_with(share: str) -> None:
    data = sharing_out(X=(share, share, share), Y=("1", "1"), Z=("1", "1", "1", "1"))
    data.expectation("university", rule="a", applies_to="X")
    data.expectation("university", rule="b", applies_to="Z", effect="not-expected")
    assert only_cell(data).rule.id == "a"
    data.expectation("university", rule="c", applies_to="Y", effect="not-expected")
    assert only_cell(data).rule.id == "c"


def test_a_local_rule_adds_an_expectation() -> None:
    data = expecting()
    data.expectation("vcse", rule="local", applies_to=TRUST)
    assert len(gaps(data).cells) == 2
    assert len(gaps(data, BOARD).cells) == 1


def test_only_trusts_and_boards_are_asked_for_gaps() -> None:
    data = expecting()
    data.organisation("U1", "university")
    with pytest.raises(BadInput):
        gaps(data, "U1")
    with pytest.raises(NotFound):
        gaps(data, "nobody")


def test_an_organisation_that_is_not_open_has_no_cells_and_names_its_heirs() -> None:
    data = expecting()
    data.organisation("GB-NHS-R00", "nhs-trust", closed="2024-03-31")
    data.succession("GB-NHS-R00", TRUST)
    found = gaps(data, "GB-NHS-R00")
    assert (found.is_open, found.cells, [heir.id for heir in found.heirs]) == (False, (), [TRUST])


# States, in the order in which they are tried


def test_recorded_by_an_active_record_with_an_accepted_type() -> None:
    data = with_university(id="P1")
    assert (state(data), records(only_cell(data))) == ("recorded", ["P1"])


def test_a_partner_type_accepts_several_organisation_types() -> None:
    data = expecting("learning")
    data.organisation("V1", "vcse")
    data.partnership(TRUST, "V1")
    assert state(data) == "recorded"


def test_a_record_in_another_value_area_or_with_another_type_does_not_fill_a_cell() -> None:
    data = with_university(value_area="estates")
    data.organisation("V1", "vcse")
    data.partnership(TRUST, "V1")
    assert state(data) == "unrecorded"


def test_a_national_body_fills_a_cell_only_where_its_type_is_national() -> None:
    data = expecting("vcse")
    data.organisation("V1", "vcse", national="yes")
    data.partnership(TRUST, "V1")
    assert state(data) == "unrecorded"
    data = expecting("dwp")
    data.organisation("W1", "dwp")
    data.partnership(TRUST, "W1")
    assert state(data) == "recorded"


def test_a_body_that_is_not_national_though_its_type_is_fills_a_cell() -> None:
    data = expecting("dwp")
    data.organisation("W1", "dwp", national="no")
    data.partnership(TRUST, "W1")
    assert state(data) == "recorded"


@pytest.mark.parametrize("status", ["proposed", "lapsed"])
def test_a_national_body_of_another_type_fills_no_proposed_or_lapsed_cell(status: str) -> None:
    data = expecting("vcse")
    data.organisation("V1", "vcse", national="yes")
    data.partnership(TRUST, "V1", status=status)
    assert state(data) == "unrecorded"


def inheriting() -> Dataset:
    """The university of a record closed, and U2 followed it."""
    data = with_university()
    data.tables["organisations"][-1]["closed"] = "2024-03-31"
    data.organisation("U2", "university")
    data.succession("U1", "U2")
    return data


def test_inherited_by_an_active_record_of_a_predecessor() -> None:
    assert state(inheriting(), "2024-03-31") == "recorded"
    assert state(inheriting()) == "inherited"


def test_recorded_goes_before_inherited() -> None:
    data = inheriting()
    data.partnership(TRUST, "U2", id="P9")
    assert (state(data), records(only_cell(data))) == ("recorded", ["P9"])


def sharing(**convenor: str) -> Dataset:
    """The trust and a university are both in a network."""
    data = expecting()
    data.organisation("U1", "university")
    data.organisation("N1", "network", **convenor)
    data.partnership(TRUST, "N1", id="P1")
    data.partnership("U1", "N1", id="P2")
    return data


def test_shared_network_by_records_of_both_with_the_same_convenor() -> None:
    data = sharing()
    assert (state(data), records(only_cell(data))) == ("shared-network", ["P1", "P2"])


def test_shared_network_with_a_national_convenor_counts() -> None:
    assert state(sharing(national="yes")) == "shared-network"


def test_shared_network_needs_an_open_convenor() -> None:
    assert state(sharing(closed="2024-03-31")) == "unrecorded"


def test_shared_network_needs_both_records_in_the_value_area() -> None:
    data = sharing()
    data.tables["relationships"][1]["value_area"] = "estates"
    assert state(data) == "unrecorded"


def test_shared_network_needs_a_convenor() -> None:
    data = sharing()
    data.tables["organisations"][-1]["organisation_type"] = "vcse"
    assert state(data) == "unrecorded"


def test_shared_network_does_not_count_a_national_body() -> None:
    data = sharing()
    data.tables["organisations"][-2]["national"] = "yes"
    assert state(data) == "unrecorded"


def test_shared_network_does_not_count_inherited_or_proposed_records() -> None:
    data = sharing()
    data.tables["relationships"][1]["status"] = "proposed"
    assert state(data) == "unrecorded"
    data = sharing()
    data.tables["organisations"][-2]["closed"] = "2024-03-31"
    data.organisation("U2", "university")
    data.succession("U1", "U2")
    assert state(data) == "unrecorded"


def hosting(**record: str) -> Dataset:
    """A council with a record hosts a public health team."""
    data = expecting("public-health-team")
    data.organisation("L1", "local-authority", covers_code="D1")
    data.organisation("T1", "public-health-team", covers_code="D1", host="L1")
    data.partnership(TRUST, "L1", **record)
    return data


def test_via_host_by_a_record_with_the_host_of_an_accepted_type() -> None:
    data = hosting(id="P1")
    assert (state(data), records(only_cell(data))) == ("via-host", ["P1"])


def test_via_host_needs_an_open_hosted_organisation() -> None:
    data = hosting()
    data.tables["organisations"][-1]["closed"] = "2024-03-31"
    assert state(data) == "unrecorded"


def test_via_host_is_not_given_by_an_inherited_record() -> None:
    data = hosting()
    data.tables["organisations"][-2]["closed"] = "2024-03-31"
    data.organisation("L2", "local-authority", covers_code="D1")
    data.succession("L1", "L2")
    data.tables["organisations"][-2]["host"] = "L2"
    (link,) = view(data).links
    assert link.inherited
    assert state(data) == "unrecorded"
    data.partnership(TRUST, "L2", id="P9")
    assert (state(data), records(only_cell(data))) == ("via-host", ["P9"])


@pytest.mark.parametrize("status", ["proposed", "lapsed"])
def test_proposed_and_lapsed_do_not_go_through_a_host(status: str) -> None:
    assert state(hosting(status=status)) == "unrecorded"


def test_proposed_goes_before_lapsed() -> None:
    data = with_university(status="lapsed")
    assert state(data) == "lapsed"
    data.partnership(TRUST, "U1", status="proposed", id="P9")
    assert (state(data), records(only_cell(data))) == ("proposed", ["P9"])


def test_shared_network_and_via_host_go_before_proposed() -> None:
    data = sharing()
    data.partnership(TRUST, "U1", status="proposed")
    assert state(data) == "shared-network"
    data = hosting()
    data.partnership(TRUST, "T1", status="proposed")
    assert state(data) == "via-host"


def test_inherited_goes_before_shared_network() -> None:
    data = inheriting()
    data.organisation("N1", "network")
    data.partnership(TRUST, "N1")
    data.partnership("U2", "N1")
    assert state(data) == "inherited"


def test_a_record_goes_before_a_rule_that_switches_the_expectation_off() -> None:
    data = with_university()
    data.expectation("university", rule="off", applies_to=TRUST, effect="not-expected")
    assert (state(data), only_cell(data).rule.id) == ("recorded", "off")


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({"covers_code": "D4"}, "not-applicable"),
        ({"covers_code": "C1"}, "unrecorded"),
        ({"place_code": "D3"}, "unrecorded"),
        ({"covers_code": "D1", "closed": "2024-03-31"}, "not-applicable"),
        ({"covers_code": "D1", "national": "yes"}, "unrecorded"),
        ({}, "not-applicable"),
    ],
)
def test_not_applicable_when_nobody_covers_or_sits_in_any_part(where: dict[str, str], expected: str) -> None:
    data = expecting("local-authority", scope="covering")
    data.organisation("L1", "local-authority", **where)
    assert state(data) == expected


def test_scope_covering_says_nothing_when_the_area_is_unknown() -> None:
    data = expecting("local-authority", scope="covering")
    data.organisation("GB-NHS-R02", "nhs-trust")
    assert state(data, organisation="GB-NHS-R02") == "unrecorded"


def test_scope_any_applies_wherever_they_are() -> None:
    assert state(expecting("local-authority")) == "unrecorded"


def test_not_applicable_goes_before_confirmed_none() -> None:
    data = expecting(effect="not-expected")
    data.review(TRUST, "university", "2024-01-01")
    assert state(data) == "not-applicable"


@pytest.mark.parametrize(("asked_on", "expected"), [("2024-04-01", "confirmed-none"), ("2024-04-02", "unrecorded")])
def test_confirmed_none_by_a_review_on_or_before_the_date(asked_on: str, expected: str) -> None:
    data = expecting()
    data.review(TRUST, "university", asked_on)
    assert state(data) == expected


def test_the_newest_review_decides() -> None:
    data = expecting()
    data.review(TRUST, "university", "2024-01-01")
    data.review(TRUST, "university", "2024-02-01", "some")
    data.review(TRUST, "university", "2024-05-01")
    found = only_cell(data)
    assert (str(found.state), found.reviewed_on) == ("unrecorded", "2024-02-01")


def test_a_review_of_another_cell_does_not_count() -> None:
    data = expecting()
    data.review(TRUST, "vcse", "2024-01-01")
    data.review(BOARD, "university", "2024-01-01")
    data.review(TRUST, "university", "2024-01-01", area="estates")
    assert state(data) == "unrecorded"


def test_every_cell_says_when_somebody_last_asked() -> None:
    data = with_university()
    data.review(TRUST, "university", "2024-01-01")
    assert (state(data), only_cell(data).reviewed_on) == ("recorded", "2024-01-01")


@pytest.mark.parametrize(
    ("partnerships", "expected"), [("none", "not-collected"), ("partial", "unrecorded"), ("complete", "unrecorded")]
)
def test_not_collected_when_the_collection_says_none(partnerships: str, expected: str) -> None:
    data = expecting()
    data.collection("university", partnerships)
    assert state(data) == expected


def test_confirmed_none_goes_before_not_collected() -> None:
    data = expecting()
    data.collection("university", "none")
    data.review(TRUST, "university", "2024-01-01")
    assert state(data) == "confirmed-none"


def test_it_says_no_recorded_partnership_and_when_somebody_last_asked() -> None:
    data = expecting()
    assert "no recorded partnership" in reason(view(data), only_cell(data)).lower()
    data.review(TRUST, "university", "2024-01-05")
    text = reason(view(data), only_cell(data))
    assert "no partnership" not in text.lower()
    assert "5 January 2024" in text


# Evidence, area and coverage


@pytest.mark.parametrize(
    ("record", "quality"),
    [
        ({"evidence_date": "2021-04-01"}, "current"),
        ({"evidence_date": "2021-03-31"}, "old"),
        ({"evidence_date": "2021-04"}, "current"),
        ({"evidence_date": "2021"}, "old"),
        ({"evidence_date": "2025"}, "current"),
        ({"evidence_date": ""}, "undated"),
        ({"evidence_basis": "well-known, unread"}, "old"),
        ({"evidence_basis": "well-known, unread", "evidence_date": ""}, "undated"),
    ],
)
def test_evidence_is_current_when_read_and_dated_within_three_years_else_old_or_undated(
    record: dict[str, str], quality: str
) -> None:
    assert str(only_cell(with_university(**record)).evidence) == quality


def test_one_current_record_makes_a_cell_current() -> None:
    data = with_university(evidence_date="")
    assert str(only_cell(data).evidence) == "undated"
    data.partnership(TRUST, "U1", evidence_date="2019")
    assert str(only_cell(data).evidence) == "old"
    data.partnership(TRUST, "U1")
    assert str(only_cell(data).evidence) == "current"


def test_three_years_before_29_february_is_28_february_for_evidence() -> None:
    data = with_university(evidence_date="2021-02-28")
    assert str(only_cell(data, "2024-02-29").evidence) == "current"
    assert str(only_cell(data, "2024-03-01").evidence) == "old"


def test_only_a_recorded_cell_says_how_good_its_evidence_is() -> None:
    assert only_cell(inheriting()).evidence is None


def test_in_area_counts_partners_whose_area_is_known() -> None:
    data = with_university()
    for name, place in (("U2", "D2"), ("U3", "D5")):
        data.organisation(name, "university", place_code=place)
        data.partnership(TRUST, name)
    assert only_cell(data).in_area == Share(1, 2)


def test_in_area_says_nothing_when_its_own_area_is_unknown() -> None:
    data = with_university()
    data.tables["organisations"][1] |= {"place_code": "", "icb": ""}
    assert only_cell(data).in_area is None


def test_covering_says_how_many_of_those_that_cover_it_are_partners() -> None:
    data = expecting("local-authority")
    for number in (1, 2, 4):
        data.organisation(f"L{number}", "local-authority", covers_code=f"D{number}")
    data.partnership(TRUST, "L1")
    assert only_cell(data).covering == Share(1, 2)


@pytest.mark.parametrize(("district", "only"), [("D1", False), ("D2", True)])
def test_a_covering_rule_met_only_in_the_boards_area_says_so(district: str, only: bool) -> None:
    data = expecting("local-authority", scope="covering")
    data.organisation("L1", "local-authority", covers_code=district)
    data.partnership(TRUST, "L1")
    assert only_cell(data).board_only is only


def test_coverage_is_recorded_of_applicable_and_collected_cells_and_with_current_evidence() -> None:
    data = with_university()
    data.organisation("V1", "vcse")
    data.organisation("L1", "local-authority")
    data.organisation("W1", "dwp")
    for kind, partner in (("vcse", "V1"), ("dwp", "W1")):
        data.expectation(kind)
        data.partnership(TRUST, partner, evidence_date="2019")
    data.expectation("network")
    data.expectation("local-authority", effect="not-expected")
    data.collection("dwp", "none")
    found = gaps(data)
    assert (found.coverage.recorded, found.coverage.current, found.coverage.of) == (2, 1, 3)


def test_a_partner_type_without_a_row_in_the_collection_was_collected() -> None:
    assert gaps(expecting()).coverage.of == 1


@pytest.mark.parametrize("status", ["inherited", "proposed"])
def test_a_gap_that_is_not_recorded_is_counted_of(status: str) -> None:
    data = inheriting() if status == "inherited" else with_university(status="proposed")
    counts = gaps(data).coverage
    assert (state(data), counts.recorded, counts.of) == (status, 0, 1)


def test_a_later_date_assumes_no_change() -> None:
    assert state(with_university(), "2090-01-01") == "recorded"
