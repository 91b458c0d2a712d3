"""Candidates: organisations that could be suggested, in their order, looked at no further than is asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import numpy as np

from graphsvc.snapshot.columns import Numbers
from graphsvc.snapshot.view import View

MAX_HOPS = 6
"""How far an organisation may be to be suggested for being near."""

_QUICK = 50_000
"""Pairs that are joined, up to which everybody one hop further is found as quickly as a few are looked at."""

ELSEWHERE = 3
"""How near an organisation is that lies neither in the district nor in the area of the board nor in the region."""


class Reach:
    """Who is how many hops away, found hop by hop as far as it is asked.

    Over active records that are not inherited, national bodies in no middle.

    Parameters
    ----------
    view : View
        The graph as at a date.
    sources : iterable of int
        Indices of open organisations.
    most : int
        How far to go, in hops.
    """

    def __init__(self, view: View, sources: Iterable[int], most: int) -> None:
        given = list(sources)
        self.hops: Numbers = np.full(len(view.organisations), -1, np.int8)
        """Hops of each that was reached so far; -1 of the others."""
        self.hops[given] = 0
        self.gone = 0
        """How many hops were gone."""
        self.most = most
        self._joins = view.neighbours
        self.quick = len(self._joins.others) <= _QUICK
        """Whether going on is not worth avoiding."""
        self._barred = view.organisations.national
        self._levels = self._joins.levels(given, self._barred)

    @property
    def ended(self) -> bool:
        """Whether nobody further away is looked for."""
        return self.gone == self.most

    def next_to(self, indices: Numbers) -> Numbers:
        """Of organisations that have partners and were not reached so far, which would be by one hop more."""
        counts = self._joins.counts[indices]
        around = self._joins.around(indices)
        last = self.hops[around] == self.gone
        if self.gone:
            last &= ~self._barred[around]
        found: Numbers = np.logical_or.reduceat(last, np.cumsum(counts) - counts) if len(indices) else last
        return found

    def go_on(self) -> None:
        """Go one hop further."""
        level = next(self._levels, None)
        self.gone = self.most if level is None else self.gone + 1
        if level is not None:
            self.hops[level] = self.gone


class Candidates:
    """Organisations of some types that could be suggested to one: for being near, for partners in common, or for both.

    Parameters
    ----------
    view : View
        The graph as at a date.
    indices : array of int
        Who they are, in the order of ids.
    near : array of int
        How near each is, the nearest first.
    common : array of int
        How many partners each has in common with the one.
    reach : Reach
        Who is how many hops away from it.
    """

    def __init__(self, view: View, indices: Numbers, near: Numbers, common: Numbers, reach: Reach) -> None:
        alone = view.neighbours.counts[indices] == 0
        stay = (near < ELSEWHERE) | ~alone
        self._indices = indices[stay]
        self._alone = alone[stay]
        self._near = near[stay]
        # By the rank that hops do not change: the nearest first, of them those with the most in common.
        self._rank = self._near * (common.max(initial=0) + 1) - common[stay]
        self._common = common[stay]
        self._reach = reach
        self._next = np.zeros(len(self._indices), bool)
        self._looked = (-1, 0)
        self._first: list[int] = []
        self._as_of = (-1, 0)

    def best(self, most: int, without: Collection[int]) -> list[tuple[int, int, int | None]]:
        """The first few: how near, who, and how many hops away (None for further than is looked, or not at all).

        One that may still be reached stands after those of its rank that were, and before those that never will be:
        when nobody among the first few is such a one, nobody can come before them. Before everybody is looked for one
        hop further, only those are who may be among the first few.

        Parameters
        ----------
        most : int
            How many at most.
        without : collection of int
            Who is left out.
        """
        count = most + len(without)
        while True:
            some = [p for p in self._ordered(count) if int(self._indices[p]) not in without][:most]
            hops = self._hops()[some].tolist()
            open_ends = (far < 0 and not self._alone[place] for place, far in zip(some, hops, strict=True))
            if self._reach.ended or not any(open_ends):
                return [
                    (int(self._near[place]), int(self._indices[place]), None if far < 0 else far)
                    for place, far in zip(some, hops, strict=True)
                ]
            gone, looked = self._looked
            if self._reach.quick or (gone == self._reach.gone and looked >= count):
                self._reach.go_on()
            else:
                self._look_on(count)

    def _hops(self) -> Numbers:
        """Hops of each as far as they are known; -1 of the others."""
        hops: Numbers = self._reach.hops[self._indices]
        if self._looked[0] == self._reach.gone:
            hops[self._next] = self._reach.gone + 1
        return hops

    def _look_on(self, count: int) -> None:
        """Look who of those that may be among the first few is reached by one hop more."""
        open_ends = (self._reach.hops[self._indices] < 0) & ~self._alone
        if count < len(self._rank):
            open_ends &= self._rank <= np.partition(self._rank, count)[count]
        places = np.flatnonzero(open_ends)
        self._next[:] = False
        self._next[places] = self._reach.next_to(self._indices[places])
        self._looked = (self._reach.gone, count)
        self._as_of = (-1, 0)

    def _ordered(self, most: int) -> list[int]:
        """The places of the first few, as far as hops are known."""
        gone, count = self._as_of
        if gone != self._reach.gone or count < min(most, len(self._indices)):
            hops = self._hops()
            far = np.where(hops < 0, MAX_HOPS + 1, hops)
            far[(hops < 0) & (self._alone | self._reach.ended)] += 1
            order = (self._rank * (MAX_HOPS + 3) + far) * len(hops)
            order += np.arange(len(hops))
            if self._reach.ended:
                order = order[(self._near < ELSEWHERE) | (self._common > 0) | (hops >= 0)]
            first = order if len(order) <= most else np.partition(order, most)[:most]
            self._first = (np.sort(first) % len(hops)).tolist() if len(hops) else []
            self._as_of = (self._reach.gone, most)
        return self._first
