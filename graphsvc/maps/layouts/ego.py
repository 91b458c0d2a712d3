"""Positions of an ego map: sectors by count, partners inside them, labels that do not touch.

One organisation stands in the middle of an ellipse. Each partner takes, one after the other and the same way each
time, the free place where its link and its label cross the fewest others; the ellipse grows until all have one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

from graphsvc.maps.arrangement import Arrangement, Wedge
from graphsvc.maps.layouts.boxes import Box, SectorNeed
from graphsvc.maps.layouts.ellipse import LEAST_HALF, Ellipse

_LEAST_SHARE = 0.5
"""A sector has at least this part of what it would have if all were equal, so that its title has room."""
_ROOM = 3.2
"""Size of the first ellipse tried, in sizes of all that goes in; most need a little more."""
_GROWTH = 1.07
_LARGEST = 6.0
"""How often the first ellipse may be the last one: with very many value areas their titles then touch."""
_SLIMMEST = 0.3
"""Width over height that a tall ellipse comes to before it grows in width."""
_MARGIN = 12.0
_KEPT = 1024
"""Arrangements kept: a large one takes a quarter of a second."""


@lru_cache(maxsize=_KEPT)
def arrange_ego(key: str, focus: Box, needs: tuple[SectorNeed, ...], aspect: float) -> Arrangement:
    """Place one organisation and its partners.

    Parameters
    ----------
    key : str
        The organisation in the middle.
    focus : Box
        Its room.
    needs : tuple of SectorNeed
        Sectors, clockwise from twelve o'clock.
    aspect : float
        Width of the ellipse over its height.

    Returns
    -------
    Arrangement
        The same for the same needs.
    """
    boxes = [focus, *(box for need in needs for box in (need.title, *(b for _, b in need.partners)))]
    size = _ROOM * sum(box.area for box in boxes) / math.pi
    shares = _shares([len(need.partners) for need in needs])
    largest = max(size, LEAST_HALF**2) * _LARGEST**2
    placed = None
    while placed is None:
        radii = _radii(size, aspect)
        placed = Ellipse(radii, focus, crowded=size > largest).place(needs, shares)
        size *= _GROWTH**2
    points, titles = placed
    wedges = {
        need.value_area: Wedge(share[0], share[1], need.name, need.says, *title)
        for need, share, title in zip(needs, shares, titles, strict=True)
    }
    width, height = (2 * radius + 2 * _MARGIN for radius in radii)
    return Arrangement(width, height, radii, wedges, {key: (0.0, 0.0), **points})


def _radii(size: float, aspect: float) -> tuple[float, float]:
    """Half axes of an ellipse of a size (their product): a tall one grows downwards first, so that it can be read."""
    if aspect >= 1:
        half = max(LEAST_HALF, math.sqrt(size / aspect))
        return half * aspect, half
    across = max(LEAST_HALF, math.sqrt(size * _SLIMMEST))
    return across, max(across / aspect, size / across)


def _shares(weights: Sequence[int]) -> list[tuple[float, float]]:
    """Beginning and end of each sector, in turns."""
    count, total = len(weights), sum(weights)
    ends: list[float] = []
    turn = 0.0
    for weight in weights:
        part = weight / total if total else 1 / count
        turn += _LEAST_SHARE / count + (1 - _LEAST_SHARE) * part
        ends.append(turn)
    return list(zip([0.0, *ends[:-1]], ends, strict=True))
