"""Paths: how to reach an organisation through those we know, as sentences, as a map and as files."""

from __future__ import annotations

from functools import partial

from flask import Blueprint, Response, g
from werkzeug.wrappers import Response as AnyResponse

from graphsvc.dates import note_on, today
from graphsvc.errors import BadInput, NotFound
from graphsvc.limits import LONGEST_TEXT, MOST_NAMED
from graphsvc.snapshot.facts import Organisation
from graphsvc.vocabulary import KINDS
from graphsvc.web.frame import Frame, common
from graphsvc.web.patch.chosen import Patch
from graphsvc.web.patch.page import PLACE_KINDS, places_by_kind
from graphsvc.web.paths.parameters import PathParameters, answered, read_parameters

_SHEETS = (".csv", ".xlsx")
"""Endings of the tables; of these paths, step by step, and not of the map's links."""
_ENDS = ("source", "target", "target_type", "target_place")
_FILTERS = ("value_area", "kind", "k", "max_hops", "order", "inherited", "national", "avoid", "via")
"""Parameters that say which paths are wanted, not between whom."""
_KEPT = ("as_at", "patch")


def add_paths(pages: Blueprint, frame: Frame) -> None:
    """Add the page, and its answer as files."""

    @pages.get("/paths")
    def paths() -> Response | AnyResponse:
        from graphsvc.maps.files.export import MEDIA_TYPES
        from graphsvc.maps.line_up import path_drawing, paths_title
        from graphsvc.maps.network import MapNetwork
        from graphsvc.questions.neighbourhood import state_of
        from graphsvc.questions.sentences import no_path_sentence, path_sentence, weakest_sentence
        from graphsvc.web.paths.comparing import equally_weak, remarks
        from graphsvc.web.paths.turns import heirs_to_ask, turns

        view = frame.view()
        asked = frame.asked(view)
        parameters = read_parameters(asked, frame.limits)
        if moved := frame.moved(asked):
            return moved
        question = parameters.question
        answer = answered(asked, parameters)
        drawing = path_drawing(view, question, answer) if answer and answer.paths else None
        return frame.page(
            "paths.html", view, asked=asked, parameters=parameters, answer=answer, drawing=drawing,
            title=paths_title(view, question) if answer else "",
            fragment=MapNetwork(drawing, common(view)["link"]).fragment() if drawing else "",
            sentence=partial(path_sentence, view), weakest=partial(weakest_sentence, view),
            remarks=remarks(answer.paths) if answer else (), equally_weak=equally_weak,
            no_path=no_path_sentence(view, question, answer) if answer and not answer.paths else "",
            turns=turns(view, question, answer, frame.limits.max_hops_limit) if answer and not answer.paths else (),
            heirs=heirs_to_ask(question, answer) if answer else {}, of_patch=_of_patch(g.patch, parameters),
            filtered=asked.has(*_FILTERS), kinds=KINDS, state_of=state_of, limits=frame.limits,
            place_kinds=PLACE_KINDS, places=places_by_kind(view), endings=dict.fromkeys((*_SHEETS, *MEDIA_TYPES)),
            counts=_counts(frame.limits.k_limit), lengths=_counts(frame.limits.max_hops_limit),
            plain={name: asked.values(name) for name in (*_ENDS, *_FILTERS, *_KEPT)},
        )

    @pages.get("/paths<suffix>")
    def paths_file(suffix: str) -> Response | AnyResponse:
        from graphsvc.maps.files.export import MEDIA_TYPES, export
        from graphsvc.maps.line_up import path_drawing
        from graphsvc.web.paths.sheet import path_sheet

        if suffix not in MEDIA_TYPES:
            known = ", ".join(f"paths{ending}" for ending in MEDIA_TYPES)
            raise NotFound(f"There is no paths{suffix[:LONGEST_TEXT]}: ask for {known}.")
        view = frame.view()
        asked = frame.asked(view)
        parameters = read_parameters(asked, frame.limits)
        if moved := frame.moved(asked):
            return moved
        question = parameters.question
        answer = answered(asked, parameters)
        if answer is None:
            raise BadInput(_what_is_wrong(asked.faults[0].message if asked.faults else "", parameters))
        if suffix in _SHEETS:
            sheet = path_sheet(view, question, answer)
            content = sheet.csv() if suffix == ".csv" else sheet.xlsx()
        else:
            drawing = path_drawing(view, question, answer).with_note(note_on(view.day, today()))
            content = export(drawing, suffix)
        name = f"paths-{question.sources[0]}-{question.target or question.target_type}{suffix}"
        return frame.file(content, MEDIA_TYPES[suffix], name)


def _counts(most: int) -> list[tuple[str, str]]:
    """One to the most that may be asked for, as choices."""
    return [(str(number), str(number)) for number in range(1, most + 1)]


def _what_is_wrong(fault: str, parameters: PathParameters) -> str:
    if fault:
        return fault
    missing = "whom to reach (target or target_type)" if parameters.sources else "from whom (source)"
    return f"The address does not say {missing}."


def _of_patch(patch: Patch, parameters: PathParameters) -> tuple[Organisation, ...]:
    """Those of the patch who could be added to whom we know."""
    taken = {*parameters.sources, *((parameters.target,) if parameters.target else ())}
    more = [one for one in dict.fromkeys((*patch.organisations, *patch.nhs)) if one not in taken]
    return tuple(more[: max(MOST_NAMED - len(parameters.sources), 0)])
