"""Links of an ego map bent around organisations that they would pass under, without leaving their sector."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from graphsvc.maps.arrangement import Arrangement
from graphsvc.maps.glyphs import bend
from graphsvc.maps.nodes import MapLink, MapNode

_CURVES = (0.16, -0.16, 0.32, -0.32)
_STEPS = 24
"""Points of a link that are looked at."""
_MOST = 5_000
"""Links up to which each is looked at: among more no eye can follow one."""
_NEAR = 2.0
_LENIENT = 0.005
"""Of a turn: a link that starts in the middle may begin on the border."""


def bent_around(
    links: Sequence[MapLink], nodes: Sequence[MapNode], arrangements: Sequence[Arrangement]
) -> list[MapLink]:
    """The same links; those that pass under another organisation have a curve that passes under fewer, if there is one.

    Of more than some thousand all stay as they are.

    Parameters
    ----------
    links : sequence of MapLink
        Links of a map.
    nodes : sequence of MapNode
        All its organisations.
    arrangements : sequence of Arrangement
        Where they stand: a link has one curve for all of them.
    """
    if len(links) > _MOST:
        return list(links)
    taken: dict[frozenset[str], set[float]] = {}
    for link in links:
        taken.setdefault(frozenset((link.source, link.target)), set()).add(_side(link, link.curve))
    stands = _Standing(nodes, arrangements)
    drawn = []
    for link in links:
        curves = taken[frozenset((link.source, link.target))]
        under = stands.over(link, link.curve)
        for curve in _CURVES:
            side = _side(link, curve)
            if not under:
                break
            if side not in curves and (fewer := stands.over(link, curve)) < under:
                curves.discard(_side(link, link.curve))
                curves.add(side)
                link, under = replace(link, curve=curve), fewer
        drawn.append(link)
    return drawn


def _side(link: MapLink, curve: float) -> float:
    """A curve as seen from the one end whose key comes first, so that links of a pair can be compared."""
    return curve if link.source < link.target else -curve


class _Standing:
    """Where everybody stands.

    Parameters
    ----------
    nodes : sequence of MapNode
        All organisations of a map.
    arrangements : sequence of Arrangement
        Where they stand.
    """

    def __init__(self, nodes: Sequence[MapNode], arrangements: Sequence[Arrangement]) -> None:
        self._place = {node.key: place for place, node in enumerate(nodes)}
        self._radii = np.array([node.radius + _NEAR for node in nodes])
        self._arrangements = [
            (arrangement, np.array([arrangement.positions[node.key] for node in nodes])) for arrangement in arrangements
        ]

    def over(self, link: MapLink, curve: float) -> int:
        """How many others a link passes under, in all arrangements together; leaving the sector is as bad."""
        ends = [self._place[link.source], self._place[link.target]]
        if len(self._place) <= len(set(ends)):
            return 0
        found = 0
        for arrangement, spots in self._arrangements:
            points = _points(arrangement.positions[link.source], arrangement.positions[link.target], curve)
            # Most stand far from any one link.
            low, high = points.min(axis=0) - self._radii.max(), points.max(axis=0) + self._radii.max()
            beside = ((spots >= low) & (spots <= high)).all(axis=1)
            beside[ends] = False
            across = spots[beside, 0, None] - points[:, 0]
            down = spots[beside, 1, None] - points[:, 1]
            away = np.sqrt((across * across + down * down).min(axis=1))
            found += int((away < self._radii[beside]).sum())
            found += _leaves(points, link.link.partnership.value_area, arrangement)
        return found


def _leaves(points: NDArray[np.float64], value_area: str, arrangement: Arrangement) -> bool:
    """Whether a link between its ends strays out of the sector of its value area."""
    wedge, radii = arrangement.wedges[value_area], arrangement.radii
    if radii is None or wedge.end - wedge.start >= 1:
        return False
    inner = points[1:-1] / np.array(radii)
    turns = np.arctan2(inner[:, 0], -inner[:, 1]) / (2 * np.pi) % 1.0
    away = np.abs((turns - (wedge.start + wedge.end) / 2 + 0.5) % 1.0 - 0.5)
    return bool((away > (wedge.end - wedge.start) / 2 + _LENIENT).any())


def _points(source: tuple[float, float], target: tuple[float, float], curve: float) -> NDArray[np.float64]:
    via = bend(source, target, curve) if curve else ((source[0] + target[0]) / 2, (source[1] + target[1]) / 2)
    along = np.linspace(0, 1, _STEPS)[:, None]
    one, middle, other = np.array(source), np.array(via), np.array(target)
    return np.asarray((1 - along) ** 2 * one + 2 * along * (1 - along) * middle + along**2 * other)
