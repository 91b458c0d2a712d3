"""Titles of the sectors of an ego map, in lines."""

from __future__ import annotations

from graphsvc.maps.legend import Sector
from graphsvc.maps.lettering import NO_BREAK, wrapped

TITLE_SIZE = 14.0
_WIDE, _NARROW = 150.0, 118.0
_NAME_LINES, _SAYS_LINES = 3, 4


def title_lines(sector: Sector, wide: bool) -> tuple[str, ...]:
    """The name of a sector; `wide` on a screen, otherwise on a telephone held upright."""
    return wrapped(sector.name, TITLE_SIZE, _width(wide), _NAME_LINES, bold=True)


def says_lines(sector: Sector, wide: bool) -> tuple[str, ...]:
    """What is recorded in it. A count stays with its word: breaks come at commas alone."""
    text = sector.says.replace(" ", NO_BREAK).replace(f",{NO_BREAK}", ", ")
    return wrapped(text, TITLE_SIZE, _width(wide), _SAYS_LINES)


def _width(wide: bool) -> float:
    return _WIDE if wide else _NARROW
