"""Rules: which expectations another organisation meets, and which it could."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from graphsvc.questions.cells import Cell
from graphsvc.questions.filling import could_fill, filled_by
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.view import View
from tests.fixtures.facts import seed_snapshot, seed_tables
from tests.questions.asking import BOARD, DAY, TRUST, view, world
from tests.reading.gaps import Gaps
from tests.worlds import Dataset

DATE = date(2026, 11, 23)


def expecting(**university: str) -> Dataset:
    """A trust and its board, of whom a university is expected in research, and one in the trust's district."""
    data = world()
    data.expectation("university")
    data.organisation("U1", "university", **({"place_code": "D1"} | university))
    return data


def asked(
    question: Callable[[View, Organisation], tuple[Cell, ...]], data: Dataset, organisation: str = "U1", day: str = DAY
) -> list[str]:
    """Whose cells those are."""
    facts = view(data, day)
    own = facts.organisations[facts.snapshot.index_of[organisation]]
    return [cell.organisation.id for cell in question(facts, own)]


def test_a_recorded_cell_is_filled_by_its_partner() -> None:
    data = expecting()
    data.partnership(TRUST, "U1")
    assert asked(filled_by, data) == [TRUST]
    assert asked(could_fill, data) == [BOARD]


def test_a_record_that_is_not_active_fills_nothing_and_is_no_suggestion() -> None:
    data = expecting()
    data.partnership(TRUST, "U1", status="proposed")
    assert asked(filled_by, data) == []
    assert asked(could_fill, data) == [BOARD]


def test_a_record_in_another_value_area_leaves_the_gap() -> None:
    data = expecting()
    data.partnership(TRUST, "U1", "estates")
    assert asked(filled_by, data) == []
    assert asked(could_fill, data) == [BOARD, TRUST]


def test_what_another_fills_is_no_gap() -> None:
    data = expecting()
    data.organisation("U2", "university")
    data.partnership(TRUST, "U2")
    assert asked(could_fill, data) == [BOARD]


def test_only_those_whose_area_it_meets_are_around_it() -> None:
    assert asked(could_fill, expecting(place_code="D4")) == []
    assert asked(could_fill, expecting(place_code="")) == []
    assert asked(could_fill, expecting(place_code="", covers_code="C1")) == [BOARD, TRUST]


def test_one_that_is_national_or_not_open_or_of_another_type_could_fill_nothing() -> None:
    assert asked(could_fill, expecting(national="yes")) == []
    assert asked(could_fill, expecting(closed="2024-03-31")) == []
    data = expecting()
    data.organisation("V1", "vcse", place_code="D1")
    assert asked(could_fill, data, "V1") == []


def test_what_those_of_england_fill_is_as_the_second_reading_has_it() -> None:
    facts, tables = seed_snapshot().view(DATE), seed_tables()
    second = Gaps(tables, DATE)
    nhs = {row["id"] for row in tables["organisations"] if row["organisation_type"] in ("nhs-trust", "icb")}
    for name in ("GB-LAE-LDS", "GB-UKPRN-10007795", "LOCAL-leeds-academic-health-partnership"):
        own = {
            row["id"]: row for row in tables["relationships"] if name in (row["source_org"], row["target_org"])
        }
        partners = {row[end] for row in own.values() for end in ("source_org", "target_org")} & nhs
        expected = {
            (partner, cell.value_area, cell.partner_type) for partner in partners for cell in second.cells(partner)
            if cell.state == "recorded" and not own.keys().isdisjoint(cell.records)
        }
        found = filled_by(facts, facts.organisations[facts.snapshot.index_of[name]])
        assert {(cell.organisation.id, cell.value_area, cell.partner_type.id) for cell in found} == expected
