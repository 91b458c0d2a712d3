"""My patch: the organisations and places that an adviser looks after, kept in the address of every page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.places import Place
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import NHS_TYPES

MOST = 100
"""How many organisations and places a patch may have."""


@dataclass(frozen=True, slots=True)
class Patch:
    """Organisations and places, in the order in which they were chosen.

    Attributes
    ----------
    values : tuple of str
        Ids and codes, as the address has them.
    nhs : tuple of Organisation
        The open trusts and boards that are chosen themselves, or that cover or sit in a chosen place, by id.
    """

    organisations: tuple[Organisation, ...]
    places: tuple[Place, ...]
    values: tuple[str, ...]
    nhs: tuple[Organisation, ...]

    def __bool__(self) -> bool:
        return bool(self.values)

    def with_(self, value: str) -> list[str]:
        """The values with one more."""
        return [*self.values, value] if value not in self.values else list(self.values)

    def without(self, value: str) -> list[str]:
        """The values without one."""
        return [one for one in self.values if one != value]


def patch_of(view: View, values: Iterable[str]) -> Patch:
    """Read a patch; what is neither an organisation nor a place of these facts is left out.

    Parameters
    ----------
    view : View
        The graph as at a date.
    values : iterable of str
        Ids of organisations and codes of places.
    """
    snapshot = view.snapshot
    organisations, places, kept = [], [], []
    for value in list(dict.fromkeys(values))[:MOST]:
        index = snapshot.index_of.get(value)
        place = snapshot.places.by_code.get(value)
        if index is not None:
            organisations.append(view.organisations[index])
        elif place is not None:
            places.append(place)
        else:
            continue
        kept.append(value)
    districts = 0
    for place in places:
        districts |= snapshot.places.districts(place.code)
    chosen = {organisation.index for organisation in organisations}
    nhs = tuple(
        view.organisations[index] for index in view.of_types(NHS_TYPES)
        if index in chosen or snapshot.footprints[index] & districts
    ) if kept else ()
    return Patch(tuple(organisations), tuple(places), tuple(kept), nhs)
