"""Brokers, single points of failure and peers, by the plainest means."""

from __future__ import annotations

from fractions import Fraction

from tests.reading.gaps import Gaps
from tests.reading.graph import Asked, Graph
from tests.reading.world import World

Neighbours = dict[str, set[str]]


def neighbours_of(gaps: Gaps) -> Neighbours:
    """Who is joined to whom by an active record that is not inherited, national bodies left out."""
    graph, world = Graph(gaps.records, Asked()), gaps.world
    ours = [key for key in sorted(world.open) if not world.is_national(key)]
    found = {key: {other for other in graph.steps(key) if not world.is_national(other)} for key in ours}
    return {key: others for key, others in found.items() if others}


def betweenness(neighbours: Neighbours, middles: list[str]) -> dict[str, Fraction]:
    """Of all pairs of others, the share whose shortest ways lead through each, by counting those ways pair by pair."""
    ways = {key: _ways(neighbours, key) for key in neighbours}
    pairs = Fraction((len(neighbours) - 1) * (len(neighbours) - 2), 2)
    found = {}
    for middle in middles:
        total = Fraction(0)
        for one in neighbours:
            for other in neighbours:
                if one < other and middle not in (one, other) and other in ways[one] and middle in ways[one]:
                    (hops, count), (to, first), (on, then) = ways[one][other], ways[one][middle], ways[middle][other]
                    if to + on == hops:
                        total += Fraction(first * then, count)
        if total:
            found[middle] = total / pairs
    return found


def _ways(neighbours: Neighbours, start: str) -> dict[str, tuple[int, int]]:
    """Hops to each that can be reached, and how many shortest ways there are."""
    found = {start: (0, 1)}
    level = [start]
    while level:
        following: dict[str, int] = {}
        for key in level:
            for other in neighbours[key]:
                if other not in found:
                    following[other] = following.get(other, 0) + found[key][1]
        hops = found[level[0]][0] + 1
        found.update((key, (hops, count)) for key, count in following.items())
        level = list(following)
    return found


def cut_off(neighbours: Neighbours, without: str) -> list[tuple[list[str], int]]:
    """The parts that remain around somebody who goes, but the largest, each with how many others it loses."""
    rest = {key: others - {without} for key, others in neighbours.items() if key != without}
    parts: list[list[str]] = []
    for start in neighbours[without]:
        part = sorted(_ways(rest, start))
        if part not in parts:
            parts.append(part)
    parts.sort(key=lambda part: (-len(part), part))
    everyone = sum(len(part) for part in parts)
    return [(part, everyone - len(part)) for part in parts[1:]]


def peers(world: World, organisation: str) -> tuple[list[str], bool]:
    """Other open ones of its type in its NHS region, and whether they had to be sought in all of England."""
    alike = [
        key for key in sorted(world.open)
        if key != organisation and world.type_of(key) == world.type_of(organisation)
    ]
    regions = world.regions(organisation)
    near = [key for key in alike if regions & world.regions(key)]
    return (near, False) if len(near) >= 5 else (alike, True)


def peer_cells(gaps: Gaps, organisation: str) -> dict[tuple[str, str], tuple[int, int]]:
    """For each of its cells, how many of its peers have it recorded, of those for whom it counts."""
    others = [cell for peer in peers(gaps.world, organisation)[0] for cell in gaps.cells(peer)]
    found = {}
    for own in gaps.cells(organisation):
        key = (own.value_area, own.partner_type)
        counted = [
            cell for cell in others
            if (cell.value_area, cell.partner_type) == key and cell.state != "not-applicable" and cell.collected
        ]
        found[key] = (sum(cell.state == "recorded" for cell in counted), len(counted))
    return found
