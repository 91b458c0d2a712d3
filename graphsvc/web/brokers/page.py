"""Brokers: who joins others, and who would lose whom if one of them went."""

from __future__ import annotations

from flask import Blueprint, Response
from werkzeug.wrappers import Response as AnyResponse

from graphsvc.errors import BadInput
from graphsvc.questions.brokers import Broker, brokers, cut_off_without
from graphsvc.web.asked import Asked
from graphsvc.web.brokers.sheet import broker_sheet
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
        found = brokers(view, types=types, single_points=single_points)
        size = frame.limits.list_size
        last = max(1, -(-len(found) // size))
        number = min(number, last)
        first = (number - 1) * size
        return frame.page(
            "brokers.html", view, asked=asked, types=types, single_points=single_points, everyone=everyone, found=found,
            shown=found[first : first + size], first=first, number=number, last=last,
            cutting=sum(1 for one in everyone if one.cut_off),
        )

    @pages.get("/brokers<suffix>")
    def brokers_file(suffix: str) -> Response:
        ending(suffix, "brokers", SHEETS)
        view = frame.view()
        asked = frame.asked(view)
        types, single_points = _asked(asked)
        for fault in asked.faults:
            raise BadInput(f"{fault.parameter}: {fault.message}", fault.parameter)
        found = brokers(view, types=types, single_points=single_points)
        return sheet_file(frame, broker_sheet(view, found), suffix, "brokers")

    @pages.get("/brokers/<organisation_id>")
    def broker(organisation_id: str) -> Response | AnyResponse:
        view = frame.view()
        shown = organisation_named(view, organisation_id)
        asked = frame.asked(view)
        if moved := frame.moved(asked):
            return moved
        everyone = brokers(view)
        place: tuple[int, Broker] | None = next(
            ((rank, one) for rank, one in enumerate(everyone, 1) if one.organisation is shown), None
        )
        return frame.page(
            "broker.html", view, asked=asked, organisation=shown, place=place, everyone=len(everyone),
            cut_off=cut_off_without(view, shown), heirs=heirs_of(view, shown),
        )


def _asked(asked: Asked) -> tuple[tuple[str, ...], bool]:
    """The organisation types that are listed, and whether only single points of failure are."""
    return asked.several("type", asked.view.snapshot.organisation_types), asked.yes("single_points")
