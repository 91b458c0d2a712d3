"""Links: what the records count for at a date, as arrays; each made into an object when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from graphsvc.snapshot.columns import Numbers
from graphsvc.snapshot.facts import Partnership
from graphsvc.snapshot.joins import taken
from graphsvc.snapshot.made import KeptSequence, MadeSequence
from graphsvc.snapshot.partnerships import Partnerships
from graphsvc.vocabulary import State

STATES: tuple[State | None, ...] = (None, State.ACTIVE, State.PROPOSED, State.LAPSED)
"""What a number among states stands for; None for a record that has no part at all."""

NO_PART, ACTIVE, PROPOSED, LAPSED = range(4)


@dataclass(frozen=True, slots=True, eq=False)
class Link:
    """What a record counts for at a date: a pair of open organisations (indices).

    `source` is the heir of the organisation recorded as the record's source, or it itself; `target` likewise.
    `inherited` says that at least one of them is an heir: reconfirm it. `record` is the rank of the record among all
    by id. It is made anew when it is asked for again: two are equal when they are the same of one view.
    """

    of: Links
    position: int
    record: int
    source: int
    target: int
    state: State
    inherited: bool

    @property
    def partnership(self) -> Partnership:
        """The record."""
        return self.of.partnerships[self.record]

    @property
    def undated(self) -> bool:
        """Whether neither the record's beginning nor its evidence's date is known."""
        return self.partnership.starts is None and self.partnership.evidence.first_day is None

    @property
    def active(self) -> bool:
        """Whether the record is active at the date, inherited or not."""
        return self.state is State.ACTIVE

    def other(self, index: int) -> int:
        """The organisation at the other end."""
        return self.target if self.source == index else self.source

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Link) and self.position == other.position and self.of is other.of

    def __hash__(self) -> int:
        return self.position


class Links(KeptSequence[Link]):
    """All links of a view, in the order of their records.

    Parameters
    ----------
    partnerships : Partnerships
        All records.
    record, source, target, state, inherited : array
        Of each link, the rank of its record, its ends, its state (see `STATES`), and whether it is inherited.
    """

    def __init__(
        self, partnerships: Partnerships, record: Numbers, source: Numbers, target: Numbers, state: Numbers,
        inherited: Numbers,
    ) -> None:
        super().__init__()
        self.partnerships = partnerships
        self.record = record
        self.source = source
        self.target = target
        self.state = state
        self.inherited = inherited

    def __len__(self) -> int:
        return len(self.record)

    def fresh(self, index: int) -> Link:
        """The link at a place, made now."""
        return Link(
            self, index, int(self.record[index]), int(self.source[index]), int(self.target[index]),
            STATES[self.state[index]] or State.ACTIVE, bool(self.inherited[index]),
        )

    def some(self, positions: Numbers) -> list[Link]:
        """The links at some positions."""
        return list(map(self.make, positions.tolist()))

    def counted(self, positions: Numbers | slice = slice(None)) -> Numbers:
        """Whether each, or each at some positions, is active and not inherited."""
        found: Numbers = (self.state[positions] == ACTIVE) & ~self.inherited[positions]
        return found

    def others(self, positions: Numbers, own: Numbers | int) -> Numbers:
        """Who is at the other end of the links at some positions."""
        source = self.source[positions]
        return np.where(source == own, self.target[positions], source)


class SomeLinks(MadeSequence[Link]):
    """Some of all links.

    Parameters
    ----------
    links : Links
        All links.
    positions : array of int
        Where among them these are.
    """

    def __init__(self, links: Links, positions: Numbers) -> None:
        self.positions = positions
        self._links = links

    def __len__(self) -> int:
        return len(self.positions)

    def make(self, index: int) -> Link:
        """The link at a place."""
        return self._links.make(int(self.positions[index]))

    def records(self) -> tuple[str, ...]:
        """Ids of the records, each once."""
        known = self._links.partnerships.ids()
        return tuple(known[record] for record in dict.fromkeys(self._links.record[self.positions].tolist()))


class LinksOf(MadeSequence[list[Link]]):
    """For each organisation, its links in the order of their records.

    Parameters
    ----------
    links : Links
        All links.
    organisations : int
        How many organisations there are.
    """

    def __init__(self, links: Links, organisations: int) -> None:
        self._links = links
        ends = np.empty(2 * len(links), np.int64)
        ends[0::2], ends[1::2] = links.source, links.target
        ends <<= 32
        ends |= np.repeat(np.arange(len(links)), 2)
        ends.sort()
        self.positions: Numbers = (ends & 0xFFFFFFFF).astype(np.int32)
        """Positions of the links of the first organisation, then of the second, and so on."""
        self.bounds: Numbers = np.searchsorted(ends, np.arange(organisations + 1) << 32)
        """Where those of each begin, and at last where those of the last one end."""

    def __len__(self) -> int:
        return len(self.bounds) - 1

    def make(self, index: int) -> list[Link]:
        """The links of an organisation."""
        return self._links.some(self.at(index))

    def at(self, index: int) -> Numbers:
        """Positions of the links of an organisation."""
        found: Numbers = self.positions[self.bounds[index] : self.bounds[index + 1]]
        return found

    def around(self, indices: Numbers) -> Numbers:
        """Positions of the links of the first of some organisations, then of those of the second, and so on."""
        return taken(self.bounds, self.positions, indices)

    @cached_property
    def counts(self) -> Numbers:
        """How many links each organisation has."""
        return np.diff(self.bounds)
