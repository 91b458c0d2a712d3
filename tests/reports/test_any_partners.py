"""Reports of partners, successions and reach in worlds that nobody chose, in a database of their own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from graphsvc.database import open_database
from graphsvc.database.session import Database
from graphsvc.ingest.load import load
from tests.fixtures.records import patient
from tests.reading.tables import Tables
from tests.record.folders import write_rows
from tests.reports.asking import asked
from tests.reports.reading_partners import Facts, by_board, trusts_and_universities, work_and_health
from tests.reports.reading_reach import national_bodies, nobody_links_to
from tests.reports.reading_succession import lapsed, lep_links, proposed, reconfirm
from tests.reports.worlds import worlds_to_load
from tests.worlds import DAYS, Dataset, Rows

SINCE = date(2023, 6, 1)
ACCEPTED = {
    "lep": "local-authority; vcse", "housing-association": "vcse; dwp", "fe-college": "university; vcse",
    "combined-authority": "network",
}


@pytest.fixture(scope="module")
def worlds() -> dict[str, Rows]:
    """Six drawn worlds side by side, with the partner types and the value area of the guidance, and rules."""
    tables = worlds_to_load(6, seed=11)
    for partner_type, organisation_types in ACCEPTED.items():
        row = {"partner_type": partner_type, "name": partner_type, "organisation_types": organisation_types}
        tables["partner_types"].append(row)
    tables["value_areas"].append({**tables["value_areas"][0], "value_area": "skills-employment", "name": "Skills"})
    for row in tables["relationships"]:
        row["value_area"] = row["value_area"].replace("skills", "skills-employment")
    rules = Dataset()
    rules.expectation("university")
    rules.expectation("vcse", valid_to="2024-03")
    rules.expectation("housing-association", effect="not-expected")
    rules.expectation("lep", applies_to="N1")
    return {**tables, "expectations": rules.tables["expectations"]}


@pytest.fixture(scope="module")
def database(worlds: Tables, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    folder, settings = tmp_path_factory.mktemp("tables"), patient(tmp_path_factory.mktemp("worlds"))
    for table, rows in worlds.items():
        write_rows(folder, table, rows)
    with open_database(settings) as database:
        load(database, folder, settings)
        yield database


@pytest.mark.parametrize("region", ["", "N1"])
@pytest.mark.parametrize("day", DAYS)
def test_any_world(database: Database, worlds: Tables, day: str, region: str) -> None:
    on = Facts(worlds, date.fromisoformat(day))
    there, since = {"region": region}, {"since": SINCE}
    for report, params, expected in (
        ("trusts-and-universities", there, trusts_and_universities(on, region)),
        ("housing-associations-by-board", there, by_board(on, "housing-association", region)),
        ("voluntary-sector-by-board", there, by_board(on, "vcse", region)),
        ("work-and-health", there, work_and_health(on, region)),
        ("proposed-partnerships", there, proposed(on, region)),
        ("links-to-reconfirm", {**there, **since}, reconfirm(on, SINCE, region)),
        ("organisations-nobody-links-to", {**there, "partner_type": "all"}, nobody_links_to(on, "all", region)),
        ("lapsed-partnerships", since, lapsed(on, SINCE)),
        ("lep-links-and-heirs", {}, lep_links(on)),
        ("national-bodies-reach", {}, national_bodies(on)),
    ):
        assert list(asked(database, report, as_at=day, **params).rows) == expected, report
