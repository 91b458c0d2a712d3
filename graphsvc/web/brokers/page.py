"""Brokers: who joins others, and who would lose whom if one of them closed or left."""

from __future__ import annotations

from flask import Blueprint, Response
from werkzeug.wrappers import Response as AnyResponse

from graphsvc.errors import BadInput
from graphsvc.questions.brokers import brokers, cut_off_without, sampled_note
from graphsvc.vocabulary import NHS_TYPES
from graphsvc.web.asked import Asked
from graphsvc.web.brokers.listed import Listed, listed_brokers
from graphsvc.web.brokers.sheet import broker_sheet, cut_off_sheet
from graphsvc.web.frame import Frame
from graphsvc.web.organisation.files import SHEETS, ending, sheet_file
from graphsvc.web.organisation.page import heirs_of, organisation_named

_PAGES = 10_000
"""More pages of a list nobody asks for."""


def add_measures(pages: Blueprint, frame: Frame) -> None:
    """Add the list of brokers, as a page and as files, and the page of one of them."""

    @pages.get("/brokers", endpoint="brokers")
    def list_of_brokers() -> Response | AnyResponse:
        view = frame.view()
        asked = frame.asked(view)
        types, single_points = _asked(asked)
        number = asked.number("page", 1, _PAGES, 1)
        if moved := frame.moved(asked):
            return moved
        everyone = brokers(view)
        found = listed_brokers(view, types=types, single_points=single_points)
        size = frame.limits.list_size
        last = max(1, -(-len(found) // size))
        number = min(number, last)
        first = (number - 1) * size
        return frame.page(
            "brokers.html", view, asked=asked, types=types, single_points=single_points, everyone=everyone, found=found,
            shown=found[first : first + size], first=first, number=number, last=last,
            cutting=sum(1 for one in everyone if one.cut_off), sampled=sampled_note(view),
        )

    @pages.get("/brokers<suffix>")
    def brokers_file(suffix: str) -> Response:
        ending(suffix, "brokers", SHEETS)
        view = frame.view()
        asked = frame.asked(view)
        types, single_points = _asked(asked)
        for fault in asked.faults:
            raise BadInput(f"{fault.parameter}: {fault.message}", fault.parameter)
        found = listed_brokers(view, types=types, single_points=single_points)
        return sheet_file(frame, broker_sheet(view, found), suffix, "brokers")

    @pages.get("/brokers/<organisation_id>")
    def broker(organisation_id: str) -> Response | AnyResponse:
        view = frame.view()
        shown = organisation_named(view, organisation_id)
        asked = frame.asked(view)
        if moved := frame.moved(asked):
            return moved
        place: Listed | None = next((one for one in listed_brokers(view) if one.broker.organisation is shown), None)
        cut_off = cut_off_without(view, shown)
        cut = {one.index for part in cut_off for one in part.organisations}
        partners = [one for one in view.neighbours[shown.index] if not view.organisations[one].national]
        return frame.page(
            "broker.html", view, asked=asked, organisation=shown, place=place, everyone=len(brokers(view)),
            cut_off=cut_off, partners=len(partners), near=cut.intersection(partners), heirs=heirs_of(view, shown),
            nhs_types=NHS_TYPES, sampled=sampled_note(view),
        )

    @pages.get("/brokers/<organisation_id>/cut-off<suffix>")
    def cut_off_file(organisation_id: str, suffix: str) -> Response:
        ending(suffix, "cut-off", SHEETS)
        view = frame.view()
        shown = organisation_named(view, organisation_id)
        return sheet_file(frame, cut_off_sheet(view, shown), suffix, f"cut-off-{shown.id}")


def _asked(asked: Asked) -> tuple[tuple[str, ...], bool]:
    """The organisation types that are listed, and whether only single points of failure are."""
    return asked.several("type", asked.view.snapshot.organisation_types), asked.yes("single_points")
