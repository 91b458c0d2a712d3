"""What records count for at a date: their states, and the pairs of open organisations that they join."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from graphsvc.snapshot.columns import Numbers
from graphsvc.snapshot.facts import ALWAYS, NEVER, Partnership
from graphsvc.snapshot.links import ACTIVE, LAPSED, NO_PART, PROPOSED, Links
from graphsvc.snapshot.partnerships import Partnerships

if TYPE_CHECKING:
    from graphsvc.snapshot.view import View


@dataclass(frozen=True, slots=True)
class PredecessorNote:
    """A record that an heir of another type does not take over, worth knowing all the same (indices)."""

    partnerships: Partnerships
    record: int
    heir: int
    predecessor: int
    other: int

    @property
    def partnership(self) -> Partnership:
        """The record."""
        return self.partnerships[self.record]


class Counted:
    """What all records count for.

    Parameters
    ----------
    view : View
        The graph as at a date, of which who is open and the states of records are known.

    Attributes
    ----------
    links : Links
        What they count for.
    notes_of : dict of int to list of PredecessorNote
        Records that an heir of another type does not take over, by the heir.
    """

    def __init__(self, view: View) -> None:
        self._view = view
        self.notes_of: dict[int, list[PredecessorNote]] = {}
        self.links = self._all()

    def _all(self) -> Links:
        """What every record counts for: its own two ends where both are open, else every pair of their heirs."""
        records = self._view.snapshot.partnerships
        some, is_open = self._view.states != NO_PART, self._view.is_open
        both = is_open[records.source] & is_open[records.target]
        record = np.flatnonzero(some & both & (records.source != records.target)).astype(np.int32)
        source, target = records.source[record], records.target[record]
        inherited = np.zeros(len(record), bool)
        heirs = self._inherited(np.flatnonzero(some & ~both))
        if len(heirs):
            order = np.argsort(np.concatenate((record, heirs[:, 0])), kind="stable")
            record = np.concatenate((record, heirs[:, 0]))[order]
            source = np.concatenate((source, heirs[:, 1]))[order]
            target = np.concatenate((target, heirs[:, 2]))[order]
            inherited = np.concatenate((inherited, np.ones(len(heirs), bool)))[order]
        return Links(records, record, source, target, self._view.states[record], inherited)

    def _inherited(self, records: Numbers) -> Numbers:
        """For records of which an end is not open, one after another: the record and a pair of heirs, for each pair."""
        between: dict[tuple[int, int], list[int]] = {}
        ends = self._view.snapshot.partnerships
        for record, source, target in zip(
            records.tolist(), ends.source[records].tolist(), ends.target[records].tolist(), strict=True
        ):
            between.setdefault((source, target), []).append(record)
        found: list[tuple[int, int, int]] = []
        for (source, target), same in between.items():
            pairs = self._pairs(same, source, target)
            found += ((record, *pair) for record in same for pair in pairs)
        for notes in self.notes_of.values():
            notes.sort(key=lambda note: note.record)
        return np.array(found, np.int32).reshape(-1, 3)

    def _pairs(self, records: Sequence[int], source: int, target: int) -> Collection[tuple[int, int]]:
        """The pairs of heirs of two ends for which records between them count, with the limits of the rules."""
        sources = self._fitting(records, source, target, self._view.heirs(source))
        targets = self._fitting(records, target, source, self._view.heirs(target))
        seen: dict[tuple[int, int], None] = {}
        for source in sources:
            for target in targets:
                # The ends may share heirs: a pair counts once, whichever end each of the two follows.
                if source != target and (target, source) not in seen:
                    seen[source, target] = None
        return seen

    def _fitting(self, records: Sequence[int], end: int, other: int, heirs: tuple[int, ...]) -> tuple[int, ...]:
        """The heirs of an end that take a record over; the others get a note."""
        if self._view.open[end]:
            return heirs
        several = len(heirs) > 1
        area = self._view.area(other)
        fitting = []
        for heir in heirs:
            if several and area and self._view.area(heir) and not area & self._view.area(heir):
                continue
            if self._view.type_of(heir) == self._view.type_of(end):
                fitting.append(heir)
            else:
                notes = self.notes_of.setdefault(heir, [])
                every = self._view.snapshot.partnerships
                notes += (PredecessorNote(every, record, heir, end, other) for record in records)
        return tuple(fitting)


def states_at(records: Partnerships, day: date) -> Numbers:
    """State of each record at a date, as a number (see `STATES`)."""
    at = day.toordinal()
    starts, ends, seen = records.starts, records.ends, records.seen
    states = np.full(len(records), ACTIVE, np.uint8)
    states[records.has("status", ("proposed",))] = PROPOSED
    states[records.has("status", ("lapsed",)) & (ends == ALWAYS) & (seen <= at)] = LAPSED
    states[ends < at] = LAPSED
    begins = np.where(starts == NEVER, seen, starts)
    states[at < begins] = NO_PART
    return states
