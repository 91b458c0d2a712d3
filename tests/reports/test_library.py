"""What holds of every report: it runs, says what it takes and gives, and gives the same again."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date

import pytest

from graphsvc.database.session import Database
from graphsvc.reports.answer import ReportAnswer
from graphsvc.reports.report import Report, Value
from tests.reports.asking import CATALOGUE, asked
from tests.reports.pin import pinned, shown

REPORTS = tuple(CATALOGUE.reports.values())
each_report = pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.id)


def statement_of(report: Report) -> str:
    """The statement without its header and comments."""
    lines = [line.partition("// ")[0].rstrip() for line in report.statement.splitlines()]
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def order_of(report: Report) -> list[str]:
    """The names that a statement's last ORDER BY sorts by."""
    last = re.search(r"ORDER BY (.+)\nLIMIT \$row_limit\Z", statement_of(report), re.DOTALL)
    assert last, f"{report.id} ends with ORDER BY and LIMIT $row_limit"
    return [re.sub(r"\s+(DESC|ASC)\b", "", part).strip() for part in last[1].split(",")]


def assert_total(report: Report, answer: ReportAnswer) -> None:
    """No two rows have the same in all the columns that the answer is sorted by."""
    columns = [column.name for column in report.columns]
    sorting = [columns.index(name) for name in order_of(report) if name in columns]
    keys = [tuple(row[at] for at in sorting) for row in answer.rows]
    assert sorting
    assert len(set(keys)) == len(keys), "equal rows would swap"


def fits(value: Value, kind: str) -> bool:
    """Whether a value is what its column is declared as."""
    if value is None:
        return True
    if kind == "share":
        return isinstance(value, float) and 0 <= value <= 1
    if kind == "texts":
        return isinstance(value, tuple) and all(isinstance(one, str) for one in value)
    wanted = {"text": str, "whole": int, "number": float, "truth": bool, "date": date}[kind]
    return type(value) is wanted or (kind == "number" and type(value) is int)


def test_there_are_at_least_twenty_and_none_is_broken() -> None:
    assert len(REPORTS) >= 20
    assert CATALOGUE.broken == ()


@each_report
def test_it_runs_on_england_and_gives_what_it_declares(england: Database, report: Report) -> None:
    answer = asked(england, report.id, **report.example)
    assert not answer.truncated
    assert bool(answer.rows) != bool(report.empty), "empty says why the example gives no row, and only then"
    for row in answer.rows:
        assert len(row) == len(report.columns)
        for value, column in zip(row, report.columns, strict=True):
            assert fits(value, column.type), (column.name, value)
    assert shown(answer)[:5] == pinned(report.id), "run python -m tests.reports.pin when the change is meant"
    assert asked(england, report.id, **report.example).rows == answer.rows
    assert_total(report, answer)


@each_report
def test_it_runs_on_an_empty_record(empty_record: Database, report: Report) -> None:
    answer = asked(empty_record, report.id, **report.example)
    assert answer.rows == ()
    assert answer.snapshot == ""


@each_report
def test_its_parameters_are_those_that_the_statement_names(report: Report) -> None:
    named = set(re.findall(r"\$(\w+)", statement_of(report)))
    assert named == {parameter.name for parameter in report.parameters} | {"row_limit"}
    assert set(report.example) <= named


@each_report
def test_its_words_are_for_people(report: Report) -> None:
    said = " ".join((report.title, report.question, report.reading, *report.caveats, report.empty))
    assert "no partnership" not in said.lower().replace("no such partnership", "")
    assert report.question.endswith("?")
    assert report.reading.endswith(".")
    assert all(caveat.endswith(".") for caveat in report.caveats)
    assert report.caveats, "every answer leaves something out"
    for said in (*(one.help for one in report.parameters), *(one.title for one in report.columns)):
        assert said == said.strip()
        assert said[0].isupper()


@each_report
def test_its_day_is_pinned_in_its_example(report: Report) -> None:
    days = [one.name for one in report.parameters if one.type == "date" and str(one.default).startswith("today")]
    assert set(days) <= set(report.example)


@each_report
def test_its_chart_draws_numbers(report: Report) -> None:
    if report.chart is None:
        return
    kinds = {column.name: column.type for column in report.columns}
    drawn = report.chart.series if report.chart.kind == "heat" else report.chart.y
    assert kinds[drawn] in ("whole", "number", "share")
    assert kinds[report.chart.x] == "text"
    assert report.chart.kind == "bars" or report.chart.series


def test_a_passage_is_the_same_text_wherever_it_stands() -> None:
    """A passage begins with a comment that says its name and ends with `// -- end of: ` and its name."""
    having: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for report in REPORTS:
        for name in re.findall(r"^// -- end of: ([\w ]+)", report.statement, re.MULTILINE):
            passage = rf"^// (?:The )?(?i:{name}).*?^// -- end of: {name}"
            found = re.search(passage, report.statement, re.DOTALL | re.MULTILINE)
            assert found, f"{report.id}: nothing says where the passage {name} begins"
            having[name][found[0]].append(report.id)
    assert {"records as they count", "cells"} <= set(having)
    for name, texts in having.items():
        assert len(texts) == 1, (name, list(texts.values()))
