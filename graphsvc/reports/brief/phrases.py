"""Numbers in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from graphsvc.reports.brief.contents import Cell

Part = str | Cell
"""A piece of a sentence."""


def percent(number: int, of: int, decimals: int = 0) -> str:
    """A share in hundredths, halves upwards; nought and all only when it is exactly that."""
    parts: int = 10**decimals
    rounded = (200 * parts * number + of) // (2 * of)
    if number and not rounded:
        return f"under {1 / parts:g}%"
    if rounded == 100 * parts and number < of:
        return f"over {100 - 1 / parts:g}%"
    return f"{rounded / parts:.{decimals}f}%"


def counted(number: int, one: str, several: str = "") -> str:
    """`1 record`, `2,000 records`, `2 boards and trusts`."""
    return f"{number:,} {one if number == 1 else several or f'{one}s'}"


def verb(cell: Cell, one: str, several: str) -> str:
    """A verb that fits a number; one that is not shown is taken for several."""
    return one if cell.value == 1 else several


def series(items: Sequence[Sequence[Part]], last: str = " and ") -> list[Part]:
    """Pieces of a sentence one after the other: `a, b and c`."""
    found: list[Part] = []
    for rank, item in enumerate(items):
        if rank:
            found.append(last if rank == len(items) - 1 else ", ")
        found += item
    return found
