"""The graph as at a date: who is open, who are whose heirs, and what each record counts for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from graphsvc.snapshot.facts import Organisation, Partnership, Rule, Succession
from graphsvc.snapshot.graph import Snapshot
from graphsvc.snapshot.places import Districts
from graphsvc.vocabulary import ICB, NHS_REGION, NHS_TRUST, ODS_PREFIX, State


@dataclass(frozen=True, slots=True, eq=False)
class Link:
    """What a record counts for at a date: a pair of open organisations (indices).

    `source` is the heir of the organisation recorded as the record's source, or it itself; `target` likewise.
    `inherited` says that at least one of them is an heir: reconfirm it.
    """

    partnership: Partnership
    source: int
    target: int
    state: State
    inherited: bool

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


@dataclass(frozen=True, slots=True, eq=False)
class PredecessorNote:
    """A record that an heir of another type does not take over, worth knowing all the same (indices)."""

    partnership: Partnership
    heir: int
    predecessor: int
    other: int


class View:
    """A snapshot as at a date.

    Parameters
    ----------
    snapshot : Snapshot
        The facts.
    day : date
        The date D of the rules.
    """

    def __init__(self, snapshot: Snapshot, day: date) -> None:
        self.snapshot = snapshot
        self.day = day
        self.organisations = snapshot.organisations
        self.open = [o.first_open <= day <= o.last_open for o in snapshot.organisations]
        self._following: dict[int, list[Succession]] = {}
        for succession in snapshot.successions:
            if succession.day <= day:
                self._following.setdefault(succession.predecessor, []).append(succession)
        self._heirs: dict[int, tuple[int, ...]] = {}
        self._areas: dict[int, Districts] = {}
        self._of_types: dict[tuple[str, ...], tuple[int, ...]] = {}
        self._covering: dict[tuple[tuple[str, ...], Districts], tuple[int, ...]] = {}
        self.links: list[Link] = []
        self.links_of: list[list[Link]] = [[] for _ in snapshot.organisations]
        self.notes_of: dict[int, list[PredecessorNote]] = {}
        for partnership in snapshot.partnerships:
            state = state_at(partnership, day)
            if state is not None:
                self._count(partnership, state)

    def heirs(self, index: int) -> tuple[int, ...]:
        """Heirs of an organisation: itself when open, else whoever followed, to the end of the chain."""
        if self.open[index]:
            return (index,)
        found = self._heirs.get(index)
        if found is None:
            heirs: set[int] = set()
            for succession in self._following.get(index, ()):
                heirs.update(self.heirs(succession.successor))
            found = self._heirs[index] = tuple(sorted(heirs))
        return found

    def board(self, organisation: Organisation) -> Organisation | None:
        """The board of a trust, when it is open; a board is its own."""
        if organisation.type == ICB:
            return organisation
        if organisation.type != NHS_TRUST or not organisation.board:
            return None
        index = self.snapshot.index_of.get(ODS_PREFIX + organisation.board)
        return self.organisations[index] if index is not None and self.open[index] else None

    def area(self, index: int) -> Districts:
        """The districts that are an organisation's area; 0 when unknown."""
        area = self._areas.get(index)
        if area is None:
            organisation = self.organisations[index]
            districts = self.snapshot.places.districts
            area = districts(organisation.covers_code)
            if not organisation.covers_code:
                area = districts(organisation.place_code)
                board = self.board(organisation)
                if board is not None and board.index != index:
                    area |= self.area(board.index)
            self._areas[index] = area
        return area

    def region(self, organisation: Organisation) -> tuple[str, ...]:
        """Codes of the NHS regions of a trust or board: those of its board, else of its own district."""
        board = self.board(organisation)
        place = organisation.place_code if board is None else board.covers_code
        return self.snapshot.places.above(place, NHS_REGION)

    def of_types(self, types: tuple[str, ...]) -> tuple[int, ...]:
        """Open organisations of some organisation types, in the order of ids."""
        found = self._of_types.get(types)
        if found is None:
            mine = [o.index for o in self.organisations if o.type in types and self.open[o.index]]
            found = self._of_types[types] = tuple(mine)
        return found

    def covering(self, types: tuple[str, ...], area: Districts) -> tuple[int, ...]:
        """Open organisations of some types that cover (not only sit in) any part of an area, in the order of ids."""
        found = self._covering.get((types, area))
        if found is None:
            covers = self.snapshot.places.districts
            organisations = self.organisations
            mine = [i for i in self.of_types(types) if covers(organisations[i].covers_code) & area]
            found = self._covering[types, area] = tuple(mine)
        return found

    @cached_property
    def hosted(self) -> dict[int, list[int]]:
        """Open organisations by the organisation that hosts them (indices)."""
        found: dict[int, list[int]] = {}
        for organisation in self.organisations:
            if organisation.host and self.open[organisation.index]:
                found.setdefault(self.snapshot.index_of[organisation.host], []).append(organisation.index)
        return found

    @cached_property
    def valid_rules(self) -> list[Rule]:
        """Rules that are valid at the date, the highest version of each, by id."""
        valid: dict[str, Rule] = {}
        for rule in self.snapshot.rules:
            if rule.valid_from <= self.day <= rule.valid_to:
                known = valid.get(rule.id)
                if known is None or known.version < rule.version:
                    valid[rule.id] = rule
        return [valid[rule] for rule in sorted(valid)]

    @cached_property
    def neighbours(self) -> list[frozenset[int]]:
        """For each organisation, those joined to it by an active record that is not inherited."""
        found: list[set[int]] = [set() for _ in self.organisations]
        for link in self.links:
            if link.active and not link.inherited:
                found[link.source].add(link.target)
                found[link.target].add(link.source)
        return [frozenset(some) for some in found]

    def _count(self, partnership: Partnership, state: State) -> None:
        """Count a record for every pair of heirs of its two ends, with the limits of the rules."""
        ends = (partnership.source, partnership.target)
        sources, targets = self.heirs(ends[0]), self.heirs(ends[1])
        inherited = not (self.open[ends[0]] and self.open[ends[1]])
        if inherited:
            sources = self._fitting(partnership, ends[0], ends[1], sources)
            targets = self._fitting(partnership, ends[1], ends[0], targets)
        seen: set[tuple[int, int]] = set()
        for source in sources:
            for target in targets:
                # The ends may share heirs: a pair counts once, whichever end each of the two follows.
                if source != target and (target, source) not in seen:
                    seen.add((source, target))
                    link = Link(partnership, source, target, state, inherited)
                    self.links.append(link)
                    self.links_of[source].append(link)
                    self.links_of[target].append(link)

    def _fitting(self, partnership: Partnership, end: int, other: int, heirs: tuple[int, ...]) -> tuple[int, ...]:
        """The heirs of an end that take a record over; the others get a note."""
        if self.open[end]:
            return heirs
        several = len(heirs) > 1
        area = self.area(other)
        fitting = []
        for heir in heirs:
            if several and area and self.area(heir) and not area & self.area(heir):
                continue
            if self.organisations[heir].type == self.organisations[end].type:
                fitting.append(heir)
            else:
                note = PredecessorNote(partnership, heir, end, other)
                self.notes_of.setdefault(heir, []).append(note)
        return tuple(fitting)


def state_at(partnership: Partnership, day: date) -> State | None:
    """State of a record at a date; None when it has no part at all."""
    seen = partnership.evidence.first_day
    begins = partnership.starts or seen
    if begins is not None and day < begins:
        return None
    if partnership.ends is not None and partnership.ends < day:
        return State.LAPSED
    if partnership.status == "lapsed" and partnership.ends is None and (seen is None or seen <= day):
        return State.LAPSED
    if partnership.status == "proposed":
        return State.PROPOSED
    return State.ACTIVE
