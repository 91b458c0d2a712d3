"""Most and least of several shares, with ties, and only where there is enough to compare."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from graphsvc.reports.brief.contents import Cell
from graphsvc.reports.brief.phrases import Part, counted, percent, series
from graphsvc.reports.brief.suppression import Key
from graphsvc.reports.brief.tables import Place, Published

ENOUGH = 10
"""Cells that coverage must count of something before it is compared."""

_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of those compared: its words in a sentence, and the keys of its share."""

    words: str
    number: Key
    of: Key


def compared(published: Published, candidates: Sequence[Candidate], lead: str = "") -> Iterator[list[Part]]:
    """A sentence with the largest and the smallest share; none where fewer than two can be compared.

    Parameters
    ----------
    published : Published
        The numbers as they may be shown: what is hidden is not compared.
    candidates : sequence of Candidate
        Whose shares.
    lead : str
        How it begins, when it says more than the share.
    """
    shares: dict[Candidate, Fraction] = {}
    hidden = False
    for one in candidates:
        if not one.number:
            continue
        number, of = published.value(one.number), published.value(one.of)
        if number is None or of is None:
            hidden = True
        elif of >= ENOUGH:
            shares[one] = Fraction(number, of)
    if len(shares) < 2:
        return
    top, bottom = max(shares.values()), min(shares.values())
    lead += "of the numbers that may be shown, " if hidden else ""
    share = "the same" if top == bottom else "the largest"
    start = f"{lead}{share} share of what is expected is recorded "
    said: list[Part] = [start[:1].upper() + start[1:]]
    said += _named(published, [one for one, share in shares.items() if share == top])
    if top != bottom:
        said += [", and the smallest ", *_named(published, [one for one, share in shares.items() if share == bottom])]
    yield [*said, "."]


def _named(published: Published, tied: Sequence[Candidate]) -> list[Part]:
    """`with a university, at 12 of 40 (30%) and with a college, at 3 of 10 (30%)`; of many the first."""
    items: list[list[Part]] = [[f"{one.words}, at ", _cell(published, one)] for one in tied[:_MOST_NAMED]]
    if len(tied) > _MOST_NAMED:
        number, of = published.value(tied[0].number), published.value(tied[0].of)
        share = f", at {percent(number, of)} too" if number is not None and of else ""
        items.append([f"{counted(len(tied) - _MOST_NAMED, 'other')}{share}"])
    return series(items)


def _cell(published: Published, one: Candidate) -> Cell:
    return published.cell(Place(one.number, one.of, percent=True))
