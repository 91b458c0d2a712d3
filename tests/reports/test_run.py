"""Running a report: on one load, read-only, cut at its limit, and with the columns that it declares."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from graphsvc.config import Settings
from graphsvc.database.revision import Revision
from graphsvc.database.session import Database
from graphsvc.errors import BadInput, DatabaseAway, NotReady, QueryTimedOut, QueryTooLarge
from graphsvc.reports.answer import ReportAnswer
from graphsvc.reports.catalogue import read_report
from graphsvc.reports.parameters import choose
from graphsvc.reports.pasted import pasted
from graphsvc.reports.run import run_report
from tests.fixtures.facts import seed_snapshot, seed_tables
from tests.reports.asking import ASKED_ON, CATALOGUE
from tests.reports.written import ANYTHING, HEADER, parameter, write_report

COLUMNS = "".join(
    f'[[columns]]\nname = "{kind}"\ntitle = "{kind}"\ntype = "{kind}"\n\n'
    for kind in ("text", "whole", "number", "share", "truth", "date", "texts")
)
PLAIN = HEADER[: HEADER.index("[[parameters]]")]


def answer_of(
    database: Database, folder: Path, statement: str, columns: str = COLUMNS, most: int = 100
) -> ReportAnswer:
    report = read_report(write_report(folder, "small", PLAIN + columns, statement))
    return run_report(database, report, choose(report, {}, None, ASKED_ON), most)


def number(rows: str) -> str:
    """Columns and a statement of one number a row."""
    return f"UNWIND range(1, {rows}) AS n RETURN n AS whole LIMIT $row_limit"


ONE_NUMBER = '[[columns]]\nname = "whole"\ntitle = "Number"\ntype = "whole"\n'


def test_rows_are_what_the_tables_say(england: Database, tmp_path: Path) -> None:
    report = read_report(write_report(tmp_path))
    answer = run_report(england, report, choose(report, {"text": "Leeds"}, None, ASKED_ON), 1000)
    told = sorted((row["id"], row["name"]) for row in seed_tables()["organisations"] if "Leeds" in row["name"])
    assert [(str(id_), str(name)) for id_, name in answer.rows] == told
    assert (answer.parameters, answer.as_at, answer.truncated) == ({"text": "Leeds"}, ASKED_ON, False)
    assert answer.snapshot == seed_snapshot().hash


def test_values_come_as_their_columns_say(england: Database, tmp_path: Path) -> None:
    values = "'a' AS text, 3 AS whole, 2 AS number, 0.5 AS share, true AS truth, date('2026-04-01') AS date"
    (row,) = answer_of(england, tmp_path, f"RETURN {values}, ['a', 'b'] AS texts").rows
    assert row == ("a", 3, 2, 0.5, True, date(2026, 4, 1), ("a", "b"))
    nothing = ", ".join(f"null AS {name}" for name in ("text", "whole", "number", "share", "truth", "date", "texts"))
    assert answer_of(england, tmp_path, f"RETURN {nothing}").rows == ((None,) * 7,)


@pytest.mark.parametrize(
    ("kind", "value"),
    [("text", "1"), ("whole", "1.0"), ("whole", "true"), ("date", "'2026-04-01'"), ("truth", "1"), ("texts", "'a'")],
)
def test_a_value_of_another_type_is_the_report_s_fault(
    england: Database, tmp_path: Path, kind: str, value: str
) -> None:
    column = f'[[columns]]\nname = "x"\ntitle = "X"\ntype = "{kind}"\n'
    with pytest.raises(BadInput, match=f"the report small cannot be run: the column x is declared as {kind}"):
        answer_of(england, tmp_path, f"RETURN {value} AS x", column)


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("RETURN 1 AS other", "it returns other and declares whole"),
        ("RETURN 1 AS whole, 2 AS more", "it returns whole, more and declares whole"),
        ("RETURN 1 AS", "Invalid input"),
        ("CREATE (o:Organisation {id: 'x'}) RETURN 1 AS whole", "[Ww]rit"),
        ("MATCH (o) DETACH DELETE o RETURN 1 AS whole", "[Ww]rit"),
        ("RETURN 1 AS whole; RETURN 2 AS whole", ""),
        ("RETURN 1 / 0 AS whole", "by zero"),
    ],
)
def test_a_wrong_statement_is_told_and_changes_nothing(
    england: Database, tmp_path: Path, statement: str, fault: str
) -> None:
    with pytest.raises(BadInput, match=f"the report small cannot be run: .*{fault}") as caught:
        answer_of(england, tmp_path, statement, ONE_NUMBER)
    assert (caught.value.parameter, caught.value.value) == ("id", "small")
    (count,) = england.ask("MATCH (o:Organisation) RETURN count(o) AS n", {}).rows[0]
    assert count == len(seed_tables()["organisations"])


@pytest.mark.parametrize(("rows", "cut"), [("9", False), ("10", False), ("11", True), ("20000000", True)])
def test_an_answer_is_cut_at_its_limit_and_says_so(england: Database, tmp_path: Path, rows: str, cut: bool) -> None:
    for statement in (number(rows), number(rows).removesuffix(" LIMIT $row_limit")):
        answer = answer_of(england, tmp_path, statement, ONE_NUMBER, most=10)
        assert answer.rows == tuple((n,) for n in range(1, min(int(rows), 10) + 1))
        assert answer.truncated is cut


def test_more_rows_than_the_settings_allow_are_not_given(england_settings: Settings, tmp_path: Path) -> None:
    small = england_settings.model_copy(
        update={"database": england_settings.database.model_copy(update={"row_limit": 7})}
    )
    with Database(small) as database:
        answer = answer_of(database, tmp_path, number("50"), ONE_NUMBER, most=40)
    assert (len(answer.rows), answer.truncated) == (7, True)


def test_one_that_runs_long_is_ended(england: Database, england_settings: Settings, tmp_path: Path) -> None:
    assert england.revision()
    quick = england_settings.model_copy(update={
        "database": england_settings.database.model_copy(update={"query_timeout": 0.5}),
        "reports": england_settings.reports.model_copy(update={"timeout": 0.5}),
    })
    slow = "MATCH (a:Organisation), (b:Organisation), (c) WITH sum(size(a.name + c.id)) AS n RETURN n AS whole"
    begun = time.monotonic()
    with Database(quick) as database, pytest.raises(QueryTimedOut):
        answer_of(database, tmp_path, slow, ONE_NUMBER)
    assert time.monotonic() - begun < 6


def test_one_that_needs_much_memory_is_ended(england: Database, tmp_path: Path) -> None:
    greedy = "UNWIND range(1, 20000000) AS n WITH collect(n) AS numbers RETURN size(numbers) AS whole"
    with pytest.raises(QueryTooLarge):
        answer_of(england, tmp_path, greedy, ONE_NUMBER)


def test_an_empty_record_has_no_snapshot(empty_record: Database, tmp_path: Path) -> None:
    report = read_report(write_report(tmp_path))
    answer = run_report(empty_record, report, choose(report, {}, None, ASKED_ON), 10)
    assert (answer.rows, answer.snapshot, answer.truncated) == ((), "", False)


def test_a_record_that_is_away_is_said_to_be(england_settings: Settings, tmp_path: Path) -> None:
    with (
        Database(england_settings.model_copy(update={"data_dir": tmp_path / "nothing"})) as database,
        pytest.raises(DatabaseAway),
    ):
        answer_of(database, tmp_path, number("1"), ONE_NUMBER)


class Loading(Database):
    """The record as it is while loads come in: the revision is another at some looks."""

    def __init__(self, settings: Settings, numbers: Iterator[int]) -> None:
        super().__init__(settings)
        self._numbers = numbers

    def revision(self) -> Revision | None:
        now = super().revision()
        assert now is not None
        revision = next(self._numbers)
        return replace(now, number=revision, hash=f"hash of {revision}")


@pytest.mark.parametrize(("looks", "hash_"), [((1, 1), "1"), ((1, 2, 2, 2), "2"), ((1, 2, 2, 3, 3, 3), "3")])
def test_a_load_that_comes_in_between_is_noticed_and_the_question_asked_again(
    england: Database, england_settings: Settings, tmp_path: Path, looks: tuple[int, ...], hash_: str
) -> None:
    numbers = iter(looks)
    with Loading(england_settings, numbers) as database:
        assert answer_of(database, tmp_path, number("1"), ONE_NUMBER).snapshot == f"hash of {hash_}"
    assert next(numbers, None) is None


def test_loads_that_never_end_are_told(england: Database, england_settings: Settings, tmp_path: Path) -> None:
    with Loading(england_settings, iter(range(100))) as database, pytest.raises(NotReady):
        answer_of(database, tmp_path, number("1"), ONE_NUMBER)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("text", "it's \"quoted\" \\ $x // {é}\u2028\x07"), ("text", ""), ("whole", "-12"), ("number", "1e-7"),
        ("truth", "yes"), ("date", "2026-04-01"), ("organisation", "GB-NHS-RR8"),
    ],
)
def test_what_is_pasted_into_neo4j_browser_has_the_same_parameters(
    england: Database, tmp_path: Path, kind: str, text: str
) -> None:
    header = parameter(kind) if text else parameter(kind, default='""')
    report = read_report(write_report(tmp_path, "small", header, ANYTHING))
    chosen = choose(report, {"x": text}, None, ASKED_ON)
    first, second, *rest = pasted(report, chosen, 200).split("\n")
    assert second == ":param row_limit => 200"
    (row,) = england.ask(f"RETURN {first.removeprefix(':param x => ')} AS x", {}).rows
    assert row == (chosen.sent["x"],)
    assert "\n".join(rest).strip() == report.statement.strip()


def test_the_package_s_own_are_cut_at_their_limit_too(england: Database) -> None:
    report = CATALOGUE.named("partnerships-as-at")
    answer = run_report(england, report, choose(report, {"as_at": "2026-11-24"}, None, ASKED_ON), 3)
    assert (len(answer.rows), answer.truncated) == (3, True)


def test_the_example_in_the_documentation_runs(
    england: Database, england_settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRAPHSVC_DATA", str(england_settings.data_dir))
    text = (Path(__file__).parents[2] / "docs" / "reports.md").read_text(encoding="utf-8")
    exec(text.split("```python\n")[1].split("```")[0], {})  # noqa: S102 - our own documentation
    revision = england.revision()
    assert revision is not None
    assert f" {revision.hash[:12]} " in capsys.readouterr().out
