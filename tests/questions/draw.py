"""Questions about paths drawn from the record of England, of each sort so many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from tests.comparison import PathCase
from tests.reading.graph import Asked, Graph
from tests.reading.records import Records

Pair = tuple[str, str]
WITHIN = 6
NEAR, FAR, WIDENED, NOT_OPEN, APART = 200, 100, 50, 50, 100
"""How many pairs of each sort: 500 together."""
BEYOND = 20
"""Pairs that are joined in more hops than are asked for, besides."""


@dataclass
class Pairs:
    """Pairs of organisations by what joins them in the graph as asked by default."""

    near: list[Pair] = field(default_factory=list)
    """Joined in one to three hops."""
    far: list[Pair] = field(default_factory=list)
    """Joined in four to six hops."""
    inherited: list[Pair] = field(default_factory=list)
    """Joined only when inherited records count."""
    national: list[Pair] = field(default_factory=list)
    """Joined only through national bodies, or through them and inherited records."""
    not_open: list[Pair] = field(default_factory=list)
    """One of the two is not open: closed, where any had closed by the day, else not yet opened."""
    apart: list[Pair] = field(default_factory=list)
    """Not joined, however long the way."""
    beyond: list[Pair] = field(default_factory=list)
    """Joined in more than six hops."""

    @property
    def widened(self) -> list[Pair]:
        """Joined only by an option."""
        return self.inherited + self.national


def draw_pairs(records: Records, draw: Random) -> Pairs:
    """Pairs of each sort, a few from each of many starting points."""
    pairs = Pairs()
    plain, inherited = Graph(records, Asked()), Graph(records, Asked(inherited=True))
    widest = Graph(records, Asked(inherited=True, national=True))
    linked = sorted(key for key in records.world.open if widest.steps(key))
    draw.shuffle(linked)
    for source in linked:
        by_default, by_inherited, by_all = (_within(graph, source) for graph in (plain, inherited, widest))
        reached = plain.distances([source], frozenset(), in_hops=True)
        joined = sorted(by_default)
        _take(draw, pairs.near, NEAR, source, [key for key in joined if by_default[key] <= 3], 6)
        _take(draw, pairs.far, FAR, source, [key for key in joined if by_default[key] > 3], 3)
        only_inherited = [key for key in sorted(by_inherited) if key not in by_default]
        _take(draw, pairs.inherited, WIDENED // 2, source, only_inherited, 3)
        only_all = [key for key in sorted(by_all) if key not in by_inherited]
        _take(draw, pairs.national, WIDENED - len(pairs.inherited), source, only_all, 1)
        _take(draw, pairs.apart, APART, source, [key for key in linked if key not in reached], 1)
        _take(draw, pairs.beyond, BEYOND, source, [key for key in linked if reached.get(key, 0) > WITHIN], 1)
    pairs.national = pairs.national[: WIDENED - len(pairs.inherited)]
    _draw_not_open(records, draw, pairs, linked)
    return pairs


def _within(graph: Graph, source: str) -> dict[str, int]:
    away = graph.distances([source], frozenset(), in_hops=True)
    return {key: hops for key, hops in away.items() if 0 < hops <= WITHIN}


def _take(draw: Random, pairs: list[Pair], wanted: int, source: str, targets: list[str], most: int) -> None:
    room = min(wanted - len(pairs), most, len(targets))
    if room > 0:
        pairs.extend((source, target) for target in draw.sample(targets, room))


def _draw_not_open(records: Records, draw: Random, pairs: Pairs, linked: list[str]) -> None:
    world = records.world
    closed = sorted(key for key, row in world.organisations.items() if key not in world.open and row["closed"])
    others = sorted(key for key in world.organisations if key not in world.open and key not in closed)
    had_closed = [key for key in closed if not _not_yet(records, key)]
    while len(pairs.not_open) < NOT_OPEN:
        ended, open_one = draw.choice(had_closed or closed + others), draw.choice(linked)
        pair = (ended, open_one) if draw.random() < 0.5 else (open_one, ended)
        if pair not in pairs.not_open:
            pairs.not_open.append(pair)


def _not_yet(records: Records, key: str) -> bool:
    opened = records.world.organisations[key]["opened"]
    return bool(opened) and opened[:10] > records.world.day.isoformat()


def draw_options(records: Records, draw: Random, pairs: Pairs, number: int) -> Iterator[PathCase]:
    """Questions with options: sets, filters, limits, both orders, avoid, via, the nearest of a type in a place."""
    world = records.world
    linked = sorted({end for pair in pairs.near + pairs.far + pairs.widened for end in pair})
    places = sorted(code for code, place in world.places.items() if place["kind"] != "local-authority-district")
    kinds = ("university", "housing-association", "local-authority", "nhs-trust", "vcse", "dwp")
    areas = sorted({row["value_area"] for row in world.tables["value_areas"]})
    for _ in range(number):
        source, target = draw.choice(pairs.near + pairs.far + pairs.widened + pairs.apart)
        others = [key for key in draw.sample(linked, 4) if key not in (source, target)]
        nearest, through, several = draw.random() < 0.3, draw.random() < 0.25, draw.random() < 0.3
        yield PathCase(
            sources=(source, *others[:2]) if several else (source,),
            target="" if nearest else target,
            target_type=draw.choice(kinds) if nearest else "",
            target_place=draw.choice(("", draw.choice(places))) if nearest else "",
            value_areas=draw.choice(((), (), tuple(draw.sample(areas, 2)))),
            kinds=draw.choice(((), (), (), ("programme", "formal-partnership", "membership"))),
            k=draw.choice((1, 3, 5, 20)),
            max_hops=draw.choice((1, 3, 6, 6, 8, 10)),
            order=draw.choice(("hops", "evidence")),
            inherited=draw.random() < 0.5,
            national=draw.random() < 0.3,
            avoid=tuple(others[2:]) if draw.random() < 0.3 else (),
            via=_passed(records, draw, source, target, others) if through else "",
        )


def _passed(records: Records, draw: Random, source: str, target: str, others: list[str]) -> str:
    """Somebody to pass: a neighbour of an end, an end, or anyone."""
    near = sorted({*records.of(source), *records.of(target)} - set(others))
    return draw.choice(
        (draw.choice(near) if near else source, source, draw.choice(sorted(records.world.open - set(others))))
    )
