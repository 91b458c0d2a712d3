"""Maps to begin with: of the organisations with the most on record, worked out from the facts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from graphsvc.questions.gaps import nhs_organisations
from graphsvc.questions.names import in_sentence, spoken
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.joins import sorted_once
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import ICB, NHS_TRUST


@dataclass(frozen=True, slots=True)
class MapExample:
    """A map as a person would ask for it, and what to ask the page."""

    name: str
    says: str
    asks: dict[str, str]


def map_examples(view: View) -> list[MapExample]:
    """Up to three: one trust, one board in one value area, England."""
    found = []
    trust, board = _best_joined(view, NHS_TRUST), _best_joined(view, ICB)
    if trust is not None:
        found.append(MapExample(
            spoken(trust), "One organisation: its partners by value area, and where none is recorded.",
            {"org": trust.id},
        ))
    if board is not None:
        mine = np.array([one.index for one in nhs_organisations(view, icb=board.id)], np.int64)
        positions = sorted_once(view.links_of.around(mine))
        numbers, names = view.snapshot.partnerships.value_areas
        area = names[Counter(numbers[view.links.record[positions]].tolist()).most_common(1)[0][0]]
        found.append(MapExample(
            f"{spoken(board)} and its trusts in {in_sentence(view.snapshot.value_areas[area])}",
            "A board’s map with one value area ticked.", {"icb": board.id, "value_area": area},
        ))
    if view.links:
        found.append(MapExample(
            "England by board and type", "All organisations with a recorded partnership, as groups that open.",
            {"england": "true"},
        ))
    return found


def _best_joined(view: View, kind: str) -> Organisation | None:
    """The open organisation of a type with the most partners; of several, the first by id."""
    partners = view.neighbours.counts
    joined = [index for index in view.of_types((kind,)) if partners[index]]
    best = min(joined, key=lambda index: (-partners[index], index), default=None)
    return None if best is None else view.organisations[best]
