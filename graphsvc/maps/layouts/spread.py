"""Positions of a map of several organisations: distances on paper follow hops, labels do not touch."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from graphsvc.maps.arrangement import Arrangement
from graphsvc.maps.layouts.apart import GAP, apart
from graphsvc.maps.layouts.boxes import Box
from graphsvc.maps.layouts.stress import STEP, Floats, connected_parts

VERSION = 2
"""Counts changes of the layout, so that positions that were kept of an older one are not used."""

_ROOM = 2.4
"""Size of a picture that can be put in order, in sizes of all rooms together."""
_SPACIOUS, _CLOSEST = 120, 0.75
"""Organisations up to which links have their full length; how much shorter they may be on larger maps."""
_MARGIN = 16.0
_KEPT = 64


@lru_cache(maxsize=_KEPT)
def arrange_spread(
    boxes: tuple[tuple[str, Box], ...], pairs: frozenset[tuple[str, str]], aspect: float
) -> Arrangement:
    """Place organisations that are joined in any way.

    Parameters
    ----------
    boxes : tuple of (str, Box)
        Key and room of each.
    pairs : frozenset of (str, str)
        Who is joined to whom.
    aspect : float
        Width over height that the picture should come near to.
    """
    keys = [key for key, _ in boxes]
    if not keys:
        return Arrangement(2 * _MARGIN, 2 * _MARGIN, None, {}, {})
    rooms = np.array([[box.left, box.top, box.right, box.bottom] for _, box in boxes])
    number = {key: rank for rank, key in enumerate(keys)}
    parts = []
    for part, spots in stressed_parts(tuple(keys), pairs):
        mine = np.array([number[key] for key in part])
        laid = turned(spots, aspect) * max(_CLOSEST, min(1.0, math.sqrt(_SPACIOUS / len(part))))
        parts.append((mine, apart(laid * _roominess(laid, rooms[mine]), rooms[mine])))
    positions = _packed(parts, rooms, aspect)
    low, high = (positions + rooms[:, :2]).min(axis=0), (positions + rooms[:, 2:]).max(axis=0)
    positions -= (low + high) / 2
    width, height = (float(side) + 2 * _MARGIN for side in high - low)
    spots_by_key = {
        key: (round(float(spot[0]), 1), round(float(spot[1]), 1)) for key, spot in zip(keys, positions, strict=True)
    }
    return Arrangement(width, height, None, {}, spots_by_key)


@lru_cache(maxsize=8)
def stressed_parts(
    keys: tuple[str, ...], pairs: frozenset[tuple[str, str]]
) -> list[tuple[list[str], Floats]]:
    """The connected parts with their positions: those for a screen and for a telephone begin with the same."""
    return connected_parts(keys, sorted(pairs))


def turned(spots: Floats, aspect: float) -> Floats:
    """The same picture with its longer side along the longer side of the paper."""
    centred = spots - spots.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    axes = axes * np.where(axes[0] + axes[1] * 1e-6 < 0, -1.0, 1.0)
    return np.asarray(centred @ (axes[:, ::-1] if aspect > 1 else axes), dtype=np.float64)


def _roominess(spots: Floats, rooms: Floats) -> float:
    """How much a picture has to grow so that all rooms could lie beside each other in it."""
    needed = float(((rooms[:, 2] - rooms[:, 0] + GAP) * (rooms[:, 3] - rooms[:, 1] + GAP)).sum()) * _ROOM
    width, height = np.ptp(spots, axis=0) + STEP
    return max(1.0, math.sqrt(needed / float(width * height)))


def _packed(parts: Sequence[tuple[NDArray[np.int_], Floats]], rooms: Floats, aspect: float) -> Floats:
    """Put the parts side by side in rows."""
    placed = np.zeros((len(rooms), 2))
    sizes = [
        (spots + rooms[mine][:, 2:]).max(axis=0) - (spots + rooms[mine][:, :2]).min(axis=0) for mine, spots in parts
    ]
    total = sum(float((size[0] + _MARGIN) * (size[1] + _MARGIN)) for size in sizes)
    widest = max(math.sqrt(total * aspect) * 1.1, *(float(size[0]) for size in sizes), 1.0)
    x = y = tallest = 0.0
    for (mine, spots), size in zip(parts, sizes, strict=True):
        if x and x + size[0] > widest:
            x, y, tallest = 0.0, y + tallest + _MARGIN, 0.0
        placed[mine] = spots - (spots + rooms[mine][:, :2]).min(axis=0) + np.array([x, y])
        x += float(size[0]) + _MARGIN
        tallest = max(tallest, float(size[1]))
    return placed
