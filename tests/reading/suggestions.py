"""Whom to ask about a gap, best first."""

from __future__ import annotations

from functools import cache

from tests.reading.gaps import Cell, Gaps
from tests.reading.graph import Asked, Graph
from tests.reading.world import Districts

FAR = 99


class Suggestions:
    """Suggested partners for the gaps of a day."""

    def __init__(self, gaps: Gaps) -> None:
        self.gaps = gaps
        self.world = gaps.world
        self.records = gaps.records
        self.hops = cache(self._hops)
        self.joined = cache(self._joined)
        self.places = cache(self._places)
        self.near = cache(self._near)

    def add(self, organisation: str, cells: list[Cell], limit: int) -> None:
        """Give every gap its suggested partners and the number of those that could not be placed."""
        for cell in cells:
            if cell.is_gap:
                ranked, cell.unplaced = self.ranked(organisation, cell)
                cell.suggestions = ranked[:limit]
                away = self.hops(organisation)
                cell.hops = [away[key] if away.get(key, FAR) <= 6 else None for key in cell.suggestions]

    def ranked(self, organisation: str, cell: Cell) -> tuple[list[str], int]:
        """All suggested partners for a gap, best first, and how many of the type have no known place."""
        candidates = [
            key
            for key in self.gaps.open_of(self.gaps.accepted[cell.partner_type])
            if key != organisation
            and not self.world.is_national(key)
            and not any(
                record.state == "active" and record.row["value_area"] == cell.value_area
                for record in self.records.of(organisation).get(key, [])
            )
        ]
        keys = []
        for candidate in candidates:
            near = self.near(organisation, candidate)
            common = len(self.joined(organisation) & self.joined(candidate))
            hops = self.hops(organisation).get(candidate, FAR)
            if hops > 6:
                hops = FAR
            if near < 4 or common or hops < FAR:
                keys.append((near, -common, hops, candidate))
        unplaced = sum(not self.world.footprint(candidate) for candidate in candidates)
        return [candidate for *_, candidate in sorted(keys)], unplaced

    def _near(self, organisation: str, candidate: str) -> int:
        there = self.world.footprint(candidate)
        for number, place in enumerate(self.places(organisation), start=1):
            if place & there:
                return number
        return 4

    def _places(self, organisation: str) -> tuple[Districts, Districts, Districts]:
        """Where it sits, its board's area and its NHS region."""
        return self.world.home(organisation), self.world.board_area(organisation), self.world.region(organisation)

    def _joined(self, organisation: str) -> frozenset[str]:
        """Partners, not national, by an active record that is not inherited."""
        return frozenset(
            partner
            for partner, records in self.records.of(organisation).items()
            if not self.world.is_national(partner) and any(record.direct for record in records)
        )

    def _hops(self, organisation: str) -> dict[str, int]:
        return Graph(self.records, Asked()).distances([organisation], frozenset(), in_hops=True)
