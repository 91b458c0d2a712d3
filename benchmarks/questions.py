"""Times of the questions, beside the same question asked of something else, in one run."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.in_cypher import CypherQuestions
from benchmarks.in_networkx import NetworkxQuestions
from benchmarks.in_rustworkx import RustworkxQuestions
from benchmarks.sample import Sample
from benchmarks.timing import Times, timed
from graphsvc.errors import QueryTimedOut
from graphsvc.maps.asked import asked_drawing
from graphsvc.maps.question import MapQuestion
from graphsvc.questions.gaps import gaps_of, gaps_of_many
from graphsvc.questions.neighbourhood import neighbourhood
from graphsvc.questions.paths import find_paths
from graphsvc.questions.search import search
from graphsvc.snapshot.view import View

_WARM = 5
_COVERAGES = range(10)

Ask = Callable[[Any], object]


@dataclass(frozen=True, slots=True)
class Measured:
    """A question's times, and those of whatever else could answer it, by its name.

    Attributes
    ----------
    name : str
        The question.
    ours : Times
        Of graphsvc.
    others : dict of str to Times
        What was ended without an answer counts as long as it was waited for.
    """

    name: str
    ours: Times
    others: dict[str, Times]


def measure_questions(
    view: View, sample: Sample, cypher: CypherQuestions, told: Callable[[str], None]
) -> list[Measured]:
    """Ask everything of everybody.

    Parameters
    ----------
    view : View
        The graph as at a date.
    sample : Sample
        What is asked.
    cypher : CypherQuestions
        A server with the same graph.
    told : callable
        Told which question is asked next.
    """
    plain, rust = NetworkxQuestions(view), RustworkxQuestions(view)

    def paths(question: Any) -> object:  # noqa: ANN401 - as `Ask`
        return find_paths(view, question)

    asked: list[tuple[str, Sequence[Any], Ask, dict[str, Ask]]] = [
        ("filtered path, k = 3", sample.filtered, paths, {"Cypher": cypher.path, "NetworkX": plain.path}),
        ("filtered path, k = 10", sample.many, paths, {"Cypher": cypher.paths, "NetworkX": plain.path}),
        (
            "path of two hops", sample.easy, paths,
            {"Cypher": cypher.path, "NetworkX": plain.path, "rustworkx": rust.path},
        ),
        (
            "path of four hops or more", sample.far, paths,
            {"Cypher": cypher.path, "NetworkX": plain.path, "rustworkx": rust.path},
        ),
        ("path that there is not", sample.none, paths, {"Cypher": cypher.path, "NetworkX": plain.path}),
        ("path from ten to the nearest university", sample.sets, paths, {"Cypher": cypher.nearest}),
        (
            "gaps of one organisation, with suggestions", sample.nhs, lambda one: gaps_of(view, one),
            {"Cypher": cypher.gaps, "NetworkX": plain.gaps},
        ),
        ("gaps of one organisation, without", sample.nhs, lambda one: gaps_of(view, one, suggest=0), {}),
        (
            "coverage of all trusts and boards", _COVERAGES, lambda _: gaps_of_many(view),
            {"Cypher": cypher.coverage, "NetworkX": plain.coverage},
        ),
        (
            "partners and the records among them", sample.joined, lambda one: neighbourhood(view, [one]),
            {"Cypher": cypher.neighbourhood, "NetworkX": plain.neighbourhood, "rustworkx": rust.neighbourhood},
        ),
        (
            "search", sample.texts, lambda text: search(view, text),
            {"Cypher": cypher.search, "NetworkX": plain.search},
        ),
        ("map of one organisation", sample.nhs, lambda one: asked_drawing(view, MapQuestion(org=(one,))), {}),
    ]
    found = []
    for name, inputs, ask, others in asked:
        if inputs:
            told(name)
            beside = {other: _times(_patient(theirs), inputs) for other, theirs in others.items()}
            found.append(Measured(name, _times(ask, inputs), beside))
    return found


def _times(ask: Ask, inputs: Sequence[Any]) -> Times:
    timed(ask, inputs[:_WARM])
    return timed(ask, inputs)


def _patient(ask: Ask) -> Ask:
    """What is ended without an answer took as long as it was waited for."""

    def asked(one: Any) -> None:  # noqa: ANN401 - as `Ask`
        with contextlib.suppress(QueryTimedOut):
            ask(one)

    return asked
