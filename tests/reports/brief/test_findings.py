"""Findings: sentences whose numbers are those of the tables, worded with care."""

from __future__ import annotations

import re

import pytest

from graphsvc.database.session import Database
from graphsvc.reports.brief.comparison import Candidate, compared
from graphsvc.reports.brief.contents import Cell, Finding, Scope
from graphsvc.reports.brief.numbers import Numbers
from graphsvc.reports.brief.phrases import counted, percent, series
from graphsvc.reports.brief.tables import Published
from graphsvc.reports.table import SUPPRESSED
from tests.fixtures.facts import seed_tables
from tests.reports.brief.making import (
    CORNWALL,
    DAY,
    ENGLAND,
    NORTH_WEST,
    SCOPES,
    SINCE,
    WEST_YORKSHIRE,
    contents,
    text_of,
)
from tests.reports.brief.reading_brief import read_seed
from tests.reports.reading_dependence import many_depend_on

NOBODY_CLAIMS = re.compile(r"\bno partnership with|because|therefore|due to|caused|leads? to|results? in|should", re.I)
SLIPS = re.compile(
    r"\b1 (gaps|records|partnerships|organisations|trusts|boards|are|have|were|rest)\b"
    r"|\b[02-9] (gap|record|partnership|organisation|trust|board|is|has|was|rests)\b|  | ,|\.\.|\bNone\b|\(\)"
)


@pytest.mark.parametrize("below", [0, 5])
@pytest.mark.parametrize("scope", SCOPES, ids=str)
def test_there_are_up_to_ten_well_formed_sentences(england: Database, scope: Scope, below: int) -> None:
    told = [text_of(finding) for finding in contents(england, scope, below=below).findings]
    assert (1 if below else 6) <= len(told) <= 10
    for text in told:
        assert text[0] == SUPPRESSED[0] or text[0].isupper() or text[0].isdigit()
        assert text.endswith(".")
        assert not SLIPS.search(text), text
        assert not NOBODY_CLAIMS.search(text), text
    assert scope.name in told[0]
    assert "24 November 2026" in told[0]


@pytest.mark.parametrize("scope", SCOPES, ids=str)
def test_every_number_of_a_finding_opens_its_rows(england: Database, scope: Scope) -> None:
    made = contents(england, scope)
    traces = {trace.id for trace in made.traces}
    for finding in made.findings:
        cells = [part for part in finding.parts if isinstance(part, Cell)]
        assert cells
        assert all(cell.trace in traces for cell in cells)
        plain = "".join(part for part in finding.parts if isinstance(part, str))
        # Numbers that open no rows: dates, and how many are tied with those that are named.
        plain = re.sub(r"\d+ [A-Z][a-z]+ \d{4}|\d+ others?(, at [a-z ]*\d+% too)?", "", plain)
        assert not re.search(r"\d", plain), plain


@pytest.mark.parametrize("scope", [ENGLAND, NORTH_WEST, WEST_YORKSHIRE, CORNWALL], ids=str)
def test_highest_and_lowest_are_those_of_the_second_reading(england: Database, scope: Scope) -> None:
    read = read_seed(DAY, SINCE, scope.region, scope.icb)
    t1 = {column: pair for (row, column), pair in read.t1().items() if not row and column}
    shares = {column: pair[0] / pair[1] for column, pair in t1.items() if pair[1] >= 10}  # type: ignore[index]
    told = next((text for text in texts(england, scope) if re.match("Coverage is (highest|the same) with", text)), "")
    assert bool(told) == (len(shares) > 1)
    first, _, last = told.partition("and lowest ")
    for column, share in shares.items():
        recorded, of = t1[column]  # type: ignore[misc]
        assert (f": {recorded:,} of {of:,} " in first) >= (share == max(shares.values()) and len(shares) < 4)
        if share == min(shares.values()) < max(shares.values()) and list(shares.values()).count(share) < 4:
            assert f": {recorded:,} of {of:,} (" in last


def texts(england: Database, scope: Scope) -> list[str]:
    return [text_of(finding) for finding in contents(england, scope).findings]


@pytest.mark.parametrize("scope", SCOPES, ids=str)
def test_what_the_numbers_leave_out_stands_first(england: Database, scope: Scope) -> None:
    read, first = read_seed(DAY, SINCE, scope.region, scope.icb), texts(england, scope)[0]
    assert first.startswith("These are partnerships found in published evidence, not all that exist")
    assert re.search(rf", {len(read.with_any())} ha(s|ve) any recorded partnership at all", first)


@pytest.mark.parametrize("scope", SCOPES, ids=str)
def test_coverage_is_told_of_the_first_day_of_the_span_too(england: Database, scope: Scope) -> None:
    recorded, of = read_seed(DAY, SINCE, scope.region, scope.icb).before()
    made, told = contents(england, scope), texts(england, scope)[1]
    if not of:
        assert "against" not in told
        return
    assert re.search(rf", against {recorded:,} of {of:,} \([a-z\d. ]+%\) on 24 November 2025 by what is recorded", told)
    trace = next(one for one in made.traces if one.id.startswith("findings-before"))
    assert len(trace.rows) == of
    assert sum(row[4] == "recorded" for row in trace.rows) == recorded


def test_england_is_told_by_the_numbers_of_the_second_reading(england: Database) -> None:
    read = read_seed(DAY, SINCE)
    all_, current, gaps = read.t2()["", "all"], read.t2()["", "current"], read.t3()
    told = " ".join(texts(england, ENGLAND))
    assert f"{all_[0]:,} of {all_[1]:,} expectations that could be counted (" in told  # type: ignore[index]
    assert f"{current[0]:,} of {current[1]:,} (" in told  # type: ignore[index]
    boards = {one.organisation for one in read.places if one.organisation == one.board}
    trusts = {one.organisation for one in read.places} - boards
    assert f"{len(trusts)} trusts and {len(boards)} boards in England" in told
    assert f"that could be counted, {gaps['', 'gaps']:,} are gaps, without an active record of the trust" in told
    assert f"own: {gaps['', 'unrecorded']:,} have no recorded partnership" in told
    assert f"of the {gaps['', 'recorded']:,} expectations recorded, {gaps['', 'recorded-old']:,} rest on" in told
    ages = read.t4_ages()
    old = ages["5-years"] + ages["over-5-years"]
    assert f"{old:,} of {len(read.active):,} recorded partnerships (records) that are active (" in told
    assert f"{ages['undated']:,} rest on undated evidence, and {read.t4_unread():,} on evidence that nobody" in told
    assert "universities: " in told


@pytest.mark.parametrize("scope", [ENGLAND, NORTH_WEST, WEST_YORKSHIRE], ids=str)
def test_the_organisation_that_most_depend_on_is_that_of_the_second_reading(england: Database, scope: Scope) -> None:
    lines = many_depend_on(seed_tables(), DAY, scope.region, scope.icb)
    most = max(int(str(line[3])) for line in lines)
    tied = [line for line in lines if line[3] == most]
    told = next(text for text in texts(england, scope) if "only recorded partner" in text)
    assert f"{most} trust" in told
    assert ("are each" in told) == (len(tied) > 1)
    made = contents(england, scope)
    trace = next(one for one in made.traces if one.id.startswith("findings-only"))
    first = min(tied, key=lambda line: str(line[0]))
    assert tuple(row[1] for row in trace.rows) == first[9]


def published(*shares: tuple[str, int, int], below: int = 0) -> tuple[Published, list[Candidate]]:
    numbers, candidates = Numbers(), []
    for name, number, of in shares:
        keys = numbers.count((name, "n"), number, ""), numbers.count((name, "of"), of, "")
        candidates.append(Candidate(f"with {name}", *keys))
    return Published(numbers, numbers.hidden(below)), candidates


def told(*shares: tuple[str, int, int], below: int = 0) -> str:
    shown, candidates = published(*shares, below=below)
    return " ".join(text_of(Finding(tuple(parts))) for parts in compared(shown, candidates))


def test_ties_are_said_and_small_denominators_left_out() -> None:
    assert told(("a", 5, 10), ("b", 10, 20), ("c", 1, 10), ("d", 9, 9)) == (
        "Coverage is highest with a: 5 of 10 expectations recorded (50%) and with b: 10 of 20 (50%), and lowest "
        "with c: 1 of 10 (10%)."
    )
    many = [(name, 0, 12) for name in "bcdef"]
    assert told(("a", 1, 12), *many).endswith("with d: 0 of 12 (0%) and 2 others, at 0% too.")


def test_shares_that_only_rounding_makes_the_same_have_a_decimal() -> None:
    assert told(("a", 30, 60), ("b", 2, 40), ("c", 3, 59)).endswith("lowest with b: 2 of 40 (5.0%).")
    assert told(("a", 101, 200), ("b", 51, 100)) == (
        "Coverage is highest with b: 51 of 100 expectations recorded (51.0%), and lowest with a: 101 of 200 (50.5%)."
    )


def test_nothing_is_compared_where_there_is_nothing_to_compare() -> None:
    assert told(("a", 5, 10), ("b", 1, 9)) == ""
    assert told(("a", 2, 10), ("b", 4, 20)).startswith("Coverage is the same with a")


def test_what_is_hidden_is_not_compared() -> None:
    assert told(("a", 50, 100), ("b", 2, 100), ("c", 20, 100), below=5) == (
        "Of the numbers that may be shown, coverage is highest with a: 50 of 100 expectations recorded (50%), and "
        "lowest with c: 20 of 100 (20%)."
    )


@pytest.mark.parametrize(
    ("number", "of", "text"),
    [(0, 9, "0%"), (1, 300, "under 1%"), (1, 8, "13%"), (1, 3, "33%"), (299, 300, "over 99%"), (300, 300, "100%")],
)
def test_shares_are_rounded_and_never_to_none_or_all(number: int, of: int, text: str) -> None:
    assert percent(number, of) == text


@pytest.mark.parametrize(
    ("number", "of", "text"),
    [(1, 3000, "under 0.1%"), (5, 96, "5.2%"), (1, 160, "0.6%"), (2999, 3000, "over 99.9%"), (1, 16, "6.3%")],
)
def test_shares_with_a_decimal_are_rounded_alike(number: int, of: int, text: str) -> None:
    assert percent(number, of, 1) == text


def test_words_of_numbers() -> None:
    assert counted(1, "record") == "1 record"
    assert counted(1200, "record") == "1,200 records"
    assert "".join(map(str, series([["a"], ["b"], ["c"]]))) == "a, b and c"
