"""Small numbers: which counts may not be shown, so that none of them can be worked out from the others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

Key = tuple[str, ...]
"""Names a number: its table or finding, its row, its column, what is counted; a total's row or column is empty."""

_PRIME = 2**61 - 1
"""Equations of whole numbers are solved modulo it: as exact as fractions here, and ten times as quick."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A number that is the sum of others and of what is known anyhow."""

    total: Key
    parts: tuple[Key, ...]

    def terms(self) -> dict[Key, int]:
        """The same as an equation: how often each number stands in it."""
        found = {self.total: 1}
        for part in self.parts:
            found[part] = found.get(part, 0) - 1
        return {key: times for key, times in found.items() if times}


def hidden(counts: Mapping[Key, int], sums: Sequence[Sum], below: int) -> frozenset[Key]:
    """Which numbers are not shown.

    Those from 1 to the threshold, and as many others as it takes: while a hidden number follows from those that are
    shown, another number of a sum that it stands in is hidden. At last each of these others is shown again that is not
    needed after all, the totals first.

    Parameters
    ----------
    counts : mapping
        Every number that is shown anywhere.
    sums : sequence of Sum
        All the ways in which they add up.
    below : int
        Counts below it are not shown; 0 and 1 hide nothing.
    """
    small = {key for key, value in counts.items() if 0 < value < below}
    found = set(small)
    while exposed := _exposed(found, counts, sums):
        mended: set[Key] = set()
        for key in sorted(exposed):
            if key in mended:
                continue
            near = [one.terms() for one in sums if key in one.terms()]
            far = [terms for one in sums if not found.isdisjoint(terms := one.terms())]
            another = _another(near, found, counts) or _another(far, found, counts)
            if another is None:
                return frozenset(counts)
            found.add(another)
            mended.update(*(one.terms() for one in sums if another in one.terms()))
    for key in sorted(found - small, key=lambda one: (-one.count(""), -counts[one], one)):
        # With it are shown the others that then follow, such as the same number in another table.
        left = found - {key}
        while (exposed := _exposed(left, counts, sums)) and exposed.isdisjoint(small):
            left -= exposed
        if not exposed:
            found = left
    return frozenset(found)


def follows(unknown: Collection[Key], sums: Sequence[Sum]) -> frozenset[Key]:
    """Which of some numbers follow from all others, by adding and subtracting.

    The sums are equations in the unknown numbers, brought to reduced rows: a row that keeps a single unknown gives it.
    """
    rows: dict[Key, dict[Key, int]] = {}
    for one in sums:
        row = {key: times for key, times in one.terms().items() if key in unknown}
        for pivot in [key for key in row if key in rows]:
            _subtract(row, rows[pivot], row[pivot])
        if not row:
            continue
        pivot = min(row)
        inverse = pow(row[pivot], -1, _PRIME)
        row = {key: times * inverse % _PRIME for key, times in row.items()}
        for other in rows.values():
            if pivot in other:
                _subtract(other, row, other[pivot])
        rows[pivot] = row
    return frozenset(pivot for pivot, row in rows.items() if len(row) == 1)


def _subtract(row: dict[Key, int], other: Mapping[Key, int], times: int) -> None:
    for key, value in other.items():
        left = (row.get(key, 0) - times * value) % _PRIME
        if left:
            row[key] = left
        else:
            row.pop(key, None)


def _exposed(found: Collection[Key], counts: Mapping[Key, int], sums: Sequence[Sum]) -> frozenset[Key]:
    """Which hidden numbers a reader would know, who also knows that none of them is nought."""
    ones: set[Key] = set()
    for one in sums:
        parts = [part for part in one.parts if part in found]
        if one.total not in found and sum(counts[part] for part in parts) == len(parts):
            ones.update(parts)
    return follows(found, sums) | ones


def _another(sums: Iterable[Mapping[Key, int]], found: Collection[Key], counts: Mapping[Key, int]) -> Key | None:
    """The number of some sums to hide next: of the sum with fewest hidden the smallest, a total last.

    A nought is never hidden: who knows the rules may know that nothing can be counted there.
    """
    choices = [
        (sum(term in found for term in terms), times > 0, counts[term], term)
        for terms in sums for term, times in terms.items() if term not in found and counts[term]
    ]
    return min(choices)[-1] if choices else None
