"""Questions about paths, and their answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from tests.reading.graph import NEVER, Asked, Graph
from tests.reading.records import Records
from tests.reading.search import Found, best_paths
from tests.reading.shortest import shortest_hops


@dataclass(frozen=True)
class Path:
    """A path: its organisations, cost in quarters, weakest step, and each step's cost and records."""

    organisations: tuple[str, ...]
    quarters: int
    weakest: int
    costs: tuple[int, ...]
    steps: tuple[tuple[str, ...], ...]


@dataclass
class Answer:
    """Paths, or why there is none."""

    paths: list[Path] = field(default_factory=list)
    reason: str | None = None
    shortest: int | None = None
    not_open: dict[str, list[str]] = field(default_factory=dict)


def paths_to(records: Records, sources: Iterable[str], target: str, asked: Asked) -> Answer:
    """The k best paths from a set of organisations to one."""
    return _answer(records, frozenset(sources), [target], asked, each=asked.k, ends={target})


def paths_to_nearest(records: Records, sources: Iterable[str], kind: str, place: str | None, asked: Asked) -> Answer:
    """The best path to each of the k nearest organisations of a type, in a place when one is given."""
    world, given = records.world, frozenset(sources)
    targets = [
        key
        for key in sorted(world.open - given - asked.avoid)
        if world.type_of(key) == kind and (place is None or world.footprint(key) & world.districts_under(place))
    ]
    return _answer(records, given, targets, asked, each=1, ends=set())


def _answer(
    records: Records, given: frozenset[str], targets: list[str], asked: Asked, *, each: int, ends: set[str]
) -> Answer:
    world = records.world
    named = given | ends | ({asked.via} if asked.via else set())
    not_open = {key: records.heirs.of(key) for key in sorted(named - world.open)}
    sources = (given & world.open) - asked.avoid
    if not sources or (set(not_open) - given) or asked.via in not_open:
        return Answer(reason="not-open", not_open=not_open)
    graph = Graph(records, asked)
    reach = _reach(graph, sources)
    found: list[Found] = []
    for target in sorted(targets, key=lambda key: (reach.get(key, NEVER), key)):
        if reach.get(target, NEVER) > _worst_kept(found, asked):
            break
        if target in reach and (shortest_hops(graph, sources, target) or NEVER) <= asked.max_hops:
            found = sorted([*found, *best_paths(graph, sources, target, each)])[: asked.k]
    if found:
        return Answer(paths=[_described(graph, path) for *_, path in found], not_open=not_open)
    lengths = [shortest_hops(graph, sources, target) for target in targets if target in reach]
    shortest = min((length for length in lengths if length is not None), default=None)
    reason = "not-connected" if shortest is None else "none-within-hops"
    return Answer(reason=reason, shortest=shortest, not_open=not_open)


def _reach(graph: Graph, sources: frozenset[str]) -> dict[str, int]:
    """The least that a path to each organisation comes to in what paths are first ordered by."""
    return graph.distances(sources, sources, in_hops=graph.asked.order == "hops")


def _worst_kept(found: list[Found], asked: Asked) -> int:
    return found[-1][0] if len(found) == asked.k else NEVER


def _described(graph: Graph, organisations: tuple[str, ...]) -> Path:
    pairs = list(pairwise(organisations))
    costs = tuple(graph.cost(one, other) for one, other in pairs)
    steps = tuple(tuple(record.id for record in graph.steps(one)[other]) for one, other in pairs)
    return Path(organisations, sum(costs), costs.index(max(costs)), costs, steps)
