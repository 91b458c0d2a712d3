"""Positions of paths: a column for each hop, a lane for each path, labels that do not touch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from graphsvc.maps.arrangement import Arrangement
from graphsvc.maps.layouts.boxes import Box

Spot = tuple[float, float]

_BETWEEN_COLUMNS = 72.0
"""Of labels, so that the lines between them can be seen."""
_BETWEEN_LANES = 10.0
_MARGIN = 16.0
_SLACK = 1.5
"""Height of the picture, in heights of its fullest column: many paths share most of their organisations."""
_SHIFTS = tuple(part / 4 for part in (0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6))
"""Where else one is put when a line would run through a label: parts of a lane, the nearest first."""
_ROUNDS = 2
_MOST_SHIFTED = 60
"""With more organisations than this nobody reads the picture closely, and trying places takes seconds."""
_KEPT = 64


@lru_cache(maxsize=_KEPT)
def arrange_lanes(
    paths: tuple[tuple[str, ...], ...], boxes: tuple[tuple[str, Box], ...], downwards: bool
) -> Arrangement:
    """Place paths that may share organisations.

    Parameters
    ----------
    paths : tuple of tuple of str
        Keys of each path in its order, one path at least, none empty.
    boxes : tuple of (str, Box)
        Key and room of everybody on them.
    downwards : bool
        Whether the paths run from top to bottom, for a telephone held upright; else from left to right.
    """
    # Worked out as if they ran from left to right; the rooms are turned for the other way.
    rooms = {key: Box(box.top, box.left, box.bottom, box.right) if downwards else box for key, box in boxes}
    columns = _columns(paths)
    along = _along(columns, rooms)
    lane = _lane(columns, rooms)
    picture = _Picture({key: along[column] for key, column in columns.items()}, rooms, paths)
    fullest = max(Counter(columns.values()).values())
    picture.stack(columns, _wanted(paths, lane * min(1.0, _SLACK * fullest / len(paths))), lane)
    low, high = picture.extent()
    middle = ((low[0] + high[0]) / 2, (low[1] + high[1]) / 2)
    spots = {key: (x - middle[0], y - middle[1]) for key, (x, y) in picture.spots.items()}
    width, height = high[0] - low[0] + 2 * _MARGIN, high[1] - low[1] + 2 * _MARGIN
    if downwards:
        width, height = height, width
        spots = {key: (y, x) for key, (x, y) in spots.items()}
    return Arrangement(
        width, height, None, {}, {key: (round(x, 1), round(y, 1)) for key, (x, y) in sorted(spots.items())}
    )


def _columns(paths: Sequence[Sequence[str]]) -> dict[str, int]:
    """How many hops from the start each stands; the ends all in the last column."""
    columns: dict[str, int] = {}
    for path in paths:
        for hops, key in enumerate(path):
            columns[key] = max(hops, columns.get(key, 0))
    last = max(columns.values())
    on_the_way = {key for path in paths for key in path[:-1]}
    return {key: column if key in on_the_way or not column else last for key, column in columns.items()}


def _along(columns: Mapping[str, int], rooms: Mapping[str, Box]) -> dict[int, float]:
    """Where each column stands."""
    found: dict[int, float] = {}
    edge = -_BETWEEN_COLUMNS
    for column in sorted(set(columns.values())):
        mine = [rooms[key] for key, value in columns.items() if value == column]
        found[column] = edge + _BETWEEN_COLUMNS - min(room.left for room in mine)
        edge = found[column] + max(room.right for room in mine)
    return found


def _lane(columns: Mapping[str, int], rooms: Mapping[str, Box]) -> float:
    """Height of a lane: who stands alone in a column needs none, as the ends mostly do with their larger names."""
    shared = {column for column, count in Counter(columns.values()).items() if count > 1}
    needing = [rooms[key] for key, column in columns.items() if column in shared or not shared]
    return max(room.bottom - room.top for room in needing) + _BETWEEN_LANES


def _wanted(paths: Sequence[Sequence[str]], step: float) -> dict[str, float]:
    """The height at which each would stand if nobody else did: the middle of the lanes of its paths."""
    lanes: dict[str, list[int]] = {}
    for rank, path in enumerate(paths):
        for key in path:
            lanes.setdefault(key, []).append(rank)
    return {key: step * sum(ranks) / len(ranks) for key, ranks in lanes.items()}


@dataclass
class _Picture:
    """What is placed so far.

    Attributes
    ----------
    columns : mapping of str to float
        How far along each stands.
    rooms : mapping of str to Box
        The room of each.
    paths : sequence of sequence of str
        Who follows whom.
    """

    columns: Mapping[str, float]
    rooms: Mapping[str, Box]
    paths: Sequence[Sequence[str]]

    def __post_init__(self) -> None:
        self.spots: dict[str, Spot] = {}
        self.lines = sorted({(min(pair), max(pair)) for path in self.paths for pair in pairwise(path)})

    def stack(self, columns: Mapping[str, int], wanted: Mapping[str, float], lane: float) -> None:
        """Give everybody a height, first where they would like to stand, then where no line runs through a label."""
        for column in sorted(set(columns.values())):
            edge = float("-inf")
            mine = sorted((wanted[key], key) for key, value in columns.items() if value == column)
            for height, key in mine:
                room = self.rooms[key]
                y = max(height, edge + _BETWEEN_LANES - room.top)
                self.spots[key] = (self.columns[key], y)
                edge = y + room.bottom
        if len(self.spots) > _MOST_SHIFTED:
            return
        for _ in range(_ROUNDS):
            for key in sorted(self.spots):
                x, y = self.spots[key]
                places = [(x, y + shift * lane) for shift in _SHIFTS]
                tried = [(self._cost(key, place), rank) for rank, place in enumerate(places)]
                self.spots[key] = places[min(tried)[1]]

    def extent(self) -> tuple[Spot, Spot]:
        """The corners of all that is placed."""
        rooms = [self._room(key, spot) for key, spot in self.spots.items()]
        return (
            (min(room.left for room in rooms), min(room.top for room in rooms)),
            (max(room.right for room in rooms), max(room.bottom for room in rooms)),
        )

    def _room(self, key: str, spot: Spot) -> Box:
        room = self.rooms[key]
        return Box(spot[0] + room.left, spot[1] + room.top, spot[0] + room.right, spot[1] + room.bottom)

    def _cost(self, key: str, place: Spot) -> float:
        """Lines through labels, if one stood at a place; touching labels are out of the question."""
        own = self._room(key, place)
        others = {other: self._room(other, spot) for other, spot in self.spots.items() if other != key}
        if any(_touch(own, room) for room in others.values()):
            return float("inf")
        through = 0
        for ends in self.lines:
            if key not in ends:
                through += _crosses(self.spots[ends[0]], self.spots[ends[1]], own)
                continue
            far = ends[0] if ends[1] == key else ends[1]
            through += sum(_crosses(place, self.spots[far], room) for other, room in others.items() if other != far)
        return through


def _touch(one: Box, other: Box) -> bool:
    return (
        one.left < other.right and other.left < one.right
        and one.top < other.bottom + _BETWEEN_LANES and other.top < one.bottom + _BETWEEN_LANES
    )


def _crosses(start: Spot, end: Spot, room: Box) -> bool:
    """Whether a straight line enters a room: what is left of it after each side has cut."""
    first, last = 0.0, 1.0
    for at, to, low, high in ((start[0], end[0], room.left, room.right), (start[1], end[1], room.top, room.bottom)):
        if at == to:
            if not low < at < high:
                return False
            continue
        cuts = sorted(((low - at) / (to - at), (high - at) / (to - at)))
        first, last = max(first, cuts[0]), min(last, cuts[1])
    return first < last
