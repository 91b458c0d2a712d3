"""Steps: the pairs of organisations that records join, each with the cost of its cheapest record, as arrays."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from graphsvc.dates import years_before
from graphsvc.questions.qualities import CURRENT_YEARS
from graphsvc.snapshot.columns import Numbers
from graphsvc.snapshot.joins import Joins
from graphsvc.snapshot.links import ACTIVE
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import READ

_STEP, _NOT_CURRENT, _NOT_READ, _INHERITED = 4, 1, 2, 2

_COST_BITS = 4
_LISTED = 250_000
"""Steps that are kept as lists for the search, at most; they are listed again after that."""


class Steps:
    """For each organisation, its neighbours in the order of ids, each with the cost of the step in quarters.

    Parameters
    ----------
    joins : Joins
        The neighbours of each.
    costs : array of int
        Cost of each step, in the order of the joins.
    """

    def __init__(self, joins: Joins, costs: Numbers) -> None:
        self.joins = joins
        self._costs = costs
        self._listed: dict[int, list[tuple[int, int]]] = {}
        self._count = 0

    @property
    def size(self) -> int:
        """How many steps there are, in both directions."""
        return len(self._costs)

    def __getitem__(self, index: int) -> list[tuple[int, int]]:
        found = self._listed.get(index)
        if found is None:
            here, there = self.joins.bounds[index], self.joins.bounds[index + 1]
            others, costs = self.joins.others[here:there].tolist(), self._costs[here:there].tolist()
            found = list(zip(others, costs, strict=True))
            self._count += len(found)
            if self._count > _LISTED:
                self._listed, self._count = {}, len(found)
            self._listed[index] = found
        return found

    def cost(self, a: int, b: int) -> int:
        """Cost of the step between two organisations that are joined, in quarters."""
        return int(self._costs[self.joins.bounds[a] + np.searchsorted(self.joins.of(a), b)])


class AllSteps:
    """All that can join two organisations at a date, in either direction: one pair after another, the cheapest first.

    A record costs one, plus a quarter when its evidence is undated or older than three years, a half when nobody has
    read the evidence, and a half when inherited. Records that every filter treats alike, by their value area, kind and
    whether they are inherited, are of one class.

    Parameters
    ----------
    view : View
        The graph as at a date.
    """

    def __init__(self, view: View) -> None:
        links, records = view.links, view.snapshot.partnerships
        late = records.seen < years_before(view.day, CURRENT_YEARS).toordinal()
        unread = ~records.has("evidence_basis", (READ,))
        costs = (_STEP + _NOT_CURRENT * late + _NOT_READ * unread).astype(np.uint8)[links.record]
        self.costs: Numbers = costs + np.where(links.inherited, np.uint8(_INHERITED), np.uint8(0))
        """Cost of each link."""
        (areas, self._areas), (kinds, self._kinds) = records.value_areas, records.numbered("kind")
        alike = ((areas.astype(np.int64) * len(self._kinds) + kinds)[links.record] << 1) | links.inherited
        packing = _Packing(len(view.organisations), 2 * len(self._areas) * len(self._kinds))
        active = np.flatnonzero(links.state == ACTIVE)
        source, target = links.source[active], links.target[active]
        rest = (self.costs[active], alike[active])
        packed = np.concatenate((packing.packed(source, target, *rest), packing.packed(target, source, *rest)))
        packed.sort()
        self._bounds = packing.bounds(packed)
        self._others, self._costs, self._alike = packing.unpacked(packed)

    def that_pass(self, value_areas: Collection[str], kinds: Collection[str], inherited: bool) -> Steps:
        """The steps by records with some value areas and kinds (all when empty), inherited ones too or not."""
        passing = np.array([
            (not value_areas or area in value_areas) and (not kinds or kind in kinds) and (inherited or not heirs)
            for area in self._areas for kind in self._kinds for heirs in (False, True)
        ], bool)
        keep = passing[self._alike]
        bounds = _counted(keep)[self._bounds]
        others, costs = self._others[keep], self._costs[keep]
        first = np.ones(len(others), bool)
        np.not_equal(others[1:], others[:-1], out=first[1:])
        first[bounds[:-1][bounds[:-1] < len(others)]] = True
        return Steps(Joins(_counted(first)[bounds], others[first]), costs[first])


class _Packing:
    """Two organisations, a cost and a class as one whole number: sorting numbers is many times quicker than rows."""

    def __init__(self, organisations: int, classes: int) -> None:
        self._organisations = organisations
        self._index_bits = max(organisations - 1, 1).bit_length()
        self._class_bits = max(classes - 1, 1).bit_length()

    def packed(self, here: Numbers, there: Numbers, costs: Numbers, alike: Numbers) -> Numbers:
        found = here.astype(np.int64)
        for bits, numbers in ((self._index_bits, there), (_COST_BITS, costs), (self._class_bits, alike)):
            found <<= bits
            found |= numbers
        return found

    def bounds(self, packed: Numbers) -> Numbers:
        after = self._index_bits + _COST_BITS + self._class_bits
        return np.searchsorted(packed, np.arange(self._organisations + 1) << after)

    def unpacked(self, packed: Numbers) -> Sequence[Numbers]:
        """The second organisations, the costs and the classes."""
        alike = (packed & ((1 << self._class_bits) - 1)).astype(np.uint16)
        packed = packed >> self._class_bits
        costs = (packed & ((1 << _COST_BITS) - 1)).astype(np.uint8)
        packed >>= _COST_BITS
        return (packed & ((1 << self._index_bits) - 1)).astype(np.int32), costs, alike


def _counted(keep: Numbers) -> Numbers:
    """How many are kept before each position, and at last of all."""
    counts = np.zeros(len(keep) + 1, np.int32)
    np.cumsum(keep, out=counts[1:])
    return counts
