"""Reports of coverage: equal to the second reading, to each other, and to the coverage of the gaps."""

from __future__ import annotations

from datetime import date

import pytest

from graphsvc.database.session import Database
from graphsvc.questions.gaps import gaps_of_many
from tests.fixtures.facts import seed_snapshot
from tests.reports.asking import as_maps, asked
from tests.reports.reading_cells import boards_and_authorities, covered
from tests.reports.reading_cells import england as cells_at

DAY, BEFORE = date(2026, 11, 24), date(2026, 3, 31)
LONDON = "E40000003"
REPORTS = (
    "coverage-by-board-and-partner-type", "coverage-by-region-and-value-area", "coverage-by-nhs-type",
    "coverage-by-value-area", "boards-without-combined-authority",
)


@pytest.mark.parametrize(("day", "region"), [(DAY, ""), (BEFORE, ""), (DAY, LONDON)])
def test_coverage_by_board_and_partner_type(england: Database, day: date, region: str) -> None:
    """What coverage does not count has no row; trusts without a board that is known come last."""
    cells = cells_at(day)
    expected = covered(
        (one for one in cells.among(region=region) if one.cell.collected and one.cell.state != "not-applicable"),
        lambda one: [(
            "last" if one.board is None else "", cells.name(one.board), one.board or "",
            one.cell.partner_type, cells.kinds[one.cell.partner_type],
        )],
    )
    rows = asked(england, "coverage-by-board-and-partner-type", as_at=day, region=region).rows
    assert list(rows) == [(board, name, *rest) for _, name, board, *rest in expected]
    assert (rows[-1][1] == "No board known") == (day == BEFORE)


@pytest.mark.parametrize("day", [DAY, BEFORE])
def test_coverage_by_region_and_value_area(england: Database, day: date) -> None:
    cells = cells_at(day)
    names = {code: place["name"] for code, place in cells.world.places.items()} | {"": "No region known"}
    expected = covered(cells.all, lambda one: [
        ("" if code else "last", names[code], code, one.cell.value_area, cells.areas[one.cell.value_area])
        for code in one.regions or ("",)
    ])
    rows = asked(england, "coverage-by-region-and-value-area", as_at=day).rows
    assert list(rows) == [(code, name, *rest) for _, name, code, *rest in expected]
    assert (rows[-1][1] == "No region known") == (day == BEFORE)


@pytest.mark.parametrize(("day", "region"), [(DAY, ""), (BEFORE, ""), (DAY, LONDON)])
def test_coverage_of_trusts_and_of_boards(england: Database, day: date, region: str) -> None:
    cells = cells_at(day)
    names = {kind: row["name"] for kind, row in cells.world.types.items()}
    expected = covered(cells.among(region=region), lambda one: [
        (kind := cells.world.type_of(one.organisation), names[kind])
    ])
    assert list(asked(england, "coverage-by-nhs-type", as_at=day, region=region).rows) == expected


@pytest.mark.parametrize(("day", "chosen"), [
    (DAY, {}), (BEFORE, {}), (DAY, {"region": LONDON}), (DAY, {"icb": "GB-NHS-QWO"})
])
def test_coverage_by_value_area(england: Database, day: date, chosen: dict[str, str]) -> None:
    cells = cells_at(day)
    expected = covered(cells.among(**chosen), lambda one: [(one.cell.value_area, cells.areas[one.cell.value_area])])
    assert list(asked(england, "coverage-by-value-area", as_at=day, **chosen).rows) == expected


def test_the_sums_of_every_report_are_the_coverage_of_the_gaps(england: Database) -> None:
    """On this day no organisation lies in two regions, so that regions add up to England too."""
    told = gaps_of_many(seed_snapshot().view(DAY)).coverage
    for report in REPORTS[:4]:
        rows = as_maps(asked(england, report, as_at=DAY))
        sums = tuple(sum(int(str(row[name])) for row in rows) for name in ("recorded", "current", "of"))
        assert sums == (told.recorded, told.current, told.of), report


@pytest.mark.parametrize(("day", "region"), [(DAY, ""), (BEFORE, ""), (DAY, "E40000012")])
def test_boards_without_their_combined_authority(england: Database, day: date, region: str) -> None:
    expected = boards_and_authorities(cells_at(day), region)
    assert expected
    assert list(asked(england, "boards-without-combined-authority", as_at=day, region=region).rows) == expected


@pytest.mark.parametrize("report", REPORTS)
def test_an_empty_record_gives_no_rows(empty_record: Database, report: str) -> None:
    assert asked(empty_record, report, as_at=DAY).rows == ()
