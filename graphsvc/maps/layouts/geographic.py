"""The geographic layout: organisations where they are, with dots for all councils and some towns behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np

from graphsvc.maps.arrangement import Arrangement, Backdrop
from graphsvc.maps.layouts.apart import Floats, apart
from graphsvc.maps.layouts.boxes import Box
from graphsvc.maps.layouts.placing import Placed, Scene, without
from graphsvc.maps.layouts.spots import Spot, Spots, spots_of
from graphsvc.maps.layouts.towns import towns
from graphsvc.maps.lettering import plain
from graphsvc.maps.nodes import MapGroup, MapNode
from graphsvc.maps.pieces import label_box
from graphsvc.snapshot.view import View

_SIDES = ((200, (1000.0, 1100.0)), (10_000, (1300.0, 1500.0)))
"""Width and height of the map at most, by how many organisations there are at most."""
_CLOSEST = 0.014
"""Most units for a metre: a map of one town does not pretend to know more."""
_MARGIN = 40.0
_RADII = ((60, 9.0), (200, 7.0), (10_000, 5.0))
"""Half the size of an organisation, by how many there are at most."""
_ASKED = 1.3
"""How much larger those are that the map was asked for."""
_GAP = 2.0
_T = TypeVar("_T")
SAYS = "Grey dots are councils."


def place_geographic(scene: Scene) -> Placed:
    """Place everyone whose place is known; labels only where they cover nothing."""
    spots = spots_of(scene.view.snapshot)
    found = {item.key: _spot(spots, item) for item in scene.items}
    away = tuple(item for item in scene.items if found[item.key] is None)
    scene = _sized(without(scene, (item.key for item in away)), found)
    scale, middle = _scale([spot for spot in found.values() if spot is not None])
    items = scene.items
    wanted = np.array([_point(found[item.key], scale, middle) for item in items]).reshape(-1, 2)
    radii = np.array([item.radius for item in items])[:, None]
    moved = apart(wanted, np.hstack([-radii, -radii, radii, radii]), gap=_GAP, grows=False)
    positions = {
        item.key: (round(float(x), 1), round(float(y), 1)) for item, (x, y) in zip(items, moved, strict=True)
    }
    bare = _unlabelled(scene, positions)
    boxes = [_shifted(label_box(replace(i, lines=()) if i.key in bare else i), positions[i.key]) for i in items]
    left, top = min((b.left for b in boxes), default=0.0), min((b.top for b in boxes), default=0.0)
    right, bottom = max((b.right for b in boxes), default=0.0), max((b.bottom for b in boxes), default=0.0)
    centre = (round((left + right) / 2, 1), round((top + bottom) / 2, 1))
    arrangement = Arrangement(
        round(right - left + 2 * _MARGIN, 1), round(bottom - top + 2 * _MARGIN, 1), None, {}, positions, centre, bare,
    )
    behind = _backdrop(scene.view, scale, middle, boxes)
    return Placed(scene, arrangement, arrangement, behind, away, "whose place is not known", SAYS)


def _spot(spots: Spots, item: MapNode | MapGroup) -> Spot | None:
    """Where something is: a group in the middle of those of its members whose place is known."""
    if isinstance(item, MapNode):
        return spots.spot(item.organisation)
    known = [spot for spot in map(spots.spot, item.members) if spot is not None]
    if not known:
        return None
    return Spot(sum(spot.east for spot in known) / len(known), sum(spot.north for spot in known) / len(known))


def _sized(scene: Scene, found: dict[str, Spot | None]) -> Scene:
    """The scene with smaller organisations the more there are, and titles that say where they were put, and why."""
    radius = _by_number(_RADII, len(scene.nodes))
    nodes = []
    for node in scene.nodes:
        spot = found[node.key]
        said = f"\nDrawn in the middle of {spot.middle_of}" if spot is not None and spot.middle_of else ""
        size = radius * (_ASKED if node.focus else 1)
        nodes.append(replace(node, radius=size, title=plain(node.title + said)))
    return replace(scene, nodes=nodes)


def _scale(spots: Sequence[Spot]) -> tuple[float, tuple[float, float]]:
    """Units for a metre, and the metres that the middle of the map stands for."""
    if not spots:
        return _CLOSEST, (0.0, 0.0)
    east, north = [spot.east for spot in spots], [spot.north for spot in spots]
    across, down = max(max(east) - min(east), 1.0), max(max(north) - min(north), 1.0)
    width, height = _by_number(_SIDES, len(spots))
    middle = ((max(east) + min(east)) / 2, (max(north) + min(north)) / 2)
    return min(_CLOSEST, width / across, height / down), middle


def _point(spot: Spot | None, scale: float, middle: tuple[float, float]) -> tuple[float, float]:
    if spot is None:
        raise ValueError("only who has a place is placed")
    return (spot.east - middle[0]) * scale, (middle[1] - spot.north) * scale


def _unlabelled(scene: Scene, positions: dict[str, tuple[float, float]]) -> frozenset[str]:
    """Who has no room for a label: those asked for and the well connected are tried first."""
    taken = [_shifted(label_box(replace(item, lines=())), positions[item.key]) for item in scene.items]
    rooms: Floats = np.array([[box.left, box.top, box.right, box.bottom] for box in taken]).reshape(-1, 4)
    bare = set()
    order = sorted(scene.items, key=lambda item: (not item.focus, -scene.degrees.get(item.key, 0), item.key))
    for item in order:
        x, y = positions[item.key]
        whole = label_box(item)
        label = Box(whole.left + x, y + item.radius + 1, whole.right + x, whole.bottom + y)
        hit = (rooms[:, 0] < label.right) & (label.left < rooms[:, 2])
        hit &= (rooms[:, 1] < label.bottom) & (label.top < rooms[:, 3])
        if not item.lines or hit.any():
            bare.add(item.key)
        else:
            rooms = np.vstack([rooms, [[label.left, label.top, label.right, label.bottom]]])
    return frozenset(bare)


def _backdrop(view: View, scale: float, middle: tuple[float, float], taken: Sequence[Box]) -> Backdrop:
    """All of England, however little of it the map shows: what lies outside is not seen."""
    spots = spots_of(view.snapshot)
    councils = [spots.own(one) for one in view.organisations if one.covers_code and view.open[one.index]]
    dots = [_point(spot, scale, middle) for spot in councils if spot is not None]
    return Backdrop(
        dots=tuple((round(x, 1), round(y, 1)) for x, y in dots),
        towns=towns(lambda east, north: _point(Spot(east, north), scale, middle), taken),
    )


def _by_number(steps: Sequence[tuple[int, _T]], count: int) -> _T:
    return next((value for most, value in steps if count <= most), steps[-1][1])


def _shifted(box: Box, by: tuple[float, float]) -> Box:
    return Box(box.left + by[0], box.top + by[1], box.right + by[0], box.bottom + by[1])
