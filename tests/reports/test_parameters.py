"""Parameters of a report: read from text, defaults filled in, and every fault told at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphsvc.errors import BadInput
from graphsvc.faults import BadParameters
from graphsvc.reports.header import read_header
from graphsvc.reports.parameters import Chosen, choose
from graphsvc.reports.report import Parameter, Report
from tests.fixtures.facts import seed_snapshot
from tests.fixtures.strings import HOSTILE
from tests.reports.written import HEADER, file_text

DAY = date(2026, 11, 24)
_HEADER = read_header(file_text(HEADER))
REPORT = Report(
    "names", _HEADER.title, _HEADER.question, _HEADER.reading, 1, (), _HEADER.all_columns(), {}, "RETURN 1", "0"
)


def one(kind: str, default: object = None, choices: tuple[str, ...] = (), name: str = "x") -> Report:
    """A report with one parameter."""
    return replace(REPORT, parameters=(Parameter(name, kind, "Anything.", default, choices),))  # type: ignore[arg-type]


def chosen(kind: str, text: str, default: object = None, choices: tuple[str, ...] = ()) -> object:
    """What the statement gets."""
    return choose(one(kind, default, choices), {"x": text}, None, DAY).sent["x"]


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("text", " a b ", "a b"), ("text", "'; DROP", "'; DROP"), ("whole", "12", 12), ("whole", "-3", -3),
        ("number", "2.5", 2.5), ("number", "-.5e1", -5.0), ("number", "7", 7.0), ("truth", "true", True),
        ("truth", "No", False), ("date", "2026-04-01", date(2026, 4, 1)), ("date", "today", DAY),
        ("date", "today-1y", date(2025, 11, 24)), ("choice", "b", "b"), ("organisation", "GB-NHS-RR8", "GB-NHS-RR8"),
    ],
)
def test_a_text_becomes_a_value_of_its_type(kind: str, text: str, value: object) -> None:
    found = chosen(kind, text, choices=("a", "b"))
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("whole", "1.5"), ("whole", "1_000"), ("whole", "١٢"), ("whole", "9" * 25), ("whole", str(2**63)),
        ("whole", "0x1"), ("whole", "9" * 5000), ("number", "nan"), ("number", "inf"), ("number", "1e999"),
        ("number", "1_0"), ("number", "."), ("truth", "maybe"), ("date", "2026-4-1"), ("date", "2026-02-30"),
        ("date", "2026"), ("date", "1066-10-14"), ("choice", "c"), ("choice", "A"), ("text", "x" * 1001),
        ("text", "a\udce9b"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_name(kind: str, text: str) -> None:
    with pytest.raises(BadParameters) as caught:
        chosen(kind, text, choices=("a", "b"))
    (fault,) = caught.value.faults
    assert (fault.parameter, fault.value) == ("x", text)


@pytest.mark.parametrize(
    ("kind", "default", "value"),
    [
        ("text", "", ""), ("whole", 0, 0), ("truth", False, False), ("date", "today", DAY),
        ("date", "today-1y", date(2025, 11, 24)), ("date", "2020-01-01", date(2020, 1, 1)), ("icb", "", ""),
    ],
)
@pytest.mark.parametrize("text", ["", "  "])
def test_what_is_not_given_is_its_default(kind: str, default: object, value: object, text: str) -> None:
    assert chosen(kind, text, default) == value
    assert choose(one(kind, default), {}, None, DAY).sent == {"x": value}


def test_what_must_be_given_is_asked_for() -> None:
    with pytest.raises(BadParameters, match=r"x: must be given: Anything\."):
        choose(one("text"), {}, None, DAY)


def test_days_are_shown_as_they_are_written_and_the_answer_is_for_as_at() -> None:
    found = choose(one("date", "today", name="as_at"), {"as_at": "2025-06-30"}, None, DAY)
    assert found == Chosen({"as_at": "2025-06-30"}, {"as_at": date(2025, 6, 30)}, date(2025, 6, 30))
    assert choose(REPORT, {}, None, DAY).as_at == DAY


@pytest.mark.parametrize(("text", "told"), [("0", "from 1 to 10"), ("-1", "from 1 to 10"), ("11", "from 1 to 10")])
def test_a_number_keeps_its_bounds(text: str, told: str) -> None:
    report = replace(REPORT, parameters=(Parameter("x", "whole", "Anything.", 6, minimum=1, maximum=10),))
    assert [choose(report, {"x": good}, None, DAY).sent["x"] for good in ("1", "10", "")] == [1, 10, 6]
    with pytest.raises(BadParameters, match=told):
        choose(report, {"x": text}, None, DAY)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"since": "2026-11-24"}, "24 November 2026 is not before 24 November 2026"),
        ({"since": "2026-06-30", "as_at": "2026-04-01"}, "30 June 2026 is not before 1 April 2026"),
        ({"as_at": "2025-04-01"}, "24 November 2025, which it is when left out, is not before 1 April 2025"),
    ],
)
def test_a_span_without_a_day_is_told_and_not_answered(given: dict[str, str], told: str) -> None:
    days = (*one("date", "today", name="as_at").parameters, *one("date", "today-1y", name="since").parameters)
    assert choose(replace(REPORT, parameters=days), {"since": "2026-11-23"}, None, DAY).as_at == DAY
    with pytest.raises(BadParameters) as caught:
        choose(replace(REPORT, parameters=days), given, None, DAY)
    (fault,) = caught.value.faults
    assert fault.parameter == "since"
    assert told in fault.detail


def test_all_faults_are_told_at_once_as_the_user_spells_them() -> None:
    parameters = (*one("whole", name="number").parameters, *one("date", name="since").parameters)
    with pytest.raises(BadParameters) as caught:
        choose(
            replace(REPORT, parameters=parameters), {"number": "x", "since": "y", "until": "z"}, None, DAY,
            lambda name: f"--{name}",
        )
    assert [fault.parameter for fault in caught.value.faults] == ["--until", "--number", "--since"]
    assert "it has --number, --since" in caught.value.faults[0].detail


@pytest.mark.parametrize(
    ("kind", "good", "wrong", "near"),
    [
        ("organisation", "GB-NHS-RR8", "leeds teaching", "GB-NHS-RR8"), ("icb", "GB-NHS-QWO", "GB-NHS-RR8", ""),
        ("icb", "GB-NHS-QWO", "GB-NHS-QW0", "GB-NHS-QWO"), ("region", "E40000012", "E08000035", ""),
        ("region", "E40000012", "E40000099", "E40000010"), ("value-area", "estates", "estate", "estates"),
        ("partner-type", "university", "univercity", "university"),
        ("partner-type", "vcse", "Universities", "university"),
        ("organisation-type", "nhs-trust", "nhs-trusts", "nhs-trust"),
        ("nhs-organisation", "GB-NHS-RR8", "leeds teaching", "GB-NHS-RR8"),
    ],
)
def test_ids_that_nothing_has_are_told_with_those_that_are_near(kind: str, good: str, wrong: str, near: str) -> None:
    view = seed_snapshot().view(DAY)
    assert choose(one(kind, ""), {"x": good}, view, DAY).sent == {"x": good}
    assert choose(one(kind, ""), {}, view, DAY).sent == {"x": ""}
    with pytest.raises(BadParameters) as caught:
        choose(one(kind, ""), {"x": wrong}, view, DAY)
    (fault,) = caught.value.faults
    assert fault.parameter == "x"
    assert not near or near in [id_ for id_, _ in fault.suggestions]


def test_what_is_asked_of_trusts_and_boards_is_asked_of_nobody_else() -> None:
    view = seed_snapshot().view(DAY)
    assert choose(one("nhs-organisation"), {"x": "GB-NHS-QWO"}, view, DAY).sent == {"x": "GB-NHS-QWO"}
    council = next(one for one in view.organisations if one.type == "local-authority")
    with pytest.raises(BadParameters, match=f"{council.name} is neither"):
        choose(one("nhs-organisation"), {"x": council.id}, view, DAY)


@given(
    kind=st.sampled_from(["text", "whole", "number", "truth", "date", "choice", "organisation", "icb", "region"]),
    text=st.one_of(st.text(max_size=40), st.sampled_from(HOSTILE)),
)
def test_any_text_is_read_or_told(kind: str, text: str) -> None:
    try:
        value = str(chosen(kind, text, choices=("a",) if kind == "choice" else ()))
    except BadInput as error:
        value = str(error)
        assert value.startswith("x: ")
    assert value is not None
