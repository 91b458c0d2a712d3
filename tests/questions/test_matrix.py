"""Rules: the matrix of boards and expectations; and England's, equal to the second reading."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphsvc.questions.gaps import Coverage, gaps_of_many
from graphsvc.questions.matrix import BoardRow, Column, Matrix, coverage_matrix
from graphsvc.snapshot.graph import Snapshot
from graphsvc.snapshot.view import View
from tests.fixtures.facts import seed_snapshot, seed_tables
from tests.questions.asking import BOARD, TRUST, view, world
from tests.reading.gaps import Cell, Gaps, coverage
from tests.worlds import DAYS, Dataset, any_world

NO_BOARD = "none"


def expecting() -> Dataset:
    """A trust and its board, of whom a university in research and one in skills are expected."""
    data = world()
    data.expectation("university", "skills")
    data.expectation("university", "research")
    data.organisation("U1", "university")
    return data


def test_a_cell_counts_the_organisations_of_a_board_and_how_good_their_evidence_is() -> None:
    data = expecting()
    data.partnership(TRUST, "U1")
    data.partnership(BOARD, "U1", evidence_date="2019")
    found = coverage_matrix(view(data))
    assert found.columns == (Column("research", "university"), Column("skills", "university"))
    (row,) = found.rows
    assert row.board is not None
    assert (row.board.id, row.organisations, row.coverage) == (BOARD, 2, Coverage(2, 1, 4))
    assert row.cells == (Coverage(2, 1, 2), Coverage(0, 0, 2))
    assert found.total == BoardRow(None, 2, row.coverage, row.cells)


def test_columns_are_in_the_order_of_the_guidance() -> None:
    data = expecting()
    for row, passage in zip(data.tables["value_areas"], ("3", "2", "1"), strict=True):
        row["passage"] = passage
    data.expectation("vcse", "skills")
    assert [(column.value_area, column.partner_type) for column in coverage_matrix(view(data)).columns] == [
        ("skills", "university"), ("skills", "vcse"), ("research", "university"),
    ]


def test_where_nothing_counts_the_cell_is_empty_and_its_column_stays() -> None:
    data = expecting()
    data.expectation("vcse", "estates")
    data.collection("vcse", "none")
    found = coverage_matrix(view(data))
    assert len(found.columns) == 3
    assert [cell is None for cell in found.total.cells].count(True) == 1
    assert found.total.coverage == Coverage(0, 0, 4)


def test_those_without_an_open_board_come_last() -> None:
    data = expecting()
    data.organisation("GB-NHS-Q02", "icb", covers_code="B2", closed="2024-03-31")
    data.organisation("GB-NHS-R02", "nhs-trust", place_code="D4", icb="Q02")
    data.organisation("GB-NHS-R03", "nhs-trust", place_code="D4")
    rows = coverage_matrix(view(data)).rows
    assert [(row.board.id if row.board else None, row.organisations) for row in rows] == [(BOARD, 2), (None, 2)]


def test_boards_are_in_the_order_of_their_names() -> None:
    data = expecting()
    data.organisation("GB-NHS-Q02", "icb", covers_code="B2")
    names = {BOARD: "NHS Yorkshire Integrated Care Board", "GB-NHS-Q02": "NHS Essex Integrated Care Board"}
    for row in data.tables["organisations"]:
        row["name"] = names.get(row["id"], row["name"])
    assert [row.board.id for row in coverage_matrix(view(data)).rows if row.board] == ["GB-NHS-Q02", BOARD]


def test_only_some_organisations() -> None:
    at = view(expecting())
    trusts = coverage_matrix(at, organisation_types=["nhs-trust"])
    assert [(row.board.id if row.board else "", row.organisations) for row in trusts.rows] == [(BOARD, 1)]
    patch = [organisation for organisation in at.organisations if organisation.id in (TRUST, "U1")]
    assert coverage_matrix(at, organisations=patch) == trusts, "who is no trust or board is left out"
    nobody = coverage_matrix(at, organisations=())
    assert (nobody.columns, nobody.rows, nobody.total) == ((), (), BoardRow(None, 0, Coverage(0, 0, 0), ()))


# The second reading


def rows_read(reading: Gaps, organisations: list[str]) -> dict[str, list[Cell]]:
    """The cells of each board's organisations; of those without an open one under a word that is no id."""
    found: dict[str, list[Cell]] = defaultdict(list)
    for key in organisations:
        board = key if reading.world.type_of(key) == "icb" else reading.world.board_of(key)
        found[board or NO_BOARD] += reading.cells(key)
    return found


def compared(matrix: Matrix, reading: Gaps) -> None:
    """Every row, every cell and the total are those of the second reading."""
    world_ = reading.world
    asked = sorted(key for key in world_.open if world_.type_of(key) in ("nhs-trust", "icb"))
    expected = rows_read(reading, asked)
    assert {row.board.id if row.board else NO_BOARD for row in matrix.rows} == set(expected)
    everything = [cell for cells in expected.values() for cell in cells]
    for row, cells in [
        *((row, expected[row.board.id if row.board else NO_BOARD]) for row in matrix.rows), (matrix.total, everything),
    ]:
        assert counts(row.coverage) == coverage(cells)
        for column, found in zip(matrix.columns, row.cells, strict=True):
            wanted = (column.value_area, column.partner_type)
            counted = coverage([cell for cell in cells if (cell.value_area, cell.partner_type) == wanted])
            assert (counts(found) if found else None) == (counted if counted[2] else None), (row.board, column)
    assert {(column.value_area, column.partner_type) for column in matrix.columns} == {
        (cell.value_area, cell.partner_type) for cell in everything
    }
    assert sum(row.organisations for row in matrix.rows) == matrix.total.organisations == len(asked)


def counts(found: Coverage) -> tuple[int, int, int]:
    return (found.recorded, found.current, found.of)


@pytest.mark.parametrize("day", ["2024-03-31", "2026-11-24"])
def test_every_board_of_england(day: str) -> None:
    on = date.fromisoformat(day)
    found = coverage_matrix(seed_snapshot().view(on))
    compared(found, Gaps(seed_tables(), on))
    assert len([row for row in found.rows if row.board]) == (42 if day < "2026" else 36)


@settings(
    max_examples=60, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(draw=st.randoms(use_true_random=False), day=st.sampled_from(DAYS))
def test_any_world(draw: Random, day: str) -> None:
    tables = any_world(draw).tables
    on = date.fromisoformat(day)
    at = Snapshot.from_rows(tables).view(on)
    compared(coverage_matrix(at), Gaps(tables, on))
    same_with_filters(at, draw)


def same_with_filters(at: View, draw: Random) -> None:
    """The total is the coverage that the question about many organisations gives with the same filters."""
    filters = {
        "region": draw.choice(("", "N1", "N2")), "icb": draw.choice(("", "GB-NHS-Q1", "GB-NHS-Q2")),
        "value_areas": draw.choice(((), ("research",), ("estates", "skills"))),
        "partner_types": draw.choice(((), ("university", "learning"))),
    }
    found, many = coverage_matrix(at, **filters), gaps_of_many(at, **filters)
    assert (found.total.coverage, found.total.organisations) == (many.coverage, many.organisations)


def test_filters_of_england() -> None:
    at = seed_snapshot().view(date(2026, 11, 24))
    filters = {"region": "E40000012", "value_areas": ("skills-employment", "estates"), "partner_types": ("university",)}
    found, many = coverage_matrix(at, **filters), gaps_of_many(at, **filters)
    assert (found.total.coverage, found.total.organisations) == (many.coverage, many.organisations)
    assert 0 < many.organisations < 100
