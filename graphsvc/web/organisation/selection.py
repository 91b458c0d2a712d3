"""Selection: the value areas and states that the page of an organisation is narrowed to."""

from __future__ import annotations

from dataclasses import dataclass

from graphsvc.questions.names import in_sentence, listed
from graphsvc.questions.neighbourhood import Passing
from graphsvc.snapshot.graph import Snapshot
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import CellState, PartnershipState
from graphsvc.web.asked import Asked

RECORD_STATES = {
    CellState.RECORDED: PartnershipState.ACTIVE, CellState.INHERITED: PartnershipState.INHERITED,
    CellState.PROPOSED: PartnershipState.PROPOSED, CellState.LAPSED: PartnershipState.LAPSED,
}
"""States of expectations that records have too, with what they are called there."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What is shown; empty for everything.

    Attributes
    ----------
    value_areas, states : tuple of str
        Value areas (ids) and states of expectations.
    """

    value_areas: tuple[str, ...] = ()
    states: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.value_areas or self.states)

    @property
    def record_states(self) -> tuple[str, ...]:
        """The states that records are narrowed to: those among `states` that records can have; empty for all."""
        return tuple(RECORD_STATES[CellState(state)].value for state in self.states if state in RECORD_STATES)

    @property
    def passing(self) -> Passing:
        """The records that are shown."""
        return Passing(value_areas=self.value_areas, states=self.record_states)

    def areas(self, snapshot: Snapshot) -> dict[str, str]:
        """Names of the value areas that are shown, by id, in the guidance's order."""
        known = snapshot.value_areas
        return {area: name for area, name in known.items() if not self.value_areas or area in self.value_areas}

    def sentence(self, view: View) -> str:
        """What is shown, in plain words."""
        areas = [in_sentence(name) for area, name in view.snapshot.value_areas.items() if area in self.value_areas]
        where = f" in {listed(areas, 9)}" if areas else ""
        if not self.states:
            return f"Only what is{where}."
        states = [state.replace("-", " ") for state in self.states]
        records = [state for state in self.states if state in RECORD_STATES]
        rest = "" if records else "; of records, those in every state"
        return f"Only what is {listed(states, 9)}{where}{rest}."


def selected(asked: Asked) -> Selection:
    """Read what is shown; what cannot be used is among the faults of the parameters.

    Parameters
    ----------
    asked : Asked
        The parameters.
    """
    return Selection(
        asked.several("value_area", asked.view.snapshot.value_areas),
        asked.several("state", tuple(state.value for state in CellState)),
    )
