"""The best simple paths in order, without listing all of them.

Every set of paths still to be searched is named by the prefix that they share and the next steps that were used up.
The best path of each set is found exactly; taking it splits the set by where the others leave it (Lawler's
refinement of Yen's method: Lawler, Management Science 18 (1972) 401; Yen, Management Science 17 (1971) 712).
The best path of a set cannot pass an organisation twice, since each step costs something; so a search by levels,
backwards from the goal with the prefix taken out, finds it, and choosing the first id at each step that keeps hops
and cost gives the first of equals.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise

from graphsvc.questions.levels import fewest_hops, least_costs
from graphsvc.questions.network import Passage

Weight = tuple[int, int]
"""What is compared first and second: hops and cost in the order `hops`, cost and hops in the order `evidence`."""

Ranked = tuple[Weight, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Aim:
    """What a ranked path must be.

    Attributes
    ----------
    goal : int
        Where it ends.
    most : int
        Hops at most.
    by_hops : bool
        Whether hops are compared before cost.
    """

    goal: int
    most: int
    by_hops: bool = True

    def weight(self, hops: int, cost: int) -> Weight:
        """Hops and cost in the order in which they are compared."""
        return (hops, cost) if self.by_hops else (cost, hops)

    def hops(self, weight: Weight) -> int:
        """Hops of a weight."""
        return weight[0] if self.by_hops else weight[1]


def ranked_paths(
    passage: Passage, aim: Aim, prefix: tuple[int, ...] = (), alive: Callable[[tuple[int, ...]], bool] | None = None
) -> Iterator[Ranked]:
    """All simple paths to the goal, best first.

    Parameters
    ----------
    passage : Passage
        The graph as asked.
    aim : Aim
        Goal, limit and order.
    prefix : tuple of int
        Organisations that every path begins with; empty to begin with any of the sources.
    alive : callable, optional
        Says of the beginning of a path whether it is worth going on.

    Yields
    ------
    Ranked
        Weight of the path after its prefix, and the path, prefix included.
    """
    first = best_path(passage, aim, prefix, ())
    if first is None:
        return
    fixed = max(len(prefix) - 1, 0)
    waiting: list[tuple[Weight, tuple[int, ...], int, frozenset[int]]] = [(*first, len(prefix), frozenset())]
    while waiting:
        weight, path, shared, used = heapq.heappop(waiting)
        yield weight, path
        for length in range(shared, len(path)):
            if alive is not None and length > shared and not alive(path[:length]):
                break
            taken = (used if length == shared else frozenset()) | {path[length]}
            found = best_path(passage, aim, path[:length], taken, fixed)
            if found is not None:
                heapq.heappush(waiting, (*found, length, taken))


def best_path(
    passage: Passage, aim: Aim, prefix: tuple[int, ...], used: Collection[int], fixed: int | None = None
) -> Ranked | None:
    """The best path that begins with a prefix and goes on by a step that is not used up.

    Parameters
    ----------
    passage, aim
        As for `ranked_paths`.
    prefix : tuple of int
        Organisations it begins with; empty to begin with any source that is not used up.
    used : collection of int
        Organisations that may not follow the prefix.
    fixed : int, optional
        How many steps of the prefix do not count in hops and weight; all of them when not given.

    Returns
    -------
    Ranked or None
        None when there is no such path within the hops of the aim.
    """
    fixed = max(len(prefix) - 1, 0) if fixed is None else fixed
    spent_hops = max(len(prefix) - 1, 0) - fixed
    spent_cost = sum(passage.network.cost(a, b) for a, b in pairwise(prefix[fixed:]))
    left = aim.most - spent_hops
    blocked = passage.removed.union(prefix)
    if prefix:
        if prefix[-1] == aim.goal:
            return None
        blocked = blocked.union(passage.sources) - {aim.goal}
        if aim.goal in prefix or (len(prefix) > 1 and prefix[-1] in passage.closed):
            return None
        starts = dict(passage.steps[prefix[-1]])
        for index in (starts.keys() & blocked.union(used)) | (starts.keys() & passage.closed - {aim.goal}):
            del starts[index]
        base = 1
    else:
        starts = {index: 0 for index in passage.sources if index not in used}
        base = 0
    sources = frozenset(() if prefix else passage.sources)
    if aim.by_hops:
        table = fewest_hops(passage, aim.goal, blocked, left - base, starts, sources)
    else:
        table = least_costs(passage, aim.goal, blocked, left - base, starts, sources)
    best: tuple[Weight, int] | None = None
    for hops, level in enumerate(table):
        for index in starts.keys() & level.keys():
            weight = aim.weight(spent_hops + base + hops, spent_cost + starts[index] + level[index])
            if best is None or (weight, index) < best:
                best = (weight, index)
    if best is None:
        return None
    weight, index = best
    hops = aim.hops(weight) - spent_hops - base
    return weight, prefix + _follow(passage, aim, table, index, hops, frozenset(blocked))


def _follow(
    passage: Passage, aim: Aim, table: list[dict[int, int]], index: int, hops: int, blocked: frozenset[int]
) -> tuple[int, ...]:
    """From an organisation to the goal by the steps that the table's costs allow, the first id each time."""
    path = [index]
    for left in range(hops, 0, -1):
        cost = table[left][path[-1]]
        steps, level = passage.steps[path[-1]], table[left - 1]
        path.append(min(
            other for other in steps.keys() & level.keys()
            if level[other] == cost - steps[other] and _passable(passage, aim, other, blocked, left)
        ))
    return tuple(path)


def _passable(passage: Passage, aim: Aim, index: int, blocked: frozenset[int], left: int) -> bool:
    if index == aim.goal:
        return left == 1
    return index not in blocked and index not in passage.closed and index not in passage.sources
