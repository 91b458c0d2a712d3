"""Joins: who is joined to whom, for each organisation one after another in two arrays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

import numpy as np

from graphsvc.snapshot.columns import Numbers
from graphsvc.snapshot.made import MadeSequence


class Joins(MadeSequence[frozenset[int]]):
    """For each organisation, those joined to it.

    Parameters
    ----------
    bounds : array of int
        Where those of each begin among `others`, and at last where those of the last one end.
    others : array of int
        Those joined to the first organisation in order, then those to the second, and so on.
    """

    def __init__(self, bounds: Numbers, others: Numbers) -> None:
        self.bounds = bounds
        self.others = others

    def __len__(self) -> int:
        return len(self.bounds) - 1

    def make(self, index: int) -> frozenset[int]:
        """Those joined to an organisation."""
        return frozenset(self.of(index).tolist())

    @cached_property
    def counts(self) -> Numbers:
        """How many are joined to each."""
        return np.diff(self.bounds)

    def of(self, index: int) -> Numbers:
        """Those joined to an organisation, in order."""
        found: Numbers = self.others[self.bounds[index] : self.bounds[index + 1]]
        return found

    def around(self, indices: Numbers) -> Numbers:
        """Those joined to any of some organisations, as often as they are."""
        return taken(self.bounds, self.others, indices)

    def levels(self, starts: Iterable[int], barred: Numbers) -> Iterator[Numbers]:
        """As `levels`."""
        return levels(self.around, starts, barred)


def levels(
    around: Callable[[Numbers], Numbers], starts: Iterable[int], barred: Numbers, removed: Iterable[int] = ()
) -> Iterator[Numbers]:
    """Those first reached in one hop, in two hops, and so on, while there are any; each in order.

    Parameters
    ----------
    around : callable
        Gives those joined to any of some, as often as they are.
    starts : iterable of int
        From whom; they are passed whoever they are, and are in no level.
    barred : array of bool
        Whether each may be reached but not passed.
    removed : iterable of int
        Those that are neither reached nor passed.
    """
    fresh = np.ones(len(barred), bool)
    level = np.array(list(starts), np.int64)
    fresh[level] = False
    fresh[np.array(list(removed), np.int64)] = False
    while len(level):
        reached = np.zeros(len(barred), bool)
        reached[around(level)] = True
        reached &= fresh
        level = np.flatnonzero(reached)
        if not len(level):
            return
        fresh[level] = False
        yield level
        level = level[~barred[level]]


def taken(bounds: Numbers, members: Numbers, indices: Numbers) -> Numbers:
    """Of lists that stand one after another, the members of some: those of the first, then of the second, and so on.

    Parameters
    ----------
    bounds : array of int
        Where the members of each list begin, and at last where those of the last one end.
    members : array
        The members of all lists.
    indices : array of int
        Which lists.
    """
    return members[positions_of(bounds, indices)]


def positions_of(bounds: Numbers, indices: Numbers) -> Numbers:
    """Where the members of some lists are, with the parameters of `taken`."""
    starts = bounds[indices]
    counts = bounds[indices + 1] - starts
    ends = np.cumsum(counts)
    found: Numbers = np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - ends + counts, counts)
    return found


def first_of_each(numbers: Numbers) -> Numbers:
    """Of numbers in order, whether each is the first of its equals."""
    first = np.ones(len(numbers), bool)
    np.not_equal(numbers[1:], numbers[:-1], out=first[1:])
    return first


def sorted_once(numbers: Numbers) -> Numbers:
    """Numbers in order, each once: many times quicker than by a table of them. What is given is put in order."""
    numbers.sort()
    found: Numbers = numbers[first_of_each(numbers)]
    return found
