"""Peers: what others like an NHS organisation have recorded."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from graphsvc.questions.cells import Cell
from graphsvc.questions.gaps import Coverage, cells_of, coverage_of, nhs_organisation_named
from graphsvc.questions.names import in_sentence, with_article
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import CellState

FEWEST = 5
"""With fewer others of its type in its NHS region, an organisation is compared with all in England."""


@dataclass(frozen=True, slots=True)
class Peer:
    """Another organisation of the same type, and its coverage."""

    organisation: Organisation
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class PeerCell:
    """One of an organisation's cells, and how many of its peers have it recorded.

    Attributes
    ----------
    of : int
        The peers to whom the expectation applies too, when its partner type has been collected.
    who : tuple of Organisation
        Those that have it recorded, in the order of their ids.
    """

    cell: Cell
    of: int
    who: tuple[Organisation, ...]

    @property
    def recorded(self) -> int:
        """How many of them have it recorded."""
        return len(self.who)


@dataclass(frozen=True, slots=True)
class Peers:
    """An organisation beside its peers.

    Attributes
    ----------
    regions : tuple of str
        Codes of the NHS regions that they share with it; empty when they are all in England.
    peers : tuple of Peer
        In the order of their ids.
    cells : tuple of PeerCell
        Its own cells; empty when it is not open.
    heirs : tuple of Organisation
        Who followed it, when it is not open.
    """

    organisation: Organisation
    is_open: bool
    coverage: Coverage
    regions: tuple[str, ...]
    peers: tuple[Peer, ...]
    cells: tuple[PeerCell, ...]
    heirs: tuple[Organisation, ...]


def peers_of(view: View, organisation_id: str) -> Peers:
    """Other open organisations of the same type in its NHS region, or in England where the region has few.

    Parameters
    ----------
    view : View
        The graph as at a date.
    organisation_id : str
        A trust or a board.

    Raises
    ------
    NotFound
        No organisation has this id.
    BadInput
        It is no trust and no board.
    """
    organisation = nhs_organisation_named(view, organisation_id)
    index = organisation.index
    own = cells_of(view, organisation)
    if not view.open[index]:
        heirs = tuple(view.organisations[heir] for heir in view.heirs(index))
        return Peers(organisation, False, coverage_of(own), (), (), (), heirs)
    alike = [view.organisations[one] for one in view.of_types((organisation.type,)) if one != index]
    regions = view.region(organisation)
    near = [one for one in alike if not set(regions).isdisjoint(view.region(one))]
    if len(near) < FEWEST:
        near, regions = alike, ()
    cells = {one.index: _cells(view, one) for one in near}
    applied: dict[tuple[str, str], list[Cell]] = defaultdict(list)
    for found in cells.values():
        for cell in found:
            if cell.counts:
                applied[cell.value_area, cell.partner_type.id].append(cell)
    return Peers(
        organisation, True, coverage_of(own), regions,
        tuple(Peer(one, coverage_of(cells[one.index])) for one in near),
        tuple(_beside(cell, applied[cell.value_area, cell.partner_type.id]) for cell in own), (),
    )


def _cells(view: View, organisation: Organisation) -> list[Cell]:
    """The cells of a peer, kept for the next who is compared with it."""
    kept: dict[int, list[Cell]] = view.kept.setdefault(_cells, {})
    found = kept.get(organisation.index)
    if found is None:
        found = kept[organisation.index] = cells_of(view, organisation)
    return found


def _beside(own: Cell, same: list[Cell]) -> PeerCell:
    return PeerCell(own, len(same), tuple(c.organisation for c in same if c.state is CellState.RECORDED))


def peer_sentence(view: View, found: PeerCell) -> str:
    """How many peers record it: `7 of 9 peers record a housing association in estates management.`."""
    if not found.of:
        return f"Not compared: {not_compared(found)}."
    area = in_sentence(view.snapshot.value_areas[found.cell.value_area])
    verb = "peer records" if found.of == 1 else "peers record"
    return f"{found.recorded} of {found.of} {verb} {with_article(found.cell.partner_type.name)} in {area}."


def not_compared(found: PeerCell) -> str:
    """Why there is no peer to compare an expectation with."""
    return "it applies to no peer" if found.cell.partner_type.collected else "such partnerships have not been collected"
