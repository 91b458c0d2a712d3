"""Partnerships, their kinds and benefits, and their evidence: the same as counted by hand from the rows."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from graphsvc.database.session import Database
from tests.fixtures.facts import seed_tables
from tests.reports.asking import as_maps, asked
from tests.reports.reading_evidence import by_age_and_basis, by_site
from tests.reports.reading_partnerships import Partnerships

DAYS = ["2026-11-24", "2025-06-30"]
SCOPES = [{}, {"region": "E40000003"}, {"icb": "GB-NHS-QWO"}, {"region": "E40000003", "icb": "GB-NHS-QWO"}]


@pytest.mark.parametrize("scope", SCOPES, ids=str)
@pytest.mark.parametrize("day", DAYS)
def test_england_is_counted_as_from_the_rows(england: Database, day: str, scope: dict[str, str]) -> None:
    known = Partnerships(seed_tables(), date.fromisoformat(day), **scope)
    assert bool(known.known) == (len(scope) < 2), "West Yorkshire is not in London"
    for report, expected in (
        ("partnerships-as-at", known.as_at()), ("partnerships-by-kind", known.by_kind()),
        ("partnerships-by-benefit", known.by_benefit()), ("evidence-by-age-and-basis", by_age_and_basis(known)),
    ):
        assert list(asked(england, report, as_at=day, **scope).rows) == expected, report


@pytest.mark.parametrize("day", DAYS)
def test_the_sites_of_england_are_counted_as_from_the_rows(england: Database, day: str) -> None:
    known = Partnerships(seed_tables(), date.fromisoformat(day))
    assert list(asked(england, "sources-of-records", as_at=day).rows) == by_site(known)


@pytest.mark.parametrize(
    "chosen",
    [
        {"org": "GB-NHS-RR8"}, {"value_area": "estates"}, {"state": "inherited"},
        {"org": "GB-NHS-QWO", "value_area": "skills-employment", "state": "active"},
    ],
    ids=str,
)
def test_partnerships_are_chosen_by_organisation_value_area_and_state(
    england: Database, chosen: dict[str, str]
) -> None:
    expected = Partnerships(seed_tables(), date(2026, 11, 24)).as_at(**chosen)
    assert list(asked(england, "partnerships-as-at", as_at="2026-11-24", **chosen).rows) == expected
    assert expected


def test_the_reports_agree_with_each_other(england: Database) -> None:
    listed = as_maps(asked(england, "partnerships-as-at", as_at="2026-11-24"))
    states = Counter(dict.fromkeys((str(row["record"]), str(row["state"])) for row in listed).values())
    of_state = Counter(state for _, state in {(row["record"], row["state"]) for row in listed})
    assert states.total() == of_state.total(), "a record has one state"
    kinds = as_maps(asked(england, "partnerships-by-kind", as_at="2026-11-24"))
    assert of_state == {state: sum(row[str(state)] for row in kinds) for state in of_state}  # type: ignore[misc]
    ages = as_maps(asked(england, "evidence-by-age-and-basis", as_at="2026-11-24"))
    assert sum(row["records"] for row in ages) == of_state["active"] + of_state["inherited"]  # type: ignore[misc]
    current = {row["record"] for row in listed if row["current"] and row["state"] in ("active", "inherited")}
    assert len(current) == sum(  # type: ignore[comparison-overlap]
        row["records"] for row in ages if row["basis"] == "read" and row["band"] in (1, 2)  # type: ignore[misc]
    )
