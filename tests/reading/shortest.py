"""How many hops the shortest path has when there is no limit.

Through a given organisation a simple path is two paths that leave it and share nothing else: one to the starting
set and one to the target. The shortest such pair is a cheapest flow of two, each organisation letting one through.
"""

from __future__ import annotations

from collections import defaultdict

from tests.reading.graph import NEVER, Graph

Point = tuple[str, str]
END: Point = ("end", "")
SET: Point = ("set", "")


def shortest_hops(graph: Graph, sources: frozenset[str], target: str) -> int | None:
    """Hops of the shortest path from a set to one organisation; None when they are not connected."""
    via = graph.asked.via
    if via in sources:
        sources, others = frozenset({via}), sources
    else:
        others = sources
    if via is None or via == target or via in sources:
        far = graph.distances([target], others | {target}, in_hops=True)
        return min((far[source] for source in sources if source in far), default=None)
    return _through(graph, via, sources, target)


def _through(graph: Graph, via: str, sources: frozenset[str], target: str) -> int | None:
    arcs: dict[Point, dict[Point, int]] = defaultdict(dict)
    reached = graph.distances([via], sources | {target}, in_hops=True)
    for here in reached:
        if here in sources:
            arcs["in", here][SET] = 0
        elif here == target:
            arcs["in", here][END] = 0
        elif graph.may_be_passed(here):
            arcs["in", here]["out", here] = 0
            for there in graph.steps(here):
                arcs["out", here]["in", there] = 1
    arcs[SET][END] = 0
    hops = 0
    for _ in range(2):
        added = _send_one(arcs, ("out", via))
        if added is None:
            return None
        hops += added
    return hops


def _send_one(arcs: dict[Point, dict[Point, int]], start: Point) -> int | None:
    """Send one more from the start to the end as cheaply as possible, turning round the arcs that it takes."""
    best = {start: 0}
    came: dict[Point, Point] = {}
    waiting = [start]
    while waiting:
        following = []
        for here in waiting:
            for there, cost in arcs[here].items():
                if best[here] + cost < best.get(there, NEVER):
                    best[there] = best[here] + cost
                    came[there] = here
                    following.append(there)
        waiting = following
    if END not in best:
        return None
    there = END
    while there != start:
        here = came[there]
        cost = arcs[here].pop(there)
        arcs[there][here] = -cost
        there = here
    return best[END]
