"""Positions for a telephone held upright: rows as wide as its screen, so that names are read without a zoom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from graphsvc.maps.arrangement import Arrangement
from graphsvc.maps.layouts.boxes import Box
from graphsvc.maps.layouts.spread import stressed_parts, turned

WIDTH = 372.0
_MARGIN = 8.0
_GAP, _ROW_GAP = 6.0, 14.0
_SHORTER = 0.7
"""Every other row takes less, so that nobody stands straight under somebody else and lines are seen between them."""
_UPRIGHT = 0.5
_KEPT = 64

Items = Sequence[tuple[str, Box]]


@lru_cache(maxsize=_KEPT)
def arrange_strip(
    boxes: tuple[tuple[str, Box], ...], pairs: frozenset[tuple[str, str]], aspect: float  # noqa: ARG001 - as the other
) -> Arrangement:
    """Place organisations row by row, from top to bottom as they lie in the network.

    Parameters
    ----------
    boxes : tuple of (str, Box)
        Key and room of each.
    pairs : frozenset of (str, str)
        Who is joined to whom.
    aspect : float
        Not used: the width is given, and the height follows.
    """
    across: dict[str, float] = {}
    order: list[str] = []
    for part, spots in stressed_parts(tuple(key for key, _ in boxes), pairs):
        upright = turned(spots, _UPRIGHT)
        across |= {key: float(spot[0]) for key, spot in zip(part, upright, strict=True)}
        order += [part[rank] for rank in sorted(range(len(part)), key=lambda one: (float(upright[one][1]), part[one]))]
    room = dict(boxes)
    positions: dict[str, tuple[float, float]] = {}
    y = _MARGIN
    for row in _rows([(key, room[key]) for key in order]):
        row.sort(key=lambda item: (across[item[0]], item[0]))
        high, low = max(-box.top for _, box in row), max(box.bottom for _, box in row)
        free = WIDTH - 2 * _MARGIN - sum(box.right - box.left for _, box in row)
        step = max(0.0, free / (len(row) + 1))
        x = -WIDTH / 2 + _MARGIN
        for key, box in row:
            positions[key] = (x + step - box.left, y + high)
            x += step + box.right - box.left
        y += high + low + _ROW_GAP
    height = y - (_ROW_GAP if positions else 0.0) + _MARGIN
    placed = {key: (round(x, 1), round(y - height / 2, 1)) for key, (x, y) in positions.items()}
    return Arrangement(WIDTH, height, None, {}, placed)


def _rows(items: Items) -> Iterator[list[tuple[str, Box]]]:
    row: list[tuple[str, Box]] = []
    taken, number = 0.0, 0
    for key, box in items:
        width = box.right - box.left + _GAP
        if row and taken + width > (WIDTH - 2 * _MARGIN + _GAP) * (_SHORTER if number % 2 else 1.0):
            yield row
            row, taken, number = [], 0.0, number + 1
        row.append((key, box))
        taken += width
    if row:
        yield row
