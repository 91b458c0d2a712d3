"""The best simple paths from a set of organisations to one, by growing the most promising path first.

Each unfinished path carries the least that any way of finishing it could come to. The queue gives the smallest
such bound first, so finished paths come out in the order asked for.
"""

from __future__ import annotations

import heapq

from tests.reading.graph import NEVER, Graph

Organisations = tuple[str, ...]
Found = tuple[int, int, Organisations]
"""What a path is ordered by, smallest first, and its organisations."""


class Bounds:
    """The least hops and quarters that are still ahead of an unfinished path."""

    def __init__(self, graph: Graph, sources: frozenset[str], target: str) -> None:
        self.via = graph.asked.via
        ends = sources | {target}
        self.to_target = [graph.distances([target], ends, in_hops=in_hops) for in_hops in (True, False)]
        if self.via is not None:
            self.to_via = [graph.distances([self.via], ends, in_hops=in_hops) for in_hops in (True, False)]

    def ahead(self, path: Organisations) -> tuple[int, int]:
        """`NEVER` when the target is out of reach."""
        if self.via is None or self.via in path:
            hops, quarters = (table.get(path[-1], NEVER) for table in self.to_target)
        else:
            first = [table.get(path[-1], NEVER) for table in self.to_via]
            then = [table.get(self.via, NEVER) for table in self.to_target]
            hops, quarters = first[0] + then[0], first[1] + then[1]
        return hops, quarters


def best_paths(graph: Graph, sources: frozenset[str], target: str, k: int) -> list[Found]:
    """The k best paths from a set to one organisation, best first."""
    asked = graph.asked
    bounds = Bounds(graph, sources, target)
    queue: list[tuple[int, int, Organisations, int]] = []

    def push(path: Organisations, quarters: int) -> None:
        if path[-1] == target and asked.via is not None and asked.via not in path:
            return
        hops_ahead, quarters_ahead = bounds.ahead(path)
        hops, cost = len(path) - 1 + hops_ahead, quarters + quarters_ahead
        if hops <= asked.max_hops:
            first, second = (hops, cost) if asked.order == "hops" else (cost, hops)
            heapq.heappush(queue, (first, second, path, quarters))

    for source in sources if asked.via not in sources else {asked.via}:
        push((source,), 0)
    found: list[Found] = []
    while queue and len(found) < k:
        first, second, path, quarters = heapq.heappop(queue)
        here = path[-1]
        if here == target:
            found.append((first, second, path))
        elif len(path) == 1 or graph.may_be_passed(here):
            for there in graph.steps(here):
                if there not in path and there not in sources:
                    push((*path, there), quarters + graph.cost(here, there))
    return found
