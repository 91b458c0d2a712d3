"""Ids in a question that must be known, with what may have been meant instead."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping

from graphsvc.errors import NotFound
from graphsvc.faults import BadParameters, ParameterFault
from graphsvc.questions.search import search
from graphsvc.questions.sentences import not_open_sentence
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import ICB, NHS_REGION, NHS_TYPES

_MOST_NEAR = 5
_LONGEST_ID = 100


class Checks:
    """Collects what is wrong in one question.

    Parameters
    ----------
    view : View
        The graph that the question is asked of.
    spelled : callable, optional
        How the user writes a parameter's name; as it is when not given.
    """

    def __init__(self, view: View, spelled: Callable[[str], str] = str) -> None:
        self._view = view
        self._spelled = spelled
        self._faults: list[ParameterFault] = []

    def value_areas(self, values: Iterable[str]) -> None:
        """Value areas must be known."""
        self._known("value_area", "value area", values, self._view.snapshot.value_areas)

    def organisation_types(self, parameter: str, values: Iterable[str]) -> None:
        """Organisation types must be known."""
        self._known(parameter, "organisation type", values, self._view.snapshot.organisation_types)

    def partner_types(self, values: Iterable[str]) -> None:
        """Partner types must be known."""
        names = {kind.id: kind.name for kind in self._view.snapshot.partner_types.values()}
        self._known("partner_type", "partner type", values, names)

    def place(self, parameter: str, code: str) -> None:
        """A place must be known."""
        names = {one.code: one.name for one in self._view.snapshot.places.by_code.values()}
        self._known(parameter, "place", [code] if code else (), names)

    def region(self, code: str) -> None:
        """A region must be a known NHS region."""
        places = self._view.snapshot.places.by_code.values()
        names = {one.code: one.name for one in places if one.kind == NHS_REGION}
        self._known("region", "NHS region", [code] if code else (), names)

    def organisations(self, parameter: str, ids: Iterable[str]) -> None:
        """Organisations must be known."""
        for one in ids:
            if one and one not in self._view.snapshot.index_of:
                self.fault(parameter, one, "there is no organisation with this id", near_names(self._view, one))

    def board(self, one: str) -> None:
        """A board must be known, and be one."""
        self.organisations("icb", [one])
        index = self._view.snapshot.index_of.get(one)
        if index is not None and self._view.organisations[index].type != ICB:
            self.fault("icb", one, f"{self._view.organisations[index].name} is no integrated care board")

    def has_gaps(self, organisation: Organisation) -> None:
        """Gaps and peers are asked of trusts and boards."""
        if organisation.type not in NHS_TYPES:
            said = "this is asked of NHS trusts and integrated care boards"
            self.fault("id", organisation.id, f"{said}; {organisation.name} is neither")

    def open_board(self, one: str) -> None:
        """A board must be open at the date, to have a map with its trusts."""
        index = self._view.snapshot.index_of.get(one)
        if index is not None and not self._view.open[index]:
            self.fault("icb", one, not_open_sentence(self._view, self._view.organisations[index]))

    def limit(self, parameter: str, number: int | None, most: int) -> None:
        """A number must be within a limit of the settings."""
        if number is not None and number > most:
            self.fault(parameter, str(number), f"must be {most} or less")

    def fault(self, parameter: str, value: str, detail: str, near: tuple[tuple[str, str], ...] = ()) -> None:
        """Note something wrong."""
        self._faults.append(ParameterFault(self._spelled(parameter), value, detail, near))

    def finish(self) -> None:
        """End the checks.

        Raises
        ------
        BadParameters
            When something is wrong: all of it.
        """
        if self._faults:
            raise BadParameters(self._faults)

    def _known(self, parameter: str, noun: str, values: Iterable[str], names: Mapping[str, str]) -> None:
        for value in values:
            if value not in names:
                short = value[:_LONGEST_ID]
                by_name = {name.casefold(): one for one, name in names.items()}
                ids = difflib.get_close_matches(short, names, n=3)
                ids += [by_name[n] for n in difflib.get_close_matches(short.casefold(), by_name, n=3, cutoff=0.7)]
                near = tuple((one, names[one]) for one in dict.fromkeys(ids))
                all_ids = f"; there are {', '.join(names)}" if len(names) <= 40 else ""
                self.fault(parameter, value, f"there is no such {noun}{all_ids}", near)


def organisation_named(view: View, organisation_id: str) -> Organisation:
    """The organisation with an id.

    Raises
    ------
    NotFound
        There is none; the error has ids and names that are near.
    """
    index = view.snapshot.index_of.get(organisation_id)
    if index is None:
        near = [f"{one} {name}" for one, name in near_names(view, organisation_id)]
        raise NotFound("There is no organisation with this id.", near)
    return view.organisations[index]


def near_names(view: View, text: str) -> tuple[tuple[str, str], ...]:
    """Ids and names of organisations that may have been meant."""
    found = [match.organisation for match in search(view, text[:_LONGEST_ID], limit=_MOST_NEAR) if text.strip()]
    if not found:
        from rapidfuzz import fuzz, process

        ids = process.extract(
            text[:_LONGEST_ID], list(view.snapshot.index_of), scorer=fuzz.ratio, score_cutoff=85, limit=_MOST_NEAR
        )
        found = [view.organisations[view.snapshot.index_of[one]] for one, _, _ in ids]
    return tuple((organisation.id, organisation.name) for organisation in found)
