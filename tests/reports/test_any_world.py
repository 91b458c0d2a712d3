"""Worlds that nobody chose, in a database of their own: the reports are as counted by hand from the rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

import pytest

from graphsvc.config import DatabaseSettings, Settings
from graphsvc.database import open_database
from graphsvc.database.address import current_address
from graphsvc.database.driver import make_driver
from graphsvc.database.session import Database
from graphsvc.ingest.load import load
from tests.reading.tables import Tables
from tests.record.folders import write_rows
from tests.reports.asking import asked
from tests.reports.reading_changes import ChangesBetween
from tests.reports.reading_dependence import many_depend_on
from tests.reports.reading_evidence import by_age_and_basis, by_site
from tests.reports.reading_partnerships import Partnerships
from tests.reports.worlds import worlds_to_load
from tests.worlds import DAYS

SCOPES = [{}, {"region": "N1"}, {"icb": "GB-NHS-Q12"}]
SINCE = date(2023, 12, 30)
RECORDED = [date(2023, 12, 31), date(2024, 2, 29), date(2024, 4, 1), date(2024, 6, 30)]


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a record that these tests write, with patience with a busy machine."""
    return Settings(
        database=DatabaseSettings(start_timeout=240.0, query_timeout=60.0), data_dir=tmp_path_factory.mktemp("worlds")
    )


@pytest.fixture(scope="module")
def worlds() -> Tables:
    """Six drawn worlds side by side."""
    return worlds_to_load(6, seed=5)


@pytest.fixture(scope="module")
def database(own: Settings, worlds: Tables, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    folder = tmp_path_factory.mktemp("tables")
    for table, rows in worlds.items():
        write_rows(folder, table, rows)
    with open_database(own) as database:
        load(database, folder, own)
        yield database


@pytest.fixture(scope="module")
def recorded(own: Settings, database: Database, worlds: Tables) -> dict[str, date]:
    """The days on which records became known, spread as many loads would have done."""
    draw = Random(5)
    days = {row["id"]: draw.choice(RECORDED) for row in worlds["relationships"]}
    with make_driver(current_address(own)) as driver, driver.session() as session:
        session.run(
            "UNWIND $days AS one MATCH ()-[n:PARTNERS_WITH {id: one[0]}]->() SET n.first_recorded_on = one[1]",
            days=list(map(list, days.items())),
        ).consume()
    return days


@pytest.mark.parametrize("scope", SCOPES, ids=str)
@pytest.mark.parametrize("day", DAYS[1:4])
def test_any_world(
    database: Database, worlds: Tables, recorded: dict[str, date], day: str, scope: dict[str, str]
) -> None:
    on = date.fromisoformat(day)
    known = Partnerships(worlds, on, **scope)
    changed = ChangesBetween(worlds, SINCE, on, recorded).lines(**scope)
    for report, params, expected in (
        ("partnerships-as-at", scope, known.as_at()),
        ("partnerships-by-kind", scope, known.by_kind()),
        ("partnerships-by-benefit", scope, known.by_benefit()),
        ("evidence-by-age-and-basis", scope, by_age_and_basis(known)),
        ("organisations-many-depend-on", scope, many_depend_on(worlds, on, **scope)),
        ("changes-between-dates", {"since": SINCE, **scope}, changed),
        *([] if scope else [("sources-of-records", {}, by_site(known))]),
    ):
        assert list(asked(database, report, as_at=day, **params).rows) == expected, report
    if not scope:
        assert known.by_benefit()
        assert on < date(2024, 3, 1) or {line[0] for line in changed} == {"changed", "reorganised", "became-known"}
