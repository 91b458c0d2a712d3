"""What is asked: drawn once with a seed, and the same for everything that answers."""

from __future__ import annotations

import random
from dataclasses import dataclass

from graphsvc.questions.gaps import nhs_organisations
from graphsvc.snapshot.view import View

_PAIRS = 200
_SEARCHES = 200


@dataclass(frozen=True, slots=True)
class PathInput:
    """Two organisations, and the value areas that may be passed."""

    source: str
    target: str
    value_areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """All that is asked."""

    pairs: tuple[PathInput, ...]
    nhs: tuple[str, ...]
    texts: tuple[str, ...]


def draw_sample(view: View) -> Sample:
    """Pairs of organisations that have partnerships, all trusts and boards, and words and misspelt words of names."""
    random_ = random.Random(2026)
    joined = [o.id for o in view.organisations if view.open[o.index] and not o.national and view.links_of[o.index]]
    areas = sorted({link.partnership.value_area for link in view.links})
    pairs = []
    for _ in range(_PAIRS):
        source, target = random_.sample(joined, 2)
        pairs.append(PathInput(source, target, tuple(random_.sample(areas, 3))))
    texts = []
    for organisation in random_.sample(view.organisations, _SEARCHES):
        text = " ".join(organisation.name.split()[:2])
        at = random_.randrange(len(text))
        texts.append(text if random_.random() < 0.5 else text[:at] + text[at + 1 :])
    return Sample(tuple(pairs), tuple(o.id for o in nhs_organisations(view)), tuple(texts))
