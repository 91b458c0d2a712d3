"""What every layout is given, and what it gives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from graphsvc.maps.arrangement import Arrangement, Backdrop
from graphsvc.maps.layouts.boxes import Box
from graphsvc.maps.nodes import MapGroup, MapNode
from graphsvc.maps.pieces import label_box
from graphsvc.snapshot.view import View

_MARGIN = 16.0


@dataclass(frozen=True, slots=True)
class Scene:
    """What has to be placed.

    Attributes
    ----------
    view : View
        The graph as at a date.
    nodes, groups : list of MapNode, list of MapGroup
        What is drawn, the more important first where a layout must choose.
    pairs : frozenset of (str, str)
        Keys of those that are joined.
    degrees : dict of str to int
        How many others each is joined to, by key.
    """

    view: View
    nodes: list[MapNode]
    groups: list[MapGroup]
    pairs: frozenset[tuple[str, str]]
    degrees: dict[str, int]

    @property
    def items(self) -> list[MapNode | MapGroup]:
        """Nodes and groups."""
        return [*self.nodes, *self.groups]


@dataclass(frozen=True, slots=True)
class Placed:
    """Where it all stands.

    Attributes
    ----------
    scene : Scene
        With the labels, sizes and titles that this layout gives; without those that have no place in it.
    wide, tall : Arrangement
        Positions.
    backdrop : Backdrop or None
        What lies behind.
    away : tuple of MapNode or MapGroup
        Those for whom there is no place, and `why`: `whose place is not known`.
    says : str
        What to know of this layout, in a sentence.
    """

    scene: Scene
    wide: Arrangement
    tall: Arrangement
    backdrop: Backdrop | None = None
    away: tuple[MapNode | MapGroup, ...] = ()
    why: str = ""
    says: str = field(default="")


def without(scene: Scene, keys: Iterable[str]) -> Scene:
    """A scene without some of its nodes and groups."""
    away = set(keys)
    return replace(
        scene, nodes=[node for node in scene.nodes if node.key not in away],
        groups=[group for group in scene.groups if group.key not in away],
        pairs=frozenset(pair for pair in scene.pairs if away.isdisjoint(pair)),
    )


def cropped(arrangement: Arrangement, items: Iterable[MapNode | MapGroup], margin: float = _MARGIN) -> Arrangement:
    """A part of an arrangement, where it was: no position moves, and nothing is kept of who is not there."""
    positions = {item.key: arrangement.positions[item.key] for item in items}
    boxes = [_at(item, arrangement) for item in items]
    if not boxes:
        return replace(arrangement, positions={}, width=2 * margin, height=2 * margin, centre=(0.0, 0.0))
    left, top = min(box.left for box in boxes) - margin, min(box.top for box in boxes) - margin
    right, bottom = max(box.right for box in boxes) + margin, max(box.bottom for box in boxes) + margin
    return replace(
        arrangement, positions=positions, width=round(right - left, 1), height=round(bottom - top, 1),
        centre=(round((left + right) / 2, 1), round((top + bottom) / 2, 1)),
        unlabelled=arrangement.unlabelled & positions.keys(),
    )


def _at(item: MapNode | MapGroup, arrangement: Arrangement) -> Box:
    x, y = arrangement.positions[item.key]
    box = label_box(item if item.key not in arrangement.unlabelled else replace(item, lines=()))
    return Box(box.left + x, box.top + y, box.right + x, box.bottom + y)
