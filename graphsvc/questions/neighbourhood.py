"""Neighbourhood: who is near some organisations, and the records among all of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from graphsvc.errors import BadInput, NotFound
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.view import Link, View
from graphsvc.vocabulary import State

MOST_HOPS = 3
"""Further away is nearly everyone."""


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Organisations in the order of their ids, and every record among them that was asked for."""

    organisations: tuple[Organisation, ...]
    links: tuple[Link, ...]


def neighbourhood(
    view: View, organisation_ids: Iterable[str], *, hops: int = 1, value_areas: Collection[str] = (),
    types: Collection[str] = (), kinds: Collection[str] = (), states: Collection[str] = tuple(State),
    national: bool = False,
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
    value_areas, kinds, states : collection of str
        Only records with these; empty for all.
    types : collection of str
        Only organisations of these types, besides those given; empty for all.
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
    starts = [_index(view, organisation_id) for organisation_id in organisation_ids]
    reached = set(starts)
    level = sorted(reached)
    for hop in range(hops):
        following: set[int] = set()
        for index in level:
            if hop and view.organisations[index].national and not national:
                continue
            for link in view.links_of[index]:
                other = link.other(index)
                if _asked(link, value_areas, kinds, states) and (not types or view.organisations[other].type in types):
                    following.add(other)
        level = sorted(following - reached)
        reached |= following
    links = [
        link for index in sorted(reached) for link in view.links_of[index]
        if link.source == index and link.target in reached and _asked(link, value_areas, kinds, states)
    ]
    links.sort(key=lambda link: (link.partnership.id, link.source, link.target))
    return Neighbourhood(tuple(view.organisations[index] for index in sorted(reached)), tuple(links))


def _index(view: View, organisation_id: str) -> int:
    index = view.snapshot.index_of.get(organisation_id)
    if index is None:
        raise NotFound(f"there is no organisation {organisation_id}")
    return index


def _asked(link: Link, value_areas: Collection[str], kinds: Collection[str], states: Collection[str]) -> bool:
    partnership = link.partnership
    return (
        (not value_areas or partnership.value_area in value_areas)
        and (not kinds or partnership.kind in kinds) and (not states or link.state in states)
    )
