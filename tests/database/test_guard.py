"""What the guard lets through and what it refuses, by the words of a statement and by its plan."""

from __future__ import annotations

import pytest

from graphsvc.database.guard import check_plan, check_statement
from graphsvc.database.plan import Plan
from graphsvc.database.words import words_of
from graphsvc.errors import BadInput, StatementRefused
from tests.reports.queries import QUERIES

PROCEDURES = ("db.index.fulltext.queryNodes", "db.labels", "db.propertyKeys", "db.relationshipTypes")


def plan(*operators: str, details: str = "") -> Plan:
    """A plan of some operators, each below the one before."""
    first, *rest = operators
    return Plan(first, details, (plan(*rest),) if rest else ())


def reason(statement: str, procedures: tuple[str, ...] = PROCEDURES) -> str:
    """Why the words of a statement are refused; empty when they are not."""
    try:
        check_statement(statement, procedures, 20_000)
    except StatementRefused as refused:
        return refused.reason
    return ""


def test_the_words_of_ordinary_statements_are_let_through() -> None:
    assert {statement: reason(statement) for statement, _ in QUERIES if reason(statement)} == {}


def test_what_a_text_a_comment_or_a_quoted_name_says_is_not_done() -> None:
    for harmless in (
        "MATCH (e:Evidence) WHERE e.title CONTAINS 'LOAD CSV; CREATE' RETURN e", 'RETURN "\'; CALL dbms.listConfig()"',
        "RETURN 1 // LOAD CSV FROM 'x' AS y", "/* USE system; */ RETURN 1", "RETURN 1 AS `LOAD CSV; USE system`",
        "RETURN 'it\\'s; USE system MATCH'", "RETURN 1 AS `a``; USE b`",
    ):
        assert reason(harmless) == "", harmless


def test_names_that_look_like_keywords_are_names() -> None:
    for harmless in (
        "MATCH (use:Organisation) RETURN use.id AS use ORDER BY use", "WITH 1 AS use WHERE use > 0 RETURN use",
        "MATCH (call:Organisation) WITH call WHERE call.name IS NOT NULL RETURN call", "RETURN {load: 1}.load AS csv",
        "MATCH (:Organisation {id: 'x'})-[r]-(o) WHERE o.a.b IN ['x'] RETURN o", "RETURN [1, 2, 3][0..size([1])]",
        "MATCH (o:Organisation) USING INDEX o:Organisation(type) WHERE o.type = 'icb' RETURN o", "RETURN 1;;",
    ):
        assert reason(harmless) == "", harmless


def test_the_place_of_what_is_refused_is_said() -> None:
    assert "line 2, column 4" in reason("MATCH (n)\n   LOAD CSV FROM 'x' AS y RETURN y")
    assert "line 1, column 10" in reason("/* ü */  LOAD\nCSV FROM 'x' AS y RETURN y") or reason("LOAD CSV") != ""
    assert "line 2, column 1" in reason("RETURN 1;\nRETURN 2")


def test_a_function_that_somebody_added_is_refused_and_those_of_cypher_are_not() -> None:
    assert reason("RETURN point.distance(point({x: 1, y: 2}), point({x: 1, y: 3})), date.truncate('day', date())") == ""
    for added in ("RETURN apoc.x.y(1)", "RETURN `apoc` .\n`x`(1)", "RETURN [1][..apoc.x()]", "RETURN {a: my.f(1)}"):
        assert "no function of Cypher's own" in reason(added), added


def test_only_procedures_on_the_list_are_called() -> None:
    assert reason("CALL db.labels() YIELD label RETURN label") == ""
    assert "those that may be called are: none" in reason("CALL db.labels() YIELD label RETURN label", ())
    assert "calls the procedure db.LABELS" in reason("CALL db.LABELS()")
    check_plan(plan("ProduceResults", "ProcedureCall", details="label"), ("",))
    with pytest.raises(StatementRefused, match=r"dbms\.listConfig"):
        check_plan(plan("ProcedureCall", details="dbms.listConfig() :: (name :: STRING)"), PROCEDURES)


def test_what_is_hidden_in_the_details_of_an_expression_is_refused() -> None:
    for hidden, said in (
        ('[x IN $a | COUNT { LOAD CSV FROM "http://h" AS l RETURN l AS l }] AS y', "outside the record"),
        ("[x IN $a | COUNT { ResolvedCall(dbms.listConfig(searchString = '' :: STRING) :: name) }]", "dbms.listConfig"),
    ):
        with pytest.raises(StatementRefused, match=said):
            check_plan(plan("Projection", details=hidden), PROCEDURES)


@pytest.mark.parametrize("operator", [
    "Create", "DetachDelete", "LoadCSV", "SetProperty", "ShowSettings", "TerminateTransactions", "TransactionForeach",
    "AdministrationCommand", "NodeUniqueIndexSeek(Locking)", "AnOperatorToCome", "",
])
def test_an_operator_that_is_not_known_to_read_is_refused_wherever_it_stands(operator: str) -> None:
    check_plan(plan("ProduceResults", "Filter", "AllNodesScan"), PROCEDURES)
    with pytest.raises(StatementRefused):
        check_plan(plan("ProduceResults", operator, "AllNodesScan"), PROCEDURES)


def test_an_empty_an_overlong_or_an_impossible_statement_is_bad_input() -> None:
    for wrong in ("", " \n", "// only this", ";", "RETURN '\ud800'", "RETURN '\x00'", "RETURN " + "1" * 20_000):
        with pytest.raises(BadInput) as error:
            check_statement(wrong, PROCEDURES, 20_000)
        assert error.value.parameter == "statement"


def test_words_are_those_of_the_server() -> None:
    said = [(word.kind, word.said) for word in words_of("RETURN 'a\\'b' /* ' */ AS `c``d` // e\r, \"f'\"")]
    assert said == [
        ("plain", "RETURN"), ("text", "'a\\'b'"), ("plain", "AS"), ("quoted", "c`d"), ("sign", ","), ("text", "\"f'\""),
    ]


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("RETURN " + "EXISTS { RETURN " * 6 + "1 AS x" + " }" * 6, "subqueries are nested"),
        ("CALL (*) { " * 6 + "RETURN 1 AS x" + " }" * 6 + " RETURN 1", "subqueries are nested"),
        ("MATCH (n) WHERE " + " XOR ".join(f"n.a{one} = 1" for one in range(10)) + " RETURN n", "by XOR"),
        ("RETURN " + "1 + " * 600 + "1", "600 operators"),
        ("RETURN " + "[" * 31 + "]" * 31, "brackets are nested"),
    ],
)
def test_what_would_take_long_to_plan_is_refused(statement: str, said: str) -> None:
    assert said in reason(statement)


def test_use_is_refused_in_brackets_too_and_is_a_name_elsewhere() -> None:
    for statement in ("USE (neo4j) MATCH (n) RETURN n", "RETURN [x IN [1] | COLLECT { USE (neo4j) RETURN 1 AS n }]"):
        assert "another graph" in reason(statement)
    assert reason("WITH 1 AS use RETURN use, size([use])") == ""
