"""The graph that a path question is asked of: who is joined to whom, by which records, at what cost."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cached_property, lru_cache

from graphsvc.dates import years_before
from graphsvc.questions.cells import CURRENT_YEARS
from graphsvc.snapshot.view import Link, View
from graphsvc.vocabulary import READ

QUARTERS = 4
"""Costs are whole numbers of quarters, so that sums are exact."""

_STEP, _NOT_CURRENT, _NOT_READ, _INHERITED = 4, 1, 2, 2


def link_cost(view: View, link: Link) -> int:
    """Cost of one record in quarters, as the rules give it.

    One, plus a quarter when its evidence is undated or older than three years, a half when nobody has read the
    evidence, and a half when inherited.
    """
    evidence = link.partnership.evidence
    cost = _STEP
    if evidence.first_day is None or evidence.first_day < years_before(view.day, CURRENT_YEARS):
        cost += _NOT_CURRENT
    if evidence.basis != READ:
        cost += _NOT_READ
    return cost + (_INHERITED if link.inherited else 0)


class Network:
    """Open organisations joined by active records, as filtered.

    Parameters
    ----------
    view : View
        The graph as at a date.
    value_areas, kinds : collection of str
        Only records with these; empty for all.
    inherited : bool
        Whether inherited records join too.
    """

    def __init__(
        self, view: View, value_areas: Collection[str] = (), kinds: Collection[str] = (), inherited: bool = False
    ) -> None:
        self.view = view
        self._links: dict[tuple[int, int], list[Link]] = {}
        costs: list[dict[int, int]] = [{} for _ in view.organisations]
        for link in view.links:
            if not link.active or (link.inherited and not inherited):
                continue
            partnership = link.partnership
            if (value_areas and partnership.value_area not in value_areas) or (kinds and partnership.kind not in kinds):
                continue
            a, b = sorted((link.source, link.target))
            self._links.setdefault((a, b), []).append(link)
            cost = min(link_cost(view, link), costs[a].get(b, 1000))
            costs[a][b] = costs[b][a] = cost
        self._costs = costs
        self.steps: list[list[tuple[int, int]]] = [sorted(some.items()) for some in costs]
        """For each organisation, its neighbours in the order of ids, each with the cost of the step in quarters."""

    def links(self, a: int, b: int) -> tuple[Link, ...]:
        """All records between two organisations, by id."""
        found = self._links.get((min(a, b), max(a, b)), ())
        return tuple(sorted(found, key=lambda link: link.partnership.id))

    def cost(self, a: int, b: int) -> int:
        """Cost of the step between two organisations that are joined, in quarters."""
        return self._costs[a][b]

    @cached_property
    def national(self) -> frozenset[int]:
        """National bodies."""
        return frozenset(o.index for o in self.view.organisations if o.national)


@lru_cache(maxsize=16)
def network_of(view: View, value_areas: frozenset[str], kinds: frozenset[str], inherited: bool) -> Network:
    """The network of a view with these filters; the last few are kept."""
    return Network(view, value_areas, kinds, inherited)


class Passage:
    """A network with what one question forbids.

    Parameters
    ----------
    network : Network
        The network.
    sources : iterable of int
        The starting set; a path leaves it at once.
    removed : iterable of int
        Organisations that no path touches.
    through : iterable of int
        National bodies that may be in the middle of a path.
    national : bool
        Whether all of them may.
    """

    def __init__(
        self, network: Network, sources: Iterable[int], removed: Iterable[int], through: Iterable[int], national: bool
    ) -> None:
        self.network = network
        self.steps = network.steps
        self.removed = frozenset(removed)
        self.sources = tuple(sorted(set(sources) - self.removed))
        self.closed = frozenset() if national else network.national - set(through)
        """National bodies that no path passes through."""

    def hops(self) -> dict[int, int]:
        """Hops from the nearest source to all that can be reached, without a limit."""
        hops = dict.fromkeys(self.sources, 0)
        level = list(self.sources)
        distance = 0
        while level:
            distance += 1
            following = []
            for index in level:
                if distance > 1 and index in self.closed:
                    continue
                for other, _ in self.steps[index]:
                    if other not in hops and other not in self.removed:
                        hops[other] = distance
                        following.append(other)
            level = following
        return hops
