"""Most and least of several shares, with ties, and only where there is enough to compare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from graphsvc.reports.brief.phrases import Part, counted, percent, series
from graphsvc.reports.brief.suppression import Key
from graphsvc.reports.brief.tables import Place, Published

ENOUGH = 10
"""Expectations that could be counted of something before it is compared."""

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
    start = f"{lead}coverage is {'the same' if top == bottom else 'highest'} "
    said: list[Part] = [start[:1].upper() + start[1:]]
    said += _named(published, shares, top, "expectations recorded")
    if top != bottom:
        said += [", and lowest ", *_named(published, shares, bottom)]
    yield [*said, "."]


def _named(
    published: Published, shares: Mapping[Candidate, Fraction], share: Fraction, noun: str = ""
) -> list[Part]:
    """`with universities: 12 of 40 expectations recorded (30%) and with …`; of many with the same share the first."""
    tied = [one for one, other in shares.items() if other == share]
    decimals = _decimals(shares.values(), share)
    items: list[list[Part]] = [
        [f"{one.words}: ", published.cell(Place(one.number, one.of, True, decimals, "" if rank else noun))]
        for rank, one in enumerate(tied[:_MOST_NAMED])
    ]
    if len(tied) > _MOST_NAMED:
        more = counted(len(tied) - _MOST_NAMED, "other")
        items.append([f"{more}, at {percent(share.numerator, share.denominator, decimals)} too"])
    return series(items)


def _decimals(shares: Iterable[Fraction], share: Fraction) -> int:
    """One where only rounding would make another share the same."""
    said = percent(share.numerator, share.denominator)
    return int(any(one != share and percent(one.numerator, one.denominator) == said for one in shares))
