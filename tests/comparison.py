"""The product's answers and the second reading's, in one shape, so that they can be held equal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

from graphsvc.questions.gaps import OrganisationGaps, gaps_of
from graphsvc.questions.paths import PathAnswer, PathQuestion, find_paths
from graphsvc.snapshot.graph import Snapshot
from graphsvc.snapshot.view import View
from tests.reading.gaps import Gaps, coverage
from tests.reading.graph import Asked
from tests.reading.paths import Answer, paths_to, paths_to_nearest
from tests.reading.suggestions import Suggestions

Shape = dict[str, Any]
Counted = tuple[str, str, str, str, bool]
"""A record, the two that it counts for, its state, and whether it is a predecessor's."""


@dataclass(frozen=True)
class PathCase:
    """One question about paths, in words that both understand."""

    sources: tuple[str, ...]
    target: str = ""
    target_type: str = ""
    target_place: str = ""
    value_areas: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    k: int = 3
    max_hops: int = 6
    order: str = "hops"
    inherited: bool = False
    national: bool = False
    avoid: tuple[str, ...] = ()
    via: str = ""


class Product:
    """What the product answers on a day."""

    def __init__(self, snapshot: Snapshot, day: date) -> None:
        self.view: View = snapshot.view(day)

    def counted(self) -> list[Counted]:
        """What every record counts for."""
        ids = [organisation.id for organisation in self.view.organisations]
        return sorted(
            (link.partnership.id, *sorted((ids[link.source], ids[link.target])), str(link.state), link.inherited)
            for link in self.view.links
        )

    def gaps(self, organisation: str, suggest: int = 5) -> Shape:
        """The cells of an organisation."""
        found: OrganisationGaps = gaps_of(self.view, organisation, suggest=suggest)
        cells = {
            (cell.rule.value_area, cell.partner_type.id): {
                "state": str(cell.state),
                "rule": (cell.rule.id, cell.rule.version),
                "records": list(cell.records),
                "evidence": str(cell.evidence) if cell.evidence else None,
                "in_area": (cell.in_area.n, cell.in_area.of) if cell.in_area else None,
                "covering": (cell.covering.n, cell.covering.of) if cell.covering else None,
                "board_only": cell.board_only,
                "reviewed_on": cell.reviewed_on,
                "suggestions": [suggestion.organisation.id for suggestion in cell.suggestions.items],
                "hops": [suggestion.hops for suggestion in cell.suggestions.items],
                "unplaced": cell.suggestions.unplaced,
            }
            for cell in found.cells
        }
        counts = found.coverage
        heirs = [organisation.id for organisation in found.heirs]
        return {
            "open": found.is_open,
            "heirs": heirs,
            "cells": cells,
            "coverage": (counts.recorded, counts.current, counts.of),
        }

    def paths(self, case: PathCase) -> Shape:
        """The paths asked for."""
        found: PathAnswer = find_paths(self.view, PathQuestion(**case.__dict__))
        paths = [
            {
                "organisations": [organisation.id for organisation in path.organisations],
                "hops": path.hops,
                "cost": Fraction(path.cost),
                "costs": [Fraction(step.cost) for step in path.steps],
                "weakest": path.weakest,
                "records": [[link.partnership.id for link in step.links] for step in path.steps],
            }
            for path in found.paths
        ]
        not_open = {ended: [heir.id for heir in heirs] for ended, heirs in _by_id(found.not_open).items()}
        reason = str(found.reason) if found.reason else None
        return {"paths": paths, "reason": reason, "shortest": found.shortest, "not_open": not_open}


class SecondReading:
    """What the second reading answers on a day."""

    def __init__(self, tables: Mapping[str, Sequence[Mapping[str, str]]], day: date) -> None:
        self.known = Gaps(tables, day)
        self.world, self.records = self.known.world, self.known.records

    @cached_property
    def suggestions(self) -> Suggestions:
        """Suggestions, which keep what they work out for the day."""
        return Suggestions(self.known)

    def counted(self) -> list[Counted]:
        """What every record counts for."""
        return sorted(
            (record.id, one, other, record.state, record.succeeded)
            for one, others in self.records.between.items() for other, records in others.items() if one < other
            for record in records
        )

    def gaps(self, organisation: str, suggest: int = 5) -> Shape:
        """The cells of an organisation."""
        cells = self.known.cells(organisation)
        self.suggestions.add(organisation, cells, suggest)
        is_open = organisation in self.world.open
        shaped = {
            (cell.value_area, cell.partner_type): {
                "state": cell.state,
                "rule": cell.rule,
                "records": cell.records,
                "evidence": cell.evidence,
                "in_area": cell.in_area,
                "covering": cell.covering,
                "board_only": cell.board_only,
                "reviewed_on": cell.reviewed_on or "",
                "suggestions": cell.suggestions,
                "hops": cell.hops,
                "unplaced": cell.unplaced,
            }
            for cell in cells
        }
        heirs = [] if is_open else self.records.heirs.of(organisation)
        return {"open": is_open, "heirs": heirs, "cells": shaped, "coverage": coverage(cells)}

    def paths(self, case: PathCase) -> Shape:
        """The paths asked for."""
        asked = Asked(
            k=case.k,
            max_hops=case.max_hops,
            order=case.order,
            inherited=case.inherited,
            national=case.national,
            value_areas=frozenset(case.value_areas),
            kinds=frozenset(case.kinds),
            avoid=frozenset(case.avoid),
            via=case.via or None,
        )
        found: Answer
        if case.target:
            found = paths_to(self.records, case.sources, case.target, asked)
        else:
            found = paths_to_nearest(self.records, case.sources, case.target_type, case.target_place or None, asked)
        paths = [
            {
                "organisations": list(path.organisations),
                "hops": len(path.steps),
                "cost": Fraction(path.quarters, 4),
                "costs": [Fraction(cost, 4) for cost in path.costs],
                "weakest": path.weakest,
                "records": [list(step) for step in path.steps],
            }
            for path in found.paths
        ]
        return {"paths": paths, "reason": found.reason, "shortest": found.shortest, "not_open": found.not_open}


def _by_id(not_open: Mapping[Any, Any]) -> dict[str, Any]:
    return {getattr(ended, "id", ended): heirs for ended, heirs in not_open.items()}
