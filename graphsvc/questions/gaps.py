"""Gaps: which expected partnerships are not recorded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from graphsvc.errors import BadInput, NotFound
from graphsvc.questions.behind import STATES
from graphsvc.questions.cell_list import CellList
from graphsvc.questions.cell_states import CellStates
from graphsvc.questions.cells import Cell
from graphsvc.questions.suggestions import Surroundings
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import NHS_TYPES, CellState, Quality


@dataclass(frozen=True, slots=True)
class Coverage:
    """Recorded cells, those of them with current evidence, and the cells they are counted of."""

    recorded: int
    current: int
    of: int


@dataclass(frozen=True, slots=True)
class OrganisationGaps:
    """One organisation's cells.

    `coverage` and `summary` count all of its cells, also those that a filter left out of `cells`. An organisation
    that is not open has no cells; `heirs` names who followed it.
    """

    organisation: Organisation
    is_open: bool
    cells: tuple[Cell, ...]
    summary: dict[CellState, int]
    coverage: Coverage
    heirs: tuple[Organisation, ...]


@dataclass(frozen=True, slots=True)
class ManyGaps:
    """Cells of many organisations, and the coverage of all that were looked at before `states` filtered them."""

    cells: Sequence[Cell]
    coverage: Coverage
    organisations: int


def gaps_of(
    view: View, organisation_id: str, *, value_areas: Collection[str] = (), states: Collection[str] = (),
    partner_types: Collection[str] = (), suggest: int = 5,
) -> OrganisationGaps:
    """All cells of one organisation, with suggestions for its gaps.

    Parameters
    ----------
    view : View
        The graph as at a date.
    organisation_id : str
        A trust or a board.
    value_areas, states, partner_types : collection of str
        Only cells with these; empty for all.
    suggest : int
        Suggestions for each gap, at most.

    Raises
    ------
    NotFound
        No organisation has this id.
    BadInput
        It is no trust and no board.
    """
    organisation = nhs_organisation_named(view, organisation_id)
    index = organisation.index
    cells = cells_of(view, organisation)
    surroundings = Surroundings(view, organisation)
    shown = []
    for cell in cells:
        if _wanted(cell, value_areas, partner_types) and (not states or cell.state in states):
            if cell.state.is_gap:
                found = surroundings.suggest(cell.partner_type, cell.value_area, suggest)
                cell = replace(cell, suggestions=found)
            shown.append(cell)
    heirs = () if view.open[index] else tuple(view.organisations[heir] for heir in view.heirs(index))
    summary = Counter(cell.state for cell in cells)
    return OrganisationGaps(
        organisation, view.open[index], tuple(shown), {state: summary[state] for state in CellState},
        coverage_of(cells), heirs,
    )


def nhs_organisation_named(view: View, organisation_id: str) -> Organisation:
    """The trust or board with an id.

    Raises
    ------
    NotFound
        No organisation has this id.
    BadInput
        It is no trust and no board.
    """
    index = view.snapshot.index_of.get(organisation_id)
    if index is None:
        raise NotFound(f"there is no organisation {organisation_id}")
    organisation = view.organisations[index]
    if organisation.type not in NHS_TYPES:
        raise BadInput(
            f"this is asked of NHS trusts and integrated care boards; {organisation.name} is neither",
            "organisation", organisation_id,
        )
    return organisation


def gaps_of_many(
    view: View, *, region: str = "", icb: str = "", value_areas: Collection[str] = (),
    partner_types: Collection[str] = (), states: Collection[str] = (),
) -> ManyGaps:
    """Cells of all open trusts and boards, or of those in a region or of a board.

    Parameters
    ----------
    view : View
        The graph as at a date.
    region : str
        Code of an NHS region; empty for all.
    icb : str
        Id of a board: it and the trusts whose board it is; empty for all.
    value_areas, partner_types, states : collection of str
        Only cells with these; empty for all.
    """
    organisations = nhs_organisations(view, region=region, icb=icb)
    found = CellStates(view, organisations)
    looked_at = np.fromiter((
        (not value_areas or rule.value_area in value_areas)
        and (not partner_types or rule.partner_type in partner_types) for rule in found.rules
    ), bool, len(found))
    in_states = np.array([not states or state in states for state in STATES], bool)
    shown = np.flatnonzero(looked_at & in_states[found.states])
    coverage = Coverage(*(
        int((counting & looked_at & found.counted).sum()) for counting in (found.recorded, found.current, True)
    ))
    return ManyGaps(CellList(found, shown), coverage, len(organisations))


def nhs_organisations(view: View, *, region: str = "", icb: str = "") -> list[Organisation]:
    """Open trusts and boards by id, all or those in an NHS region or of a board."""
    found = []
    for index in view.of_types(NHS_TYPES):
        organisation = view.organisations[index]
        if region and region not in view.region(organisation):
            continue
        if icb:
            board = view.board(organisation)
            if board is None or board.id != icb:
                continue
        found.append(organisation)
    return found


def cells_of(view: View, organisation: Organisation) -> list[Cell]:
    """All cells of an organisation, without suggestions; none when it is not open."""
    if not view.open[organisation.index]:
        return []
    found = CellStates(view, [organisation])
    return list(CellList(found, np.arange(len(found))))


def coverage_of(cells: Iterable[Cell]) -> Coverage:
    """Coverage: recorded of the cells that are applicable and whose partner type has been collected."""
    counted = [cell for cell in cells if cell.counts]
    recorded = [cell for cell in counted if cell.state is CellState.RECORDED]
    current = sum(1 for cell in recorded if cell.evidence is Quality.CURRENT)
    return Coverage(len(recorded), current, len(counted))


def _wanted(cell: Cell, value_areas: Collection[str], partner_types: Collection[str]) -> bool:
    return (not value_areas or cell.value_area in value_areas) and (
        not partner_types or cell.partner_type.id in partner_types
    )
