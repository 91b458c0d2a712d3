"""Places and the districts under them, as bit sets: one bit a district, 0 for none or unknown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graphsvc.model import Row
from graphsvc.vocabulary import DISTRICT

Districts = int
"""A set of districts: bit n is the n-th district by code. Two areas meet when their `&` is not 0."""


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """An area of the official geography."""

    code: str
    name: str
    kind: str


class Places:
    """All places, what lies in what, and the districts under each.

    Parameters
    ----------
    places, within : iterable of Row
        The tables of these names.
    """

    def __init__(self, places: Iterable[Row], within: Iterable[Row]) -> None:
        self.by_code = {row["code"]: Place(row["code"], row["name"], row["kind"]) for row in places}
        self.district_codes = sorted(code for code, place in self.by_code.items() if place.kind == DISTRICT)
        self.parents: dict[str, list[str]] = {}
        children: dict[str, list[str]] = {}
        for row in within:
            self.parents.setdefault(row["child"], []).append(row["parent"])
            children.setdefault(row["parent"], []).append(row["child"])
        bits = {code: 1 << bit for bit, code in enumerate(self.district_codes)}
        self._districts: dict[str, Districts] = {}
        for code in self.by_code:
            below = _reach(code, children)
            self._districts[code] = sum(bits[found] for found in below if found in bits)

    def districts(self, code: str) -> Districts:
        """The districts under a place, itself included when it is one; 0 for an empty code."""
        return self._districts.get(code, 0)

    def names(self, districts: Districts) -> tuple[str, ...]:
        """Codes of the districts in a set, in order."""
        return tuple(code for bit, code in enumerate(self.district_codes) if districts >> bit & 1)

    def above(self, code: str, kind: str) -> tuple[str, ...]:
        """Codes of the places of a kind in which a place lies, itself included, in order."""
        if code not in self.by_code:
            return ()
        return tuple(sorted(c for c in _reach(code, self.parents) if self.by_code[c].kind == kind))


def _reach(start: str, steps: dict[str, list[str]]) -> set[str]:
    found = {start}
    waiting = [start]
    while waiting:
        for code in steps.get(waiting.pop(), ()):
            if code not in found:
                found.add(code)
                waiting.append(code)
    return found
