"""Rules: the state of a record at a date, heirs, and the pairs for which a record counts."""

from __future__ import annotations

import pytest

from tests.questions.asking import BOARD, DAY, TRUST, answer, records, routes, state, view, world
from tests.questions.asking import cell as only_cell
from tests.worlds import Dataset


def recorded(**values: str) -> Dataset:
    """A trust expected to engage universities, and one record with these values."""
    data = world()
    data.expectation("university")
    data.organisation("U1", "university")
    data.partnership(TRUST, "U1", **values)
    return data


@pytest.mark.parametrize(
    ("since", "day", "expected"),
    [
        ("2024-04-01", "2024-03-31", "unrecorded"),
        ("2024-04-01", "2024-04-01", "recorded"),
        ("2024-04", "2024-03-31", "unrecorded"),
        ("2024-04", "2024-04-01", "recorded"),
        ("2024", "2023-12-31", "unrecorded"),
        ("2024", "2024-01-01", "recorded"),
    ],
)
def test_a_record_plays_no_part_before_the_first_day_of_since(since: str, day: str, expected: str) -> None:
    assert state(recorded(since=since), day) == expected


@pytest.mark.parametrize(("day", "expected"), [("2023-05-31", "unrecorded"), ("2023-06-01", "recorded")])
def test_when_since_is_unknown_a_record_plays_no_part_before_its_evidence(day: str, expected: str) -> None:
    assert state(recorded(since="", evidence_date="2023-06"), day) == expected


def test_when_since_is_known_the_evidence_date_does_not_delay_a_record() -> None:
    assert state(recorded(since="2020", evidence_date="2025"), DAY) == "recorded"


def test_a_record_with_neither_since_nor_evidence_date_counts_and_is_marked_undated() -> None:
    data = recorded(since="", evidence_date="")
    assert state(data, "1999-01-01") == "recorded"
    (link,) = only_cell(data).links
    assert link.undated


@pytest.mark.parametrize(
    ("until", "day", "expected"),
    [
        ("2024-03-31", "2024-03-31", "recorded"),
        ("2024-03-31", "2024-04-01", "lapsed"),
        ("2024-03", "2024-03-31", "recorded"),
        ("2024-03", "2024-04-01", "lapsed"),
        ("2023", "2023-12-31", "recorded"),
        ("2023", "2024-01-01", "lapsed"),
    ],
)
def test_a_record_lapses_after_the_last_day_of_until(until: str, day: str, expected: str) -> None:
    assert state(recorded(until=until), day) == expected


@pytest.mark.parametrize(("day", "expected"), [("2023-05-31", "recorded"), ("2023-06-01", "lapsed")])
def test_status_lapsed_without_until_lapses_from_the_evidence_date_on(day: str, expected: str) -> None:
    assert state(recorded(status="lapsed", evidence_date="2023-06-01"), day) == expected


def test_status_lapsed_without_until_and_undated_has_always_lapsed() -> None:
    assert state(recorded(status="lapsed", since="2020", evidence_date=""), "2020-01-01") == "lapsed"


@pytest.mark.parametrize(("day", "expected"), [("2024-03-31", "recorded"), ("2024-04-01", "lapsed")])
def test_status_lapsed_with_until_is_active_until_then(day: str, expected: str) -> None:
    assert state(recorded(status="lapsed", until="2024-03-31"), day) == expected


def test_status_proposed_is_proposed() -> None:
    assert state(recorded(status="proposed")) == "proposed"


def test_a_proposed_record_whose_until_has_passed_has_lapsed() -> None:
    assert state(recorded(status="proposed", until="2024-03-31")) == "lapsed"


@pytest.mark.parametrize(
    ("opened", "closed", "expected"),
    [
        ("2024-04-01", "", "U1"),
        ("2024-04-02", "", ""),
        ("2024-04", "", "U1"),
        ("2024", "", "U1"),
        ("", "2024-04-01", "U1"),
        ("", "2024-03-31", ""),
        ("", "2024-04", "U1"),
        ("", "2024", "U1"),
        ("", "2024-03", ""),
    ],
)
def test_open_from_the_first_day_of_opened_to_the_last_day_of_closed(opened: str, closed: str, expected: str) -> None:
    data = world()
    data.organisation("U1", "university", opened=opened, closed=closed)
    data.partnership(TRUST, "U1")
    assert routes(data, TRUST, target="U1") == ([f"{TRUST} {expected}"] if expected else [])


def chain() -> Dataset:
    """A closed university followed by a closed one that two open ones follow."""
    data = world()
    data.expectation("university")
    data.organisation("A", "university", closed="2023-12-31")
    data.organisation("B", "university", closed="2024-03-31")
    data.organisation("C", "university")
    data.organisation("D", "university")
    data.succession("A", "B", "2024-01-01")
    data.succession("B", "C", "2024-04-01")
    data.succession("B", "D", "2024-04-02")
    return data


def heirs(data: Dataset, organisation: str, day: str) -> list[str]:
    at = view(data, day)
    return [at.organisations[heir].id for heir in at.heirs(at.snapshot.index_of[organisation])]


def test_an_open_organisation_is_its_own_heir_whoever_follows_it() -> None:
    assert heirs(chain(), "A", "2023-12-31") == ["A"]


def test_heirs_go_down_the_chain_by_successions_up_to_the_date() -> None:
    data = chain()
    assert heirs(data, "A", "2024-03-31") == ["B"]
    assert heirs(data, "A", "2024-04-01") == ["C"]
    assert heirs(data, "A", "2024-04-02") == ["C", "D"]


def test_there_is_no_heir_when_nobody_followed() -> None:
    data = world()
    data.organisation("A", "university", closed="2023")
    assert heirs(data, "A", DAY) == []


def test_a_record_counts_for_every_heir_and_is_inherited() -> None:
    data = chain()
    data.partnership(TRUST, "A", id="P1")
    found = only_cell(data, "2024-04-02")
    assert str(found.state) == "inherited"
    assert records(found) == ["P1"]
    assert routes(data, TRUST, target="C", day="2024-04-02") == []
    for heir in "CD":
        assert routes(data, TRUST, target=heir, day="2024-04-02", inherited=True) == [f"{TRUST} {heir}"]


@pytest.mark.parametrize(
    ("values", "expected"), [({"status": "proposed"}, "proposed"), ({"until": "2024-01"}, "lapsed")]
)
def test_a_proposed_or_lapsed_record_of_a_predecessor_keeps_its_state(values: dict[str, str], expected: str) -> None:
    data = chain()
    data.partnership(TRUST, "A", **values)
    found = only_cell(data)
    assert str(found.state) == expected
    assert all(link.inherited for link in found.links)


def test_a_record_between_open_ends_is_not_inherited_though_one_has_a_successor() -> None:
    data = chain()
    data.partnership(TRUST, "C")
    data.succession("C", "D", "2024-01-01")
    assert state(data) == "recorded"


def test_two_ends_with_the_same_heir_give_nothing() -> None:
    data = world()
    data.organisation("A", "university", closed="2023")
    data.organisation("B", "university")
    data.succession("A", "B", "2024-01-01")
    data.partnership("A", "B")
    assert view(data).links == []


def test_an_heir_of_another_type_gives_nothing_but_a_note() -> None:
    data = world()
    data.expectation("local-authority")
    data.organisation("A", "university", closed="2023")
    data.organisation("B", "local-authority")
    data.succession("A", "B", "2024-01-01")
    data.partnership(TRUST, "A", id="P1")
    at = view(data)
    assert at.links == []
    (note,) = at.notes_of[at.snapshot.index_of["B"]]
    assert (note.partnership.id, at.organisations[note.predecessor].id) == ("P1", "A")
    assert state(data) == "unrecorded"


def split(**places: str) -> Dataset:
    """A closed council followed by L1 and L2, which cover what is given; a record with the board of D1 to D3."""
    data = world()
    data.organisation("A", "local-authority", closed="2023")
    for heir, covers in places.items():
        data.organisation(heir, "local-authority", covers_code=covers)
        data.succession("A", heir, "2024-01-01")
    data.partnership("A", BOARD)
    return data


def joined(data: Dataset) -> list[str]:
    at = view(data)
    return sorted(at.organisations[link.other(at.snapshot.index_of[BOARD])].id for link in at.links)


def test_of_several_heirs_only_those_whose_area_meets_the_other_end() -> None:
    assert joined(split(L1="D2", L2="D5")) == ["L1"]


def test_an_heir_whose_area_is_unknown_is_kept_of_several() -> None:
    assert joined(split(L1="", L2="D5", L3="D1")) == ["L1", "L3"]


def test_several_heirs_are_kept_when_the_other_end_has_no_known_area() -> None:
    data = split(L1="D2", L2="D5")
    data.tables["organisations"][0]["covers_code"] = ""
    assert joined(data) == ["L1", "L2"]


def test_an_only_heir_is_kept_wherever_it_is() -> None:
    assert joined(split(L1="D5")) == ["L1"]


def test_a_record_is_asked_about_in_either_direction() -> None:
    data = world()
    data.expectation("university")
    data.organisation("U1", "university")
    data.partnership("U1", TRUST)
    assert state(data) == "recorded"
    assert answer(data, TRUST, target="U1").paths
    assert answer(data, "U1", target=TRUST).paths


def test_the_area_of_a_trust_has_its_district_and_its_open_boards() -> None:
    data = world()
    at = view(data)
    assert at.snapshot.places.districts("B1") == at.area(at.snapshot.index_of[TRUST])
    data.tables["organisations"][0]["closed"] = "2024-03-31"
    at = view(data)
    assert at.snapshot.places.districts("D1") == at.area(at.snapshot.index_of[TRUST])


def test_what_an_organisation_covers_goes_before_where_it_sits() -> None:
    data = world()
    data.organisation("L1", "local-authority", place_code="D1", covers_code="U1")
    at = view(data)
    assert at.area(at.snapshot.index_of["L1"]) == at.snapshot.places.districts("U1")
