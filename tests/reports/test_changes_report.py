"""Changes between two dates: the same as the page about changes tells, and as counted by hand from the rows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from graphsvc.database.session import Database
from graphsvc.questions.changes import Change, changes
from tests.fixtures.facts import seed_snapshot, seed_tables
from tests.reading.world import World
from tests.reports.asking import as_maps, asked
from tests.reports.reading_changes import ChangesBetween
from tests.reports.reading_partnerships import is_of

REPORT = "changes-between-dates"
SPANS = [("2025-11-24", "2026-11-24"), ("2020-12-31", "2024-04-01")]
SCOPES = [{}, {"region": "E40000003"}, {"icb": "GB-NHS-QWO"}, {"icb": "GB-NHS-S1Y5D"}]
Told = tuple[str, date, str]


def shape(change: Change) -> Told:
    """What changed, the day by which it counts, and the record or the organisations."""
    ids = " ".join(one.id for one in change.organisations)
    return str(change.kind), change.sort_day, change.partnership.id if change.partnership else ids


@pytest.mark.parametrize("scope", SCOPES, ids=str)
@pytest.mark.parametrize(("since", "day"), SPANS)
def test_it_tells_what_the_page_tells(england: Database, since: str, day: str, scope: dict[str, str]) -> None:
    view = seed_snapshot().view(date.fromisoformat(day))
    world = World(seed_tables(), view.day)
    chosen = {"region": "", "icb": ""} | scope
    of_scope = [one.index for one in view.organisations if is_of(world, one.id, **chosen)]
    told = sorted(map(shape, changes(view, date.fromisoformat(since), of_scope if scope else None)))
    rows = as_maps(asked(england, REPORT, since=since, as_at=day, **scope))
    found = sorted(
        (str(row["what"]), row["day"], row["record"] or " ".join(row["organisations"]))  # type: ignore[arg-type]
        for row in rows if row["part"] != "became-known"
    )
    assert found == told
    assert found or "icb" in scope
    assert {(row["part"], row["what"]) for row in rows} <= {
        ("changed", "began"), ("changed", "proposed"), ("changed", "ended"), ("changed", "asked"),
        ("reorganised", "opened"), ("reorganised", "closed"), ("reorganised", "followed"),
        ("became-known", "first-recorded"),
    }


@pytest.mark.parametrize("scope", SCOPES, ids=str)
@pytest.mark.parametrize(("since", "day"), SPANS)
def test_england_is_counted_as_from_the_rows(
    england: Database, since: str, day: str, scope: dict[str, str]
) -> None:
    expected = ChangesBetween(seed_tables(), date.fromisoformat(since), date.fromisoformat(day), {}).lines(**scope)
    rows = [row for row in asked(england, REPORT, since=since, as_at=day, **scope).rows if row[0] != "became-known"]
    assert rows == expected


def test_the_first_load_makes_everything_known_on_its_day(england: Database) -> None:
    revision = england.revision()
    assert revision is not None
    loaded_on = date.fromisoformat(revision.loaded_at[:10])
    since, day = loaded_on - timedelta(days=1), loaded_on
    tables = seed_tables()
    recorded = dict.fromkeys((row["id"] for row in tables["relationships"]), loaded_on)
    expected = ChangesBetween(tables, since, day, recorded).lines()
    assert list(asked(england, REPORT, since=since, as_at=day).rows) == expected
    assert len([line for line in expected if line[0] == "became-known"]) > 1500
