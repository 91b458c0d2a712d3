"""Paths that must pass one organisation."""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Iterator

from graphsvc.questions.network import Passage
from graphsvc.questions.ranking import Aim, Ranked, Weight, best_path, ranked_paths

Point = tuple[int, str]
"""One side of an organisation (`in` or `out`), or an end of the search."""

_END: Point = (-1, "end")


def ranked_through(passage: Passage, aim: Aim, via: int) -> Iterator[Ranked]:
    """All simple paths that pass an organisation, best first.

    Ways to it are taken in order, and each is gone on from to the goal without touching itself again. A way is only
    begun when no path found so far beats the least that it can come to.

    Parameters
    ----------
    passage, aim
        As for `ranked_paths`.
    via : int
        An organisation that is neither a source nor the goal.

    Yields
    ------
    Ranked
        As `ranked_paths`.
    """
    onward = Passage(passage.network, (), passage.removed.union(passage.sources), (), True)
    onward.closed = passage.closed
    nearest = best_path(onward, Aim(aim.goal, aim.most), (via,), ())
    least = best_path(onward, aim, (via,), ())
    if nearest is None or least is None:
        return

    def alive(prefix: tuple[int, ...]) -> bool:
        rest = Passage(passage.network, (), onward.removed.union(prefix), (), True)
        rest.closed = passage.closed
        return best_path(rest, Aim(aim.goal, aim.most - len(prefix)), (via,), ()) is not None

    to_via = Passage(passage.network, passage.sources, passage.removed | {aim.goal}, (), True)
    to_via.closed = passage.closed
    ways = ranked_paths(to_via, Aim(via, aim.most - nearest[0][0], aim.by_hops), alive=alive)
    way = next(ways, None)
    waiting: list[tuple[Weight, tuple[int, ...], int, Weight, Iterator[Ranked]]] = []
    count = 0
    while way is not None or waiting:
        while way is not None and (not waiting or _sum(way[0], least[0]) <= waiting[0][0]):
            count += 1
            rest = Aim(aim.goal, aim.most - aim.hops(way[0]), aim.by_hops)
            _push(waiting, count, way[0], ranked_paths(passage, rest, way[1]))
            way = next(ways, None)
        if waiting:
            weight, path, number, before, more = heapq.heappop(waiting)
            yield weight, path
            _push(waiting, number, before, more)


def _push(
    waiting: list[tuple[Weight, tuple[int, ...], int, Weight, Iterator[Ranked]]], number: int, before: Weight,
    more: Iterator[Ranked],
) -> None:
    found = next(more, None)
    if found is not None:
        heapq.heappush(waiting, (_sum(before, found[0]), found[1], number, before, more))


def _sum(a: Weight, b: Weight) -> Weight:
    return (a[0] + b[0], a[1] + b[1])


def least_hops_through(passage: Passage, goal: int, via: int) -> int | None:
    """Hops of the shortest simple path that passes an organisation, however long; None when there is none.

    Such a path is two ways from `via`, one to a source and one to the goal, that share nothing else: a flow of two
    units of least cost, each organisation of capacity one, found by two shortest augmentations (Suurballe,
    Networks 4 (1974) 125).

    Parameters
    ----------
    passage : Passage
        The graph as asked.
    goal, via : int
        Indices; `via` is neither a source nor the goal.
    """
    flow: set[tuple[Point, Point]] = set()
    total = 0
    for _ in range(2):
        found = _augmentation(passage, goal, via, flow)
        if found is None:
            return None
        hops, arcs = found
        total += hops
        for arc in arcs:
            if arc[::-1] in flow:
                flow.remove((arc[1], arc[0]))
            else:
                flow.add(arc)
    return total


def _augmentation(
    passage: Passage, goal: int, via: int, flow: set[tuple[Point, Point]]
) -> tuple[int, list[tuple[Point, Point]]] | None:
    """The cheapest way to send one more unit to an end, with the arcs that it uses."""
    start: Point = (via, "out")
    backwards: dict[Point, list[Point]] = {}
    for tail, head in flow:
        backwards.setdefault(head, []).append(tail)
    cost: dict[Point, int] = {start: 0}
    came: dict[Point, Point] = {}
    waiting = deque([start])
    while waiting:
        point = waiting.popleft()
        arcs = [(head, step) for head, step in _arcs(passage, goal, via, point) if (point, head) not in flow]
        arcs += [(tail, -1 if tail[1] == "out" and point[1] == "in" else 0) for tail in backwards.get(point, ())]
        for head, step in arcs:
            if cost[point] + step < cost.get(head, 10**9):
                cost[head] = cost[point] + step
                came[head] = point
                waiting.append(head)
    if _END not in cost:
        return None
    arcs_used = []
    point = _END
    while point != start:
        arcs_used.append((came[point], point))
        point = came[point]
    return cost[_END], arcs_used


def _arcs(passage: Passage, goal: int, via: int, point: Point) -> list[tuple[Point, int]]:
    index, side = point
    if point == _END:
        return []
    if side == "out":
        return [
            ((other, "in"), 1) for other in passage.steps[index]
            if other != via and other not in passage.removed
        ]
    if side == "sources":
        return [(_END, 0)]
    if index in passage.sources:
        return [((-2, "sources"), 0)]
    if index == goal:
        return [(_END, 0)]
    return [] if index in passage.closed else [((index, "out"), 0)]
