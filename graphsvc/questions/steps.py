"""Steps: the pairs of organisations that records join, each with the cost of its cheapest record, as arrays."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from graphsvc.dates import years_before
from graphsvc.questions.qualities import CURRENT_YEARS
from graphsvc.snapshot.columns import Numbers
from graphsvc.snapshot.joins import first_of_each, positions_of
from graphsvc.snapshot.links import ACTIVE
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import READ

STEP, _NOT_CURRENT, _NOT_READ, _INHERITED = 4, 1, 2, 2
"""What a step costs at least, and what is added, in quarters."""

_ABOVE_ALL = 10**9
"""A cost above that of any path."""

_TOTAL_BITS = 16
_TOTAL = (1 << _TOTAL_BITS) - 1

_COST_BITS = 4
_LISTED = 50_000
"""Steps that are kept as dicts for the search, at most; they are looked up again after that."""

_FEW = 400
"""Steps up to which going through dicts is quicker than through arrays."""


class Steps:
    """For each organisation, its neighbours in the order of ids, each with the cost of the step in quarters.

    What a filter leaves is found for the organisations that a search comes to, and for no others.

    Parameters
    ----------
    every : AllSteps
        All steps at the date.
    passing : array of bool
        Whether the records of each class pass the filter.
    """

    def __init__(self, every: AllSteps, passing: Numbers) -> None:
        self._every = every
        self._passing = passing
        self._listed: dict[int, dict[int, int]] = {}
        self._count = 0

    def __getitem__(self, index: int) -> dict[int, int]:
        found = self._listed.get(index)
        if found is None:
            others, costs = self._between(*self._every.bounds[index : index + 2].tolist())
            first = first_of_each(others)
            found = dict(zip(others[first].tolist(), costs[first].tolist(), strict=True))
            self._count += len(found)
            if self._count > _LISTED:
                self._listed, self._count = {}, len(found)
            self._listed[index] = found
        return found

    def cost(self, a: int, b: int) -> int:
        """Cost of the step between two organisations that are joined, in quarters."""
        degrees = self._every.degrees
        return self[a][b] if a in self._listed or degrees[a] <= degrees[b] else self[b][a]

    def degree(self, indices: Collection[int]) -> int:
        """How many records, filtered or not, lead from some organisations: how much there is to look at."""
        return int(self._every.degrees[np.fromiter(indices, np.int64, len(indices))].sum())

    def onward(self, level: Mapping[int, int], into: Collection[int] = ()) -> dict[int, int]:
        """Least costs of going one step on from some organisations.

        Parameters
        ----------
        level : mapping of int to int
            From whom, each with the cost so far.
        into : collection of int
            When one step leads to any of these, the others need not be told.
        """
        if self.degree(level) <= _FEW:
            found: dict[int, int] = {}
            for index, cost in level.items():
                for other, step in self[index].items():
                    if cost + step < found.get(other, _ABOVE_ALL):
                        found[other] = cost + step
            return found
        count = len(level)
        rows, others, costs = self._around(np.fromiter(level, np.int64, count))
        if into:
            wanted = np.zeros(len(self._every.degrees), bool)
            wanted[np.fromiter(into, np.int64, len(into))] = True
            met = np.flatnonzero(wanted[others])
            if len(met):
                rows, others, costs = rows[met], others[met], costs[met]
        costs = costs + np.fromiter(level.values(), np.int64, count)[rows]
        packed = others.astype(np.int64) << _TOTAL_BITS | costs
        packed.sort()
        others = packed >> _TOTAL_BITS
        first = first_of_each(others)
        return dict(zip(others[first].tolist(), (packed[first] & _TOTAL).tolist(), strict=True))

    def around(self, indices: Numbers) -> Numbers:
        """Those joined to any of some organisations, as often as they are."""
        return self._around(indices)[1]

    def _between(self, here: int, there: int) -> tuple[Numbers, Numbers]:
        """The steps from one position to another that pass."""
        every = self._every
        keep = self._passing[every.alike[here:there]]
        return every.others[here:there][keep], every.costs[here:there][keep]

    def _around(self, indices: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """The steps from some organisations that pass: from which of them, to whom, at what cost."""
        every = self._every
        positions = positions_of(every.bounds, indices)
        keep = np.flatnonzero(self._passing[every.alike[positions]])
        rows = np.repeat(np.arange(len(indices)), every.degrees[indices])
        positions = positions[keep]
        return rows[keep], every.others[positions], every.costs[positions]


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
        costs = (STEP + _NOT_CURRENT * late + _NOT_READ * unread).astype(np.uint8)[links.record]
        self.link_costs: Numbers = costs + np.where(links.inherited, np.uint8(_INHERITED), np.uint8(0))
        """Cost of each link."""
        (areas, self._areas), (kinds, self._kinds) = records.value_areas, records.numbered("kind")
        alike = ((areas.astype(np.int64) * len(self._kinds) + kinds)[links.record] << 1) | links.inherited
        packing = _Packing(len(view.organisations), 2 * len(self._areas) * len(self._kinds))
        active = np.flatnonzero(links.state == ACTIVE)
        source, target = links.source[active], links.target[active]
        rest = (self.link_costs[active], alike[active])
        packed = np.concatenate((packing.packed(source, target, *rest), packing.packed(target, source, *rest)))
        packed.sort()
        self.bounds = packing.bounds(packed)
        """Where the steps of each organisation begin, and at last where those of the last one end."""
        self.degrees: Numbers = np.diff(self.bounds)
        self.others, self.costs, self.alike = packing.unpacked(packed)
        """Of each step, to whom it leads, its cost and its class."""

    def that_pass(self, value_areas: Collection[str], kinds: Collection[str], inherited: bool) -> Steps:
        """The steps by records with some value areas and kinds (all when empty), inherited ones too or not."""
        return Steps(self, np.array([
            (not value_areas or area in value_areas) and (not kinds or kind in kinds) and (inherited or not heirs)
            for area in self._areas for kind in self._kinds for heirs in (False, True)
        ], bool))


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

