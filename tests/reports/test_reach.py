"""Reports of national bodies' reach, and of organisations that nobody links to."""

from __future__ import annotations

from datetime import date

import pytest

from graphsvc.database.session import Database
from graphsvc.errors import BadInput
from tests.reports.asking import CATALOGUE, as_maps, asked
from tests.reports.reading_partners import facts
from tests.reports.reading_reach import national_bodies, nobody_links_to

DAYS = (date(2026, 11, 24), date(2025, 6, 30))


@pytest.mark.parametrize("day", DAYS)
def test_each_national_body_is_told_with_the_trusts_and_boards_that_it_reaches(england: Database, day: date) -> None:
    assert list(asked(england, "national-bodies-reach", as_at=day).rows) == national_bodies(facts(day))


@pytest.mark.parametrize("day", [*DAYS, date(2023, 1, 1)])
@pytest.mark.parametrize("partner_type", ["fe-college", "all"])
@pytest.mark.parametrize("region", ["", "E40000010"])
def test_nobody_links_to_an_organisation_for_which_no_record_counts(
    england: Database, day: date, partner_type: str, region: str
) -> None:
    answer = asked(england, "organisations-nobody-links-to", as_at=day, partner_type=partner_type, region=region)
    assert list(answer.rows) == nobody_links_to(facts(day), partner_type, region)
    assert not answer.truncated


def test_a_partner_type_that_nothing_expects_any_more_is_not_missed(england: Database) -> None:
    assert not asked(england, "organisations-nobody-links-to", as_at=DAYS[0], partner_type="lep").rows
    assert asked(england, "organisations-nobody-links-to", as_at="2023-01-01", partner_type="lep").rows


def test_it_says_where_nobody_has_asked_yet(england: Database) -> None:
    rows = as_maps(asked(england, "organisations-nobody-links-to", as_at=DAYS[0], partner_type="public-health"))
    assert {row["collected"] for row in rows} == {"none"}


def test_every_partner_type_of_the_guidance_may_be_chosen(england: Database) -> None:
    (parameter,) = [
        one for one in CATALOGUE.named("organisations-nobody-links-to").parameters if one.name == "partner_type"
    ]
    assert set(parameter.choices) == {"all", *facts(DAYS[0]).partner_types}
    with pytest.raises(BadInput, match="must be one of"):
        asked(england, "organisations-nobody-links-to", partner_type="colleges")


@pytest.mark.parametrize("report", ["national-bodies-reach", "organisations-nobody-links-to"])
def test_an_empty_record_has_no_rows(empty_record: Database, report: str) -> None:
    assert asked(empty_record, report).rows == ()
