"""Reports of what passed on, was proposed or lapsed."""

from __future__ import annotations

from datetime import date

import pytest

from graphsvc.database.session import Database
from tests.reports.asking import as_maps, asked
from tests.reports.reading_partners import facts
from tests.reports.reading_succession import lapsed, lep_links, proposed, reconfirm

DAYS = (date(2026, 11, 24), date(2025, 6, 30))
LONDON = "E40000003"


@pytest.mark.parametrize("day", [*DAYS, date(2023, 1, 1)])
def test_every_link_to_a_local_enterprise_partnership_is_told_with_its_heirs(england: Database, day: date) -> None:
    assert list(asked(england, "lep-links-and-heirs", as_at=day).rows) == lep_links(facts(day))


def test_councils_that_took_over_functions_inherit_no_partnership(england: Database) -> None:
    rows = as_maps(asked(england, "lep-links-and-heirs", as_at=DAYS[0]))
    assert "passed on" in {row["succession"] for row in rows}
    assert not any(row["counts"] for row in rows)
    assert all(row["basis"] for row in rows if row["heir"])


def test_a_local_enterprise_partnership_that_is_open_has_no_heir(england: Database) -> None:
    rows = as_maps(asked(england, "lep-links-and-heirs", as_at=date(2023, 1, 1)))
    assert {row["succession"] for row in rows} == {"open"}


@pytest.mark.parametrize(
    ("day", "since", "region"),
    [
        (DAYS[0], "2026-01-01", ""), (DAYS[0], "2020-01-01", ""), (DAYS[0], "2026-06-01", ""),
        (DAYS[0], "2026-01-01", LONDON), (date(2026, 4, 30), "2026-01-01", ""), (DAYS[1], "2020-01-01", ""),
    ],
)
def test_links_that_passed_to_an_heir_are_to_be_reconfirmed(
    england: Database, day: date, since: str, region: str
) -> None:
    answer = asked(england, "links-to-reconfirm", as_at=day, since=since, region=region)
    assert list(answer.rows) == reconfirm(facts(day), date.fromisoformat(since), region)


def test_the_mergers_of_2026_left_links_to_reconfirm(england: Database) -> None:
    rows = as_maps(asked(england, "links-to-reconfirm", as_at=DAYS[0]))
    assert "GB-NHS-Z9B2Z" in {row["heir"] for row in rows}
    assert all(row["passed_on"] >= date(2026, 1, 1) for row in rows)  # type: ignore[operator]


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("region", ["", LONDON])
def test_proposed_partnerships_are_listed_for_whom_they_count(england: Database, day: date, region: str) -> None:
    assert list(asked(england, "proposed-partnerships", as_at=day, region=region).rows) == proposed(facts(day), region)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("since", [date(2025, 1, 1), date(1990, 1, 1)])
def test_what_lapsed_in_a_span_is_listed(england: Database, day: date, since: date) -> None:
    assert list(asked(england, "lapsed-partnerships", as_at=day, since=since).rows) == lapsed(facts(day), since)


def test_a_span_of_lapses_is_a_year_when_none_is_given(england: Database) -> None:
    rows = as_maps(asked(england, "lapsed-partnerships"))
    assert rows
    assert all(date(2025, 11, 24) < row["lapsed"] <= date(2026, 11, 24) for row in rows)  # type: ignore[operator]


@pytest.mark.parametrize(
    "report", ["lep-links-and-heirs", "links-to-reconfirm", "proposed-partnerships", "lapsed-partnerships"]
)
def test_an_empty_record_has_no_rows(empty_record: Database, report: str) -> None:
    assert asked(empty_record, report).rows == ()
