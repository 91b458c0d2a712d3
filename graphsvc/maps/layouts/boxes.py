"""The room that things need on a map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """The room that something needs around its position."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def area(self) -> float:
        """Its size."""
        return (self.right - self.left) * (self.bottom - self.top)


@dataclass(frozen=True, slots=True)
class SectorNeed:
    """What has to be placed in a sector: its title (`name` and `says` in lines), and its partners by key."""

    value_area: str
    name: tuple[str, ...]
    says: tuple[str, ...]
    title: Box
    partners: tuple[tuple[str, Box], ...]


def around(boxes: Sequence[Box]) -> Box:
    """The room in which each of some boxes, one at least, would fit."""
    return Box(
        min(box.left for box in boxes), min(box.top for box in boxes),
        max(box.right for box in boxes), max(box.bottom for box in boxes),
    )
