"""Betweenness: the share of the shortest ways between all pairs of others that lead through each organisation.

By Brandes, Journal of Mathematical Sociology 25 (2001) 163: from one organisation after another, level by level. Where
there are many, from some that are drawn (Brandes and Pich, International Journal of Bifurcation and Chaos 17 (2007)
2303).
"""

from __future__ import annotations

import random
from collections.abc import Iterable

import numpy as np

from graphsvc.snapshot.columns import Numbers
from graphsvc.snapshot.joins import Joins, positions_of

EXACT = 4_000
"""Organisations that are joined, up to which the ways from all of them are followed."""

DRAWN = 100
"""Organisations of more, from which they are."""

_SEED = 2026


def pivots(joins: Joins) -> list[int]:
    """From whom ways are followed: all that are joined, or some, always the same for the same graph."""
    joined: list[int] = np.flatnonzero(joins.counts).tolist()
    return joined if len(joined) <= EXACT else sorted(random.Random(_SEED).sample(joined, DRAWN))  # noqa: S311 - drawn alike


def betweenness(joins: Joins, starts: Iterable[int]) -> Numbers:
    """For each organisation, the share of all pairs of others, from 0 to 1; where ways are equally short, of those.

    Parameters
    ----------
    joins : Joins
        Who is joined to whom.
    starts : iterable of int
        From whom ways are followed: an estimate unless from all.
    """
    total = np.zeros(len(joins))
    followed = 0
    for start in starts:
        through = _through(joins, start)
        through[start] = 0
        total += through
        followed += 1
    joined = int((joins.counts > 0).sum())
    if followed and joined > 2:
        total *= joined / followed / ((joined - 1) * (joined - 2))
    return total


def _through(joins: Joins, start: int) -> Numbers:
    """For each organisation, to how many the shortest ways from one lead through it; of several ways, the share."""
    count = len(joins)
    fresh = np.ones(count, bool)
    fresh[start] = False
    ways = np.zeros(count)
    ways[start] = 1
    level = np.array([start])
    steps: list[tuple[Numbers, Numbers]] = []
    while len(level):
        others = joins.others[positions_of(joins.bounds, level)]
        onward = fresh[others]
        here, there = np.repeat(level, joins.counts[level])[onward], others[onward]
        steps.append((here, there))
        found = np.bincount(there, ways[here], count)
        level = np.flatnonzero(found)
        ways[level] = found[level]
        fresh[level] = False
    through = np.zeros(count)
    for here, there in reversed(steps):
        through += np.bincount(here, (1 + through[there]) / ways[there] * ways[here], count)
    return through
