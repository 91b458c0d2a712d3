"""Pushing rooms apart until none overlaps another."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_PUSHES = 400
_PUSHES_EACH = 40
"""Pushes, and how many are tried before the picture grows a little."""
_PUSH = 0.5
_GROWTH = 1.1
_TOUCH = 0.01
GAP = 6.0
_NEAR = 60.0
"""Rooms that are further from each other than this are not looked at until something has moved half as far."""


def apart(spots: Floats, rooms: Floats, *, gap: float = GAP, grows: bool = True) -> Floats:
    """Push overlapping rooms apart, each pair along the way that is shorter.

    Parameters
    ----------
    spots : array of (x, y)
        Where they would like to be.
    rooms : array of (left, top, right, bottom)
        Their rooms, around their spots.
    gap : float
        What should lie between two.
    grows : bool
        Whether the whole picture may grow to make room.
    """
    spots = spots.copy()
    looked_at = spots.copy()
    first, second = _near(spots, rooms, gap)
    for push in range(_PUSHES):
        if grows and push % _PUSHES_EACH == _PUSHES_EACH - 1:
            spots *= _GROWTH
        if float(np.abs(spots - looked_at).max(initial=0.0)) > _NEAR / 2:
            looked_at = spots.copy()
            first, second = _near(spots, rooms, gap)
        low, high = spots + rooms[:, :2] - gap / 2, spots + rooms[:, 2:] + gap / 2
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


def _near(spots: Floats, rooms: Floats, gap: float) -> tuple[NDArray[np.int_], NDArray[np.int_]]:
    """Pairs of rooms that could come to touch, before either has moved far."""
    low, high = spots + rooms[:, :2] - (gap + _NEAR) / 2, spots + rooms[:, 2:] + (gap + _NEAR) / 2
    touch = (low[:, None, 0] < high[None, :, 0]) & (low[None, :, 0] < high[:, None, 0])
    touch &= (low[:, None, 1] < high[None, :, 1]) & (low[None, :, 1] < high[:, None, 1])
    first, second = np.nonzero(np.triu(touch, 1))
    return first, second
