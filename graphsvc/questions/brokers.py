"""Brokers: who joins others that would not be joined without them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from graphsvc.questions.betweenness import betweenness, pivots
from graphsvc.questions.cut_points import cut_points
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.joins import Joins
from graphsvc.snapshot.kept import once_for_a_view
from graphsvc.snapshot.view import View

LISTED = 5_000
"""Brokers that are listed, at most, where shares are estimated: of smaller shares an estimate says little."""

_DECIMALS = 6
"""Of a betweenness: sums of fractions in another order differ far behind these."""


@dataclass(frozen=True, slots=True)
class CutOff:
    """Organisations that would lose their way to others, and how many those are."""

    organisations: tuple[Organisation, ...]
    lose: int


@dataclass(frozen=True, slots=True)
class Broker:
    """How much others depend on one organisation.

    Attributes
    ----------
    betweenness : float
        Of all pairs of others, the share whose shortest ways lead through it, from 0 to 1; where several ways are
        equally short, the share of those that do.
    partners : int
        To how many it is joined.
    cut_off : tuple of CutOff
        What would remain of those that it joins if it went, but for the largest part: one for each part, the largest
        first. Empty when nobody would lose anybody: then it is no single point of failure.
    """

    organisation: Organisation
    betweenness: float
    partners: int
    cut_off: tuple[CutOff, ...]


def brokers(view: View, *, types: Collection[str] = (), single_points: bool = False) -> tuple[Broker, ...]:
    """Organisations through which others are joined, the most needed first.

    Over the graph of active records that are not inherited, national bodies left out. Organisations on no shortest way
    between two others are not among them.

    Parameters
    ----------
    view : View
        The graph as at a date.
    types : collection of str
        Only organisations of these types; empty for all.
    single_points : bool
        Only those without whom others would lose each other.
    """
    return tuple(
        broker for broker in _all_of(view)
        if (not types or broker.organisation.type in types) and (broker.cut_off or not single_points)
    )


def cut_off_without(view: View, organisation: Organisation) -> tuple[CutOff, ...]:
    """Who would lose whom if one organisation went; empty when nobody would. Needs no list of all brokers.

    Parameters
    ----------
    view : View
        The graph as at a date.
    organisation : Organisation
        Any organisation; a national body and one that is not open join nobody here.
    """
    return _cuts(view).get(organisation.index, ())


def sampled_note(view: View) -> str:
    """That brokers are an estimate, and of how much; empty where everything was counted."""
    joined, starts = int((_joins(view).counts > 0).sum()), len(pivots(_joins(view)))
    if starts == joined:
        return ""
    return (
        f"Sampled: shares are estimated from the shortest ways of {starts:,} of {joined:,} organisations, always the "
        f"same ones; the {LISTED:,} with the largest shares are listed, and all single points of failure."
    )


@once_for_a_view
def _all_of(view: View) -> tuple[Broker, ...]:
    """All brokers at the date of a view, worked out once for each snapshot and date."""
    joins, cuts = _joins(view), _cuts(view)
    starts = pivots(joins)
    found = betweenness(joins, starts)
    shares = found.round(_DECIMALS)
    order = np.argsort(-shares, kind="stable")
    chosen = order[found[order] > 0].tolist()
    if len(starts) < (joins.counts > 0).sum():
        # One that would cut off others may be on no way from those who were drawn: then it is the last.
        chosen += sorted(cuts.keys() - set(chosen))
        chosen = [index for rank, index in enumerate(chosen) if rank < LISTED or index in cuts]
    return tuple(
        Broker(view.organisations[index], float(shares[index]), int(joins.counts[index]), cuts.get(index, ()))
        for index in chosen
    )


@once_for_a_view
def _cuts(view: View) -> dict[int, tuple[CutOff, ...]]:
    """Who would lose whom without each single point of failure (index)."""
    return {
        point: tuple(CutOff(tuple(view.organisations[one] for one in part), others - len(part)) for part in parts)
        for point, (others, parts) in cut_points(_joins(view)).items()
    }


@once_for_a_view
def _joins(view: View) -> Joins:
    """Who is joined to whom, without national bodies."""
    every, national = view.neighbours, view.organisations.national
    here = np.repeat(np.arange(len(every)), every.counts)
    keep = ~national[here] & ~national[every.others]
    bounds = np.zeros(len(every) + 1, np.int64)
    np.cumsum(np.bincount(here[keep], minlength=len(every)), out=bounds[1:])
    return Joins(bounds, every.others[keep])
