"""The states of all cells of some organisations, as arrays; a cell is made into an object when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from graphsvc.questions.behind import NO_RECORD, STATES, Behind
from graphsvc.questions.expectations import deciding_rules
from graphsvc.questions.qualities import QUALITIES, qualities
from graphsvc.snapshot.columns import Numbers
from graphsvc.snapshot.facts import Organisation, Review, Rule
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import CellState, Quality

_RECORDED, _NOT_APPLICABLE, _CONFIRMED_NONE, _NOT_COLLECTED, _UNRECORDED = (
    STATES.index(state) for state in (
        CellState.RECORDED, CellState.NOT_APPLICABLE, CellState.CONFIRMED_NONE, CellState.NOT_COLLECTED,
        CellState.UNRECORDED,
    )
)
_NONE = "none"
"""The answer of a review that there is no partnership."""


class CellStates:
    """The states of all cells of some organisations: those of the first, then of the second, and so on.

    Parameters
    ----------
    view : View
        The graph as at a date.
    organisations : sequence of Organisation
        Open trusts and boards.
    """

    def __init__(self, view: View, organisations: Sequence[Organisation]) -> None:
        self.view = view
        self.organisations = tuple(organisations)
        deciding = [deciding_rules(view, one) for one in self.organisations]
        self.rules: tuple[Rule, ...] = tuple(rule for rules in deciding for rule in rules)
        """The rule that decides each cell."""
        counts = np.array([len(rules) for rules in deciding], np.int64)
        self.rows: Numbers = np.repeat(np.arange(len(deciding)), counts)
        """Which of the organisations each cell is of."""
        kinds = {kind: number for number, kind in enumerate(view.snapshot.partner_types)}
        areas = {area: number for number, area in enumerate(view.snapshot.partnerships.value_areas[1])}
        self._areas = np.array([areas.get(rule.value_area, len(areas)) for rule in self.rules], np.int64)
        self._kinds = np.array([kinds[rule.partner_type] for rule in self.rules], np.int64)
        cells = np.full((len(deciding), len(areas) + 1, len(kinds)), -1, np.int32)
        cells[self.rows, self._areas, self._kinds] = np.arange(len(self.rules))
        self.reviews = self._newest_reviews()
        self.behind = Behind(view, self.organisations, cells, len(self.rules))
        self.states: Numbers = self._with_unrecorded(self.behind.states)
        """The state of each cell, as its place in `STATES`."""

    def __len__(self) -> int:
        return len(self.rules)

    @property
    def applicable(self) -> Numbers:
        """Whether each is applicable."""
        found: Numbers = self.states != _NOT_APPLICABLE
        return found

    @property
    def counted(self) -> Numbers:
        """Whether coverage counts each: it is applicable, and its partner type has been collected."""
        return self.applicable & self._collected

    @property
    def recorded(self) -> Numbers:
        """Whether each is recorded."""
        found: Numbers = self.states == _RECORDED
        return found

    @property
    def current(self) -> Numbers:
        """Whether each is recorded with current evidence."""
        found: Numbers = self.recorded & (self.evidence == QUALITIES.index(Quality.CURRENT))
        return found

    @cached_property
    def evidence(self) -> Numbers:
        """How good the evidence behind each is, as its place in `QUALITIES`."""
        found = np.zeros(len(self), np.uint8)
        cells = np.repeat(np.arange(len(self)), np.diff(self.behind.bounds))
        np.maximum.at(found, cells, qualities(self.view)[self.view.links.record[self.behind.positions]])
        return found

    @cached_property
    def _collected(self) -> Numbers:
        """Whether the partner type of each has been collected."""
        types = self.view.snapshot.partner_types.values()
        return np.array([kind.collected for kind in types], bool)[self._kinds]

    def _newest_reviews(self) -> dict[int, Review]:
        """The newest review on or before the date of each cell that has one."""
        day, known = self.view.day.isoformat(), self.view.snapshot.reviews
        found = {}
        for cell, (row, rule) in enumerate(zip(self.rows.tolist(), self.rules, strict=True)):
            reviews = known.get((self.organisations[row].id, rule.value_area, rule.partner_type), ())
            past = [review for review in reviews if review.asked_on <= day]
            if past:
                found[cell] = past[-1]
        return found

    def _with_unrecorded(self, states: Numbers) -> Numbers:
        """The states with those of the cells for which no record counts."""
        view, kinds = self.view, tuple(self.view.snapshot.partner_types.values())
        others = np.where(self._collected, np.uint8(_UNRECORDED), np.uint8(_NOT_COLLECTED))
        others[[cell for cell, review in self.reviews.items() if review.answer == _NONE]] = _CONFIRMED_NONE
        for cell in np.flatnonzero(states == NO_RECORD).tolist():
            rule = self.rules[cell]
            if rule.expected and not rule.covering:
                continue
            own = self.organisations[self.rows[cell]].index
            area = view.area(own)
            types = kinds[self._kinds[cell]].organisation_types
            if not rule.expected or (area and not view.any_in(types, area, own)):
                others[cell] = _NOT_APPLICABLE
        return np.where(states == NO_RECORD, others, states)
