"""Neighbourhood: who is near some organisations, or everyone, and the records among all of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from graphsvc.errors import BadInput, NotFound
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.links import Link
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import PartnershipState

MOST_HOPS = 3
"""Further away is nearly everyone."""


@dataclass(frozen=True, slots=True)
class Passing:
    """Which records and organisations are asked for.

    Attributes
    ----------
    value_areas, kinds, states : collection of str
        Only records with these; empty for all. States are those of `state_of`.
    types : collection of str
        Only organisations of these types, besides those that the question starts from; empty for all.
    hidden : collection of str
        Ids of organisations that are left out with all their records, unless the question starts from them.
    """

    value_areas: Collection[str] = ()
    types: Collection[str] = ()
    kinds: Collection[str] = ()
    states: Collection[str] = ()
    hidden: Collection[str] = ()

    def record(self, link: Link) -> bool:
        """Whether a record is asked for."""
        partnership = link.partnership
        return (
            (not self.value_areas or partnership.value_area in self.value_areas)
            and (not self.kinds or partnership.kind in self.kinds)
            and (not self.states or state_of(link) in self.states)
        )

    def organisation(self, organisation: Organisation) -> bool:
        """Whether an organisation that the question does not start from is asked for."""
        return organisation.id not in self.hidden and (not self.types or organisation.type in self.types)


EVERYTHING = Passing()


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Organisations in the order of their ids, and every record among them that was asked for."""

    organisations: tuple[Organisation, ...]
    links: tuple[Link, ...]


def neighbourhood(
    view: View, organisation_ids: Iterable[str], *, hops: int = 1, passing: Passing = EVERYTHING, national: bool = False
) -> Neighbourhood:
    """Everyone within some hops of the organisations given.

    Parameters
    ----------
    view : View
        The graph as at a date.
    organisation_ids : iterable of str
        Where to start.
    hops : int
        How far to go; 0 for the records among those given.
    passing : Passing
        Over which records, to which organisations.
    national : bool
        Whether to go on from national bodies, which join everyone, when they were not given.

    Raises
    ------
    NotFound
        No organisation has one of the ids.
    BadInput
        `hops` is out of range.
    """
    if not 0 <= hops <= MOST_HOPS:
        raise BadInput(f"hops must be from 0 to {MOST_HOPS}", "hops", str(hops))
    reached = {_index(view, organisation_id) for organisation_id in organisation_ids}
    level = sorted(reached)
    for hop in range(hops):
        following: set[int] = set()
        for index in level:
            if hop and view.organisations[index].national and not national:
                continue
            for link in view.links_of[index]:
                other = link.other(index)
                if passing.record(link) and passing.organisation(view.organisations[other]):
                    following.add(other)
        level = sorted(following - reached)
        reached |= following
    return _among(view, reached, passing)


def everyone(view: View, organisation_ids: Iterable[str] = (), *, passing: Passing = EVERYTHING) -> Neighbourhood:
    """Everyone who has a record, whoever with.

    Parameters
    ----------
    view : View
        The graph as at a date.
    organisation_ids : iterable of str
        Organisations that are there in any case.
    passing : Passing
        Which records count, and which organisations.

    Raises
    ------
    NotFound
        No organisation has one of the ids.
    """
    given = {_index(view, organisation_id) for organisation_id in organisation_ids}
    stays = [o.index in given or passing.organisation(o) for o in view.organisations]
    away = {view.snapshot.index_of[one] for one in passing.hidden if one in view.snapshot.index_of} - given
    reached = set(given)
    for link in view.links:
        if passing.record(link) and link.source not in away and link.target not in away:
            reached.update(end for end in (link.source, link.target) if stays[end])
    return _among(view, reached, passing)


def state_of(link: Link) -> PartnershipState:
    """State of a record at the date of its view, inherited ones told apart."""
    return PartnershipState.INHERITED if link.inherited and link.active else PartnershipState(link.state.value)


def _among(view: View, reached: set[int], passing: Passing) -> Neighbourhood:
    links = [
        link for index in sorted(reached) for link in view.links_of[index]
        if link.source == index and link.target in reached and passing.record(link)
    ]
    links.sort(key=lambda link: (link.partnership.id, link.source, link.target))
    return Neighbourhood(tuple(view.organisations[index] for index in sorted(reached)), tuple(links))


def _index(view: View, organisation_id: str) -> int:
    index = view.snapshot.index_of.get(organisation_id)
    if index is None:
        raise NotFound(f"there is no organisation {organisation_id}")
    return index
