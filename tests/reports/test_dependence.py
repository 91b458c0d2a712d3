"""Organisations that many depend on: the same as counted by hand from the rows."""

from __future__ import annotations

from datetime import date

import pytest

from graphsvc.database.session import Database
from tests.fixtures.facts import seed_tables
from tests.reports.asking import as_maps, asked
from tests.reports.reading_dependence import many_depend_on

REPORT = "organisations-many-depend-on"


@pytest.mark.parametrize("day", ["2026-11-24", "2025-06-30"])
@pytest.mark.parametrize(
    "chosen", [{}, {"region": "E40000003"}, {"icb": "GB-NHS-QWO"}, {"organisation_type": "university"}], ids=str
)
def test_england_is_counted_as_from_the_rows(england: Database, day: str, chosen: dict[str, str]) -> None:
    expected = many_depend_on(seed_tables(), date.fromisoformat(day), **chosen)
    assert list(asked(england, REPORT, as_at=day, **chosen).rows) == expected
    assert expected


def test_who_depends_and_the_share_add_up(england: Database) -> None:
    for row in as_maps(asked(england, REPORT, as_at="2026-11-24")):
        assert len(row["who"]) == row["depending"] <= row["nhs_partners"] <= row["partners"]  # type: ignore[arg-type]
        assert row["depending"] <= row["sole_places"]  # type: ignore[operator]
        assert row["share"] == row["depending"] / row["nhs_partners"]  # type: ignore[operator]
