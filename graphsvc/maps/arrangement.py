"""Where things stand on a map, and what lies behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wedge:
    """Where a sector lies: angles in turns of the ellipse from twelve o'clock, clockwise; and its title.

    `name` and `says` are the title's lines, `x` and `y` its middle.
    """

    start: float
    end: float
    name: tuple[str, ...]
    says: tuple[str, ...]
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Positions for one shape of screen.

    Attributes
    ----------
    width, height : float
        Of all that is drawn.
    radii : (float, float) or None
        Half axes of the ellipse that the sectors fill; None without sectors.
    wedges : mapping of str to Wedge
        By value area.
    positions : mapping of str to (float, float)
        By key of the node.
    centre : (float, float)
        The middle of what is drawn: not (0, 0) for a part of a larger map.
    unlabelled : frozenset of str
        Keys of nodes whose label has no room here.
    """

    width: float
    height: float
    radii: tuple[float, float] | None
    wedges: Mapping[str, Wedge]
    positions: Mapping[str, tuple[float, float]]
    centre: tuple[float, float] = (0.0, 0.0)
    unlabelled: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Hexagon:
    """The tile of a board: its middle, its half height, and what stands in it in words."""

    key: str
    x: float
    y: float
    radius: float
    name: tuple[str, ...]
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Town:
    """A town that readers know, by which they find their way: the middle of its name."""

    name: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Backdrop:
    """What lies behind the organisations of a map: the boards' tiles, or dots for all councils and some towns."""

    hexagons: tuple[Hexagon, ...] = ()
    dots: tuple[tuple[float, float], ...] = ()
    towns: tuple[Town, ...] = ()
