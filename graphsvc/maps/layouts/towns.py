"""Ten towns that readers know, written where they cover nobody."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from graphsvc.maps.arrangement import Town
from graphsvc.maps.layouts.boxes import Box
from graphsvc.maps.layouts.national_grid import national_grid
from graphsvc.maps.lettering import text_width

_TOWNS = (
    ("Birmingham", -1.8904, 52.4862), ("Bristol", -2.5879, 51.4545), ("Carlisle", -2.9386, 54.8951),
    ("Leeds", -1.5491, 53.8008), ("London", -0.1276, 51.5072), ("Manchester", -2.2426, 53.4808),
    ("Newcastle upon Tyne", -1.6178, 54.9783), ("Norwich", 1.2974, 52.6309), ("Plymouth", -4.1427, 50.3755),
    ("Southampton", -1.4044, 50.9097),
)
"""Longitude and latitude of their middles."""

TOWN_SIZE = 15.0
_AWAY = (0, 20, 35, 50, 70, 90, 110)
"""How far from its town a name may stand; further away it would mislead."""
_WAYS = ((0, -1), (0, 1), (-1, 0), (1, 0), (-1, -1), (1, -1), (-1, 1), (1, 1))


def towns(point: Callable[[float, float], tuple[float, float]], taken: Sequence[Box]) -> tuple[Town, ...]:
    """Where the names of towns are written.

    Parameters
    ----------
    point : callable
        Gives the point on the map of metres east and north.
    taken : sequence of Box
        Rooms of organisations and their labels, where they are.
    """
    rooms = list(taken)
    found = []
    for name, *where in _TOWNS:
        at = point(*national_grid(*where))
        half = text_width(name, TOWN_SIZE, bold=True) / 2
        tried = [_room(at, away, way, half) for away in _AWAY for way in _WAYS]
        room = next((one for one in tried if not any(_meet(one, other) for other in rooms)), tried[0])
        rooms.append(room)
        found.append(Town(name, round((room.left + room.right) / 2, 1), round((room.top + room.bottom) / 2, 1)))
    return tuple(found)


def _room(at: tuple[float, float], away: float, way: tuple[int, int], half: float) -> Box:
    """The room of a name that stands some way off its town; sideways it begins or ends there."""
    x, y = at[0] + way[0] * (away + half * (away > 0)), at[1] + way[1] * away
    return Box(x - half, y - TOWN_SIZE / 2, x + half, y + TOWN_SIZE / 2)


def _meet(one: Box, other: Box) -> bool:
    return (
        one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom
    )
