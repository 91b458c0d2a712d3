"""The form of a report: a field for each of its parameters, read with the words of other pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graphsvc.dates import years_before
from graphsvc.faults import BadParameters
from graphsvc.questions.names import spoken
from graphsvc.reports.parameters import Chosen, choose
from graphsvc.reports.report import Parameter, Report
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import ICB, NHS_REGION, NHS_TRUST
from graphsvc.web.asked import Asked

_LABELS = {"as_at": "As at", "icb": "Board", "org": "Organisation", "since": "Since", "until": "Until"}
_BOARD = {ICB: "an integrated care board"}
_LONGEST = 1001
"""One more than a parameter may have, so that a longer one is refused and not cut."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field.

    Attributes
    ----------
    parameter : Parameter
        What it asks for.
    label, value : str
        What stands over it and in it.
    organisation : Organisation or None
        Who was chosen, where one is asked for.
    choices : tuple of (str, str)
        What can be chosen, with its words; none for a field to write in.
    """

    parameter: Parameter
    label: str
    value: str
    organisation: Organisation | None = None
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def any(self) -> str:
        """What an empty choice stands for; nothing where one must be made."""
        usual = self.parameter.default
        return "All" if usual == "" else "Choose" if usual is None else ""


def read_form(asked: Asked, report: Report, asked_on: date) -> Chosen | None:
    """The parameters that a page was asked with; what is wrong is noted in `asked`.

    Parameters
    ----------
    asked : Asked
        The request.
    report : Report
        Whose page it is.
    asked_on : date
        What `today` means.

    Returns
    -------
    Chosen or None
        None when something is wrong, or still missing: a form that was only opened is not at fault.
    """
    given = {one.name: _given(asked, one) for one in report.parameters if asked.has(one.name)}
    missing = {one.name for one in report.parameters if one.default is None and not asked.has(one.name)}
    unread = {fault.parameter for fault in asked.faults}
    try:
        chosen = choose(report, given, None, asked_on)
    except BadParameters as error:
        for fault in error.faults:
            if fault.parameter not in missing | unread:
                asked.fault(fault.parameter, f"{label(fault.parameter)} {fault.detail}.")
        return None
    return None if asked.faults else chosen


def fields_of(asked: Asked, report: Report, chosen: Chosen | None, asked_on: date) -> tuple[Field, ...]:
    """The fields, with what was chosen or, where nothing could be, what was written."""
    return tuple(_field(asked, one, chosen, asked_on) for one in report.parameters)


def label(name: str) -> str:
    """What a parameter is called over its field."""
    words = name.replace("_", " ")
    return _LABELS.get(name) or words[0].upper() + words[1:]


def _given(asked: Asked, parameter: Parameter) -> str:
    name = parameter.name
    match parameter.type:
        case "organisation":
            found = asked.organisation(name)
            return found.id if found else ""
        case "nhs-organisation":
            found = asked.organisation(name, {NHS_TRUST: "an NHS trust", **_BOARD})
            return found.id if found else ""
        case "icb":
            found = asked.organisation(name, _BOARD)
            return found.id if found else ""
        case "region":
            place = asked.place(name, (NHS_REGION,))
            return place.code if place else ""
        case "value-area":
            return asked.one(name, asked.view.snapshot.value_areas)
        case "partner-type":
            return asked.one(name, asked.view.snapshot.partner_types)
        case "organisation-type":
            return asked.one(name, asked.view.snapshot.organisation_types)
    return asked.text(name, _LONGEST)


def _field(asked: Asked, parameter: Parameter, chosen: Chosen | None, asked_on: date) -> Field:
    name, view = parameter.name, asked.view
    shown = chosen.shown[name] if chosen else asked.text(name, _LONGEST) or _usual(parameter, asked_on)
    value = {True: "true", False: "false"}[shown] if isinstance(shown, bool) else str(shown)
    index = view.snapshot.index_of.get(value)
    organisation = view.organisations[index] if index is not None else None
    return Field(parameter, label(name), value, organisation, _choices(view, parameter, organisation))


def _usual(parameter: Parameter, asked_on: date) -> str | float | bool:
    """What a field begins with."""
    usual = {"today": asked_on.isoformat(), "today-1y": years_before(asked_on, 1).isoformat()}
    if parameter.default is None:
        return ""
    return usual.get(str(parameter.default), parameter.default) if parameter.type == "date" else parameter.default


def _choices(view: View, parameter: Parameter, chosen: Organisation | None) -> tuple[tuple[str, str], ...]:
    match parameter.type:
        case "choice":
            return tuple((one, one.replace("-", " ")) for one in parameter.choices)
        case "truth":
            return ("true", "Yes"), ("false", "No")
        case "value-area":
            return tuple(view.snapshot.value_areas.items())
        case "partner-type":
            return tuple((one.id, one.name) for one in view.snapshot.partner_types.values())
        case "organisation-type":
            return tuple(view.snapshot.organisation_types.items())
        case "region":
            places = [one for one in view.snapshot.places.by_code.values() if one.kind == NHS_REGION]
            return tuple((one.code, one.name) for one in sorted(places, key=lambda one: (one.name, one.code)))
        case "icb":
            boards = {view.organisations[index] for index in view.of_types((ICB,))} | ({chosen} if chosen else set())
            return tuple((one.id, spoken(one)) for one in sorted(boards, key=lambda one: (spoken(one), one.index)))
    return ()
