"""Parameters of a report: read from text, checked, and made what the statement takes."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from graphsvc.dates import in_words, parse_day, years_before
from graphsvc.errors import BadInput
from graphsvc.faults import BadParameters, ParameterFault
from graphsvc.questions.checks import Checks
from graphsvc.reports.bounds import span, within
from graphsvc.reports.report import Parameter, Report
from graphsvc.snapshot.view import View

Given = str | int | float | bool
"""A parameter as it is shown: dates in ISO form."""

_LONGEST = 1000
_WHOLE = re.compile(r"[+-]?[0-9]{1,30}")
_NUMBER = re.compile(r"[+-]?([0-9]{1,300}(\.[0-9]{0,300})?|\.[0-9]{1,300})([eE][+-]?[0-9]{1,3})?")


@dataclass(frozen=True, slots=True)
class Chosen:
    """The parameters of one run.

    Attributes
    ----------
    shown : mapping
        Every parameter of the report, defaults filled in, dates in ISO form.
    sent : mapping
        The same as the statement takes them.
    as_at : date
        The day that the answer is for.
    """

    shown: Mapping[str, Given]
    sent: Mapping[str, Given | date]
    as_at: date


def choose(
    report: Report, given: Mapping[str, str], view: View | None, asked_on: date, spelled: Callable[[str], str] = str
) -> Chosen:
    """Read the parameters that somebody gave, and fill in the rest.

    Parameters
    ----------
    report : Report
        Whose they are.
    given : mapping of str
        By name, as text; an empty text is one that was not given.
    view : View, optional
        Where organisations, regions and words of the vocabulary are looked up; without it they are taken as they are.
    asked_on : date
        What `today` means.
    spelled : callable
        How the user writes a parameter's name.

    Raises
    ------
    BadParameters
        All that is wrong, each with its name.
    """
    faults: list[ParameterFault] = []
    known = {one.name for one in report.parameters}
    for name in given:
        if name not in known:
            there = ", ".join(spelled(one) for one in sorted(known)) or "none"
            said = f"this report has no such parameter; it has {there}"
            faults.append(ParameterFault(spelled(name), given[name], said))
    sent: dict[str, Given | date] = {}
    for one in report.parameters:
        text = given.get(one.name, "")
        try:
            sent[one.name] = _read(one, text, asked_on)
        except BadInput as error:
            faults.append(ParameterFault(spelled(one.name), text, str(error)))
    faults += _spans(given, sent, spelled)
    if view is not None:
        faults += _unknown(report.parameters, sent, view, spelled)
    if faults:
        raise BadParameters(faults)
    shown = {name: value.isoformat() if isinstance(value, date) else value for name, value in sent.items()}
    as_at = sent.get("as_at")
    return Chosen(shown, sent, as_at if isinstance(as_at, date) else asked_on)


def _read(parameter: Parameter, text: str, asked_on: date) -> Given | date:
    if text.strip() == "":
        if parameter.default is None:
            raise BadInput(f"must be given: {parameter.help}")
        if parameter.type != "date":
            return parameter.default
        text = str(parameter.default)
    text = text.strip()
    if len(text) > _LONGEST:
        raise BadInput(f"must not be longer than {_LONGEST} characters")
    # What a terminal could not decode is no text: Neo4j takes none of it.
    if not text.isprintable() and any("\ud800" <= letter <= "\udfff" for letter in text):
        raise BadInput("must be a text in UTF-8")
    match parameter.type:
        case "date":
            return _day(text, asked_on)
        case "whole":
            return _whole(text, parameter)
        case "number":
            return _number(text)
        case "truth":
            return _truth(text)
        case "choice":
            if text not in parameter.choices:
                raise BadInput(f"must be one of {', '.join(parameter.choices)}")
    return text


def _day(text: str, asked_on: date) -> date:
    if text == "today":
        return asked_on
    if text == "today-1y":
        return years_before(asked_on, 1)
    try:
        return parse_day(text)
    except BadInput:
        raise BadInput("must be a day such as 2026-04-01, from 1900 to 2199") from None


def _whole(text: str, parameter: Parameter) -> int:
    if not _WHOLE.fullmatch(text):
        raise BadInput("must be a whole number")
    number = int(text)
    if abs(number) >= 2**63:
        raise BadInput("is larger than Neo4j can count")
    if not within(number, parameter.minimum, parameter.maximum):
        raise BadInput(f"must be {span(parameter.minimum, parameter.maximum)}")
    return number


def _number(text: str) -> float:
    if not _NUMBER.fullmatch(text) or not math.isfinite(float(text)):
        raise BadInput("must be a number such as 2.5")
    return float(text)


def _truth(text: str) -> bool:
    words = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    if text.lower() not in words:
        raise BadInput("must be true or false")
    return words[text.lower()]


def _spans(
    given: Mapping[str, str], sent: Mapping[str, Given | date], spelled: Callable[[str], str]
) -> list[ParameterFault]:
    """A span of days that holds none: it would be answered as one in which nothing happened."""
    since, as_at = sent.get("since"), sent.get("as_at")
    if not isinstance(since, date) or not isinstance(as_at, date) or since < as_at:
        return []
    left_out = "" if given.get("since", "").strip() else ", which it is when left out,"
    said = f"must be a day before that of the answer; {in_words(since.isoformat())}{left_out} is not before "
    return [ParameterFault(spelled("since"), since.isoformat(), said + in_words(as_at.isoformat()))]


def _unknown(
    parameters: Iterable[Parameter], sent: Mapping[str, Given | date], view: View, spelled: Callable[[str], str]
) -> list[ParameterFault]:
    """Ids that nothing has."""
    faults: list[ParameterFault] = []
    for one in parameters:
        value = sent.get(one.name, "")
        if not isinstance(value, str) or not value:
            continue
        checks = Checks(view, lambda _, name=one.name: spelled(name))  # type: ignore[misc]  # a default binds the name
        match one.type:
            case "organisation":
                checks.organisations(one.name, [value])
            case "nhs-organisation":
                checks.organisations(one.name, [value])
                index = view.snapshot.index_of.get(value)
                if index is not None:
                    checks.has_gaps(view.organisations[index])
            case "icb":
                checks.board(value)
            case "region":
                checks.region(value)
            case "value-area":
                checks.value_areas([value])
            case "partner-type":
                checks.partner_types([value])
            case "organisation-type":
                checks.organisation_types(one.name, [value])
        try:
            checks.finish()
        except BadParameters as error:
            faults += error.faults
    return faults
