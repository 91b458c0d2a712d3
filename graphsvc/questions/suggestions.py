"""Whom an organisation could engage where a partnership is expected and none is recorded."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from graphsvc.questions.candidates import ELSEWHERE, MAX_HOPS, Candidates, Reach
from graphsvc.questions.names import listed, spoken
from graphsvc.snapshot.columns import Numbers
from graphsvc.snapshot.facts import Organisation, PartnerType
from graphsvc.snapshot.links import ACTIVE
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import NHS_TRUST

_DISTRICT, _BOARD, _REGION = range(ELSEWHERE)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An organisation that could be engaged, and why. It is not a record."""

    organisation: Organisation
    why: tuple[str, ...]
    hops: int | None


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The best suggestions for one cell.

    `unplaced` is how many organisations of the accepted types have no known place.
    """

    items: tuple[Suggestion, ...]
    unplaced: int


NONE_SUGGESTED = Suggestions((), 0)


class Surroundings:
    """What is near one organisation at a date: worked out once, used for all of its cells.

    Parameters
    ----------
    view : View
        The graph as at a date.
    organisation : Organisation
        A trust or a board that is open.
    """

    def __init__(self, view: View, organisation: Organisation) -> None:
        self._view = view
        self._organisation = organisation
        self._candidates: dict[tuple[str, ...], Candidates] = {}
        self._said: dict[tuple[int, int | None], Suggestion] = {}
        places = view.snapshot.places
        board = view.board(organisation)
        self._district = places.districts(organisation.place_code)
        self._board = 0
        if organisation.type == NHS_TRUST:
            self._board = view.area(board.index) if board else 0
        else:
            self._district = view.area(organisation.index)
        self._region = 0
        for code in view.region(organisation):
            self._region |= places.districts(code)

    def suggest(self, kind: PartnerType, value_area: str, most: int) -> Suggestions:
        """The best suggestions for a cell, best first.

        Parameters
        ----------
        kind : PartnerType
            Partner type of the cell.
        value_area : str
            Id of the value area; who has an active record in it is not suggested.
        most : int
            How many at most.
        """
        own = self._organisation.index
        partners = self._partners.get(value_area, frozenset())
        types = kind.organisation_types
        best = [self._suggestion(*found) for found in self._of_types(types).best(most, partners)]
        return Suggestions(tuple(best), len(unplaced(self._view, types) - partners - {own}))

    def _suggestion(self, near: int, index: int, hops: int | None) -> Suggestion:
        # The same is suggested in one value area as in the next, for the same reasons.
        found = self._said.get((index, hops))
        if found is None:
            found = self._said[index, hops] = self._explained(near, index, hops)
        return found

    def _of_types(self, types: tuple[str, ...]) -> Candidates:
        found = self._candidates.get(types)
        if found is None:
            view = self._view
            indices = suggestible(view, types)
            indices = indices[indices != self._organisation.index]
            codes = view.snapshot.footprints.codes[indices]
            found = self._candidates[types] = Candidates(
                view, indices, self._nearness[codes], self._common[indices], self._reach
            )
        return found

    @cached_property
    def _partners(self) -> dict[str, frozenset[int]]:
        """Those with an active record in each value area."""
        view, own = self._view, self._organisation.index
        positions = view.links_of.at(own)
        positions = positions[view.links.state[positions] == ACTIVE]
        numbers, names = view.snapshot.partnerships.value_areas
        areas, others = numbers[view.links.record[positions]], view.links.others(positions, own)
        return {names[area]: frozenset(others[areas == area].tolist()) for area in np.unique(areas).tolist()}

    @cached_property
    def _nearness(self) -> Numbers:
        """How near each of the different footprints is."""
        return np.array([self._near(one) for one in self._view.snapshot.footprints.different], np.int64)

    def _near(self, footprint: int) -> int:
        if footprint & self._district:
            return _DISTRICT
        if footprint & self._board:
            return _BOARD
        return _REGION if footprint & self._region else ELSEWHERE

    def _explained(self, near: int, index: int, hops: int | None) -> Suggestion:
        other = self._view.organisations[index]
        why = []
        if near == _DISTRICT:
            why.append(self._in_district(other))
        elif near < ELSEWHERE:
            why.append("is in its board’s area" if near == _BOARD else "is in its NHS region")
        partners = self._view.neighbours.of(index)
        common = partners[self._through[partners]].tolist()
        if common:
            word = "partner" if len(common) == 1 else "partners"
            names = listed([spoken(self._view.organisations[partner]) for partner in common])
            why.append(f"{len(common)} {word} in common: {names}")
        if hops == 1:
            why.append("already a partner in another value area")
        elif hops is not None and not common:
            why.append(f"{hops} hops away")
        return Suggestion(other, tuple(why), hops)

    def _in_district(self, other: Organisation) -> str:
        """How another meets the district of a trust, or the area of a board."""
        covered = self._view.snapshot.places.districts(other.covers_code) & self._district
        own = "district" if self._organisation.type == NHS_TRUST else "area"
        if not covered:
            return f"is in its {own}"
        return f"covers its {own}" if covered == self._district else f"covers part of its {own}"

    @cached_property
    def _through(self) -> Numbers:
        """For each organisation, whether it is a partner and not national."""
        found = np.zeros(len(self._view.organisations), bool)
        found[self._view.neighbours.of(self._organisation.index)] = True
        return found & ~self._view.organisations.national

    @cached_property
    def _common(self) -> Numbers:
        """How many partners each organisation has in common with this one."""
        around = self._view.neighbours.around(np.flatnonzero(self._through))
        return np.bincount(around, minlength=len(self._view.organisations))

    @cached_property
    def _reach(self) -> Reach:
        return Reach(self._view, [self._organisation.index], MAX_HOPS)


def suggestible(view: View, types: tuple[str, ...]) -> Numbers:
    """Open organisations of some types that are not national, in the order of ids."""
    kept: dict[tuple[str, ...], Numbers] = view.kept.setdefault(suggestible, {})
    found = kept.get(types)
    if found is None:
        indices = np.array(view.of_types(types), np.int64)
        found = kept[types] = indices[~view.organisations.national[indices]]
    return found


def unplaced(view: View, types: tuple[str, ...]) -> frozenset[int]:
    """Those of them whose place is not known."""
    kept: dict[tuple[str, ...], frozenset[int]] = view.kept.setdefault(unplaced, {})
    found = kept.get(types)
    if found is None:
        footprints = view.snapshot.footprints
        nowhere = np.array([not one for one in footprints.different], bool)
        indices = suggestible(view, types)
        found = kept[types] = frozenset(indices[nowhere[footprints.codes[indices]]].tolist())
    return found
