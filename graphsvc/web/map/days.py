"""Days on which a map changes: what begins and ends, and who follows whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from graphsvc.dates import in_words
from graphsvc.questions.names import at_start, listed, spoken
from graphsvc.snapshot.columns import Numbers
from graphsvc.snapshot.facts import ALWAYS, NEVER
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import State

MOST_DAYS = 60
"""Of more, a slider keeps those on which organisations followed others, and the first days of the NHS's years."""

_APRIL = 4
_MOST_NAMED = 4
_BEGINS, _ENDS, _FOLLOWS = "begins", "ends", "follows"


@dataclass(frozen=True, slots=True)
class Day:
    """A day on which something changes.

    Attributes
    ----------
    day : date
        The first day of which the change is true.
    says : str
        How much changes, in a few words; empty for the day that is shown and for today.
    """

    day: date
    says: str

    @property
    def words(self) -> str:
        """The date as it is said."""
        return in_words(self.day.isoformat())


def days_of(view: View, shown: date, concerned: Collection[int] | None = None) -> list[Day]:
    """Days up to that of a view on which a map changes, the oldest first; the day shown is among them.

    Parameters
    ----------
    view : View
        The graph as at the last day.
    shown : date
        The day that is shown.
    concerned : collection of int, optional
        Whose records and successions count (indices), those of predecessors included; everyone's when not given.
    """
    found: dict[date, Counter[str]] = {}
    for day, what, count in (*_of_records(view, concerned), *_of_successions(view, concerned)):
        if day <= view.day:
            found.setdefault(day, Counter())[what] += count
    if len(found) > MOST_DAYS:
        found = _fewer(found)
    for day in (shown, view.day):
        found.setdefault(day, Counter())
    return [Day(day, _told(found[day])) for day in sorted(found)]


def followed(view: View, members: Collection[int]) -> list[str]:
    """Who of some organisations (indices) followed others by the day of a view, as sentences."""
    before: dict[tuple[int, str, str], list[str]] = {}
    for one in view.snapshot.successions:
        if one.day <= view.day and one.successor in members:
            name = spoken(view.organisations[one.predecessor])
            before.setdefault((one.successor, one.date, one.kind), []).append(name)
    said = []
    for (successor, when, kind), names in sorted(before.items()):
        name, others = spoken(view.organisations[successor]), listed(sorted(names), _MOST_NAMED)
        on = in_words(when)
        said.append(
            f"{at_start(name)} followed {others} ({on})." if kind == "merger"
            else f"Functions of {others} passed to {name} ({on})."
        )
    return said


def _of_records(view: View, concerned: Collection[int] | None) -> Iterator[tuple[date, str, int]]:
    """Days on which records begin or end, up to that of the view, and how many."""
    records = view.snapshot.partnerships
    theirs: Numbers = np.full(len(records), concerned is None)
    if concerned is not None:
        among = np.array(sorted(concerned), np.int64)
        theirs[view.links.record[view.links_of.around(among)]] = True
        theirs |= np.isin(records.source, among) | np.isin(records.target, among)
    starts, ends, seen = (days[theirs] for days in (records.starts, records.ends, records.seen))
    lapsed = records.has("status", (State.LAPSED,))[theirs] & (starts != NEVER)
    begins = np.where(starts == NEVER, seen, starts)
    over = np.where(ends != ALWAYS, ends + 1, np.where(lapsed, seen, NEVER))
    for days, what in ((begins, _BEGINS), (over, _ENDS)):
        past = days[(days != NEVER) & (days <= view.day.toordinal())]
        for day, count in Counter(past.tolist()).items():
            yield date.fromordinal(day), what, count


def _of_successions(view: View, concerned: Collection[int] | None) -> Iterator[tuple[date, str, int]]:
    for one in view.snapshot.successions:
        if concerned is None or one.successor in concerned or one.predecessor in concerned:
            yield one.day, _FOLLOWS, 1


def _fewer(found: dict[date, Counter[str]]) -> dict[date, Counter[str]]:
    """The days of successions, and 1 April of each year with what changed since the day before it in the list."""
    kept = {day for day, what in found.items() if what[_FOLLOWS]}
    kept |= {date(year, _APRIL, 1) for year in range(min(found).year, max(found).year + 1)}
    summed: dict[date, Counter[str]] = {day: Counter() for day in sorted(kept)}
    for day, what in found.items():
        nearest = min((one for one in summed if one >= day), default=None)
        if nearest is not None:
            summed[nearest] += what
    return {day: what for day, what in summed.items() if what}


def _told(what: Counter[str]) -> str:
    said = []
    for kind, one, several in (
        (_BEGINS, "record begins", "records begin"), (_ENDS, "record ends", "records end"),
        (_FOLLOWS, "organisation is followed by another", "organisations are followed by others"),
    ):
        if what[kind]:
            said.append(f"{what[kind]:,} {one if what[kind] == 1 else several}")
    return ", ".join(said)
