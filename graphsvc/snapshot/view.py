"""The graph as at a date: who is open, who are whose heirs, and what each record counts for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np

from graphsvc.snapshot.columns import Numbers
from graphsvc.snapshot.counted import Counted, PredecessorNote, states_at
from graphsvc.snapshot.facts import Organisation, Rule, Succession
from graphsvc.snapshot.graph import Snapshot
from graphsvc.snapshot.joins import Joins, sorted_once
from graphsvc.snapshot.links import LinksOf
from graphsvc.snapshot.places import Districts
from graphsvc.vocabulary import ICB, NHS_REGION, NHS_TRUST, ODS_PREFIX


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
        at = day.toordinal()
        self.is_open: Numbers = (snapshot.organisations.first_open <= at) & (at <= snapshot.organisations.last_open)
        """Whether each organisation is open."""
        self.open: list[bool] = self.is_open.tolist()
        self._following: dict[int, list[Succession]] = {}
        for succession in snapshot.successions:
            if succession.day <= day:
                self._following.setdefault(succession.predecessor, []).append(succession)
        self._heirs: dict[int, tuple[int, ...]] = {}
        self._areas: dict[int, Districts] = {}
        self._of_types: dict[tuple[str, ...], tuple[int, ...]] = {}
        self._footprints: dict[tuple[str, ...], Counter[int]] = {}
        self._meeting: dict[tuple[tuple[str, ...], Districts], int] = {}
        self._covering: dict[tuple[str, ...], list[tuple[int, Districts]]] = {}
        self.states = states_at(snapshot.partnerships, day)
        """State of each record, as a number (see `STATES`)."""
        self.kept: dict[object, Any] = {}
        """What questions have worked out for this view, kept as long as it is."""
        counted = Counted(self)
        self.links = counted.links
        self.notes_of: dict[int, list[PredecessorNote]] = counted.notes_of
        """Records that an heir of another type does not take over, by the heir."""
        self.links_of = LinksOf(self.links, len(self.organisations))

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
            columns = self.snapshot.dataset["organisations"].columns
            districts = self.snapshot.places.districts
            covers = columns["covers_code"][index]
            area = districts(covers)
            if not covers:
                area = districts(columns["place_code"][index])
                board = self.board(self.organisations[index]) if self.type_of(index) == NHS_TRUST else None
                if board is not None:
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
            mine = np.flatnonzero(self.organisations.of_type(types) & self.is_open)
            found = self._of_types[types] = tuple(mine.tolist())
        return found

    def of_ids(self, ids: Iterable[str]) -> list[Organisation]:
        """Organisations that have some ids, in the order of ids; ids that nobody has are left out."""
        found = {self.snapshot.index_of[id_] for id_ in ids if id_ in self.snapshot.index_of}
        return [self.organisations[index] for index in sorted(found)]

    def covering(self, types: tuple[str, ...], area: Districts) -> tuple[int, ...]:
        """Open organisations of some types that cover (not only sit in) any part of an area, in the order of ids."""
        found = self._covering.get(types)
        if found is None:
            covered = self.snapshot.dataset["organisations"].columns["covers_code"]
            covers = self.snapshot.places.districts
            found = [(index, covers(covered[index])) for index in self.of_types(types) if covered[index]]
            self._covering[types] = found
        return tuple(index for index, districts in found if districts & area)

    def any_in(self, types: tuple[str, ...], area: Districts, but: int) -> bool:
        """Whether an open organisation of some types, other than one, covers or sits in any part of an area."""
        meeting = self._meeting.get((types, area))
        if meeting is None:
            different, codes = self.snapshot.footprints.different, self.snapshot.footprints.codes
            found = self._footprints.get(types)
            if found is None:
                found = self._footprints[types] = Counter(codes[np.array(self.of_types(types), np.int64)].tolist())
            meeting = self._meeting[types, area] = sum(
                count for code, count in found.items() if different[code] & area
            )
        itself = self.open[but] and self.type_of(but) in types and self.snapshot.footprints[but] & area
        return meeting > bool(itself)

    def type_of(self, index: int) -> str:
        """Organisation type of an organisation."""
        return self.snapshot.dataset["organisations"].columns["organisation_type"][index]

    @cached_property
    def national(self) -> frozenset[int]:
        """National bodies, open or not (indices)."""
        return frozenset(np.flatnonzero(self.organisations.national).tolist())

    @cached_property
    def hosted(self) -> dict[int, list[int]]:
        """Open organisations by the organisation that hosts them (indices)."""
        found: dict[int, list[int]] = {}
        for index, host in enumerate(self.snapshot.dataset["organisations"].columns["host"]):
            if host and self.open[index]:
                found.setdefault(self.snapshot.index_of[host], []).append(index)
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
    def neighbours(self) -> Joins:
        """For each organisation, those joined to it by an active record that is not inherited."""
        counted = self.links.counted()
        source, target = self.links.source[counted].astype(np.int64), self.links.target[counted]
        pairs = sorted_once(np.concatenate(((source << 32) | target, (target.astype(np.int64) << 32) | source)))
        bounds = np.searchsorted(pairs, np.arange(len(self.organisations) + 1) << 32)
        return Joins(bounds, (pairs & 0xFFFFFFFF).astype(np.int32))
