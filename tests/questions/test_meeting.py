"""Rules: what to know before a meeting; and of England and any world, equal to the second reading."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphsvc.errors import BadInput, NotFound
from graphsvc.questions.meeting import Meeting, meeting
from graphsvc.snapshot.graph import Snapshot
from graphsvc.snapshot.view import View
from tests.fixtures.facts import seed_snapshot, seed_tables
from tests.questions.asking import BOARD, DAY, TRUST, view, world
from tests.reading.gaps import Cell, Gaps, coverage
from tests.reading.graph import Asked
from tests.reading.paths import paths_to
from tests.worlds import DAYS, Dataset, any_world


def two(*records: dict[str, str]) -> Dataset:
    """A trust, a university, and the records between them."""
    data = world()
    data.organisation("U1", "university")
    for values in records:
        data.partnership(TRUST, "U1", **values)
    return data


def met(data: Dataset, one: str = TRUST, other: str = "U1", day: str = DAY, **options: Any) -> Meeting:  # noqa: ANN401
    """The two before they meet."""
    return meeting(view(data, day), one, other, **options)


def routes(found: Meeting) -> tuple[list[str], list[str]]:
    """The ways, and the ways round, each as its ids joined by blanks."""
    ways, round_ = (
        [" ".join(one.id for one in path.organisations) for path in answer.paths]
        for answer in (found.ways, found.ways_round)
    )
    return ways, round_


# What is recorded between them


def test_every_record_between_the_two_is_there_by_id_in_any_state() -> None:
    data = two({"status": "proposed"}, {"until": "2023"}, {})
    data.organisation("U2", "university")
    data.partnership(TRUST, "U2")
    found = met(data)
    assert [(link.partnership.id, link.state) for link in found.between] == [
        ("P001", "proposed"), ("P002", "lapsed"), ("P003", "active"),
    ]
    assert [link.partnership.id for link in met(data, "U1", TRUST).between] == ["P001", "P002", "P003"]


def test_last_confirmed_is_the_newest_evidence_that_somebody_read_of_active_records() -> None:
    data = two(
        {"evidence_date": "2022-05"}, {"evidence_date": "2023"},
        {"evidence_date": "2024-02", "evidence_basis": "unread"},
        {"evidence_date": "2024-03", "until": "2024-03-30"}, {"evidence_date": "2024-03", "status": "proposed"},
    )
    assert met(data).last_confirmed == "2023"
    assert met(two({"evidence_date": ""})).last_confirmed == ""


def test_old_unread_and_undated_records_are_to_be_reconfirmed() -> None:
    data = two({}, {"evidence_date": "2021-03"}, {"evidence_basis": "unread"}, {"evidence_date": ""}, {"until": "2023"})
    assert [link.partnership.id for link in met(data).reconfirm] == ["P002", "P003", "P004"]


def test_what_a_predecessor_recorded_is_to_be_reconfirmed_and_confirms_nothing() -> None:
    data = two({})
    data.organisation("U2", "university")
    data.tables["organisations"][-2]["closed"] = "2024-03-31"
    data.succession("U1", "U2")
    found = met(data, other="U2")
    assert found.between == found.reconfirm
    assert [link.partnership.id for link in found.between] == ["P001"]
    assert found.last_confirmed == ""
    assert routes(found) == ([], [])


def test_what_a_predecessor_of_another_type_recorded_is_a_note() -> None:
    data = two({})
    data.organisation("V1", "vcse")
    data.tables["organisations"][-2]["closed"] = "2024-03-31"
    data.succession("U1", "V1")
    found = met(data, other="V1")
    assert (found.between, [note.partnership.id for note in found.notes]) == ((), ["P001"])
    assert [note.partnership.id for note in met(data, one="V1", other=TRUST).notes] == ["P001"]


# Gaps on both sides


def test_gaps_that_the_other_could_fill_are_apart_from_the_others() -> None:
    data = two({})
    for partner_type, area in (("university", "research"), ("university", "skills"), ("vcse", "skills")):
        data.expectation(partner_type, area)
    (side,) = met(data).gaps
    assert side.organisation.id == TRUST
    assert [(cell.value_area, cell.partner_type.id) for cell in side.fillable] == [("skills", "university")]
    assert [(cell.value_area, cell.partner_type.id) for cell in side.others] == [("skills", "vcse")]
    assert (side.coverage.recorded, side.coverage.of) == (1, 3)


def test_each_nhs_organisation_has_a_side() -> None:
    data = two()
    data.expectation("university")
    assert [side.organisation.id for side in met(data, other=BOARD).gaps] == [TRUST, BOARD]
    assert [side.organisation.id for side in met(data, "U1", BOARD).gaps] == [BOARD]
    data.organisation("U2", "university")
    assert met(data, "U1", "U2").gaps == ()


@pytest.mark.parametrize(("kind", "fills"), [("dwp", True), ("university", False)])
def test_a_national_body_fills_a_gap_only_where_its_type_is_national(kind: str, fills: bool) -> None:
    data = world()
    data.organisation("N1", kind, national="yes")
    data.expectation(kind)
    (side,) = met(data, other="N1").gaps
    assert (bool(side.fillable), bool(side.others)) == (fills, not fills)


def test_suggestions_are_made_only_when_asked_for() -> None:
    data = two()
    data.expectation("university")
    data.tables["organisations"][-1]["place_code"] = "D1"
    (plain,), (helped,) = met(data).gaps, met(data, suggest=2).gaps
    assert plain.fillable[0].suggestions.items == ()
    assert [one.organisation.id for one in helped.fillable[0].suggestions.items] == ["U1"]


# Ways, and who both know


def ring() -> Dataset:
    """A trust and a university, partners and joined by V1 too; V1 works with each in another value area."""
    data = two({})
    data.organisation("V1", "vcse")
    data.partnership(TRUST, "V1", "skills")
    data.partnership("V1", "U1", "estates")
    return data


def test_partners_have_ways_round_that_do_not_use_their_own_step() -> None:
    assert routes(met(ring())) == ([f"{TRUST} U1", f"{TRUST} V1 U1"], [f"{TRUST} V1 U1"])
    assert routes(met(ring(), k=1)) == ([f"{TRUST} U1"], [f"{TRUST} V1 U1"])
    assert len(met(ring(), k=20).ways.paths) == 2


def test_those_who_are_no_partners_have_ways_and_none_round() -> None:
    data = ring()
    data.tables["relationships"].pop(0)
    found = met(data)
    assert routes(found) == ([f"{TRUST} V1 U1"], [])
    assert found.ways_round.reason is None


def test_partners_without_a_way_round_are_told_why() -> None:
    found = met(two({}))
    assert (found.ways_round.paths, found.ways_round.reason) == ((), "not-connected")


def test_a_way_round_that_is_too_long_says_how_long_it_is() -> None:
    data = two({})
    chain = [TRUST, *(data.organisation(f"V{number}", "vcse") for number in range(1, 7)), "U1"]
    for one, other in pairwise(chain):
        data.partnership(one, other)
    found = met(data).ways_round
    assert (found.paths, found.reason, found.shortest) == ((), "none-within-hops", 7)


def test_national_bodies_are_no_way_round() -> None:
    data = two({})
    data.organisation("N1", "dwp")
    data.partnership(TRUST, "N1")
    data.partnership("N1", "U1")
    found = met(data)
    assert found.ways_round.reason == "not-connected"
    assert found.shared == ()


def test_partners_of_both_with_the_value_areas_on_each_side() -> None:
    data = ring()
    data.partnership(TRUST, "V1", "research")
    (shared,) = met(data).shared
    assert (shared.organisation.id, shared.with_one, shared.with_other) == ("V1", ("research", "skills"), ("estates",))
    assert shared.records == ("P002", "P003", "P004")


@pytest.mark.parametrize("values", [{"status": "proposed"}, {"until": "2023"}])
def test_who_is_a_partner_of_both_no_longer_or_not_yet_is_not_shared(values: dict[str, str]) -> None:
    data = ring()
    data.tables["relationships"][-1] |= values
    assert met(data).shared == ()


def test_value_areas_of_a_shared_partner_are_those_of_its_own_active_records() -> None:
    data = ring()
    data.partnership(TRUST, "V1", "estates", status="proposed")
    data.organisation("V0", "vcse", closed="2024-03-31")
    data.succession("V0", "V1")
    data.partnership(TRUST, "V0", "research")
    (shared,) = met(data).shared
    assert (shared.with_one, shared.records) == (("skills",), ("P002", "P003"))


# What changed, and what cannot be asked


def test_what_changed_in_the_last_year_and_concerns_either() -> None:
    data = two({"since": "2023-05"}, {"since": "2023-04-01"})
    data.organisation("U2", "university", opened="2023-05")
    data.partnership("U2", "U1", since="2023-06")
    assert [change.partnership.id for change in met(data).changed if change.partnership] == ["P003", "P001"]


def test_one_that_is_not_open_is_named_with_its_heirs() -> None:
    data = two({})
    data.expectation("university")
    data.organisation("U2", "university")
    data.tables["organisations"][-2]["closed"] = "2024-03-31"
    data.succession("U1", "U2")
    found = met(data)
    assert {one.id: [heir.id for heir in heirs] for one, heirs in found.not_open.items()} == {"U1": ["U2"]}
    assert (found.between, found.ask, found.ways.reason) == ((), (), "not-open")
    (side,) = found.gaps
    assert (side.fillable, len(side.others)) == ((), 1)
    assert met(data, other="U2").not_open == {}
    data.organisation("GB-NHS-R02", "nhs-trust", closed="2024-03-31")
    assert met(data, one="GB-NHS-R02", other="U2").gaps == ()


@pytest.mark.parametrize(("one", "other", "parameter"), [("X", "U1", "one"), (TRUST, "X", "other")])
def test_an_unknown_organisation_names_the_parameter(one: str, other: str, parameter: str) -> None:
    with pytest.raises(NotFound, match=f"^{parameter}: there is no organisation 'X'"):
        met(two({}), one, other)


def test_nobody_meets_itself_and_limits_hold() -> None:
    with pytest.raises(BadInput) as caught:
        met(two({}), TRUST, TRUST)
    assert caught.value.parameter == "other"
    with pytest.raises(BadInput) as caught:
        met(two({}), k=21)
    assert caught.value.parameter == "k"


# The second reading


def compared(at: View, reading: Gaps, one: str, other: str) -> Meeting:
    """What is between them, gaps, partners of both and ways are those of the second reading."""
    found = meeting(at, one, other)
    records = reading.records.of(one).get(other, [])
    assert [(link.partnership.id, link.state, link.inherited) for link in found.between] == [
        (record.id, record.state, record.inherited if record.state == "active" else record.succeeded)
        for record in records
    ]
    sides = [(own, met_) for own, met_ in ((one, other), (other, one)) if is_nhs(reading, own)]
    assert [side.organisation.id for side in found.gaps] == [own for own, _ in sides]
    for side, (own, met_) in zip(found.gaps, sides, strict=True):
        cells = reading.cells(own)
        gaps = {(cell.value_area, cell.partner_type): fills(reading, cell, met_) for cell in cells if cell.is_gap}
        told = {(cell.value_area, cell.partner_type.id): True for cell in side.fillable}
        told |= {(cell.value_area, cell.partner_type.id): False for cell in side.others}
        assert told == gaps
        assert (side.coverage.recorded, side.coverage.current, side.coverage.of) == coverage(cells)
    assert [shared.organisation.id for shared in found.shared] == both_know(reading, one, other)
    best = paths_to(reading.records, (one,), other, Asked(k=4))
    ways = [" ".join(path.organisations) for path in best.paths]
    partners = bool(ways) and ways[0] == f"{one} {other}"
    assert routes(found) == (ways[:3], ways[1:] if partners else [])
    assert (found.ways.reason, found.ways.shortest) == (best.reason, best.shortest)
    for sentence in [*(change.sentence for change in found.changed), *(item.sentence for item in found.ask)]:
        assert "no partnership" not in sentence.casefold()
    for item in found.ask:
        assert item.sentence.endswith("?")
        assert item.sentence[0].isupper()
    assert len(found.ask) <= 8
    return found


def is_nhs(reading: Gaps, key: str) -> bool:
    return key in reading.world.open and reading.world.type_of(key) in ("nhs-trust", "icb")


def fills(reading: Gaps, cell: Cell, other: str) -> bool:
    """Whether an open organisation is of a type that the cell accepts; a national one where its type is national."""
    world_ = reading.world
    accepted = other in world_.open and world_.type_of(other) in reading.accepted[cell.partner_type]
    return accepted and (not world_.is_national(other) or world_.type_is_national(other))


def both_know(reading: Gaps, one: str, other: str) -> list[str]:
    first, second = (
        {key for key, records in reading.records.of(each).items() if any(record.direct for record in records)}
        for each in (one, other)
    )
    return sorted(key for key in first & second if not reading.world.is_national(key))


@settings(
    max_examples=80, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(draw=st.randoms(use_true_random=False), day=st.sampled_from(DAYS))
def test_any_world(draw: Random, day: str) -> None:
    tables = any_world(draw).tables
    on = date.fromisoformat(day)
    at, reading = Snapshot.from_rows(tables).view(on), Gaps(tables, on)
    names = [row["id"] for row in tables["organisations"]]
    partners = [(row["source_org"], row["target_org"]) for row in tables["relationships"]]
    for one, other in [draw.sample(names, 2), draw.sample(names, 2), draw.choice(partners)]:
        compared(at, reading, one, other)


def test_pairs_of_england() -> None:
    on = date(2026, 11, 24)
    at, reading = seed_snapshot().view(on), Gaps(seed_tables(), on)
    draw = Random(4)
    pairs = [draw.choice(at.links) for _ in range(25)]
    asked = [item for link in pairs for item in compared(
        at, reading, at.organisations[link.source].id, at.organisations[link.target].id
    ).ask]
    assert len(asked) > 25
    assert all(item.records or item.rule for item in asked)
