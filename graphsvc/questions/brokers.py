"""Brokers: who joins others that would not be joined without them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.view import View

if TYPE_CHECKING:
    import networkx

_DECIMALS = 6
"""Of a betweenness: sums of fractions in another order differ far behind these."""


@dataclass(frozen=True, slots=True)
class CutOff:
    """Organisations that would lose their way to others, and how many those are."""

    organisations: tuple[Organisation, ...]
    lose: int


@dataclass(frozen=True, slots=True)
class Broker:
    """How much others depend on one organisation.

    Attributes
    ----------
    betweenness : float
        Of all pairs of others, the share whose shortest ways lead through it, from 0 to 1; where several ways are
        equally short, the share of those that do.
    partners : int
        To how many it is joined.
    cut_off : tuple of CutOff
        What would remain of those that it joins if it went, but for the largest part: one for each part, the largest
        first. Empty when nobody would lose anybody: then it is no single point of failure.
    """

    organisation: Organisation
    betweenness: float
    partners: int
    cut_off: tuple[CutOff, ...]


def brokers(view: View, *, types: Collection[str] = (), single_points: bool = False) -> tuple[Broker, ...]:
    """Organisations through which others are joined, the most needed first.

    Over the graph of active records that are not inherited, national bodies left out. Organisations on no shortest way
    between two others are not among them.

    Parameters
    ----------
    view : View
        The graph as at a date.
    types : collection of str
        Only organisations of these types; empty for all.
    single_points : bool
        Only those without whom others would lose each other.
    """
    return tuple(
        broker for broker in _all_of(view)
        if (not types or broker.organisation.type in types) and (broker.cut_off or not single_points)
    )


def cut_off_without(view: View, organisation: Organisation) -> tuple[CutOff, ...]:
    """Who would lose whom if one organisation went; empty when nobody would. Needs no list of all brokers.

    Parameters
    ----------
    view : View
        The graph as at a date.
    organisation : Organisation
        Any organisation; a national body and one that is not open join nobody here.
    """
    kept: dict[int, tuple[CutOff, ...]] = view.kept.setdefault(cut_off_without, {})
    found = kept.get(organisation.index)
    if found is None:
        graph = _graph(view)
        found = _cut_off(view, graph, organisation.index) if organisation.index in graph else ()
        kept[organisation.index] = found
    return found


@lru_cache(maxsize=8)
def _all_of(view: View) -> tuple[Broker, ...]:
    """All brokers at the date of a view, worked out once for each snapshot and date.

    By Brandes, Journal of Mathematical Sociology 25 (2001) 163, as NetworkX has it.
    """
    import networkx

    graph = _graph(view)
    shares = networkx.betweenness_centrality(graph, normalized=True)
    cutting = set(networkx.articulation_points(graph))
    found = [
        Broker(
            view.organisations[index], round(share, _DECIMALS), graph.degree(index),
            _cut_off(view, graph, index) if index in cutting else (),
        )
        for index, share in shares.items() if share > 0
    ]
    return tuple(sorted(found, key=lambda broker: (-broker.betweenness, broker.organisation.index)))


@lru_cache(maxsize=8)
def _graph(view: View) -> networkx.Graph[int]:
    import networkx

    graph: networkx.Graph[int] = networkx.Graph()
    for index, others in enumerate(view.neighbours):
        if not view.organisations[index].national:
            joined = [other for other in sorted(others) if not view.organisations[other].national]
            graph.add_edges_from((index, other) for other in joined if index < other)
    return graph


def _cut_off(view: View, graph: networkx.Graph[int], without: int) -> tuple[CutOff, ...]:
    parts = _parts(graph, without)
    everyone = sum(map(len, parts))
    return tuple(
        CutOff(tuple(view.organisations[index] for index in part), everyone - len(part)) for part in parts[1:]
    )


def _parts(graph: networkx.Graph[int], without: int) -> list[list[int]]:
    """The parts into which those around an organisation fall without it: the largest first, of equals the first id."""
    parts: list[list[int]] = []
    seen = {without}
    for start in sorted(graph[without]):
        if start in seen:
            continue
        seen.add(start)
        part = [start]
        for index in part:
            fresh = [other for other in graph[index] if other not in seen]
            seen.update(fresh)
            part += fresh
        parts.append(sorted(part))
    return sorted(parts, key=lambda part: (-len(part), part))
