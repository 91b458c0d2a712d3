"""Whom an organisation could engage where a partnership is expected and none is recorded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from graphsvc.questions.names import listed, spoken
from graphsvc.snapshot.facts import Organisation, PartnerType
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import NHS_TRUST

MAX_HOPS = 6
"""How far an organisation may be to be suggested for being near."""

_DISTRICT, _BOARD, _REGION, _ELSEWHERE = range(4)


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
        self._ranked: dict[tuple[str, ...], list[tuple[tuple[int, int, int, int], int]]] = {}
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
        partners = {
            link.other(own) for link in self._view.links_of[own]
            if link.active and link.partnership.value_area == value_area
        }
        best: list[Suggestion] = []
        for rank, index in self._candidates(kind.organisation_types):
            if len(best) == most:
                break
            if index not in partners:
                best.append(self._explained(rank[0], index))
        footprints = self._view.snapshot.footprints
        unplaced = sum(
            1 for index in self._view.of_types(kind.organisation_types)
            if not footprints[index] and index not in partners and index != own
            and not self._view.organisations[index].national
        )
        return Suggestions(tuple(best), unplaced)

    def _candidates(self, types: tuple[str, ...]) -> list[tuple[tuple[int, int, int, int], int]]:
        """Ranks and indices of those with some reason, best first."""
        found = self._ranked.get(types)
        if found is None:
            footprints = self._view.snapshot.footprints
            found = []
            for index in self._view.of_types(types):
                if index == self._organisation.index or self._view.organisations[index].national:
                    continue
                near = self._nearness(footprints[index])
                common = len(self._common.get(index, ()))
                hops = self._hops.get(index)
                if near < _ELSEWHERE or common or hops is not None:
                    found.append(((near, -common, MAX_HOPS + 1 if hops is None else hops, index), index))
            found.sort()
            self._ranked[types] = found
        return found

    def _nearness(self, footprint: int) -> int:
        if footprint & self._district:
            return _DISTRICT
        if footprint & self._board:
            return _BOARD
        return _REGION if footprint & self._region else _ELSEWHERE

    def _explained(self, near: int, index: int) -> Suggestion:
        other = self._view.organisations[index]
        why = []
        if near == _DISTRICT:
            why.append(self._in_district(other))
        elif near < _ELSEWHERE:
            why.append("is in its board’s area" if near == _BOARD else "is in its NHS region")
        common = self._common.get(index, [])
        if common:
            word = "partner" if len(common) == 1 else "partners"
            names = listed([spoken(self._view.organisations[partner]) for partner in common])
            why.append(f"{len(common)} {word} in common: {names}")
        hops = self._hops.get(index)
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
    def _common(self) -> dict[int, list[int]]:
        """For each organisation, the partners that it has in common with this one."""
        found: dict[int, list[int]] = {}
        for partner in sorted(self._view.neighbours[self._organisation.index]):
            if not self._view.organisations[partner].national:
                for index in self._view.neighbours[partner]:
                    found.setdefault(index, []).append(partner)
        return found

    @cached_property
    def _hops(self) -> dict[int, int]:
        return hops_from(self._view, [self._organisation.index], MAX_HOPS)


def hops_from(view: View, sources: Iterable[int], most: int) -> dict[int, int]:
    """Hops from the nearest source over active records that are not inherited, national bodies in no middle.

    Parameters
    ----------
    view : View
        The graph as at a date.
    sources : iterable of int
        Indices of open organisations.
    most : int
        How far to go, in hops.

    Returns
    -------
    dict of int to int
        Hops by index, of all that are reached.
    """
    hops = dict.fromkeys(sources, 0)
    level = list(hops)
    for distance in range(1, most + 1):
        following = []
        for index in level:
            if distance > 1 and view.organisations[index].national:
                continue
            for other in view.neighbours[index]:
                if other not in hops:
                    hops[other] = distance
                    following.append(other)
        level = following
    return hops
