"""Small numbers: none is shown, and none can be worked out from what is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from random import Random

import pytest

from graphsvc.database.session import Database
from graphsvc.reports.brief.contents import Cell, Scope
from graphsvc.reports.brief.make import Contents
from graphsvc.reports.brief.suppression import Key, Sum, hidden
from graphsvc.reports.table import SUPPRESSED
from tests.fixtures.facts import seed_tables
from tests.reports.brief.making import CORNWALL, DAY, ENGLAND, NORTH_WEST, SINCE, WEST_YORKSHIRE, contents, text_of
from tests.reports.brief.reading_brief import GAPS, read_seed
from tests.reports.brief.span import Span

Group = tuple[object, ...]
"""Cells, records or changes that no table tells apart. A number is the sum of the sizes of some groups."""

STATES = ("recorded-current", "recorded-old", "recorded-undated", *GAPS, "not-collected", "not-applicable")
BANDS = ("1-year", "3-years", "5-years", "over-5-years", "undated")

EVERYWHERE = [(scope, below) for scope in (NORTH_WEST, WEST_YORKSHIRE, CORNWALL) for below in (3, 5, 10)]


def numbers(made: Contents, scope: Scope) -> Iterator[tuple[object, frozenset[Group]]]:
    """Every number of the tables, as it is shown, with the groups that it counts."""
    cells, records, changes = cell_groups(scope), record_groups(made), change_groups()
    for table in made.tables:
        names = [column.name for column in table.data.columns]
        for row in table.data.rows:
            values, number = dict(zip(names, row, strict=True)), row[4]
            line, column = str(row[0]), str(row[2])
            if table.id in ("t1", "t2"):
                of = frozenset(one for one in cells if in_share(table.id, line, column, one))
                wanted = "recorded-current" if column == "current" and table.id == "t2" else "recorded-"
                yield values["of"], of
                yield number, frozenset(one for one in of if str(one[3]).startswith(wanted))
            elif table.id == "t3":
                yield number, frozenset(one for one in cells if in_state(column, one) and line in ("", one[2]))
            elif table.id == "t4":
                yield number, frozenset(one for one in records if line in ("", one[0]) and counts_age(column, one))
            else:
                yield number, frozenset(one for one in changes if line in ("", one[0]) and one[1] == column)
    old = frozenset(one for one in records if one[1] in BANDS[2:4])
    for finding in made.findings:
        if "older than three years;" in text_of(finding):
            cell = next(part for part in finding.parts if isinstance(part, Cell))
            yield SUPPRESSED if cell.value is None else cell.value, old


def cell_groups(scope: Scope) -> set[Group]:
    """All that cells can be: a reader knows what is expected of whom, and not in which state it is."""
    places = read_seed(DAY, SINCE, scope.region, scope.icb).places
    rows = {(one.organisation if scope.icb else one.board or "none") for one in places}
    expected = {(one.cell.partner_type, one.cell.value_area, one.cell.collected) for one in places}
    return {
        (row, kind, area, state, collected and state != "not-applicable")
        for row in rows for kind, area, collected in expected for state in STATES
    }


def record_groups(made: Contents) -> set[Group]:
    """All that evidence can be: its site as the table has it, its age, and whether somebody read it."""
    sites = {str(row[0]) for row in made.tables[3].data.rows} - {""}
    return {(site, band, is_read) for site in sites for band in BANDS for is_read in (True, False)}


def change_groups() -> set[Group]:
    """All that a change can be."""
    areas = [row["value_area"] for row in seed_tables()["value_areas"]]
    told = {(area, what) for area in areas for what in ("began", "proposed", "ended", "asked", "first-recorded")}
    return {*told, *(("organisations", what) for what in ("opened", "closed", "followed"))}


def in_share(table: str, line: str, column: str, group: Group) -> bool:
    """Whether coverage counts a group of cells in a place of T1 or T2."""
    row, kind, area, _, is_counted = group
    if table == "t1":
        return bool(is_counted) and line in ("", row) and column in ("", kind)
    return bool(is_counted) and line in ("", area)


def in_state(column: str, group: Group) -> bool:
    """Whether a group of cells stands in a column of T3."""
    state, is_counted = str(group[3]), bool(group[4])
    if column in ("not-applicable", "all"):
        return column in ("all", state)
    if column == "not-collected":
        return not is_counted and state != "not-applicable"
    wanted = {"gaps": GAPS, "recorded": STATES[:3]}.get(column, (column,))
    return is_counted and state in wanted


def counts_age(column: str, group: Group) -> bool:
    """Whether a group of records stands in a column of T4."""
    return column == "all" or (not group[2] if column == "unread" else group[1] == column)


def counts_of(made: Contents) -> Iterator[int]:
    """Every number that is shown anywhere, but how many trusts and boards there are."""
    for table in made.tables:
        for row in table.data.rows:
            yield from (value for value in row[4:6] if isinstance(value, int))
        cells = [cell for line in table.rows for cell in line[1:]]
        yield from (int(value) for cell in cells for value in (cell.value, cell.of) if value is not None)
    for finding in made.findings:
        for part in finding.parts:
            if isinstance(part, Cell) and not part.text.endswith(("trust", "trusts", "board", "boards")):
                yield from (int(value) for value in (part.value, part.of) if value is not None)


@pytest.mark.parametrize(("scope", "below"), EVERYWHERE, ids=str)
def test_no_small_number_is_shown(england: Database, scope: Scope, below: int) -> None:
    made = contents(england, scope, below=below)
    assert not [number for number in counts_of(made) if 0 < number < below]
    texts = [cell.text for table in made.tables for row in table.rows for cell in row]
    assert SUPPRESSED in texts
    assert made.traces == ()
    assert not [cell for table in made.tables for row in table.rows for cell in row if cell.trace]
    assert any(SUPPRESSED in caveat and f"from 1 to {below - 1}" in caveat for caveat in made.caveats)


@pytest.mark.parametrize(("scope", "below"), EVERYWHERE, ids=str)
def test_no_hidden_number_follows_from_those_that_are_shown(england: Database, scope: Scope, below: int) -> None:
    found = list(numbers(contents(england, scope, below=below), scope))
    shown = Span(dict.fromkeys(groups, 1) for value, groups in found if value != SUPPRESSED)
    secret = [groups for value, groups in found if value == SUPPRESSED]
    assert secret
    assert not [groups for groups in secret if shown.has(dict.fromkeys(groups, 1))]


@pytest.mark.parametrize("scope", [NORTH_WEST, WEST_YORKSHIRE], ids=str)
def test_shares_and_shades_of_hidden_numbers_are_hidden_too(england: Database, scope: Scope) -> None:
    made = contents(england, scope, below=5)
    for table in made.tables[:2]:
        for row in table.data.rows:
            assert (row[6] == SUPPRESSED) == (SUPPRESSED in row[4:6])
        for cell in (cell for line in table.rows for cell in line[1:]):
            assert cell.text != SUPPRESSED or (cell.value is None and cell.shade == 0 and not cell.trace)


def test_much_is_still_shown(england: Database) -> None:
    made = contents(england, ENGLAND, below=5)
    totals = made.tables[0].rows[-1]
    assert all(cell.value is not None for cell in totals[1:])
    of_boards = [line[-1] for line in made.tables[0].rows]
    assert sum(cell.value is not None for cell in of_boards) > len(of_boards) / 2
    assert len(made.findings) >= 6


@pytest.mark.parametrize("below", [0, 1])
def test_nought_and_one_hide_nothing(england: Database, below: int) -> None:
    made = contents(england, WEST_YORKSHIRE, below=below)
    assert made == contents(england, WEST_YORKSHIRE)
    assert SUPPRESSED not in str(made)


def test_nothing_small_hides_nothing() -> None:
    assert hidden({("a",): 0, ("b",): 7}, [], 5) == frozenset()


def test_three_ones_of_three_are_not_told_by_their_total() -> None:
    counts = {("a",): 1, ("b",): 1, ("c",): 1, ("d",): 0, ("",): 3}
    assert hidden(counts, [Sum(("",), tuple(counts)[:4])], 3) == {("a",), ("b",), ("c",), ("",)}


def test_a_nought_is_never_hidden_for_another() -> None:
    counts = {("a",): 1, ("b",): 0, ("c",): 9, ("",): 10}
    assert hidden(counts, [Sum(("",), tuple(counts)[:3])], 3) == {("a",), ("c",)}


@pytest.mark.parametrize("number", range(60))
def test_drawn_tables_give_no_hidden_number_away(number: int) -> None:
    draw = Random(number)
    rows, columns, below = draw.randint(1, 5), draw.randint(1, 5), draw.choice((3, 5, 10))
    inner = {(str(r), str(c)): draw.choice((0, 0, 1, 2, 4, 9, 30)) for r in range(rows) for c in range(columns)}
    counts: Counter[Key] = Counter()
    for (row, column), value in inner.items():
        for key in ((row, column), (row, ""), ("", column), ("", "")):
            counts[key] += value
    sums = [Sum((key[0], ""), [one for one in inner if one[0] == key[0]]) for key in counts if key[0] and not key[1]]
    sums += [Sum(("", key[1]), [one for one in inner if one[1] == key[1]]) for key in counts if key[1] and not key[0]]
    sums += [Sum(("", ""), [key for key in counts if key[0] and not key[1]])]
    sums += [Sum(("", ""), [key for key in counts if key[1] and not key[0]])]
    found = hidden(counts, sums, below)
    assert {key for key, value in counts.items() if 0 < value < below} <= found
    span = Span(dict.fromkeys(parts(key, inner), 1) for key in counts if key not in found)
    assert not [key for key in found if span.has(dict.fromkeys(parts(key, inner), 1))]


def parts(key: Key, inner: Mapping[Key, int]) -> list[Key]:
    """The inner numbers that a number of a table is the sum of."""
    return [one for one in inner if key[0] in ("", one[0]) and key[1] in ("", one[1])]
