"""Positions of a map of several organisations: distances on paper follow hops, labels do not touch.

Stress majorisation from a fixed start: the same organisations and links give the same picture.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from graphsvc.maps.boxes import Box
from graphsvc.maps.drawing import Arrangement

Floats = NDArray[np.float64]

_STEP = 150.0
"""Distance of two organisations that are joined."""
_ROUNDS = 60
_PUSHES = 400
_PUSHES_EACH = 40
"""Pushes, and how many are tried before the picture grows a little."""
_PUSH = 0.5
_GROWTH = 1.1
_TOUCH = 0.01
_ROOM = 2.4
"""Size of a picture that can be put in order, in sizes of all rooms together."""
_GAP = 6.0
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
        Key and room of each, at least one.
    pairs : frozenset of (str, str)
        Who is joined to whom.
    aspect : float
        Width over height that the picture should come near to.
    """
    keys = [key for key, _ in boxes]
    rooms = np.array([[box.left, box.top, box.right, box.bottom] for _, box in boxes])
    number = {key: rank for rank, key in enumerate(keys)}
    parts = []
    for part, spots in _stressed_parts(tuple(keys), pairs):
        mine = np.array([number[key] for key in part])
        parts.append((mine, _apart(_turned(spots, aspect), rooms[mine])))
    positions = _packed(parts, rooms, aspect)
    low, high = (positions + rooms[:, :2]).min(axis=0), (positions + rooms[:, 2:]).max(axis=0)
    positions -= (low + high) / 2
    width, height = (float(side) + 2 * _MARGIN for side in high - low)
    spots_by_key = {
        key: (round(float(spot[0]), 1), round(float(spot[1]), 1)) for key, spot in zip(keys, positions, strict=True)
    }
    return Arrangement(width, height, None, {}, spots_by_key)


@lru_cache(maxsize=_KEPT)
def _stressed_parts(
    keys: tuple[str, ...], pairs: frozenset[tuple[str, str]]
) -> tuple[tuple[tuple[str, ...], Floats], ...]:
    """The connected parts, each with positions that know nothing of labels yet."""
    joined: dict[str, set[str]] = {key: set() for key in keys}
    for one, other in pairs:
        joined[one].add(other)
        joined[other].add(one)
    return tuple((tuple(part), _stressed(_hops(part, joined))) for part in _components(keys, joined))


def _components(keys: Sequence[str], joined: Mapping[str, set[str]]) -> list[list[str]]:
    """The connected parts, the largest first."""
    seen: set[str] = set()
    parts = []
    for key in keys:
        if key not in seen:
            part = list(_reached(key, joined))
            seen.update(part)
            parts.append(sorted(part))
    return sorted(parts, key=lambda part: (-len(part), part[0]))


def _reached(start: str, joined: Mapping[str, set[str]]) -> dict[str, int]:
    """Hops from one, of all that it reaches."""
    hops = {start: 0}
    level: Iterable[str] = [start]
    while level:
        following = []
        for key in level:
            for other in sorted(joined[key]):
                if other not in hops:
                    hops[other] = hops[key] + 1
                    following.append(other)
        level = following
    return hops


def _hops(part: Sequence[str], joined: Mapping[str, set[str]]) -> Floats:
    rows = []
    for key in part:
        hops = _reached(key, joined)
        rows.append([hops[other] for other in part])
    return np.array(rows, dtype=float)


def _stressed(hops: Floats) -> Floats:
    """Positions whose distances come near to the hops."""
    count = len(hops)
    if count == 1:
        return np.zeros((1, 2))
    wanted = hops * _STEP
    rank = np.arange(count)
    turn = rank * math.pi * (3 - math.sqrt(5))
    spots: Floats = np.sqrt(rank + 0.5)[:, None] * np.stack([np.cos(turn), np.sin(turn)], axis=1) * _STEP / 2
    weights = np.zeros_like(wanted)
    off = wanted > 0
    weights[off] = wanted[off] ** -2.0
    laplacian = np.diag(weights.sum(axis=1)) - weights
    # The inverse of a connected graph's Laplacian on everything but its shifts, which do not matter here.
    inverse = np.linalg.inv(laplacian + 1.0 / count)
    for _ in range(_ROUNDS):
        between = np.sqrt(((spots[:, None, :] - spots[None, :, :]) ** 2).sum(axis=2))
        pull = np.zeros_like(wanted)
        near = between > 1e-9
        pull[near] = -(weights * wanted)[near] / between[near]
        np.fill_diagonal(pull, 0.0)
        np.fill_diagonal(pull, -pull.sum(axis=1))
        spots = np.asarray(inverse @ (pull @ spots), dtype=np.float64)
    return spots


def _turned(spots: Floats, aspect: float) -> Floats:
    """The same picture with its longer side along the longer side of the paper."""
    centred = spots - spots.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    axes = axes * np.where(axes[0] + axes[1] * 1e-6 < 0, -1.0, 1.0)
    return np.asarray(centred @ (axes[:, ::-1] if aspect > 1 else axes), dtype=np.float64)


def _apart(spots: Floats, rooms: Floats) -> Floats:
    """Push overlapping rooms apart, each pair along the way that is shorter."""
    spots = spots * _roominess(spots, rooms)
    first, second = np.triu_indices(len(spots), 1)
    for push in range(_PUSHES):
        if push % _PUSHES_EACH == _PUSHES_EACH - 1:
            spots *= _GROWTH
        low, high = spots + rooms[:, :2] - _GAP / 2, spots + rooms[:, 2:] + _GAP / 2
        overlap = np.minimum(high[first], high[second]) - np.maximum(low[first], low[second])
        hit = (overlap > _TOUCH).all(axis=1)
        if not hit.any():
            break
        one, other, by = first[hit], second[hit], overlap[hit]
        axis = by.argmin(axis=1)
        sign = np.where(spots[one, axis] > spots[other, axis], 1.0, -1.0)
        away = sign * by[np.arange(len(by)), axis] * _PUSH
        np.add.at(spots, (one, axis), away)
        np.subtract.at(spots, (other, axis), away)
    return spots


def _roominess(spots: Floats, rooms: Floats) -> float:
    """How much a picture has to grow so that all rooms could lie beside each other in it."""
    needed = float(((rooms[:, 2] - rooms[:, 0] + _GAP) * (rooms[:, 3] - rooms[:, 1] + _GAP)).sum()) * _ROOM
    width, height = np.ptp(spots, axis=0) + _STEP
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
