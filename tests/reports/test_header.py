"""The header of a report's file: what it holds, and every fault of it told with its place."""

from __future__ import annotations

import pytest

from graphsvc.errors import BadInput
from graphsvc.reports.header import RESERVED, named_in, read_header
from tests.reports.written import ANYTHING, HEADER, STATEMENT, file_text, parameter

CHART = '\n[chart]\nkind = "{}"\nx = "id"\ny = "name"\n{}'


def faults_of(header: str = HEADER, statement: str = STATEMENT) -> list[str]:
    with pytest.raises(BadInput) as caught:
        read_header(file_text(header, statement))
    return str(caught.value).split("\n")


def test_a_header_says_what_it_says() -> None:
    header = read_header(file_text())
    assert (header.title, header.version, header.caveats) == ("Names", 3, ["Only the record is asked."])
    (one,) = header.all_parameters()
    assert (one.name, one.type, one.default, one.help) == ("text", "text", "", "What the name holds.")
    assert [(column.name, column.type, column.unit) for column in header.all_columns()] == [
        ("id", "text", ""), ("name", "text", ""),
    ]
    assert header.drawn() is None


def test_lines_of_another_system_are_read_too() -> None:
    assert read_header(file_text().replace("\n", "\r\n")).version == 3


def test_a_chart_names_its_columns() -> None:
    chart = read_header(file_text(HEADER.replace("[example]", CHART.format("bars", "") + "\n[example]"))).drawn()
    assert chart is not None
    assert (chart.kind, chart.x, chart.y, chart.series) == ("bars", "id", "name", "")


@pytest.mark.parametrize("kind", ["whole", "number", "truth", "date", "choice"])
def test_a_default_is_of_its_type(kind: str) -> None:
    good = {"whole": "3", "number": "0.5", "truth": "false", "date": '"today-1y"', "choice": '"a"'}
    choices = {"choices": '["a", "b"]'} if kind == "choice" else {}
    header = read_header(file_text(parameter(kind, default=good[kind], **choices), ANYTHING))
    assert header.all_parameters()[0].default is not None
    fitting = {good[kind], {"number": "3", "truth": "true"}.get(kind)}
    for wrong in {*good.values(), '"2026-02-30"', "true"} - fitting:
        (fault,) = faults_of(parameter(kind, default=wrong, **choices), ANYTHING)
        assert fault.startswith("parameter x: the default"), (wrong, fault)


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        ('title = "Names"\n', "", "title: field required"),
        ("version = 3", "version = 0", "version: "),
        ("version = 3", 'version = "3"', "version: "),
        ("version = 3", "version = 3\nauthor = 'me'", "author: there is no such key"),
        ('help = "What the name holds."', "", "parameters.1.help: field required"),
        ('help = "What', 'helpful = 1\nhelp = "What', "parameters.1.helpful: there is no such key"),
        ('type = "text"', 'type = "words"', "parameters.1.type: "),
        ('name = "text"', 'name = "Text"', "parameters.1.name: "),
        ('title = "Name"', 'title = "Name"\nwidth = 3', "columns.2.width: there is no such key"),
        ('title = "Name"', 'title = "Name"\ntype = "share of"', "columns.2.type: "),
        ('name = "name"', 'name = "id"', "column id is declared twice"),
        ('text = "Leeds"', 'words = "Leeds"', "example.words: there is no such parameter"),
        ("[example]", CHART.format("bars", "").replace('"name"', '"no"') + "[example]", "chart.y: there is no column"),
        ("[example]", CHART.format("heat", "") + "[example]", "chart.series: a chart of the kind heat has one"),
        ("[example]", CHART.format("pie", "") + "[example]", "chart.kind: "),
        ('default = ""', 'default = ""\nchoices = ["a"]', "parameter text: choices belong to the type choice"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(was: str, becomes: str, told: str) -> None:
    assert was in HEADER
    assert any(fault.startswith(told) for fault in faults_of(HEADER.replace(was, becomes, 1)))


@pytest.mark.parametrize(
    ("kind", "lines", "told"),
    [
        ("text", {"minimum": "1"}, "parameter x: minimum and maximum belong to the type whole"),
        ("whole", {"minimum": "3", "maximum": "2"}, "parameter x: the minimum is larger"),
        ("whole", {"minimum": "3", "default": "2"}, "parameter x: the default must be 3 or more"),
        ("whole", {"minimum": "1", "maximum": "10", "default": "11"}, "parameter x: the default must be from 1 to 10"),
        ("whole", {"maximum": '"10"'}, "parameters.1.maximum: "),
        ("whole", {"minimum": "true"}, "parameters.1.minimum: "),
    ],
)
def test_bounds_are_those_of_a_whole_number(kind: str, lines: dict[str, str], told: str) -> None:
    (fault,) = faults_of(parameter(kind, **lines), ANYTHING)
    assert fault.startswith(told)
    (one,) = read_header(file_text(parameter("whole", minimum="1", default="1"), ANYTHING)).all_parameters()
    assert (one.minimum, one.maximum) == (1, None)


@pytest.mark.parametrize("name", RESERVED)
def test_a_parameter_may_not_be_called_what_is_asked_for_beside_it(name: str) -> None:
    header = HEADER.replace('name = "text"', f'name = "{name}"').replace("[example]\ntext", f"[example]\n{name}")
    assert any("no parameter may be called" in fault for fault in faults_of(header, STATEMENT.replace("text", name)))


def test_parameters_are_those_of_the_statement() -> None:
    assert faults_of(statement=STATEMENT.replace("$text", "$words")) == [
        "the statement uses $words, which is not declared", "parameter text is declared and not used",
    ]


def test_what_stands_in_quotes_and_comments_is_no_parameter() -> None:
    text = "RETURN '$a\\'$b' + \"$c // \" + $d AS `$e` // $f\n/* $g\n $h */ + $row_limit + 'http://x' + $i"
    assert named_in(text) == {"d", "i", "row_limit"}


def test_several_faults_are_told_at_once() -> None:
    assert len(faults_of(HEADER.replace("version = 3", "version = 0\nauthor = 1").replace('title = "Id"\n', ""))) == 3


@pytest.mark.parametrize("text", ["", "MATCH (o) RETURN o", "\n// title = 'late'", "// "])
def test_a_file_without_a_header_is_no_report(text: str) -> None:
    with pytest.raises(BadInput):
        read_header(text)


def test_a_slip_in_the_toml_names_its_line() -> None:
    (fault,) = faults_of(HEADER.replace('question = "', "question = ", 1))
    assert "not valid TOML" in fault
    assert "line 2" in fault
