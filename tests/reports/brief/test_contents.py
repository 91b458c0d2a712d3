"""The tables of a brief: recomputed from the CSV files, and the same as the reports that give them ready."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from graphsvc.database.session import Database
from graphsvc.errors import BadInput, QueryTooLarge
from graphsvc.faults import BadParameters
from graphsvc.reports.brief.asking import ask_reports
from graphsvc.reports.brief.contents import Scope
from graphsvc.reports.brief.make import Contents, make_brief, make_contents
from graphsvc.snapshot.build import build_snapshot
from tests.reports.asking import as_maps, asked
from tests.reports.brief.making import (
    DAY,
    ENGLAND,
    NORTH_WEST,
    SCOPES,
    SINCE,
    WEST_YORKSHIRE,
    contents,
    settings,
    view_at,
)
from tests.reports.brief.reading_brief import Numbers, read_seed

EARLIER = (date(2024, 5, 1), date(2023, 3, 31))
SPANS = [(scope, DAY, SINCE) for scope in SCOPES] + [(ENGLAND, *EARLIER)]


def numbers_of(made: Contents, table: int) -> Numbers:
    """What the data of a table say, noughts without a share left out."""
    data = made.tables[table - 1].data
    names = [column.name for column in data.columns]
    found: Numbers = {}
    for row in data.rows:
        values = dict(zip(names, row, strict=True))
        number = values[names[4]]
        assert isinstance(number, int)
        if "of" in values:
            assert isinstance(values["of"], int), "every number of T1 and T2 is a share"
            found[str(row[0]), str(row[2])] = (number, values["of"])
            assert values["share"] == (number / values["of"] if values["of"] else None)
        elif number:
            found[str(row[0]), str(row[2])] = number
    return found


def records_of(made: Contents) -> dict[tuple[str, str], int]:
    """The numbers of T4, noughts left out."""
    rows = made.tables[3].data.rows
    return {(str(row[0]), str(row[2])): row[4] for row in rows if isinstance(row[4], int) and row[4]}


@pytest.mark.parametrize(("scope", "day", "since"), SPANS, ids=str)
def test_every_number_is_recomputed_from_the_csv(england: Database, scope: Scope, day: date, since: date) -> None:
    made = contents(england, scope, day=day, since=since)
    read = read_seed(day, since, scope.region, scope.icb)
    assert numbers_of(made, 1) == read.t1()
    assert numbers_of(made, 2) == read.t2()
    assert numbers_of(made, 3) == read.t3()
    t4, sites = records_of(made), read.t4_sites()
    assert {key: t4["", key] for key in read.t4_ages()} == read.t4_ages()
    assert t4["", "all"] == len(read.active)
    assert t4.get(("", "unread"), 0) == read.t4_unread()
    shown = {row: number for (row, column), number in t4.items() if column == "all" and row not in ("", "other-sites")}
    assert shown == {site: sites[site] for site in shown}
    assert t4.get(("other-sites", "all"), 0) == sum(sites.values()) - sum(shown.values())
    shares = {(row[0], row[2]): row[5:7] for row in made.tables[3].data.rows if row[5] is not None}
    assert shares == {
        key: (len(read.active), number / len(read.active) if number else 0)
        for key in shares for number in [t4.get(key, 0)]
    }
    assert {key[0] for key in shares} == {row[0] for row in made.tables[3].data.rows}
    rows = england.ask(
        "MATCH ()-[r:PARTNERS_WITH]->() RETURN r.id, r.first_recorded_on", {}, row_limit=5000,
    ).rows
    assert numbers_of(made, 5) == read.t5(dict(rows))  # type: ignore[arg-type]


def test_t1_and_t2_are_what_the_reports_of_coverage_give(england: Database) -> None:
    made = contents(england, NORTH_WEST)
    by_board = as_maps(asked(england, "coverage-by-board-and-partner-type", as_at=DAY, region=NORTH_WEST.region))
    t1 = {key: pair for key, pair in numbers_of(made, 1).items() if all(key)}
    assert t1 == {(row["board"], row["partner_type"]): (row["recorded"], row["of"]) for row in by_board}
    by_area = as_maps(asked(england, "coverage-by-value-area", as_at=DAY, region=NORTH_WEST.region))
    t2 = numbers_of(made, 2)
    for row in by_area:
        assert t2[str(row["value_area"]), "all"] == (row["recorded"], row["of"])
        assert t2[str(row["value_area"]), "current"] == (row["current"], row["of"])


def test_t4_is_what_the_report_of_evidence_gives(england: Database) -> None:
    rows = as_maps(asked(england, "evidence-by-age-and-basis", as_at=DAY, icb=WEST_YORKSHIRE.icb))
    ages = Counter(dict.fromkeys(("1-year", "3-years", "5-years", "over-5-years", "undated"), 0))
    for row in rows:
        ages[list(ages)[int(str(row["band"])) - 1]] += int(str(row["records"]))
    t4 = records_of(contents(england, WEST_YORKSHIRE))
    assert {age: t4.get(("", age), 0) for age in ages} == ages


@pytest.mark.parametrize("scope", SCOPES, ids=str)
def test_the_last_row_and_column_are_the_sums_of_the_others(england: Database, scope: Scope) -> None:
    t1 = numbers_of(contents(england, scope), 1)
    for mine in (0, 1):
        by_row: Counter[str] = Counter()
        by_column: Counter[str] = Counter()
        for (row, column), pair in t1.items():
            if row and column:
                by_row[row] += pair[mine]  # type: ignore[index]
                by_column[column] += pair[mine]  # type: ignore[index]
        assert by_row == {row: pair[mine] for (row, column), pair in t1.items() if row and not column}  # type: ignore[index]
        assert by_column == {column: pair[mine] for (row, column), pair in t1.items() if column and not row}  # type: ignore[index]


def test_a_table_shows_the_numbers_of_its_data(england: Database) -> None:
    for shown in contents(england, ENGLAND).tables:
        cells = [cell for row in shown.rows for cell in row[1:] if cell.value is not None]
        assert [(cell.value, cell.of) for cell in cells] == [
            (row[4], row[5] if len(row) > 5 else None) for row in shown.data.rows
        ]
        assert all(len(row) == len(shown.columns) for row in shown.rows)
        assert all(cell.text.startswith(f"{cell.value:,}") for cell in cells)
        assert len({(row[0], row[2]) for row in shown.data.rows}) == len(shown.data.rows)


@pytest.mark.parametrize("scope", SCOPES, ids=str)
def test_t3_counts_what_t1_and_t2_count(england: Database, scope: Scope) -> None:
    made = contents(england, scope)
    t1, t2, t3 = (numbers_of(made, table) for table in (1, 2, 3))
    areas = {area for area, _ in t2}
    for area in areas:
        recorded, of = t2[area, "all"]  # type: ignore[misc]
        assert t3.get((area, "recorded"), 0) == recorded
        assert t3.get((area, "recorded-current"), 0) == t2[area, "current"][0]  # type: ignore[index]
        assert t3.get((area, "gaps"), 0) == of - recorded
        left_out = sum(int(str(t3.get((area, one), 0))) for one in ("not-collected", "not-applicable"))
        assert t3[area, "all"] == of + left_out
    assert t1["", ""] == t2["", "all"]


def test_a_board_has_a_row_for_itself_first_and_one_for_each_trust(england: Database) -> None:
    rows = [row[0].text for row in contents(england, WEST_YORKSHIRE).tables[0].rows]
    assert rows[0] == "West Yorkshire ICB"
    assert rows[-1] == "All"
    assert rows[1:-1] == sorted(rows[1:-1], key=str.casefold)
    assert "Leeds Teaching Hospitals" in rows


def test_totals_of_boards_are_for_the_tile_map(england: Database) -> None:
    of_england = contents(england, ENGLAND).boards
    assert len(of_england) == 36
    of_one = contents(england, WEST_YORKSHIRE).boards
    assert of_one.keys() == {WEST_YORKSHIRE.icb}
    assert (of_one[WEST_YORKSHIRE.icb].value, of_one[WEST_YORKSHIRE.icb].of) == (
        of_england[WEST_YORKSHIRE.icb].value, of_england[WEST_YORKSHIRE.icb].of,
    )


def test_the_same_facts_say_the_same(england: Database) -> None:
    first, second = (
        make_contents(england, view_at(), settings(), WEST_YORKSHIRE, SINCE, lambda *_: None) for _ in range(2)
    )
    assert first == second


def test_an_empty_record_makes_an_empty_brief(empty_record: Database) -> None:
    made = make_contents(
        empty_record, build_snapshot(empty_record).view(DAY), settings(), ENGLAND, SINCE, lambda *_: None,
    )
    assert [len(table.rows) for table in made.tables] == [1, 1, 1, 1, 2]
    assert "expects nothing" in "".join(map(str, made.findings[0].parts))


def test_a_brief_never_counts_a_part_of_the_rows(england: Database) -> None:
    few = settings().model_copy(update={"database": settings().database.model_copy(update={"row_limit": 100})})
    with pytest.raises(QueryTooLarge, match="region or a board"):
        make_contents(england, view_at(), few, ENGLAND, SINCE, lambda *_: None)


def test_what_cannot_be_asked_is_refused(england: Database) -> None:
    with pytest.raises(BadParameters):
        ask_reports(england, view_at(), settings(), Scope(icb="GB-NHS-NONE", name="None"), SINCE, lambda *_: None)
    with pytest.raises(BadInput, match="before the date"):
        make_brief(england, view_at(), settings(), ENGLAND, DAY, lambda *_: None)
