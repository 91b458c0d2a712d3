"""Cells asked for: which trusts and boards, which expectations and which states a page or a file is about."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from graphsvc.questions.cell_list import CellList
from graphsvc.questions.cell_states import CellStates
from graphsvc.questions.cells import Cell
from graphsvc.questions.gaps import Coverage, nhs_organisations
from graphsvc.questions.matrix import Matrix, coverage_matrix
from graphsvc.questions.names import spoken
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.kept import once_for_a_view
from graphsvc.snapshot.places import Place
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import ICB, NHS_REGION, NHS_TRUST, CellState
from graphsvc.web.asked import Asked
from graphsvc.web.patch.chosen import Patch

TYPES = {NHS_TRUST: "NHS trusts", ICB: "Integrated care boards"}
"""Organisation types that a page of gaps may be about, as it calls them."""

GAPS = tuple(state for state in CellState if state.is_gap)


@dataclass(frozen=True, slots=True)
class CellsAsked:
    """What was asked for; empty for everything.

    Attributes
    ----------
    organisations : tuple of Organisation
        The open trusts and boards that it is about.
    patch : bool
        Whether it is about those of the adviser's patch alone.
    """

    view: View
    region: Place | None
    board: Organisation | None
    type: str
    value_areas: tuple[str, ...]
    partner_types: tuple[str, ...]
    states: tuple[str, ...]
    patch: bool
    organisations: tuple[Organisation, ...]

    @property
    def narrowed(self) -> bool:
        """Whether it is about less than everything."""
        return bool(
            self.region or self.board or self.type or self.value_areas or self.partner_types or self.states
        ) or self.patch

    @property
    def parameters(self) -> dict[str, object]:
        """The parameters that ask for the same."""
        return {
            "region": self.region.code if self.region else "", "icb": self.board.id if self.board else "",
            "type": self.type, "value_area": self.value_areas, "partner_type": self.partner_types,
            "state": self.states, "scope": "patch" if self.patch else "",
        }

    @property
    def whose(self) -> str:
        """Whose gaps these are, in a few words."""
        where = [spoken(self.board)] if self.board else []
        where += [f"the NHS region {self.region.name}"] if self.region else []
        where += ["my patch"] if self.patch else []
        types = [TYPES[self.type]] if self.type else []
        return ", ".join([*(where or ["England"]), *types])

    @property
    def heading(self) -> str:
        """The same for the head of a page: `NHS West Yorkshire ICB and its 10 trusts`."""
        if self.board is None or self.region or self.patch:
            return self.whose
        named = f"NHS {spoken(self.board)}" if self.board.name.startswith("NHS ") else spoken(self.board)
        trusts = sum(1 for one in self.organisations if one.type == NHS_TRUST)
        said = f"{trusts} trust{'' if trusts == 1 else 's'}"
        if not self.type:
            return f"{named} and its {said}" if trusts else named
        return f"The {said} of {named}" if self.type == NHS_TRUST else named

    def england(self) -> Coverage | None:
        """Coverage of all England for the same expectations, to compare with; None where this is all England."""
        if not (self.board or self.region or self.patch):
            return None
        return coverage_matrix(
            self.view, organisation_types=(self.type,) * bool(self.type), value_areas=self.value_areas,
            partner_types=self.partner_types,
        ).total.coverage

    def matrix(self) -> Matrix:
        """Coverage by board and expectation."""
        return coverage_matrix(
            self.view, organisations=self.organisations, value_areas=self.value_areas, partner_types=self.partner_types
        )

    def looked_at(self) -> list[Cell]:
        """All cells that were looked at, in every state: by the organisation's name, then in the guidance's order."""
        cells = cells_by_organisation(self.view)
        return [
            cell for one in sorted(self.organisations, key=lambda one: (spoken(one).casefold(), one.index))
            for cell in cells[one.index]
            if (not self.value_areas or cell.value_area in self.value_areas)
            and (not self.partner_types or cell.partner_type.id in self.partner_types)
        ]

    def in_states(self, cells: list[Cell]) -> list[Cell]:
        """Of some cells those in the states that were asked for."""
        return [cell for cell in cells if not self.states or cell.state in self.states]


def cells_asked(asked: Asked, patch: Patch) -> CellsAsked:
    """Read what was asked for; what cannot be used is among the faults of the parameters.

    Parameters
    ----------
    asked : Asked
        The parameters.
    patch : Patch
        The adviser's patch.
    """
    view = asked.view
    region = asked.place("region", (NHS_REGION,))
    board = asked.organisation("icb", {ICB: "an integrated care board"})
    kind = asked.one("type", TYPES)
    mine = asked.one("scope", ("patch",)) == "patch"
    among = {one.index for one in patch.nhs}
    organisations = nhs_organisations(view, region=region.code if region else "", icb=board.id if board else "")
    return CellsAsked(
        view, region, board, kind,
        asked.several("value_area", view.snapshot.value_areas),
        asked.several("partner_type", view.snapshot.partner_types),
        asked.several("state", tuple(state.value for state in CellState)), mine,
        tuple(one for one in organisations if (not kind or one.type == kind) and (not mine or one.index in among)),
    )


def by_state(cells: list[Cell]) -> dict[CellState, int]:
    """How many cells are in each state, in the order in which states are tried; those without any are left out."""
    counted = Counter(cell.state for cell in cells)
    return {state: counted[state] for state in CellState if counted[state]}


@once_for_a_view
def cells_by_organisation(view: View) -> dict[int, list[Cell]]:
    """The cells of all open trusts and boards, worked out once for each snapshot and date."""
    states = CellStates(view, nhs_organisations(view))
    found: dict[int, list[Cell]] = {one.index: [] for one in states.organisations}
    for cell in CellList(states, np.arange(len(states))):
        found[cell.organisation.index].append(cell)
    return found
