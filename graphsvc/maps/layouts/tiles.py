"""The tile layout: one hexagon a board, with the organisations or groups of its area inside."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from graphsvc.errors import BadInput
from graphsvc.maps.arrangement import Arrangement, Backdrop, Hexagon
from graphsvc.maps.layouts.boxes import Box
from graphsvc.maps.layouts.homes import HOW_COUNTED, homes_of
from graphsvc.maps.layouts.placing import Placed, Scene, without
from graphsvc.maps.lettering import wrapped
from graphsvc.maps.nodes import MapGroup, MapNode
from graphsvc.maps.pieces import LABEL_SIZE, LINE_HEIGHT, label_box
from graphsvc.model import Row
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import ODS_PREFIX

_LEAST_RADIUS, _GROWTH = 92.0, 1.05
_RADIUS = 6.0
"""Half the size of an organisation."""
_MOST_LABELLED = 3
"""Organisations asked for, up to which their names are written."""
_GAPS = (14.0, 11.0, 8.0, 5.0)
"""Between two, the widest that a tile has room for."""
_EDGE = 5.0
_MARGIN = 8.0
_NAME_LINES = 3
TOP = 0.72
"""Where a tile's name begins, in half heights above its middle."""


def place_tiles(scene: Scene) -> Placed:
    """Put everyone into the tile of the board in whose area it sits.

    Raises
    ------
    BadInput
        The facts have no tiles.
    """
    rows = scene.view.snapshot.dataset["icb_tiles"]
    if not rows:
        raise BadInput("these facts have no tiles (icb_tiles.csv): ask for another layout", "layout", "tiles")
    tiles = {ODS_PREFIX + row["ods_code"]: row for row in rows if _is_open(scene.view, ODS_PREFIX + row["ods_code"])}
    scene = _sized(scene)
    inside: dict[str, list[MapNode | MapGroup]] = {key: [] for key in tiles}
    away = []
    for item in sorted(scene.items, key=lambda item: (not item.focus, item.type, -_count(item), item.key)):
        board = board_of(scene.view, item)
        if board is not None and board.id in inside:
            inside[board.id].append(item)
        else:
            away.append(item)
    radius = _LEAST_RADIUS
    places = _all_placed(inside, tiles, radius)
    while places is None:
        radius *= _GROWTH
        places = _all_placed(inside, tiles, radius)
    hexagons = [
        Hexagon(key, *_middle(row, radius), round(radius, 1), _name(row, radius), says(inside[key]))
        for key, row in tiles.items()
    ]
    centre, width, height = _extent(hexagons, radius)
    positions = {
        item.key: (
            round(x + tile.x - centre[0], 1), round(y + tile.y - centre[1], 1),
        )
        for tile in hexagons for item, (x, y) in zip(inside[tile.key], places[tile.key], strict=True)
    }
    moved = tuple(replace(t, x=round(t.x - centre[0], 1), y=round(t.y - centre[1], 1)) for t in hexagons)
    arrangement = Arrangement(round(width, 1), round(height, 1), None, {}, positions)
    return Placed(
        without(scene, (item.key for item in away)), arrangement, arrangement, Backdrop(hexagons=moved), tuple(away),
        "that are in no board’s tile", HOW_COUNTED,
    )


def recounted(view: View, backdrop: Backdrop, items: Iterable[MapNode | MapGroup]) -> Backdrop:
    """The same tiles, saying how many of some organisations and groups stand in each."""
    inside: dict[str, list[MapNode | MapGroup]] = {tile.key: [] for tile in backdrop.hexagons}
    for item in items:
        board = board_of(view, item)
        if board is not None:
            inside[board.id].append(item)
    return replace(backdrop, hexagons=tuple(replace(tile, says=says(inside[tile.key])) for tile in backdrop.hexagons))


def says(items: Sequence[MapNode | MapGroup]) -> tuple[str, ...]:
    """What a tile counts."""
    count = sum(_count(item) for item in items)
    return (f"{count:,} organisation{'' if count == 1 else 's'}",) if count else ("none on this map",)


def board_of(view: View, item: MapNode | MapGroup) -> Organisation | None:
    """The board for which something counts."""
    return item.board if isinstance(item, MapGroup) else homes_of(view).board(item.organisation)


def _is_open(view: View, board: str) -> bool:
    index = view.snapshot.index_of.get(board)
    return index is not None and view.open[index]


def _count(item: MapNode | MapGroup) -> int:
    return len(item.members) if isinstance(item, MapGroup) else 1


def _sized(scene: Scene) -> Scene:
    """The scene with small organisations, whose names the table has; only few that were asked for keep theirs."""
    asked = sum(1 for node in scene.nodes if node.focus)
    named = asked <= _MOST_LABELLED
    nodes = [
        replace(node, radius=_RADIUS * (1.5 if node.focus else 1), lines=node.lines if node.focus and named else ())
        for node in scene.nodes
    ]
    return replace(scene, nodes=nodes)


def _middle(row: Row, radius: float) -> tuple[float, float]:
    """Pointy-top hexagons; odd rows stand half a tile to the right."""
    column, line = int(row["col"]), int(row["row"])
    return round((column + line % 2 / 2) * math.sqrt(3) * radius, 1), round(line * 1.5 * radius, 1)


def _name(row: Row, radius: float) -> tuple[str, ...]:
    return wrapped(row["name"], LABEL_SIZE, radius * 1.35, _NAME_LINES, bold=True)


def _extent(hexagons: Sequence[Hexagon], radius: float) -> tuple[tuple[float, float], float, float]:
    """The middle of all tiles, and their width and height."""
    across, down = [tile.x for tile in hexagons], [tile.y for tile in hexagons]
    if not hexagons:
        return (0.0, 0.0), 2 * _MARGIN, 2 * _MARGIN
    width = max(across) - min(across) + math.sqrt(3) * radius + 2 * _MARGIN
    height = max(down) - min(down) + 2 * radius + 2 * _MARGIN
    return ((max(across) + min(across)) / 2, (max(down) + min(down)) / 2), width, height


def _all_placed(
    inside: Mapping[str, Sequence[MapNode | MapGroup]], tiles: Mapping[str, Row], radius: float
) -> dict[str, list[tuple[float, float]]] | None:
    placed = {}
    for key, items in inside.items():
        lines = len(_name(tiles[key], radius)) + 1
        top = -TOP * radius + lines * LABEL_SIZE * LINE_HEIGHT
        boxes = [label_box(item) for item in items]
        tried = (_in_rows(boxes, radius, top, gap) for gap in _GAPS)
        found = next((one for one in tried if one is not None), None)
        if found is None:
            return None
        placed[key] = found
    return placed


def _in_rows(boxes: Sequence[Box], radius: float, top: float, gap: float) -> list[tuple[float, float]] | None:
    """Positions in rows under a tile's words, from left to right; None without room."""
    placed: list[tuple[float, float]] = []
    y = top + _EDGE
    waiting = list(boxes)
    while waiting:
        row: list[Box] = []
        while len(row) < len(waiting):
            longer = waiting[:len(row) + 1]
            tall = max(box.bottom - box.top for box in longer)
            if sum(box.right - box.left + gap for box in longer) > 2 * _half_width(y, y + tall, radius):
                break
            row = longer
        if not row:
            return None
        x = -sum(box.right - box.left + gap for box in row) / 2
        high = max(-box.top for box in row)
        for box in row:
            placed.append((x + gap / 2 - box.left, y + high))
            x += box.right - box.left + gap
        y += max(high + box.bottom for box in row) + gap
        waiting = waiting[len(row):]
    return placed


def _half_width(top: float, bottom: float, radius: float) -> float:
    """Half of what a tile has in width between two heights; less than nothing beyond its tip."""
    furthest = max(abs(top), abs(bottom)) + _EDGE
    return min(math.sqrt(3) / 2 * radius - _EDGE, (radius - furthest) * math.sqrt(3))
