"""Candidates: organisations that could be suggested, in their order, looked at no further than is asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import numpy as np

from graphsvc.snapshot.columns import Numbers
from graphsvc.snapshot.view import View

MAX_HOPS = 6
"""How far an organisation may be to be suggested for being near."""

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
        self._levels = view.neighbours.levels(given, view.organisations.national)

    @property
    def ended(self) -> bool:
        """Whether nobody further away is looked for."""
        return self.gone == self.most

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
        bounds = view.neighbours.bounds
        alone = bounds[indices + 1] == bounds[indices]
        stay = (near < ELSEWHERE) | ~alone
        self._indices = indices[stay]
        self._alone = alone[stay]
        self._near = near[stay]
        # By the rank that hops do not change: the nearest first, of them those with the most in common.
        self._rank = self._near * (common.max(initial=0) + 1) - common[stay]
        self._common = common[stay]
        self._reach = reach
        self._first: list[int] = []
        self._as_of = (-1, 0)

    def best(self, most: int, without: Collection[int]) -> list[tuple[int, int, int | None]]:
        """The first few: how near, who, and how many hops away (None for further than is looked, or not at all).

        One that may still be reached stands after those of its rank that were, and before those that never will be:
        when nobody among the first few is such a one, nobody can come before them.

        Parameters
        ----------
        most : int
            How many at most.
        without : collection of int
            Who is left out.
        """
        while True:
            some = [p for p in self._ordered(most + len(without)) if int(self._indices[p]) not in without][:most]
            hops = self._reach.hops[self._indices[some]].tolist()
            open_ends = (far < 0 and not self._alone[place] for place, far in zip(some, hops, strict=True))
            if self._reach.ended or not any(open_ends):
                return [
                    (int(self._near[place]), int(self._indices[place]), None if far < 0 else far)
                    for place, far in zip(some, hops, strict=True)
                ]
            self._reach.go_on()

    def _ordered(self, most: int) -> list[int]:
        """The places of the first few, as far as hops are known."""
        gone, count = self._as_of
        if gone != self._reach.gone or count < min(most, len(self._indices)):
            hops = self._reach.hops[self._indices]
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
