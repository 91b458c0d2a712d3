"""Reports of cells: equal to the second reading, and to what the gaps of each organisation say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

import pytest

from graphsvc.config import load_settings
from graphsvc.database import open_database
from graphsvc.database.session import Database
from graphsvc.ingest.load import load
from graphsvc.questions.gaps import cells_of, nhs_organisations
from graphsvc.reports.answer import ReportAnswer
from tests.fixtures.facts import seed_snapshot
from tests.reading.tables import Tables
from tests.record.folders import write_rows
from tests.reports.asking import as_maps, asked
from tests.reports.reading_cells import Cells, every_cell, gaps_by_board, matrix_of
from tests.reports.reading_cells import england as cells_at
from tests.reports.worlds import worlds_to_load
from tests.worlds import AREAS, DAYS

DAY, BEFORE = date(2026, 11, 24), date(2026, 3, 31)
LONDON = "E40000003"
STATES = {
    "recorded", "inherited", "shared-network", "via-host", "proposed", "lapsed", "not-applicable", "confirmed-none",
    "not-collected", "unrecorded",
}


def without(rows: list[dict[str, object]], column: str) -> list[tuple[object, ...]]:
    """Rows without one of their columns."""
    return [tuple(value for name, value in row.items() if name != column) for row in rows]


@pytest.fixture(scope="module", params=[DAY, BEFORE])
def whole(request: pytest.FixtureRequest, england: Database) -> ReportAnswer:
    """Every cell of England on a day."""
    return asked(england, "expectation-cells", as_at=request.param)


def test_every_cell_of_england_is_as_read_from_the_tables(whole: ReportAnswer) -> None:
    assert len(whole.rows) > 5000
    assert list(whole.rows) == every_cell(cells_at(whole.as_at))


@pytest.mark.parametrize("chosen", [
    {"region": LONDON}, {"icb": "GB-NHS-QWO"}, {"org": "GB-NHS-RR8"}, {"value_area": "estates"},
    {"region": LONDON, "icb": "GB-NHS-QWO"},
])
def test_a_choice_narrows_the_cells(england: Database, chosen: dict[str, str]) -> None:
    expected = every_cell(cells_at(DAY), **chosen)
    assert list(asked(england, "expectation-cells", as_at=DAY, **chosen).rows) == expected
    assert bool(expected) == (len(chosen) == 1)


def test_every_cell_is_the_one_that_gaps_tell(whole: ReportAnswer) -> None:
    view = seed_snapshot().view(whole.as_at)
    told = {
        (one.id, cell.value_area, cell.partner_type.id): (
            cell.state, cell.evidence, cell.counts, cell.rule.id, cell.rule.version, cell.records
        )
        for one in nhs_organisations(view) for cell in cells_of(view, one)
    }
    columns = ("state", "evidence", "counted", "rule", "rule_version", "records")
    assert told == {
        (row["organisation"], row["value_area"], row["partner_type"]): tuple(row[name] for name in columns)
        for row in as_maps(whole)
    }


@pytest.mark.parametrize("day", [DAY, BEFORE])
def test_the_matrix_of_an_organisation_has_its_cells_and_where_each_comes_from(england: Database, day: date) -> None:
    cells = cells_at(day)
    for organisation in sorted({one.organisation for one in cells.all})[::30]:
        rows = as_maps(asked(england, "expectation-matrix", as_at=day, org=organisation))
        assert without(rows, "reason") == matrix_of(cells, organisation)


def test_an_organisation_that_is_not_open_has_no_matrix(england: Database) -> None:
    assert asked(england, "expectation-matrix", as_at=DAY, org="GB-NHS-QH8").rows == ()


@pytest.mark.parametrize("chosen", [
    {}, {"region": LONDON, "value_area": "estates"}, {"icb": "GB-NHS-QWO", "partner_type": "university"},
])
@pytest.mark.parametrize("day", [DAY, BEFORE])
def test_gaps_are_listed_by_board(england: Database, day: date, chosen: dict[str, str]) -> None:
    rows = as_maps(asked(england, "gaps-by-board", as_at=day, **chosen))
    assert without(rows, "reason") == gaps_by_board(cells_at(day), **chosen)
    if not chosen:
        assert (rows[-1]["board_name"] == "No board known") == (day == BEFORE), "trusts without a board come last"


def test_reasons_name_the_partner_and_never_say_that_there_is_no_partnership(england: Database) -> None:
    rows = as_maps(asked(england, "gaps-by-board", as_at=DAY))
    reasons = {str(row["state"]): str(row["reason"]) for row in rows}
    assert reasons.keys() >= {"inherited", "shared-network", "via-host", "proposed", "lapsed", "unrecorded"}
    for row in rows:
        reason = str(row["reason"])
        assert "no recorded partnership" in reason.lower() or reason.startswith("Recorded with ")
        assert "no partnership" not in reason.lower()
    trust = as_maps(asked(england, "expectation-matrix", as_at=DAY, org="GB-NHS-RR8"))
    [council] = [row for row in trust if (row["value_area"], row["partner_type"]) == ("estates", "local-authority")]
    assert council["reason"] == "Recorded with Leeds City Council."


@pytest.mark.parametrize("report", ["expectation-cells", "expectation-matrix", "gaps-by-board"])
def test_an_empty_record_gives_no_rows(empty_record: Database, report: str) -> None:
    chosen = {"org": "GB-NHS-RR8"} if report == "expectation-matrix" else {}
    assert asked(empty_record, report, as_at=DAY, **chosen).rows == ()


@pytest.fixture(scope="module")
def worlds() -> Tables:
    """Six drawn worlds side by side, with rules for everyone, for places and for organisations."""
    tables, draw = worlds_to_load(6, seed=11), Random(11)
    names = [row["id"] for row in tables["organisations"] if row["organisation_type"] in ("icb", "nhs-trust")]
    places, kinds = ([row[key] for row in tables[table]] for table, key in (
        ("places", "code"), ("partner_types", "partner_type")
    ))
    for number in range(60):
        kind, area = draw.choice(kinds), draw.choice(AREAS)
        for version, (first, last) in enumerate(draw.choice(((("", ""),), (("", "2024-03"), ("2024-04", "")))), 1):
            tables["expectations"].append({
                "rule": f"rule-{number:02}", "version": str(version), "value_area": area, "partner_type": kind,
                "applies_to": draw.choice(("", "", draw.choice(places), draw.choice(names))),
                "effect": draw.choice(("expected", "expected", "expected", "not-expected")),
                "scope": draw.choice(("any", "covering")), "valid_from": first, "valid_to": last,
                "document": "A document", "passage": "1", "note": "",
            })
    return tables


@pytest.fixture(scope="module")
def drawn(worlds: Tables, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A record of their own with these worlds in it."""
    folder, settings = tmp_path_factory.mktemp("tables"), load_settings(data=tmp_path_factory.mktemp("cells"))
    for table, rows in worlds.items():
        write_rows(folder, table, rows)
    with open_database(settings) as database:
        load(database, folder, settings)
        yield database


def test_cells_of_worlds_that_nobody_chose(worlds: Tables, drawn: Database) -> None:
    """Local rules, rules switched off, reviews, hosts, networks, national bodies, chains of succession."""
    states: set[object] = set()
    for day in map(date.fromisoformat, DAYS):
        expected = every_cell(Cells(worlds, day))
        states |= {row[9] for row in expected}
        assert list(asked(drawn, "expectation-cells", as_at=day).rows) == expected, day
    assert states == STATES
