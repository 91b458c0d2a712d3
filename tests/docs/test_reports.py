"""docs/reports.md names every report, parameter, key and type, and nothing else; and its example is a report."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from graphsvc.config import load_settings
from graphsvc.reports.catalogue import read_catalogue, read_report
from graphsvc.reports.header import ChartHeader, ColumnHeader, Header, ParameterHeader
from graphsvc.reports.report import ChartKind, ColumnType, ParameterType
from tests.docs.sections import plain, rows, sections

REPORTS = read_catalogue(load_settings()).reports


def first_cells(section: str) -> list[str]:
    """What stands as code in the first column of a section's table."""
    return [plain(row[0]) for row in rows(sections("reports.md")[section])]


def test_every_report_is_listed_with_its_question_and_parameters() -> None:
    listed = {plain(row[0]): row[1:] for row in rows(sections("reports.md")["All reports"])}
    assert list(listed) == list(REPORTS)
    for report_id, (question, parameters) in listed.items():
        report = REPORTS[report_id]
        assert question == report.question
        shown = [f"`{one.name}`" if one.default is not None else f"**`{one.name}`**" for one in report.parameters]
        assert parameters == ", ".join(shown)


def test_parameters_that_many_have_are_explained() -> None:
    many = [one.name for report in REPORTS.values() for one in report.parameters]
    explained = first_cells("Parameters that many have")
    assert {name for name in many if many.count(name) >= 3} <= set(explained)
    assert set(explained) <= set(many)


def test_every_key_of_the_header_is_explained_and_no_other() -> None:
    explained = {plain(row[0]).strip("[]"): row[1] for row in rows(sections("reports.md")["The header"])}
    assert set(explained) == set(Header.model_fields)
    for key, model in (("parameters", ParameterHeader), ("columns", ColumnHeader), ("chart", ChartHeader)):
        assert all(f"`{name}`" in explained[key] for name in model.model_fields), key


def test_every_type_is_explained_and_no_other() -> None:
    assert first_cells("Types of a parameter") == list(get_args(ParameterType))
    assert set(first_cells("Types of a column")) == set(get_args(ColumnType))
    assert first_cells("Kinds of a chart") == list(get_args(ChartKind))


def test_the_example_is_a_report(tmp_path: Path) -> None:
    (example,) = re.findall(r"```\n(// title.+?)```", sections("reports.md")["How to add one"], re.DOTALL)
    (tmp_path / "trusts-by-board.cypher").write_text(example, encoding="utf-8")
    report = read_report(tmp_path / "trusts-by-board.cypher")
    assert [column.name for column in report.columns] == ["board", "trusts"]
