"""Cypher of an analyst's own: what runs, within which limits, and what is logged of it."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Iterator
from datetime import date

import pytest
import structlog
from structlog.testing import LogCapture

from graphsvc.audit import Actor
from graphsvc.config import CypherSettings, Settings
from graphsvc.database.session import Database
from graphsvc.errors import (
    AuditUnwritable,
    BadInput,
    CypherOff,
    GraphsvcError,
    QueryTimedOut,
    QueryTooLarge,
    StatementRefused,
)
from graphsvc.faults import BadParameters
from graphsvc.reports.free import FreeAnswer, run_free
from graphsvc.reports.values import cell, json_value
from tests.fixtures.audit import entries, full_disk
from tests.reports.queries import QUERIES

BY = Actor("analyst", "http", "5f2c")
MANY = "UNWIND range(1, 20000000) AS x RETURN x"
SLOW = "UNWIND range(1, 2000000000) AS x WITH x WHERE x % 2 = 3 RETURN count(x) AS n"
GREEDY = "UNWIND range(1, 500000000) AS x WITH collect(x) AS xs RETURN size(xs) AS n"


@pytest.fixture(scope="module")
def allowed(settings: Settings) -> Settings:
    """The settings of the record, with such statements allowed."""
    return settings.model_copy(update={"cypher": CypherSettings(enabled=True)})


@pytest.fixture
def logged() -> Iterator[LogCapture]:
    """What is logged."""
    captured = LogCapture()
    structlog.configure(processors=[captured])
    yield captured
    structlog.reset_defaults()


def ask(database: Database, settings: Settings, statement: str, **parameters: object) -> FreeAnswer:
    return run_free(database, settings, statement, parameters, BY)


def test_ordinary_statements_run_and_have_rows(england: Database, allowed: Settings) -> None:
    assert len(QUERIES) >= 60
    refused, empty = {}, []
    for statement, parameters in QUERIES:
        try:
            answer = run_free(england, allowed, statement, parameters, BY)
        except (StatementRefused, BadInput) as error:
            refused[statement] = str(error)
            continue
        json.dumps([[json_value(value) for value in row] for row in answer.rows], allow_nan=False)
        if not answer.rows:
            empty.append(statement)
    assert refused == {}
    assert empty == []


def test_an_answer_names_the_facts_and_the_statement(england: Database, allowed: Settings) -> None:
    answer = ask(england, allowed, "MATCH (r:Revision) RETURN r.hash AS hash ORDER BY r.number DESC LIMIT 1")
    assert answer.columns == ("hash",)
    assert answer.rows == ((answer.snapshot,),)
    assert len(answer.sum) == 64
    assert not answer.truncated


def test_nothing_loaded_is_asked_too(empty_record: Database, allowed: Settings) -> None:
    answer = ask(empty_record, allowed, "MATCH (n) RETURN count(n) AS n")
    assert (answer.rows, answer.snapshot) == (((0,),), "")


def test_things_of_the_graph_are_plain_values(england: Database, allowed: Settings) -> None:
    (row,) = ask(
        england, allowed,
        "MATCH p = (a:Organisation)-[r:PARTNERS_WITH {id: 'P00001'}]->(b) RETURN a, r, p, r.since, 0.0 / 0.0 AS none, "
        "duration('P1D') AS day",
    ).rows
    link = row[1]
    assert isinstance(link, dict)
    assert set(link) == {"type", "source", "target", "properties"}
    assert row[2] == [row[0], link, row[2][2]]  # type: ignore[index]  # a path
    assert isinstance(row[3], date)
    shown = json.loads(json.dumps([json_value(value) for value in row], allow_nan=False))
    assert shown[3:] == [row[3].isoformat(), "nan", "P1D"]
    assert (cell(None), cell(True), cell(["a", None]), cell({"b": 1})) == ("", "true", '["a", null]', '{"b": 1}')


def test_parameters_are_what_json_says(england: Database, allowed: Settings) -> None:
    given = {"t": "é", "w": 2**63 - 1, "f": 0.5, "b": True, "n": None, "l": [1, ["a"]], "m": {"k": [None]}}
    statement = "RETURN $t, $w, $f, $b, $n, $l, $m, date($day) AS day"
    (row,) = ask(england, allowed, statement, **given, day="2026-04-01").rows
    assert row == (*given.values(), date(2026, 4, 1))


@pytest.mark.parametrize("wrong", [
    {"a b": 1}, {"": 1}, {"x" * 65: 1}, {"x": 2**63}, {"x": float("inf")}, {"x": "\ud800"}, {"x": date(2026, 1, 1)},
    {"x": [[[[[[[1]]]]]]]}, {"x": list(range(10_001))}, {f"x{n}": 1 for n in range(101)}, {"x": "y" * 20_001},
    {"x": {"\ud800": 1}},
])
def test_parameters_that_cannot_be_used_are_named(
    wrong: dict[str, object], england: Database, allowed: Settings
) -> None:
    with pytest.raises(BadParameters) as error:
        run_free(england, allowed, "RETURN 1", wrong, BY)
    assert error.value.faults[0].parameter.startswith("parameters")


def test_what_is_no_cypher_is_told_with_its_place(england: Database, allowed: Settings) -> None:
    for statement, place in (
        ("MATCH (n) RETRN n", "line 1, column 11"), ("MATCH (n)\nRETURN m", "line 2, column 8"),
        ("RETURN 'a", "line 1, column 8"), ("// looking\nRETURN nosuch(1)", "line 2, column 8"),
    ):
        with pytest.raises(BadInput, match=place) as error:
            ask(england, allowed, statement)
        assert error.value.parameter == "statement"
        assert "EXPLAIN" not in str(error.value)
    with pytest.raises(BadInput, match="day") as error:
        ask(england, allowed, "RETURN date($day)")
    assert error.value.parameter == "parameters"
    with pytest.raises(BadInput, match="zero"):
        ask(england, allowed, "RETURN 1 / 0")


def test_it_is_off_unless_it_is_turned_on(england: Database, settings: Settings) -> None:
    assert not Settings().cypher.enabled
    with pytest.raises(CypherOff, match=r"enabled = true.*\[cypher\]"):
        ask(england, settings, "RETURN 1")


def test_twenty_million_rows_are_cut_at_the_limit_at_once(england: Database, allowed: Settings) -> None:
    ask(england, allowed, MANY)
    answer = ask(england, allowed, MANY)
    assert (len(answer.rows), answer.truncated) == (allowed.database.row_limit, True)
    assert answer.seconds < 5


def test_a_statement_that_runs_long_is_ended_at_its_limit(england: Database, settings: Settings) -> None:
    hurried = settings.model_copy(update={
        "cypher": CypherSettings(enabled=True), "database": settings.database.model_copy(update={"query_timeout": 1.0}),
    })
    with Database(hurried) as database:
        ask(database, hurried, "RETURN 1")
        began = time.monotonic()
        with pytest.raises(QueryTimedOut):
            ask(database, hurried, SLOW)
        assert time.monotonic() - began < 1 + 3


def test_a_statement_that_eats_memory_is_ended_and_run_once(england: Database, allowed: Settings) -> None:
    chosen = allowed.database.model_copy(update={"query_timeout": 120.0})
    patient = allowed.model_copy(update={"database": chosen})
    seen: set[str] = set()
    ended = threading.Event()

    def watch() -> None:
        """Look from the side at what the server runs, as often as it answers."""
        while not ended.is_set():
            # While it eats, others may find nothing left.
            with contextlib.suppress(GraphsvcError):
                rows = england.ask("SHOW TRANSACTIONS YIELD transactionId AS id, currentQuery AS text", {}).rows
                seen.update(str(id_) for id_, text in rows if text == GREEDY)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        with Database(patient) as database, pytest.raises(QueryTooLarge, match="memory"):
            ask(database, patient, GREEDY)
    finally:
        ended.set()
        watcher.join()
    assert len(seen) == 1
    assert ask(england, allowed, "RETURN 1 AS n").rows == ((1,),)


def test_every_statement_is_logged_without_what_it_was_given(
    england: Database, allowed: Settings, settings: Settings, logged: LogCapture
) -> None:
    answer = ask(england, allowed, "UNWIND [1, 2] AS n RETURN n, $given", given="zqx-1")
    for statement, chosen in (("CREATE (:X)", allowed), ("RETRN", allowed), ("RETURN 1", settings)):
        with pytest.raises((StatementRefused, BadInput, CypherOff)):
            ask(england, chosen, statement)
    entries = [entry for entry in logged.entries if entry["event"] == "cypher"]
    assert [entry["outcome"] for entry in entries] == ["answered", "StatementRefused", "BadInput", "CypherOff"]
    first = entries[0]
    assert (first["statement"], first["rows"], first["truncated"], first["length"]) == (answer.sum, 2, False, 35)
    assert all(entry["seconds"] >= 0 and len(entry["statement"]) == 64 for entry in entries)
    assert "zqx" not in str(entries)


def test_every_statement_is_audited_before_and_after(
    england: Database, allowed: Settings, settings: Settings
) -> None:
    before = len(entries(allowed.data_dir))
    answer = ask(england, allowed, "UNWIND [1, 2] AS n\nRETURN n, $given", given="zqx-1")
    with pytest.raises(StatementRefused):
        ask(england, allowed, "CREATE (:X)")
    with pytest.raises(CypherOff):
        ask(england, settings, "RETURN 1")
    intended, ended, _, refused = entries(allowed.data_dir)[before:]
    assert (intended["stage"], intended["action"], intended["user"]) == ("intended", "cypher", BY.user)
    assert (intended["sum"], intended["request_id"]) == (answer.sum, BY.request_id)
    assert intended["statement"] == "UNWIND [1, 2] AS n\nRETURN n, $given"
    assert (ended["outcome"], ended["rows"], ended["hash"]) == ("done", 2, answer.snapshot)
    assert refused["outcome"] == "StatementRefused"
    assert "zqx" not in str(entries(allowed.data_dir)[before:])


def test_a_statement_that_cannot_be_written_down_is_not_run(
    england: Database, allowed: Settings, logged: LogCapture
) -> None:
    with full_disk(allowed.data_dir), pytest.raises(AuditUnwritable, match="nothing was done"):
        ask(england, allowed, "RETURN 1")
    assert [entry["outcome"] for entry in logged.entries if entry["event"] == "cypher"] == ["AuditUnwritable"]


@pytest.mark.parametrize(
    ("statement", "error"),
    [
        ("RETURN reduce(x = [], i IN range(1, 400) | [x]) AS n", QueryTooLarge),
        ("RETURN date('-0001-01-01') AS n", BadInput),
        ("RETURN [date('-0001-01-01')] AS n", BadInput),
    ],
)
def test_values_that_cannot_be_told_have_a_clear_problem(
    england: Database, allowed: Settings, statement: str, error: type[GraphsvcError]
) -> None:
    with pytest.raises(error, match=r"nested more than|cannot be read"):
        run_free(england, allowed, statement, {}, BY)


def test_a_plan_of_very_many_steps_has_a_clear_problem(england: Database, allowed: Settings) -> None:
    statement = "RETURN 1 AS n" + " UNION ALL RETURN 1 AS n" * 800
    with pytest.raises(GraphsvcError):
        run_free(england, allowed, statement, {}, BY)
