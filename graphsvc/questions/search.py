"""Finding organisations by what people type."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from graphsvc.errors import BadInput, NotFound
from graphsvc.limits import LONGEST_TEXT
from graphsvc.questions.name_index import NO_MATCH, Likeness, index_of
from graphsvc.snapshot.columns import Numbers
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.view import View

_LENGTH_BITS, _RANK_BITS = 16, 32
_RANK = (1 << _RANK_BITS) - 1

_ABBREVIATED = (Likeness.INITIALS, Likeness.OTHER_INITIALS)


@dataclass(frozen=True, slots=True)
class Match:
    """An organisation that fits a query, and how."""

    organisation: Organisation
    likeness: Likeness


def search(
    view: View, text: str, *, types: Collection[str] = (), place: str = "", open_only: bool | None = None,
    limit: int = 20,
) -> tuple[Match, ...]:
    """Organisations that fit a query, best first.

    Case, accents, punctuation, "St" and "Saint", "&" and "and" make no difference; ids, ODS codes, aliases and initials
    fit; where no name has the words, words spelt nearly alike do.

    Parameters
    ----------
    view : View
        The graph as at a date: says who is open.
    text : str
        What somebody typed; empty for all: the open ones first, those with records before the others, then by name.
    types : collection of str
        Only these organisation types; empty for all.
    place : str
        Code of a place that they cover or sit in; empty for all.
    open_only : bool, optional
        True for open ones, False for the others; both when not given.
    limit : int
        How many at most.
    """
    likeness = index_of(view.snapshot).find(text[:LONGEST_TEXT])
    wanted = likeness != NO_MATCH
    if types:
        wanted &= view.organisations.of_type(types)
    if place:
        footprints, districts = view.snapshot.footprints, view.snapshot.places.districts(place)
        wanted &= np.array([bool(one & districts) for one in footprints.different], bool)[footprints.codes]
    if open_only is not None:
        wanted &= view.is_open == open_only
    found = np.flatnonzero(wanted)
    order = _ranks(view, found, likeness[found], bool(text.strip()))
    first = order if len(order) <= limit else np.partition(order, limit)[:limit]
    by_rank = index_of(view.snapshot).by_rank
    places = by_rank[np.sort(first) & _RANK].tolist()
    return tuple(Match(view.organisations[one], Likeness(int(likeness[one]))) for one in places)


def _ranks(view: View, found: Numbers, likeness: Numbers, typed: bool) -> Numbers:
    """What orders those found, as one number each: likeness, open, with records, the shortest name, name and id."""
    index = index_of(view.snapshot)
    order: Numbers = likeness.astype(np.int64)
    order = (order << 1) | ~view.is_open[found]
    order = (order << 1) | (view.links_of.counts[found] == 0)
    order <<= _LENGTH_BITS
    if typed:
        order |= index.lengths[found]
    order <<= _RANK_BITS
    order |= index.ranks[found]
    return order


def resolve(
    view: View, text: str, parameter: str = "organisation", types: Collection[str] = ()
) -> Organisation:
    """The one organisation that a user means.

    Parameters
    ----------
    view : View
        The graph as at a date.
    text : str
        An id, the whole name of one organisation, or words that fit one organisation and no other. Initials are
        offered and not taken: whose they are is a guess.
    parameter : str
        Name of the parameter, for the message.
    types : collection of str
        Organisation types that are asked for: words need only tell it from others of these. Where none of them fits,
        all are looked through, so that who is meant can be told not to be of them.

    Raises
    ------
    NotFound
        Nothing has this id and no name fits.
    BadInput
        Several fit, and it is the whole name of none or of several, or it is initials; the message lists them.
    """
    index = view.snapshot.index_of.get(text.strip())
    if index is not None:
        return view.organisations[index]
    matches = search(view, text, types=types, limit=len(view.organisations)) if text.strip() else ()
    sure = [match for match in matches if match.likeness is not Likeness.MISSPELT]
    exact = [match for match in sure if match.likeness <= Likeness.NAME]
    for meant in (exact, sure):
        if len(meant) == 1 and meant[0].likeness not in _ABBREVIATED:
            return meant[0].organisation
    shown = [f"{match.organisation.id}  {match.organisation.name}" for match in matches[:8]]
    if not sure and types:
        return resolve(view, text, parameter)
    if not sure:
        raise NotFound(f"no organisation is called {text[:80]!r}", shown)
    more = f"\n  and {len(sure) - 8} more" if len(sure) > 8 else ""
    fit = f"{len(sure)} organisations fit" if len(sure) > 1 else "One organisation has initials like"
    raise BadInput(f"{fit} {text[:80]!r}; name one by its id:\n  " + "\n  ".join(shown) + more, parameter, text)
