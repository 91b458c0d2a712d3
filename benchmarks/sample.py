"""What is asked: drawn once with a seed, and the same for everything that answers."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from graphsvc.questions.gaps import nhs_organisations
from graphsvc.questions.paths import PathQuestion, find_paths
from graphsvc.snapshot.view import View

_PATHS = 200
_SOME = 50
_SEARCHES = 200
_DRAWN = 4_000
"""Pairs that are looked at before those of a kind are given up: a small graph may have few."""

_FAR = 4
_SOURCES = 10


@dataclass(frozen=True, slots=True)
class Sample:
    """All that is asked.

    Attributes
    ----------
    filtered, easy, far, none, many, sets : tuple of PathQuestion
        Paths within three value areas; without filters of two hops, and of four or more; where there is none; the ten
        best; and from ten organisations to the nearest of a type.
    nhs : tuple of str
        All trusts and boards.
    joined : tuple of str
        Organisations that have partnerships.
    texts : tuple of str
        Words of names, half of them misspelt.
    """

    filtered: tuple[PathQuestion, ...]
    easy: tuple[PathQuestion, ...]
    far: tuple[PathQuestion, ...]
    none: tuple[PathQuestion, ...]
    many: tuple[PathQuestion, ...]
    sets: tuple[PathQuestion, ...]
    nhs: tuple[str, ...]
    joined: tuple[str, ...]
    texts: tuple[str, ...]


def draw_sample(view: View) -> Sample:
    """Questions about a graph, drawn from it."""
    random_ = random.Random(2026)
    joined = [o.id for o in view.organisations if view.open[o.index] and not o.national and view.links_of[o.index]]
    areas = sorted(view.snapshot.value_areas)

    def pairs(*value_areas: str) -> Iterator[PathQuestion]:
        while True:
            source, target = random_.sample(joined, 2)
            chosen = value_areas or tuple(random_.sample(areas, 3))
            yield PathQuestion((source,), target, value_areas=chosen)

    def plain() -> Iterator[PathQuestion]:
        return (replace(one, value_areas=(), k=1) for one in pairs())

    def hops(question: PathQuestion) -> int:
        found = find_paths(view, question).paths
        return found[0].hops if found else 0

    filtered = _some(pairs(), lambda _: True, _PATHS)
    alone = (replace(one, value_areas=one.value_areas[:1]) for one in pairs())
    return Sample(
        filtered=filtered,
        easy=_some(plain(), lambda one: hops(one) == 2, _SOME),
        far=_some(plain(), lambda one: hops(one) >= _FAR, _SOME),
        none=_some(alone, lambda one: hops(one) == 0, _SOME),
        many=tuple(replace(one, k=10) for one in filtered[:_SOME]),
        sets=tuple(
            PathQuestion(tuple(random_.sample(joined, _SOURCES)), target_type="university", k=1) for _ in range(_SOME)
        ),
        nhs=tuple(o.id for o in nhs_organisations(view)),
        joined=tuple(random_.sample(joined, min(_PATHS, len(joined)))),
        texts=_texts(random_, view),
    )


def _some(drawn: Iterator[PathQuestion], fits: Callable[[PathQuestion], bool], count: int) -> tuple[PathQuestion, ...]:
    found: list[PathQuestion] = []
    for _ in range(_DRAWN):
        question = next(drawn)
        if fits(question):
            found.append(question)
            if len(found) == count:
                break
    return tuple(found)


def _texts(random_: random.Random, view: View) -> tuple[str, ...]:
    texts = []
    for index in random_.sample(range(len(view.organisations)), _SEARCHES):
        text = " ".join(view.organisations[index].name.split()[:2])
        at = random_.randrange(len(text))
        texts.append(text if random_.random() < 0.5 else text[:at] + text[at + 1 :])
    return tuple(texts)
