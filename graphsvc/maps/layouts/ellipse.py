"""An ellipse that is being filled: titles first, then partners, each at the best place that is free."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from graphsvc.maps.layouts.boxes import Box, SectorNeed, around

Floats = NDArray[np.float64]

LEAST_HALF = 190.0
"""Smallest half axis of the ellipse."""
_GRID = (22.0, 13.0)
_COARSEST = 2.0
"""How much wider the grid of places gets when there is more room."""
_PLACES = 8000
"""Places of the grid, at most."""
_CAREFUL = 60
"""Partners up to which each place is chosen for the fewest crossings; more are put in rows."""
_GAP = 5.0
_ROUNDS = 3
_BESIDE = 0.07
"""Links that leave the middle closer than this angle, in radians, are hard to tell apart."""


class Ellipse:
    """An ellipse of one size that is being filled.

    Parameters
    ----------
    radii : (float, float)
        Half axes.
    focus : Box
        Room of what stands in the middle.
    crowded : bool
        Whether things that have no room are put in the middle of their sector all the same.
    """

    def __init__(self, radii: tuple[float, float], focus: Box, *, crowded: bool = False) -> None:
        self._crowded = crowded
        self._radii = np.array(radii)
        step = min(max(1.0, min(radii) / LEAST_HALF), _COARSEST)
        step = max(step, math.sqrt(math.pi * radii[0] * radii[1] / (_GRID[0] * _GRID[1] * _PLACES)))
        across = np.arange(-radii[0], radii[0], _GRID[0] * step)
        down = np.arange(-radii[1], radii[1], _GRID[1] * step)
        odd = (np.arange(len(down)) % 2)[:, None] * _GRID[0] * step / 2
        grid = np.column_stack([(across + odd).ravel(), np.repeat(down, len(across))])
        self._grid: Floats = grid[((grid / self._radii) ** 2).sum(axis=1) < 1]
        self._grid_turns = self._turns(self._grid)
        self._boxes: list[Floats] = [_array(focus)]
        self._points: list[Floats] = [np.zeros(2)]

    def place(
        self, needs: Sequence[SectorNeed], shares: Sequence[tuple[float, float]]
    ) -> tuple[dict[str, tuple[float, float]], list[tuple[float, float]]] | None:
        """Positions of partners by key, and of titles; None when something has no room."""
        titles: list[tuple[float, float]] = []
        for need, share in zip(needs, shares, strict=True):
            inside = self._inside(need.title, share)
            spots = self._free(inside, need.title)
            if self._crowded and not len(spots):
                spots = inside
            if not len(spots):
                return None
            middle = np.abs(self._turns(spots) - (share[0] + share[1]) / 2)
            reach = np.sqrt(((spots / self._radii) ** 2).sum(axis=1))
            best = spots[np.argmin(middle * 2.0 - reach)]
            titles.append((float(best[0]), float(best[1])))
            self._put(best, need.title)
        if sum(len(need.partners) for need in needs) > _CAREFUL:
            points = self._in_rows(needs, shares)
            return None if points is None else (points, titles)
        waiting: list[tuple[str, Box, Floats]] = []
        for need, share in zip(needs, shares, strict=True):
            for key, box in sorted(need.partners, key=lambda item: (-item[1].area, item[0])):
                waiting.append((key, box, self._inside(box, share)))
        first = len(self._boxes)
        for _key, box, spots in waiting:
            chosen = self._best(spots, box, skip=-1)
            if chosen is None:
                return None
            self._put(chosen, box)
        for _ in range(_ROUNDS):
            moved = False
            for number, (_key, box, spots) in enumerate(waiting, first):
                chosen = self._best(spots, box, skip=number)
                if chosen is not None and (chosen != self._points[number]).any():
                    self._boxes[number] = _array(box) + np.tile(chosen, 2)
                    self._points[number] = chosen
                    moved = True
            if not moved:
                break
        points = {
            key: (round(float(point[0]), 1), round(float(point[1]), 1))
            for (key, _, _), point in zip(waiting, self._points[first:], strict=True)
        }
        return points, titles

    def _in_rows(
        self, needs: Sequence[SectorNeed], shares: Sequence[tuple[float, float]]
    ) -> dict[str, tuple[float, float]] | None:
        """Positions of partners from the rim to the middle, all with the room of the largest; None without room."""
        placed: dict[str, tuple[float, float]] = {}
        for need, share in zip(needs, shares, strict=True):
            if not need.partners:
                continue
            room = around([box for _, box in need.partners])
            spots = self._inside(room, share)
            if not self._crowded:
                spots = self._free(spots, room)
            reach = np.sqrt(((spots / self._radii) ** 2).sum(axis=1))
            spots = spots[np.lexsort((self._turns(spots), -np.round(reach, 1)))]
            for key, _ in need.partners:
                if not len(spots):
                    return None
                point = spots[0]
                placed[key] = (round(float(point[0]), 1), round(float(point[1]), 1))
                taken = (_array(room) + np.tile(point, 2))[None, :]
                rest = spots[_apart(spots[:, [0, 1, 0, 1]] + _array(room), taken)[:, 0]]
                spots = np.roll(spots, -1, axis=0) if self._crowded and not len(rest) else rest
        return placed

    def _put(self, point: Floats, box: Box) -> None:
        self._boxes.append(_array(box) + np.tile(point, 2))
        self._points.append(point)

    def _turns(self, points: Floats) -> Floats:
        """Angle of points as seen from the middle, in turns of the ellipse from twelve o'clock, clockwise."""
        unit = points / self._radii
        turns: Floats = np.arctan2(unit[:, 0], -unit[:, 1]) / (2 * math.pi) % 1.0
        return turns

    def _inside(self, box: Box, share: tuple[float, float]) -> Floats:
        """Places of the grid where a box lies inside both the ellipse and the sector."""
        middle, half = (share[0] + share[1]) / 2, (share[1] - share[0]) / 2
        spots = self._grid[(self._grid_turns > share[0]) & (self._grid_turns < share[1])]
        wide, tall = self._radii
        for x in (box.left - _GAP, box.right + _GAP):
            for y in (box.top - _GAP, box.bottom + _GAP):
                across, down = (spots[:, 0] + x) / wide, (spots[:, 1] + y) / tall
                off = np.arctan2(across, -down) / (2 * math.pi) - middle
                spots = spots[(across * across + down * down < 1) & (np.abs(off - np.rint(off)) < half)]
        if self._crowded and not len(spots):
            angle = middle * 2 * math.pi
            spots = np.linspace(0.3, 0.9, 9)[:, None] * np.array([math.sin(angle), -math.cos(angle)]) * self._radii
        return spots

    def _free(self, spots: Floats, box: Box) -> Floats:
        """Those of some places where a box touches nothing that was put before."""
        mine = spots[:, [0, 1, 0, 1]] + _array(box)
        return spots[_apart(mine, np.array(self._boxes)).all(axis=1)]

    def _best(self, spots: Floats, box: Box, skip: int) -> Floats | None:
        """The free place with the fewest crossings and the most room; None when none is free."""
        if not len(spots):
            return None
        keep = np.arange(len(self._boxes)) != skip
        boxes, points = np.array(self._boxes)[keep], np.array(self._points)[keep]
        mine = spots[:, [0, 1, 0, 1]] + _array(box)
        free: NDArray[np.bool_] = np.asarray(_apart(mine, boxes).all(axis=1), dtype=bool)
        if not free.any():
            if not self._crowded:
                return None
            free = np.ones(len(spots), dtype=bool)
        spots, mine = spots[free], mine[free]
        x, y = spots[:, 0], spots[:, 1]
        crossed = _crossings(spots, boxes[1:]).sum(axis=1)
        crossing = _crossings(points[1:], mine).sum(axis=0)
        away = (x[:, None] - points[:, 0]) ** 2 + (y[:, None] - points[:, 1]) ** 2
        crowded = (1500.0 / (away + 1.0)).sum(axis=1)
        reach = np.sqrt((x / self._radii[0]) ** 2 + (y / self._radii[1]) ** 2)
        angle = np.abs(np.arctan2(y, x)[:, None] - np.arctan2(points[1:, 1], points[1:, 0]))
        between = np.minimum(angle, 2 * math.pi - angle)
        beside = np.maximum(1 - between / _BESIDE, 0).sum(axis=1)
        cost = 2.0 * crossed + 2.0 * crossing + 3.0 * beside + crowded + 2.0 * (reach - 0.68) ** 2
        best: Floats = spots[int(np.argmin(cost))]
        return best


def _array(box: Box) -> Floats:
    return np.array([box.left, box.top, box.right, box.bottom])


def _apart(mine: Floats, boxes: Floats) -> NDArray[np.bool_]:
    """Whether each of some boxes (rows) leaves a gap to each of others (columns)."""
    across = (mine[:, None, 2] + _GAP < boxes[None, :, 0]) | (mine[:, None, 0] - _GAP > boxes[None, :, 2])
    down = (mine[:, None, 3] + _GAP < boxes[None, :, 1]) | (mine[:, None, 1] - _GAP > boxes[None, :, 3])
    return across | down


def _crossings(ends: Floats, boxes: Floats) -> NDArray[np.bool_]:
    """Whether the straight line from the middle to each end (rows) crosses each box (columns)."""
    x, y = ends[:, 0, None], ends[:, 1, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        left, right = boxes[:, 0] / x, boxes[:, 2] / x
        top, bottom = boxes[:, 1] / y, boxes[:, 3] / y
    # `fmax` and `fmin` pass over what is no number: a line that runs along an axis meets no side of a box on it.
    enter = np.fmax(np.fmax(np.minimum(left, right), np.minimum(top, bottom)), 0.0)
    leave = np.fmin(np.fmin(np.maximum(left, right), np.maximum(top, bottom)), 1.0)
    crosses: NDArray[np.bool_] = enter < leave
    return crosses
