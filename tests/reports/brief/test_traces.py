"""Every number of a brief opens rows that give it by counting."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from graphsvc.database.session import Database
from graphsvc.reports.brief.contents import Cell, Scope, Trace
from graphsvc.reports.brief.make import Contents
from tests.reports.asking import as_maps, asked
from tests.reports.brief.making import DAY, SCOPES, SINCE, WEST_YORKSHIRE, contents

STATES = {
    "unrecorded": "no recorded partnership", "not-collected": "not systematically collected",
    "not-applicable": "does not apply", "via-host": "with the partner’s host",
    "shared-network": "through a shared network", "confirmed-none": "confirmed that there is none",
}
"""What a brief calls the states of the report."""


def numbers(made: Contents) -> Iterator[tuple[str, Cell]]:
    """Every number of the tables and findings, with where it stands."""
    for table in made.tables:
        for row in table.rows:
            yield from ((table.id, cell) for cell in row[1:] if cell.value is not None)
    for finding in made.findings:
        yield from (("findings", part) for part in finding.parts if isinstance(part, Cell) and part.value is not None)


def counted(trace: Trace, cell: Cell) -> set[int]:
    """What counting the rows of a trace can give for a number."""
    if cell.of is None:
        types = [row[2] for row in trace.rows]
        return {len(trace.rows), types.count("icb"), types.count("nhs-trust")}
    names = [column.name for column in trace.columns]
    assert len(trace.rows) == cell.of
    state, evidence = names.index("state"), names.index("evidence")
    recorded = [row for row in trace.rows if row[state] == "recorded"]
    return {len(recorded), sum(row[evidence] == "current" for row in recorded)}


@pytest.mark.parametrize("scope", SCOPES, ids=str)
def test_every_number_is_the_count_of_its_rows(england: Database, scope: Scope) -> None:
    made = contents(england, scope)
    traces = {trace.id: trace for trace in made.traces}
    shares = 0
    for where, cell in numbers(made):
        trace = traces[cell.trace]
        if cell.of is not None and trace.report == "partnerships-as-at":
            # A share of records: its rows are those that are counted, and the sentence says of which.
            assert len(trace.rows) == cell.value
            assert "denominator" in trace.sentence
            continue
        assert cell.value in counted(trace, cell), (where, cell)
        shares += cell.of is not None
    assert shares > 10


def test_current_evidence_is_counted_in_the_rows_of_its_share(england: Database) -> None:
    made = contents(england, WEST_YORKSHIRE)
    traces = {trace.id: trace for trace in made.traces}
    for _, recorded, current in made.tables[1].rows:
        rows = traces[current.trace].rows
        assert sum(row[4] == "recorded" for row in rows) == recorded.value
        assert sum(row[4:6] == ("recorded", "current") for row in rows) == current.value


@pytest.mark.parametrize("scope", SCOPES, ids=str)
def test_traces_are_named_told_and_kept_once(england: Database, scope: Scope) -> None:
    made = contents(england, scope)
    used = {cell.trace for _, cell in numbers(made)}
    versions = {report.id: report.version for report in made.reports}
    assert len({trace.id for trace in made.traces}) == len(made.traces)
    for trace in made.traces:
        assert re.fullmatch(r"(t[1-5]|findings)(-[a-z0-9]+)+", trace.id)
        assert trace.title
        assert trace.sentence.endswith(".")
        assert versions[trace.report] == trace.version
        assert all(len(row) == len(trace.columns) for row in trace.rows)
    assert used <= {trace.id for trace in made.traces}


def test_rows_of_a_trace_are_rows_of_its_report(england: Database) -> None:
    made = contents(england, WEST_YORKSHIRE)
    scope = {"as_at": DAY, "icb": WEST_YORKSHIRE.icb}
    cells = {
        (row["organisation"], STATES.get(str(row["state"]), row["state"]), row["evidence"] or "", row["records"])
        for row in as_maps(asked(england, "expectation-cells", **scope))
    }
    records = {row["record"] for row in as_maps(asked(england, "partnerships-as-at", **scope))}
    changes = {
        (row["day"], row["what"], row["names"], row["record"])
        for row in as_maps(asked(england, "changes-between-dates", since=SINCE, **scope))
    }
    for trace in made.traces:
        if trace.id.startswith(("t1", "t2", "t3")):
            assert {(row[1], row[4], row[5], row[6]) for row in trace.rows} <= cells
        elif trace.id.startswith("t4"):
            assert {row[0] for row in trace.rows} <= records
        elif trace.id.startswith("t5"):
            assert {(row[0], row[1], row[2], row[4]) for row in trace.rows} <= changes


def test_a_title_says_whose_number_it_is(england: Database) -> None:
    made = contents(england, WEST_YORKSHIRE)
    titles = {trace.id: trace.title for trace in made.traces}
    cell = made.tables[0].rows[0][-1]
    assert titles[cell.trace] == f"West Yorkshire ICB, All partner types: {cell.value} of {cell.of} recorded"
    assert titles["t3-all-unrecorded"].startswith("All value areas, no recorded partnership: ")


@pytest.mark.parametrize("scope", SCOPES, ids=str)
def test_rows_of_expectations_begin_with_the_recorded_ones(england: Database, scope: Scope) -> None:
    for trace in contents(england, scope).traces:
        if trace.report == "expectation-cells" and "state" in [column.name for column in trace.columns]:
            states = [row[4] for row in trace.rows]
            assert states == sorted(states, key=lambda state: state != "recorded")
            for state in set(states):
                names = [str(row[0]).casefold() for row in trace.rows if row[4] == state and row[5] in ("", "current")]
                assert names == sorted(names)
