"""An organisation beside its peers: what others like it have recorded."""

from __future__ import annotations

from flask import Blueprint, Response
from werkzeug.wrappers import Response as AnyResponse

from graphsvc.questions.peers import FEWEST, peer_sentence, peers_of
from graphsvc.web.frame import Frame
from graphsvc.web.organisation.page import organisation_named
from graphsvc.web.organisation.standing import standing


def add_peers(pages: Blueprint, frame: Frame) -> None:
    """Add the page of an organisation's peers."""

    @pages.get("/organisations/<organisation_id>/peers")
    def peers(organisation_id: str) -> Response | AnyResponse:
        view = frame.view()
        shown = organisation_named(view, organisation_id)
        asked = frame.asked(view)
        areas = asked.several("value_area", view.snapshot.value_areas)
        if moved := frame.moved(asked):
            return moved
        found = peers_of(view, shown.id)
        cells = [one for one in found.cells if not areas or one.cell.value_area in areas]
        return frame.page(
            "peers.html", view, asked=asked, organisation=shown, peers=found, value_areas=areas, cells=cells,
            fewest=FEWEST, standing=standing(view, found),
            says={one.cell.rule.id: peer_sentence(view, one) for one in cells},
        )
