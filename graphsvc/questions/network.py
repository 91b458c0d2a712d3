"""The graph that a path question is asked of: who is joined to whom, by which records, at what cost."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable

import numpy as np

from graphsvc.questions.steps import AllSteps, Steps
from graphsvc.snapshot.columns import Numbers
from graphsvc.snapshot.joins import levels
from graphsvc.snapshot.kept import once_for_a_view
from graphsvc.snapshot.links import Link
from graphsvc.snapshot.view import View

QUARTERS = 4
"""Costs are whole numbers of quarters, so that sums are exact."""

_NETWORKS_KEPT = 16


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
        self._value_areas = value_areas
        self._kinds = kinds
        self._inherited = inherited
        self.steps: Steps = all_steps(view).that_pass(value_areas, kinds, inherited)
        """For each organisation, its neighbours in the order of ids, each with the cost of the step in quarters."""

    def links(self, a: int, b: int) -> tuple[Link, ...]:
        """All records between two organisations, by id."""
        counts, links = self.view.links_of.counts, self.view.links
        here, there = (a, b) if counts[a] <= counts[b] else (b, a)
        positions = self.view.links_of.at(here)
        between = positions[(links.source[positions] == there) | (links.target[positions] == there)]
        return tuple(link for link in links.some(between) if self._joins(link))

    def _joins(self, link: Link) -> bool:
        partnership = link.partnership
        return (
            link.active and (self._inherited or not link.inherited)
            and (not self._value_areas or partnership.value_area in self._value_areas)
            and (not self._kinds or partnership.kind in self._kinds)
        )

    def cost(self, a: int, b: int) -> int:
        """Cost of the step between two organisations that are joined, in quarters."""
        return self.steps.cost(a, b)

    @property
    def national(self) -> frozenset[int]:
        """National bodies."""
        return self.view.national


def link_cost(view: View, link: Link) -> int:
    """Cost of one record in quarters, as the rules give it."""
    return int(all_steps(view).link_costs[link.position])


@once_for_a_view
def all_steps(view: View) -> AllSteps:
    """All steps of a view."""
    return AllSteps(view)


def network_of(view: View, value_areas: frozenset[str], kinds: frozenset[str], inherited: bool) -> Network:
    """The network of a view with these filters; the last few are kept."""
    kept: OrderedDict[object, Network] = view.kept.setdefault(Network, OrderedDict())
    asked = (value_areas, kinds, inherited)
    network = kept.pop(asked, None) or Network(view, value_areas, kinds, inherited)
    kept[asked] = network
    while len(kept) > _NETWORKS_KEPT:
        kept.popitem(last=False)
    return network


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
        barred: Numbers = np.zeros(len(self.network.view.organisations), bool)
        barred[list(self.closed)] = True
        for distance, level in enumerate(levels(self.steps.around, self.sources, barred, self.removed), 1):
            hops.update(dict.fromkeys(level.tolist(), distance))
        return hops
