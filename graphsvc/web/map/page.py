"""The map explorer: whose map, how far around them, what is left of it, laid out how, as at which day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import quote

from flask import Blueprint, Response, g
from werkzeug.wrappers import Response as AnyResponse

from graphsvc.dates import note_on, today
from graphsvc.errors import BadInput, NotFound
from graphsvc.maps.question import MapQuestion
from graphsvc.questions.names import spoken
from graphsvc.snapshot.view import View
from graphsvc.web.asked import Asked
from graphsvc.web.frame import Frame, common
from graphsvc.web.map.days import days_of, followed
from graphsvc.web.map.examples import map_examples
from graphsvc.web.map.question import PARAMETERS, boards, chosen, file_name, hidden, layouts, map_question, regions

if TYPE_CHECKING:
    from graphsvc.maps.drawing import Drawing
    from graphsvc.maps.network import Address

_ANYBODY = "ORGANISATION"
"""Stands for an id in an address until it is known whose."""


def add_map(pages: Blueprint, frame: Frame) -> None:
    """Add the page of the map, and the map as a file."""

    @pages.get("/map")
    def map() -> Response | AnyResponse:  # noqa: A001 - a page is named by its address
        view = frame.view()
        asked = frame.asked(view)
        question = map_question(asked)
        if moved := frame.moved(asked):
            return moved
        drawing = _drawing(frame, asked, question)
        if drawing is None:
            return frame.page(
                "map.html", view, asked=asked, question=question, drawing=None, examples=map_examples(view),
                **_choices(view, question),
            )
        from graphsvc.maps.files.export import MEDIA_TYPES
        from graphsvc.maps.network import MapNetwork

        return frame.page(
            "map.html", view, asked=asked, question=question, drawing=drawing,
            fragment=MapNetwork(drawing, _addresses(view)).fragment(), files=_files(asked, MEDIA_TYPES),
            days=_days(view, question, drawing), followed=followed(view, _members(drawing)), **_choices(view, question),
        )

    @pages.get("/map<suffix>")
    def map_download(suffix: str) -> Response:
        from graphsvc.maps.files.export import MEDIA_TYPES, export

        if suffix not in MEDIA_TYPES:
            raise NotFound(f"There is no map{suffix}: ask for {', '.join(f'map{known}' for known in MEDIA_TYPES)}.")
        view = frame.view()
        asked = frame.asked(view)
        question = map_question(asked)
        drawing = _drawing(frame, asked, question)
        if asked.faults:
            fault = asked.faults[0]
            raise BadInput(f"{fault.parameter}: {fault.message}", fault.parameter)
        if drawing is None:
            raise BadInput("Say whose map: an organisation, a board, a region, or England.", "org")
        drawing = drawing.with_note(note_on(view.day, today()))
        return frame.file(export(drawing, suffix), MEDIA_TYPES[suffix], f"{file_name(question)}{suffix}")


def _drawing(frame: Frame, asked: Asked, question: MapQuestion) -> Drawing | None:
    """The map, when somebody was asked for and all can be used; what cannot is kept as a fault."""
    from graphsvc.maps.asked import asked_drawing

    if asked.faults or not (question.org or question.icb or question.region or question.england):
        return None
    try:
        return asked_drawing(asked.view, question, frame.positions)
    except BadInput as error:
        text = str(error)
        asked.fault(error.parameter or "org", f"{text[:1].upper()}{text[1:]}.".replace("..", "."))
        return None


def _choices(view: View, question: MapQuestion) -> dict[str, object]:
    """What the form offers and says."""
    return {
        "boards": boards(view), "regions": regions(view), "chosen": chosen(view, question),
        "hidden": hidden(view, question), "layouts": layouts(question),
        "names": {one: spoken(view.organisations[view.snapshot.index_of[one]]) for one in question.org},
    }


def _addresses(view: View) -> Address:
    """Gives the page of an organisation, with the date and the patch of this one."""
    pattern = common(view)["to"]("organisation", organisation_id=_ANYBODY)
    return lambda organisation: pattern.replace(_ANYBODY, quote(organisation.id, safe=""))


def _files(asked: Asked, suffixes: Iterable[str]) -> dict[str, str]:
    """Address of the map as a file, by the ending."""
    given = {name: asked.values(name) for name in PARAMETERS}
    to = common(asked.view)["to"]
    return {suffix: to("map_download", suffix=suffix, **given) for suffix in suffixes}


def _days(view: View, question: MapQuestion, drawing: Drawing) -> list[dict[str, object]]:
    """Days for the slider: none after today, and none on which a board that is asked for was not open."""
    whose = None if question.england else {node.organisation.index for node in drawing.whole.nodes if node.focus}
    latest = max(g.today, view.day)
    asked = [view.organisations[view.snapshot.index_of[one]] for one in question.icb]
    found = [
        one for one in days_of(view.snapshot.view(latest), view.day, whose)
        if all(board.first_open <= one.day <= board.last_open for board in asked)
    ]
    return [
        {
            "day": one.day.isoformat(), "words": one.words, "says": one.says, "today": one.day == g.today,
            "shown": one.day == view.day,
        }
        for one in found
    ]


def _members(drawing: Drawing) -> set[int]:
    return {
        *(node.organisation.index for node in drawing.nodes),
        *(member.index for group in drawing.groups for member in group.members),
    }
