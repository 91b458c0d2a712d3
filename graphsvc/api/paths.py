"""Paths."""

from __future__ import annotations

from apiflask import APIBlueprint

from graphsvc.api.calls import Asked, Calls
from graphsvc.api.queries import PathsQuery
from graphsvc.api.schemas.paths import PathsAnswer, paths_answer
from graphsvc.config import QuestionSettings
from graphsvc.questions.checks import Checks
from graphsvc.questions.paths import PathQuestion, find_paths


def paths(calls: Calls) -> APIBlueprint:
    """The call about paths."""
    blueprint = APIBlueprint("paths", __name__, tag="Paths")

    @calls.get(blueprint, "/paths", PathsQuery, PathsAnswer)
    def get_paths(asked: Asked[PathsQuery]) -> PathsAnswer:
        """The best paths from some organisations to another, or to the nearest of a type.

        No path is an answer too: an empty list with the reason.
        """
        check_paths(Checks(asked.view), asked.query, asked.limits)
        question = path_question(asked.query, asked.limits)
        return paths_answer(asked.view, question, find_paths(asked.view, question), asked.asked_on)

    return blueprint


def check_paths(checks: Checks, query: PathsQuery, limits: QuestionSettings) -> None:
    """Check what a question for paths names.

    Raises
    ------
    graphsvc.faults.BadParameters
        All ids that are not known, and numbers above their limits.
    """
    for parameter, ids in (
        ("source", query.source), ("target", (query.target,)), ("avoid", query.avoid), ("via", (query.via,))
    ):
        checks.organisations(parameter, ids)
    checks.organisation_types("target_type", [query.target_type] if query.target_type else ())
    checks.place("target_place", query.target_place)
    checks.value_areas(query.value_area)
    checks.limit("k", query.k, limits.k_limit)
    checks.limit("max_hops", query.max_hops, limits.max_hops_limit)
    if bool(query.target) == bool(query.target_type):
        checks.fault("target", query.target, "give either target or target_type")
    if query.target_place and not query.target_type:
        checks.fault("target_place", query.target_place, "goes with target_type")
    checks.finish()


def path_question(query: PathsQuery, limits: QuestionSettings) -> PathQuestion:
    """The question that a query asks, with the defaults of the settings."""
    return PathQuestion(
        sources=query.source, target=query.target, target_type=query.target_type, target_place=query.target_place,
        value_areas=query.value_area, kinds=query.kind, k=query.k or limits.k,
        max_hops=query.max_hops or limits.max_hops, order=query.order, inherited=query.inherited,
        national=query.national, avoid=query.avoid, via=query.via,
    )

