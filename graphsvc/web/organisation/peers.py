"""An organisation beside its peers: what others like it have recorded."""

from __future__ import annotations

from flask import Blueprint, Response
from werkzeug.wrappers import Response as AnyResponse

from graphsvc.errors import BadInput
from graphsvc.questions.names import in_sentence
from graphsvc.questions.peers import FEWEST, Peer, PeerCell, Peers, not_compared, peers_of
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import CellState
from graphsvc.web.asked import Asked
from graphsvc.web.frame import Frame
from graphsvc.web.organisation.files import SHEETS, ending, sheet_file
from graphsvc.web.organisation.page import organisation_named
from graphsvc.web.organisation.peer_sheet import peer_sheet
from graphsvc.web.organisation.standing import standing


def add_peers(pages: Blueprint, frame: Frame) -> None:
    """Add the page of an organisation's peers, and the same as files."""

    @pages.get("/organisations/<organisation_id>/peers")
    def peers(organisation_id: str) -> Response | AnyResponse:
        view = frame.view()
        shown = organisation_named(view, organisation_id)
        asked = frame.asked(view)
        areas = _areas(asked)
        if moved := frame.moved(asked):
            return moved
        found = peers_of(view, shown.id)
        return frame.page(
            "peers.html", view, asked=asked, organisation=shown, peers=found, value_areas=areas,
            cells=_of_areas(found, areas), fewest=FEWEST, standing=standing(view, found),
            uncounted=[_uncounted(view, one) for one in found.cells if not one.cell.counts],
            not_compared=not_compared, ranked=_ranked(found),
        )

    @pages.get("/organisations/<organisation_id>/peers<suffix>")
    def peers_file(organisation_id: str, suffix: str) -> Response:
        ending(suffix, "peers", SHEETS)
        view = frame.view()
        shown = organisation_named(view, organisation_id)
        asked = frame.asked(view)
        areas = _areas(asked)
        for fault in asked.faults:
            raise BadInput(f"{fault.parameter}: {fault.message}", fault.parameter)
        found = peers_of(view, shown.id)
        return sheet_file(frame, peer_sheet(view, found, _of_areas(found, areas)), suffix, f"peers-{shown.id}")


def _areas(asked: Asked) -> tuple[str, ...]:
    return asked.several("value_area", asked.view.snapshot.value_areas)


def _of_areas(found: Peers, areas: tuple[str, ...]) -> list[PeerCell]:
    """Expectations in some value areas, or in all when none is named."""
    return [one for one in found.cells if not areas or one.cell.value_area in areas]


def _uncounted(view: View, found: PeerCell) -> str:
    """An expectation that coverage leaves out, and why: `university in research (does not apply here)`."""
    cell = found.cell
    why = "does not apply here" if cell.partner_type.collected else "such partnerships have not been collected"
    if cell.state is CellState.RECORDED:
        why += "; the recorded one came by chance"
    return f"{in_sentence(cell.partner_type.name)} in {in_sentence(view.snapshot.value_areas[cell.value_area])} ({why})"


def _ranked(found: Peers) -> list[Peer]:
    """The organisation among its peers, the largest share first; those of whom nothing counts come last."""
    everyone = [Peer(found.organisation, found.coverage), *found.peers]
    return sorted(everyone, key=lambda one: -one.coverage.recorded / one.coverage.of if one.coverage.of else 1)
