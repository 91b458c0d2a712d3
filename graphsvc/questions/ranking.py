"""The best simple paths in order, without listing all of them.

Every set of paths still to be searched is named by the prefix that they share and the next steps that were used up.
The best path of each set is found exactly; taking it splits the set by where the others leave it (Lawler's
refinement of Yen's method: Lawler, Management Science 18 (1972) 401; Yen, Management Science 17 (1971) 712).
The best path of a set cannot pass an organisation twice, since each step costs something; so a search by levels,
backwards from the goal with the prefix taken out, finds it, and choosing the first id at each step that keeps hops
and cost gives the first of equals. By hops, the search goes from both ends to where they meet (Pohl, Machine
Intelligence 6 (1971) 127), always on from the end that has fewer organisations waiting.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise

from graphsvc.questions.network import Passage

Weight = tuple[int, int]
"""What is compared first and second: hops and cost in the order `hops`, cost and hops in the order `evidence`."""

_ABOVE_ALL = 10**9
"""A cost above that of any path."""

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
        starts = [
            (index, cost) for index, cost in passage.steps[prefix[-1]]
            if index not in used and index not in blocked and (index == aim.goal or index not in passage.closed)
        ]
        base = 1
    else:
        starts = [(index, 0) for index in passage.sources if index not in used]
        base = 0
    sources = frozenset(() if prefix else passage.sources)
    if aim.by_hops:
        table = _fewest_hops_to_goal(passage, aim.goal, blocked, left - base, {index for index, _ in starts}, sources)
    else:
        table = _costs_to_goal(passage, aim.goal, blocked, left - base, sources)
    best: tuple[Weight, int] | None = None
    for index, cost in starts:
        for hops, level in enumerate(table):
            if index in level:
                weight = aim.weight(spent_hops + base + hops, spent_cost + cost + level[index])
                if best is None or (weight, index) < best:
                    best = (weight, index)
    if best is None:
        return None
    weight, index = best
    hops = aim.hops(weight) - spent_hops - base
    return weight, prefix + _follow(passage, aim, table, index, hops, frozenset(blocked))


def _fewest_hops_to_goal(
    passage: Passage, goal: int, blocked: Collection[int], most: int, wanted: Collection[int], sources: Collection[int]
) -> list[dict[int, int]]:
    """Least cost to the goal in exactly n hops, for n from 0 to the fewest from any wanted start.

    Level n has those from whom n hops are the fewest: all of them as far as the search came from the goal, and from
    there on those on some way from a wanted start. Empty when the goal is not reached in the hops allowed.
    """
    if most < 0 or goal in blocked:
        return []
    steps, closed = passage.steps, passage.closed
    levels = [{goal: 0}]
    known = {goal}
    ahead = [set(wanted)]
    found = set(wanted)
    while ahead[-1].isdisjoint(levels[-1]):
        if not levels[-1] or not ahead[-1] or len(levels) + len(ahead) - 2 >= most:
            return []
        if len(levels[-1]) <= len(ahead[-1]):
            level: dict[int, int] = {}
            for index, cost in levels[-1].items():
                if index not in sources and (index == goal or index not in closed):
                    for other, step in steps[index]:
                        if other not in known and other not in blocked:
                            level[other] = min(cost + step, level.get(other, _ABOVE_ALL))
            known.update(level)
            levels.append(level)
        else:
            following = {other for index in ahead[-1] for other, _ in steps[index]}
            following -= found
            following.difference_update(blocked, closed - {goal}, sources)
            found |= following
            ahead.append(following)
    for before, here in zip(ahead[-2::-1], ahead[:0:-1], strict=True):
        level = {}
        for index in here & levels[-1].keys():
            cost = levels[-1][index]
            for other, step in steps[index]:
                if other in before:
                    level[other] = min(cost + step, level.get(other, _ABOVE_ALL))
        levels.append(level)
    return levels


def _costs_to_goal(
    passage: Passage, goal: int, blocked: Collection[int], most: int, sources: Collection[int]
) -> list[dict[int, int]]:
    """Least cost from each organisation to the goal in exactly n hops, for n from 0.

    A later level is kept where it is cheaper than all before it. The search never passes through a national body that
    is closed for passage; one is entered only as a source.
    """
    if most < 0 or goal in blocked:
        return []
    least = {goal: 0}
    levels = [{goal: 0}]
    steps, closed = passage.steps, passage.closed
    while len(levels) <= most and levels[-1]:
        level: dict[int, int] = {}
        for index, cost in levels[-1].items():
            if index in sources or (index in closed and index != goal):
                continue
            for other, step in steps[index]:
                if other in blocked:
                    continue
                total = cost + step
                known = least.get(other)
                if known is not None and known <= total:
                    continue
                least[other] = total
                level[other] = total
        levels.append(level)
    return levels


def _follow(
    passage: Passage, aim: Aim, table: list[dict[int, int]], index: int, hops: int, blocked: frozenset[int]
) -> tuple[int, ...]:
    """From an organisation to the goal by the steps that the table's costs allow, the first id each time."""
    path = [index]
    for left in range(hops, 0, -1):
        cost = table[left][path[-1]]
        path.append(next(
            other for other, step in passage.steps[path[-1]]
            if table[left - 1].get(other) == cost - step and _passable(passage, aim, other, blocked, left)
        ))
    return tuple(path)


def _passable(passage: Passage, aim: Aim, index: int, blocked: frozenset[int], left: int) -> bool:
    if index == aim.goal:
        return left == 1
    return index not in blocked and index not in passage.closed and index not in passage.sources
