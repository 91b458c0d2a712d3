"""What follows from some sums: arithmetic of rows, modulo a large prime."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_PRIME = 2**61 - 1


class Span:
    """All sums and differences of some rows.

    Parameters
    ----------
    rows : iterable of mapping
        Each says how often each thing is counted in it.
    """

    def __init__(self, rows: Iterable[Mapping[object, int]]) -> None:
        self._rows: dict[object, dict[object, int]] = {}
        for row in sorted(rows, key=len):
            left = self._reduced(row)
            if left:
                pivot = min(left, key=str)
                inverse = pow(left[pivot], -1, _PRIME)
                self._rows[pivot] = {thing: times * inverse % _PRIME for thing, times in left.items()}

    def has(self, row: Mapping[object, int]) -> bool:
        """Whether a row is a sum or difference of them."""
        return not self._reduced(row)

    def _reduced(self, row: Mapping[object, int]) -> dict[object, int]:
        left = {thing: times % _PRIME for thing, times in row.items()}
        while pivots := [thing for thing in left if thing in self._rows]:
            for pivot in pivots:
                times = left.get(pivot, 0)
                for thing, value in self._rows[pivot].items() if times else ():
                    rest = (left.get(thing, 0) - times * value) % _PRIME
                    if rest:
                        left[thing] = rest
                    else:
                        left.pop(thing, None)
        return left
