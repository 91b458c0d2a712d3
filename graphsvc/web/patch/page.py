"""The page of my patch: who and what is in it, and what can be asked of all of it."""

from __future__ import annotations

from flask import Blueprint, Response, g, redirect
from werkzeug.wrappers import Response as AnyResponse

from graphsvc.questions.gaps import cells_of, coverage_of
from graphsvc.snapshot.places import Place
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import DISTRICT, NHS_REGION
from graphsvc.web.frame import Frame, common

PLACE_KINDS = {
    NHS_REGION: "NHS regions", "icb-area": "Areas of integrated care boards",
    "combined-authority-area": "Combined authorities", "upper-tier-area": "Counties and unitary authorities",
    DISTRICT: "Districts",
}
"""Kinds of places that a patch may have, the largest first."""


def add_patch(pages: Blueprint, frame: Frame) -> None:
    """Add the page of the patch."""

    @pages.get("/patch")
    def patch() -> Response | AnyResponse:
        view = frame.view()
        asked = frame.asked(view)
        organisation, place = asked.organisation("organisation"), asked.place("place", PLACE_KINDS)
        chosen = [*([organisation.id] if organisation else []), *([place.code] if place else [])]
        if chosen and not asked.faults:
            values = list(dict.fromkeys([*g.patch.values, *chosen]))
            return redirect(common(view)["to"]("patch", patch=values), 303)
        if moved := frame.moved(asked):
            return moved
        cells = {one.id: cells_of(view, one) for one in g.patch.nhs}
        return frame.page(
            "patch.html", view, asked=asked, kinds=PLACE_KINDS, places=places_by_kind(view),
            coverage={one: coverage_of(found) for one, found in cells.items()},
            total=coverage_of(cell for found in cells.values() for cell in found),
        )


def places_by_kind(view: View) -> dict[str, list[Place]]:
    """Places by kind, those of a kind by name.

    Parameters
    ----------
    view : View
        The graph as at a date.
    """
    found: dict[str, list[Place]] = {kind: [] for kind in PLACE_KINDS}
    for place in view.snapshot.places.by_code.values():
        if place.kind in found:
            found[place.kind].append(place)
    return {kind: sorted(places, key=lambda place: (place.name, place.code)) for kind, places in found.items()}
