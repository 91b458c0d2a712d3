"""Filling: the expectations of trusts and boards that another organisation meets, and those that it could meet."""

from __future__ import annotations

from graphsvc.questions.cells import Cell
from graphsvc.questions.fillers import fills
from graphsvc.questions.gaps import cells_of
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import NHS_TYPES, CellState


def filled_by(view: View, organisation: Organisation) -> tuple[Cell, ...]:
    """Recorded cells of trusts and boards that records with an organisation are behind.

    Parameters
    ----------
    view : View
        The graph as at a date.
    organisation : Organisation
        Any organisation.

    Returns
    -------
    tuple of Cell
        By the id of the trust or board.
    """
    found = []
    for index in sorted({link.other(organisation.index) for link in view.links_of[organisation.index]}):
        partner = view.organisations[index]
        if partner.type in NHS_TYPES:
            found += [
                cell for cell in cells_of(view, partner)
                if cell.state is CellState.RECORDED and _behind(cell, organisation)
            ]
    return tuple(found)


def could_fill(view: View, organisation: Organisation) -> tuple[Cell, ...]:
    """Gaps of the trusts and boards around an organisation that a recorded partnership with it would fill.

    Around it are those whose area has a district that it covers or sits in. A gap that a record with it is behind, for
    instance an inherited or a proposed one, is not among them.

    Parameters
    ----------
    view : View
        The graph as at a date.
    organisation : Organisation
        Any organisation; one that is not open, or of which no place is known, could fill nothing.

    Returns
    -------
    tuple of Cell
        By the id of the trust or board.
    """
    footprint = view.snapshot.footprints[organisation.index]
    kinds = [kind for kind in view.snapshot.partner_types.values() if fills(view, organisation, kind)]
    if not (view.open[organisation.index] and footprint and kinds):
        return ()
    return tuple(
        cell
        for index in view.of_types(NHS_TYPES) if index != organisation.index and view.area(index) & footprint
        for cell in cells_of(view, view.organisations[index])
        if cell.state.is_gap and cell.partner_type in kinds and not _behind(cell, organisation)
    )


def _behind(cell: Cell, organisation: Organisation) -> bool:
    return any(organisation.index in (link.source, link.target) for link in cell.links)
