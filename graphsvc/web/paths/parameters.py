"""The parameters of the page of paths, read from its address."""

from __future__ import annotations

from dataclasses import dataclass

from graphsvc.config import QuestionSettings
from graphsvc.errors import BadInput
from graphsvc.questions.paths import ORDERS, PathAnswer, PathQuestion, find_paths
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.places import Place
from graphsvc.vocabulary import KINDS
from graphsvc.web.asked import Asked


@dataclass(frozen=True, slots=True)
class PathParameters:
    """What was asked, with organisations and places in place of their ids.

    Attributes
    ----------
    question : PathQuestion
        The same as the question is put; answerable when `complete`.
    """

    sources: tuple[Organisation, ...]
    target: Organisation | None
    target_type: str
    target_place: Place | None
    avoid: tuple[Organisation, ...]
    via: Organisation | None
    question: PathQuestion

    @property
    def complete(self) -> bool:
        """Whether both ends are given."""
        return bool(self.sources and (self.target or self.target_type))


def read_parameters(asked: Asked, limits: QuestionSettings) -> PathParameters:
    """Read the parameters; faults are kept in `asked`.

    Parameters
    ----------
    asked : Asked
        The parameters of the request.
    limits : QuestionSettings
        What is usual and what is the most.
    """
    snapshot = asked.view.snapshot
    sources, target = asked.organisations("source"), asked.organisation("target")
    target_type = asked.one("target_type", snapshot.organisation_types)
    place = asked.place("target_place")
    avoid, via = asked.organisations("avoid"), asked.organisation("via")
    if target and target_type:
        asked.fault("target_type", "Give either an organisation to reach, or a type of which to reach the nearest.")
    if place and not target_type:
        asked.fault("target_type", f"Choose what to reach in {place.name}: a type of organisation.")
    question = PathQuestion(
        sources=tuple(one.id for one in sources), target=target.id if target else "", target_type=target_type,
        target_place=place.code if place else "", value_areas=asked.several("value_area", snapshot.value_areas),
        kinds=asked.several("kind", KINDS), k=asked.number("k", 1, limits.k_limit, limits.k),
        max_hops=asked.number("max_hops", 1, limits.max_hops_limit, limits.max_hops),
        order=asked.one("order", ORDERS) or ORDERS[0], inherited=asked.yes("inherited"),
        national=asked.yes("national"), avoid=tuple(one.id for one in avoid), via=via.id if via else "",
    )
    return PathParameters(sources, target, target_type, place, avoid, via, question)


def answered(asked: Asked, parameters: PathParameters) -> PathAnswer | None:
    """The answer; None when there is nothing to answer yet, or a fault, which is kept in `asked`."""
    if asked.faults or not parameters.complete:
        return None
    try:
        return find_paths(asked.view, parameters.question)
    except BadInput as error:
        message = str(error)
        asked.fault(error.parameter, f"{message[:1].upper()}{message[1:]}.")
        return None
