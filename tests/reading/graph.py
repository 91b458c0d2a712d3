"""The graph of open organisations on a day, as a question asks for it."""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from dataclasses import dataclass

from tests.reading.records import Counted, Records

NEVER = 10**6
"""More hops or quarters than any path has."""


@dataclass(frozen=True)
class Asked:
    """The options of a question about paths."""

    k: int = 3
    max_hops: int = 6
    order: str = "hops"
    inherited: bool = False
    national: bool = False
    value_areas: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    avoid: frozenset[str] = frozenset()
    via: str | None = None


class Graph:
    """Steps between open organisations, what each costs, and who may be in the middle."""

    def __init__(self, records: Records, asked: Asked) -> None:
        self.records = records
        self.world = records.world
        self.asked = asked
        self._steps: dict[str, dict[str, list[Counted]]] = {}
        self._costs: dict[tuple[str, str], int] = {}

    def steps(self, organisation: str) -> dict[str, list[Counted]]:
        """The organisations one step away, with the records of the step in order of their ids."""
        if organisation not in self._steps:
            found = {}
            if organisation not in self.asked.avoid:
                for other, records in self.records.of(organisation).items():
                    kept = [record for record in records if self._counts(record)]
                    if kept and other not in self.asked.avoid:
                        found[other] = kept
            self._steps[organisation] = found
        return self._steps[organisation]

    def cost(self, one: str, other: str) -> int:
        """Quarters of the cheapest record between two organisations."""
        if (one, other) not in self._costs:
            records = self.steps(one)[other]
            self._costs[one, other] = min(record.quarters(self.world.day) for record in records)
        return self._costs[one, other]

    def may_be_passed(self, organisation: str) -> bool:
        """Whether the organisation may be in the middle of a path."""
        return not self.world.is_national(organisation) or self.asked.national or organisation == self.asked.via

    def distances(self, starts: Iterable[str], ends: frozenset[str], *, in_hops: bool) -> dict[str, int]:
        """Least hops (or quarters) from the nearest start to whatever can be reached without passing an end."""
        best = dict.fromkeys(starts, 0)
        waiting = sorted((0, start) for start in best)
        done = set()
        while waiting:
            far, here = heapq.heappop(waiting)
            if here in done:
                continue
            done.add(here)
            if far > 0 and (here in ends or not self.may_be_passed(here)):
                continue
            for there in self.steps(here):
                further = far + (1 if in_hops else self.cost(here, there))
                if further < best.get(there, NEVER):
                    best[there] = further
                    heapq.heappush(waiting, (further, there))
        return best

    def _counts(self, record: Counted) -> bool:
        row, asked = record.row, self.asked
        return (
            (record.direct or (asked.inherited and record.inherited))
            and (not asked.value_areas or row["value_area"] in asked.value_areas)
            and (not asked.kinds or row["kind"] in asked.kinds)
        )
