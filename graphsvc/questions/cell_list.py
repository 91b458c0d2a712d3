"""Lists of cells, each made into an object when it is asked for."""

from __future__ import annotations

from collections.abc import Iterable

from graphsvc.questions.behind import STATES
from graphsvc.questions.cell_states import CellStates
from graphsvc.questions.cells import Cell, Share
from graphsvc.questions.qualities import QUALITIES
from graphsvc.snapshot.columns import Numbers
from graphsvc.snapshot.facts import Organisation, PartnerType
from graphsvc.snapshot.links import SomeLinks
from graphsvc.snapshot.made import MadeSequence
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import NHS_TRUST, CellState


class CellList(MadeSequence[Cell]):
    """Some of the cells whose states are known.

    Parameters
    ----------
    states : CellStates
        The states of all cells.
    chosen : array of int
        Which of the cells these are.
    """

    def __init__(self, states: CellStates, chosen: Numbers) -> None:
        self._states = states
        self._chosen = chosen

    def __len__(self) -> int:
        return len(self._chosen)

    def make(self, index: int) -> Cell:
        """The cell at a place."""
        states, number = self._states, int(self._chosen[index])
        view, rule = states.view, states.rules[number]
        organisation = states.organisations[states.rows[number]]
        kind = view.snapshot.partner_types[rule.partner_type]
        state = STATES[states.states[number]]
        bounds = states.behind.bounds
        links = SomeLinks(view.links, states.behind.positions[bounds[number] : bounds[number + 1]])
        review = states.reviews.get(number)
        reviewed_on = review.asked_on if review else ""
        if state is not CellState.RECORDED:
            return Cell(organisation, rule, kind, state, links, reviewed_on=reviewed_on)
        partners = set(view.links.others(links.positions, organisation.index).tolist())
        area = view.area(organisation.index)
        return Cell(
            organisation, rule, kind, state, links,
            evidence=QUALITIES[states.evidence[number]],
            in_area=_in_area(view, area, partners) if area else None,
            covering=_covering(view, kind, area, organisation, partners) if area else None,
            board_only=rule.covering and _board_only(view, organisation, partners),
            reviewed_on=reviewed_on,
        )


def _in_area(view: View, area: int, partners: Iterable[int]) -> Share:
    known = [view.area(index) for index in partners if view.area(index)]
    return Share(sum(1 for other in known if other & area), len(known))


def _covering(
    view: View, kind: PartnerType, area: int, organisation: Organisation, partners: set[int]
) -> Share | None:
    covering = view.covering(kind.organisation_types, area)
    found = [index for index in covering if index != organisation.index]
    return Share(sum(1 for index in found if index in partners), len(found)) if found else None


def _board_only(view: View, organisation: Organisation, partners: Iterable[int]) -> bool:
    own = view.snapshot.places.districts(organisation.place_code)
    board = view.board(organisation)
    if organisation.type != NHS_TRUST or board is None or not own:
        return False
    area = view.area(board.index)
    footprints = [view.snapshot.footprints[index] for index in partners]
    return any(footprint & area for footprint in footprints) and not any(footprint & own for footprint in footprints)
