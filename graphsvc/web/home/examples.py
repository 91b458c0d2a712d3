"""Worked examples: one question of each kind with its answer, of the organisations with the most on record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, islice

import numpy as np

from graphsvc.dates import in_words
from graphsvc.questions.cells import Cell
from graphsvc.questions.gaps import gaps_of
from graphsvc.questions.names import at_start, in_sentence, listed, spoken, with_article
from graphsvc.questions.paths import Path, PathQuestion, find_paths
from graphsvc.questions.sentences import path_sentence, weakest_sentence
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.joins import first_of_each
from graphsvc.snapshot.kept import once_for_a_view
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import NHS_TYPES, READ, CellState

_TRIED = 12
"""How many organisations are looked at for an example."""

_HOPS = 3
"""Hops of a path that is worth showing and quickly read."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question as a person would ask it.

    Attributes
    ----------
    kind : str
        What is asked, in a word or two.
    question, answer : str
        In a sentence or two each; the answer is worked out from the facts.
    page : str
        Endpoint of the page that answers it in full.
    parameters : tuple of (str, str)
        What to ask that page.
    """

    kind: str
    question: str
    answer: str
    page: str
    parameters: tuple[tuple[str, str], ...]


@once_for_a_view
def examples(view: View) -> tuple[Example, ...]:
    """An example of each kind for which the record has one, worked out once for each snapshot and date."""
    found = (_gap(view), _path(view), _meeting(view))
    return tuple(example for example in found if example is not None)


def _gap(view: View) -> Example | None:
    """A gap for which somebody can be suggested."""
    for one in _most_joined(view, NHS_TYPES):
        gaps = gaps_of(view, one.id, suggest=1)
        cell = next((c for c in gaps.cells if c.state is CellState.UNRECORDED and c.suggestions.items), None)
        if cell is not None:
            coverage, area = gaps.coverage, in_sentence(view.snapshot.value_areas[cell.value_area])
            return Example(
                "A gap", f"Whom could {spoken(one)} work with in {area}?",
                f"{coverage.recorded} of {coverage.of} expected partnerships are recorded. {_suggested(cell)}",
                "organisation", (("organisation_id", one.id),),
            )
    return None


def _suggested(cell: Cell) -> str:
    suggestion = cell.suggestions.items[0]
    return (
        f"There is no recorded partnership with {with_article(cell.partner_type.name)} here; suggested is "
        f"{spoken(suggestion.organisation)} ({suggestion.why[0]})."
    )


def _path(view: View) -> Example | None:
    """A path of a few steps between neighbours, with current evidence where one of those looked at has it."""
    ranked = sorted(
        combinations(_most_joined(view, NHS_TYPES), 2), key=lambda pair: not _near(view, *pair),
    )
    best: tuple[tuple[bool, bool, float], Path] | None = None
    for source, target in ranked:
        paths = find_paths(view, PathQuestion((source.id,), target.id, k=1)).paths
        if not paths or paths[0].hops == 1:
            continue
        path = paths[0]
        rank = (path.hops != _HOPS, not _near(view, source, target), path.cost)
        if best is None or rank < best[0]:
            best = rank, path
        if rank == (False, False, float(_HOPS)):
            break
    if best is None:
        return None
    shown = best[1]
    source, target = shown.organisations[0], shown.organisations[-1]
    return Example(
        "A path", f"How do we get from {spoken(source)} to {spoken(target)}?",
        f"{path_sentence(view, shown)} {weakest_sentence(view, shown)}",
        "paths", (("source", source.id), ("target", target.id)),
    )


def _near(view: View, one: Organisation, other: Organisation) -> bool:
    """Whether two organisations lie in the same NHS region."""
    return not set(view.region(one)).isdisjoint(view.region(other))


def _meeting(view: View) -> Example | None:
    """The two organisations with the most records between them."""
    national = view.organisations.national
    source, target = view.links.source.astype(np.int64), view.links.target
    among = np.flatnonzero(view.links.counted() & ~national[source] & ~national[target])
    pairs = (np.minimum(source, target) << 32 | np.maximum(source, target))[among]
    if not len(pairs):
        return None
    ordered = np.sort(pairs)
    starts = np.flatnonzero(first_of_each(ordered))
    # The first of equals: pairs are in the order of their ids.
    most = ordered[starts[np.diff(starts, append=len(ordered)).argmax()]]
    links = view.links.some(among[pairs == most])
    pair = (int(most) >> 32, int(most) & 0xFFFFFFFF)
    one, other = (view.organisations[index] for index in pair)
    areas = Counter(in_sentence(view.snapshot.value_areas[link.partnership.value_area]) for link in links)
    seen = [link.partnership.evidence for link in links if link.partnership.evidence.basis == READ]
    newest = max(((page.first_day, page.date) for page in seen if page.first_day), default=None)
    confirmed = f"last confirmed by a page of {in_words(newest[1])}" if newest else "no dated page was read"
    records = f"{len(links)} active partnership{' is' if len(links) == 1 else 's are'}"
    return Example(
        "Before a meeting", f"{at_start(spoken(one))} meets {spoken(other)}: what do we know?",
        f"{records} recorded between them, in {listed(list(areas))}; {confirmed}.",
        "meeting", (("one", one.id), ("other", other.id)),
    )


def _most_joined(view: View, types: tuple[str, ...]) -> Iterator[Organisation]:
    """Organisations of some types with recorded partners, those with the most first."""
    partners = view.neighbours.counts
    joined = [index for index in view.of_types(types) if partners[index]]
    ranked = sorted(joined, key=lambda index: (-partners[index], index))
    return islice((view.organisations[index] for index in ranked), _TRIED)
