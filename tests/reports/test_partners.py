"""Reports of partners: trusts and universities, housing and voluntary sector by board, work and health."""

from __future__ import annotations

from datetime import date

import pytest

from graphsvc.database.session import Database
from tests.reports.asking import as_maps, asked
from tests.reports.reading_partners import by_board, facts, trusts_and_universities, work_and_health

DAYS = (date(2026, 11, 24), date(2025, 6, 30))
LONDON = "E40000003"


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("region", ["", LONDON])
def test_every_trust_is_listed_with_its_universities_or_none(england: Database, day: date, region: str) -> None:
    answer = asked(england, "trusts-and-universities", as_at=day, region=region)
    assert list(answer.rows) == trusts_and_universities(facts(day), region)


def test_a_board_narrows_trusts_to_its_own(england: Database) -> None:
    board = "GB-NHS-QWO"
    rows = as_maps(asked(england, "trusts-and-universities", as_at=DAYS[0], icb=board))
    assert {row["board"] for row in rows} == {board}
    assert [tuple(row.values()) for row in rows] == trusts_and_universities(facts(DAYS[0]), icb=board)


def test_a_trust_without_a_university_is_told_as_no_recorded_partnership(england: Database) -> None:
    rows = as_maps(asked(england, "trusts-and-universities", as_at=DAYS[0]))
    none = [row for row in rows if row["university"] is None]
    assert none
    assert {row["state"] for row in none} == {"no recorded partnership"}


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("region", ["", LONDON])
@pytest.mark.parametrize(
    ("report", "partner_type"),
    [("housing-associations-by-board", "housing-association"), ("voluntary-sector-by-board", "vcse")],
)
def test_each_board_has_its_partners_and_what_they_are_counted_of(
    england: Database, day: date, region: str, report: str, partner_type: str
) -> None:
    answer = asked(england, report, as_at=day, region=region)
    assert list(answer.rows) == by_board(facts(day), partner_type, region)


@pytest.mark.parametrize("report", ["housing-associations-by-board", "voluntary-sector-by-board"])
def test_boards_without_partners_are_rows_too(england: Database, report: str) -> None:
    rows = as_maps(asked(england, report, as_at=DAYS[0]))
    assert len(rows) == 36
    assert any(row["partners"] == 0 for row in rows)
    assert any(row["partners"] for row in rows)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("region", ["", LONDON])
def test_work_and_health_counts_partners_in_skills_and_employment(england: Database, day: date, region: str) -> None:
    answer = asked(england, "work-and-health", as_at=day, region=region)
    assert list(answer.rows) == work_and_health(facts(day), region)


@pytest.mark.parametrize(
    "report",
    ["trusts-and-universities", "housing-associations-by-board", "voluntary-sector-by-board", "work-and-health"],
)
def test_an_empty_record_has_no_rows(empty_record: Database, report: str) -> None:
    assert asked(empty_record, report).rows == ()
