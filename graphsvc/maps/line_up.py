"""The map of paths: from left to right in the order of hops, one lane a path; downwards on a telephone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from graphsvc.maps.drawing import Drawing
from graphsvc.maps.layouts.lanes import arrange_lanes
from graphsvc.maps.pieces import label_box
from graphsvc.maps.several import several_drawing
from graphsvc.questions.names import in_sentence, listed, spoken
from graphsvc.questions.neighbourhood import Neighbourhood
from graphsvc.questions.paths import PathAnswer, PathQuestion
from graphsvc.questions.sentences import no_path_sentence
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.links import Link
from graphsvc.snapshot.view import View


def path_drawing(view: View, question: PathQuestion, answer: PathAnswer) -> Drawing:
    """Draw the paths of an answer, each organisation once; without a path, who was asked for and why there is none.

    Parameters
    ----------
    view : View
        The graph as at a date.
    question : PathQuestion
        What was asked.
    answer : PathAnswer
        Its answer.
    """
    organisations = view.organisations
    paths = [path.organisations for path in answer.paths]
    if not paths:
        named = [*question.sources, *(one for one in (question.target,) if one)]
        paths = [(organisations[view.snapshot.index_of[one]],) for one in dict.fromkeys(named)]
    shown: dict[str, Organisation] = {one.id: one for path in paths for one in path}
    ends = {path[place].id for path in paths for place in (0, -1)}
    found = Neighbourhood(
        tuple(sorted(shown.values(), key=lambda one: one.index)), tuple(dict.fromkeys(_links(answer)))
    )
    drawing = several_drawing(view, found, sorted(ends), paths_title(view, question))
    if not answer.paths:
        drawing = replace(drawing, note=no_path_sentence(view, question, answer))
    boxes = tuple((node.key, label_box(node)) for node in drawing.nodes)
    lanes = tuple(tuple(one.id for one in path) for path in paths)
    return replace(drawing, wide=arrange_lanes(lanes, boxes, False), tall=arrange_lanes(lanes, boxes, True))


def paths_title(view: View, question: PathQuestion) -> str:
    """`Paths from A and B to C`, or `to the nearest university in Leeds`."""
    snapshot = view.snapshot
    names = [spoken(view.organisations[snapshot.index_of[one]]) for one in question.sources]
    if question.target:
        end = spoken(view.organisations[snapshot.index_of[question.target]])
    else:
        place = snapshot.places.by_code.get(question.target_place)
        kind = in_sentence(snapshot.organisation_types[question.target_type])
        end = f"the nearest {kind}{f' in {place.name}' if place else ''}"
    return f"Paths from {listed(names)} to {end}"


def _links(answer: PathAnswer) -> Iterator[Link]:
    for path in answer.paths:
        for step in path.steps:
            yield from step.links
