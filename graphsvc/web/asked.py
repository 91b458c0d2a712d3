"""The parameters of a page: read one by one, every fault kept and said on the page itself."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from graphsvc.errors import BadInput, NotFound
from graphsvc.limits import LONGEST_TEXT, MOST_NAMED
from graphsvc.questions.search import resolve, search
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.places import Place
from graphsvc.snapshot.view import View

_SHOWN = 80
_NEAR = 8


@dataclass(frozen=True, slots=True)
class Fault:
    """A parameter that cannot be used.

    Attributes
    ----------
    parameter : str
        Its name; the field of the form has it as its id.
    message : str
        What is wrong and what would be right.
    near : tuple of Organisation
        Organisations that may have been meant.
    """

    parameter: str
    message: str
    near: tuple[Organisation, ...] = ()


class Asked:
    """The parameters of one request.

    Parameters
    ----------
    view : View
        The graph that is asked.
    args : MultiDict
        Names and values as given.

    Attributes
    ----------
    faults : list of Fault
        What could not be used so far.
    rewritten : bool
        Whether something was asked in other words than those of a plain address: an empty field, a name for an id.
    """

    def __init__(self, view: View, args: MultiDict[str, str]) -> None:
        self.view = view
        self.faults: list[Fault] = []
        self._given = {name: [value.strip() for value in args.getlist(name)] for name in args}
        self._plain = {name: [v for v in values if v] for name, values in self._given.items()}
        self.rewritten = any(not value for values in self._given.values() for value in values)

    def plain(self) -> dict[str, list[str]]:
        """The parameters of the plain address: no empty ones, and ids for names."""
        return {name: values for name, values in self._plain.items() if values}

    def has(self, *names: str) -> bool:
        """Whether any of some parameters was given."""
        return any(self._plain.get(name) for name in names)

    def values(self, name: str) -> tuple[str, ...]:
        """What was given for a parameter, each value once."""
        return tuple(dict.fromkeys(self._plain.get(name, ())))

    def text(self, name: str, most: int = LONGEST_TEXT) -> str:
        """A text, as much of it as is read; empty when not given."""
        return next(iter(self._plain.get(name, ())), "")[:most]

    def yes(self, name: str) -> bool:
        """Whether a box was ticked."""
        return self.one(name, {"true": "yes", "false": "no"}) == "true"

    def one(self, name: str, choices: Collection[str]) -> str:
        """One of some words; empty when not given or not among them."""
        value = self.text(name)
        if value and value not in choices:
            self.fault(name, f"“{value[:_SHOWN]}” is not one of the choices.")
            return ""
        return value

    def several(self, name: str, choices: Collection[str]) -> tuple[str, ...]:
        """Any number of some words."""
        found = []
        for value in self.values(name):
            if value in choices:
                found.append(value)
            else:
                self.fault(name, f"“{value[:_SHOWN]}” is not one of the choices.")
        return tuple(found)

    def number(self, name: str, low: int, high: int, usual: int) -> int:
        """A whole number."""
        text = self.text(name)
        if not text:
            return usual
        if not (text.isascii() and text.isdecimal() and low <= int(text[:9]) <= high):
            self.fault(name, f"Give a whole number from {low} to {high}; “{text[:_SHOWN]}” is none.")
            return usual
        return int(text)

    def place(self, name: str, kinds: Collection[str] = ()) -> Place | None:
        """A place by its code, or by its name when only one has it."""
        text = self.text(name)
        if not text:
            return None
        by_code = self.view.snapshot.places.by_code
        fitting = {code: place for code, place in by_code.items() if not kinds or place.kind in kinds}
        if text in fitting:
            return fitting[text]
        named = [place for place in fitting.values() if place.name.casefold() == text.casefold()]
        if len(named) == 1:
            self._rewrite(name, text, named[0].code)
            return named[0]
        more = f"; {len(named)} have this name: choose one from the list" if named else ""
        self.fault(name, f"There is no such place as “{text[:_SHOWN]}” here{more}.")
        return None

    def organisation(self, name: str, types: Mapping[str, str] | None = None) -> Organisation | None:
        """One organisation, by id or by a name that fits no other.

        Parameters
        ----------
        name : str
            The parameter.
        types : mapping of str to str, optional
            Organisation types that it may have, with what to call them; any when not given.
        """
        text = self.text(name)
        found = self._resolved(name, text) if text else None
        if found is not None and types is not None and found.type not in types:
            self.fault(name, f"{found.name} is none of these: {', '.join(types.values())}.")
            return None
        return found

    def organisations(self, name: str) -> tuple[Organisation, ...]:
        """Any number of organisations, each once, by id or by name."""
        values = self.values(name)
        if len(values) > MOST_NAMED:
            self.fault(name, f"Name {MOST_NAMED} organisations at most; there are {len(values)}.")
            return ()
        found = (self._resolved(name, value[:LONGEST_TEXT]) for value in values)
        return tuple(dict.fromkeys(one for one in found if one is not None))

    def fault(self, name: str, message: str, near: tuple[Organisation, ...] = ()) -> None:
        """Keep a fault."""
        self.faults.append(Fault(name, message, near))

    def _resolved(self, name: str, text: str) -> Organisation | None:
        try:
            found = resolve(self.view, text, name)
        except BadInput:
            near = tuple(match.organisation for match in search(self.view, text, limit=_NEAR))
            said = "several organisations fit it" if len(near) > 1 else "one organisation has initials like it"
            self.fault(name, f"“{text[:_SHOWN]}” does not say which organisation: {said}. Choose one.", near)
            return None
        except NotFound:
            near = tuple(match.organisation for match in search(self.view, text, limit=_NEAR))
            self.fault(name, f"No organisation is called “{text[:_SHOWN]}”.", near)
            return None
        self._rewrite(name, text, found.id)
        return found

    def _rewrite(self, name: str, text: str, plain: str) -> None:
        if text != plain:
            self._plain[name] = [plain if value[:LONGEST_TEXT] == text else value for value in self._plain[name]]
            self.rewritten = True
