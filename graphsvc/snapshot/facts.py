"""What a snapshot's rows say, as objects: read once, never changed."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from graphsvc.dates import first_day, last_day
from graphsvc.model import Row, split_list
from graphsvc.snapshot.columns import Numbers, Rows
from graphsvc.snapshot.made import KeptSequence, MadeSequence
from graphsvc.vocabulary import CONVENOR_SIDE

NEVER, ALWAYS = 0, datetime.date.max.toordinal() + 1
"""Ordinals of days that are not known: before every day, and no day after it."""

@dataclass(frozen=True, slots=True, eq=False)
class Organisation:
    """One body. `index` is its rank among all organisations by id, and names it inside a snapshot."""

    index: int
    id: str
    name: str
    type: str
    opened: str
    closed: str
    first_open: datetime.date
    last_open: datetime.date
    place_code: str
    covers_code: str
    place_basis: str
    postcode: str
    longitude: float | None
    latitude: float | None
    aliases: tuple[str, ...]
    source: str
    board: str
    tier: str
    host: str
    national: bool
    convenor: bool
    status: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What shows a partnership: where it can be read, its date, and how it was seen."""

    id: str
    title: str
    address: str
    date: str
    basis: str
    first_day: datetime.date | None


@dataclass(frozen=True, slots=True)
class Partnership:
    """One record. `source` and `target` are indices of the organisations that it names.

    It is made anew when it is asked for again: two are equal when they say the same.
    """

    id: str
    source: int
    target: int
    value_area: str
    kind: str
    status: str
    since: str
    until: str
    starts: datetime.date | None
    ends: datetime.date | None
    evidence: Evidence
    summary: str
    benefits: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Succession:
    """On `day`, the life or functions of one organisation passed to another (indices)."""

    predecessor: int
    successor: int
    date: str
    day: datetime.date
    kind: str
    basis: str
    source: str


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """An expectation: in this value area, engage this partner type; or do not."""

    id: str
    version: int
    value_area: str
    partner_type: str
    applies_to: str
    expected: bool
    covering: bool
    valid_from: datetime.date
    valid_to: datetime.date
    document: str
    passage: str
    note: str


@dataclass(frozen=True, slots=True, eq=False)
class PartnerType:
    """What the guidance calls a partner, and the organisation types that it accepts."""

    id: str
    name: str
    organisation_types: tuple[str, ...]
    collected: bool


@dataclass(frozen=True, slots=True, eq=False)
class Review:
    """Somebody asked on a day, and was told."""

    asked_on: str
    answer: str
    note: str


class Organisations(MadeSequence[Organisation]):
    """All organisations in the order of their ids, each made when it is first asked for.

    Parameters
    ----------
    rows : Rows
        The table of organisations.
    types : iterable of Row
        The table of their types.
    """

    def __init__(self, rows: Rows, types: Iterable[Row]) -> None:
        self._rows = rows
        self._types = {row["organisation_type"]: row for row in types}
        self._made: list[Organisation | None] = [None] * len(rows)

    def __len__(self) -> int:
        return len(self._made)

    def make(self, index: int) -> Organisation:
        """The organisation at a place: always the same one."""
        found = self._made[index]
        if found is None:
            found = self._made[index] = self._organisation(index)
        return found

    @property
    def first_open(self) -> Numbers:
        """The first day, as its ordinal, on which each is open."""
        return self._rows.columns["opened"].each(lambda text: _ordinal(first_day(text), NEVER), "i4")

    @property
    def last_open(self) -> Numbers:
        """The last day, as its ordinal, on which each is open."""
        return self._rows.columns["closed"].each(lambda text: _ordinal(last_day(text), ALWAYS), "i4")

    @cached_property
    def convenor(self) -> Numbers:
        """Whether each is a convenor."""
        return self.of_type([kind for kind, row in self._types.items() if row["side"] == CONVENOR_SIDE])

    @cached_property
    def national(self) -> Numbers:
        """Whether each is a national body."""
        types, flags = (self._rows.columns[name] for name in ("organisation_type", "national"))
        pairs = zip(flags, types, strict=True)
        known: dict[tuple[str, str], bool] = {}
        return np.fromiter((
            known[pair] if pair in known else known.setdefault(pair, _national(
                {"national": pair[0], "organisation_type": pair[1]}, self._types
            )) for pair in pairs
        ), bool, len(self))

    def of_type(self, types: Collection[str]) -> Numbers:
        """Whether each is of one of some types."""
        return self._rows.columns["organisation_type"].each(types.__contains__, "?")

    def _organisation(self, index: int) -> Organisation:
        row = self._rows[index]
        return Organisation(
            index=index, id=row["id"], name=row["name"], type=row["organisation_type"],
            opened=row["opened"], closed=row["closed"],
            first_open=first_day(row["opened"]) or datetime.date.min,
            last_open=last_day(row["closed"]) or datetime.date.max,
            place_code=row["place_code"], covers_code=row["covers_code"], place_basis=row["place_basis"],
            postcode=row["postcode"], longitude=_number(row["longitude"]), latitude=_number(row["latitude"]),
            aliases=split_list(row["aliases"]), source=row["source"], board=row["icb"], tier=row["tier"],
            host=row["host"], status=row["status"], national=_national(row, self._types),
            convenor=self._types[row["organisation_type"]]["side"] == CONVENOR_SIDE,
        )


def _national(row: Row, kinds: dict[str, Row]) -> bool:
    """Whether an organisation is a national body: by its own column, else by its type's."""
    return (row["national"] or kinds[row["organisation_type"]]["national"]) == "yes"


class Partnerships(KeptSequence[Partnership]):
    """All records in the order of their ids, each made when it is asked for; what they say, as arrays, for all at once.

    Parameters
    ----------
    rows, evidence : Rows
        The tables of relationships and of evidence.
    index_of : dict of str to int
        Organisations by id.
    """

    def __init__(self, rows: Rows, evidence: Rows, index_of: dict[str, int]) -> None:
        super().__init__()
        self._rows = rows
        self._evidence = evidence
        self.source = rows.columns["source_org"].each(index_of.__getitem__, "i4")
        """For each record, the organisation that it names first."""
        self.target = rows.columns["target_org"].each(index_of.__getitem__, "i4")
        """For each record, the organisation that it names second."""

    def __len__(self) -> int:
        return len(self._rows)

    def some(self, wanted: Numbers) -> list[Partnership]:
        """Those that are wanted, of all."""
        return list(map(self.make, np.flatnonzero(wanted).tolist()))

    def ids(self) -> Sequence[str]:
        """Ids of all."""
        return self._rows.columns["id"]

    @property
    def starts(self) -> Numbers:
        """The first day of each, as its ordinal; `NEVER` when unknown."""
        return self._rows.columns["since"].each(lambda text: _ordinal(first_day(text), NEVER), "i4")

    @property
    def ends(self) -> Numbers:
        """The last day of each, as its ordinal; `ALWAYS` when it has not ended."""
        return self._rows.columns["until"].each(lambda text: _ordinal(last_day(text), ALWAYS), "i4")

    @property
    def seen(self) -> Numbers:
        """The day of the evidence of each, as its ordinal; `NEVER` when unknown."""
        return self._rows.columns["evidence_date"].each(lambda text: _ordinal(first_day(text), NEVER), "i4")

    def has(self, column: str, values: Collection[str]) -> Numbers:
        """Whether a column of each has one of some values."""
        return self._rows.columns[column].each(values.__contains__, "?")

    @cached_property
    def value_areas(self) -> tuple[Numbers, Sequence[str]]:
        """The value area of each as a number, and the ids that these stand for."""
        return self.numbered("value_area")

    def numbered(self, column: str) -> tuple[Numbers, Sequence[str]]:
        """A column of each as numbers, and the texts that these stand for."""
        return self._rows.columns[column].numbered()

    def fresh(self, index: int) -> Partnership:
        """The record at a place, made now."""
        row = self._rows[index]
        pages = self._evidence.columns
        page = bisect_left(pages["id"], row["evidence"])
        return Partnership(
            id=row["id"], source=int(self.source[index]), target=int(self.target[index]),
            value_area=row["value_area"], kind=row["kind"], status=row["status"],
            since=row["since"], until=row["until"], starts=first_day(row["since"]), ends=last_day(row["until"]),
            evidence=Evidence(
                id=row["evidence"], title=pages["title"][page], address=pages["address"][page],
                date=row["evidence_date"], basis=row["evidence_basis"], first_day=first_day(row["evidence_date"]),
            ),
            summary=row["summary"], benefits=split_list(row["benefits"]),
        )


def successions(rows: Iterable[Row], index_of: dict[str, int]) -> tuple[Succession, ...]:
    """Read successions."""
    return tuple(
        Succession(
            predecessor=index_of[row["predecessor"]], successor=index_of[row["successor"]], date=row["date"],
            day=first_day(row["date"]) or datetime.date.min, kind=row["kind"], basis=row["basis"], source=row["source"],
        )
        for row in rows
    )


def rules(rows: Iterable[Row]) -> tuple[Rule, ...]:
    """Read expectations."""
    return tuple(
        Rule(
            id=row["rule"], version=int(row["version"]), value_area=row["value_area"],
            partner_type=row["partner_type"], applies_to=row["applies_to"], expected=row["effect"] == "expected",
            covering=row["scope"] == "covering", valid_from=first_day(row["valid_from"]) or datetime.date.min,
            valid_to=last_day(row["valid_to"]) or datetime.date.max, document=row["document"], passage=row["passage"],
            note=row["note"],
        )
        for row in rows
    )


def partner_types(rows: Iterable[Row], collection: Iterable[Row]) -> dict[str, PartnerType]:
    """Read partner types by id, in the order of the table."""
    uncollected = {row["partner_type"] for row in collection if row["partnerships"] == "none"}
    return {
        row["partner_type"]: PartnerType(
            row["partner_type"], row["name"], split_list(row["organisation_types"]),
            row["partner_type"] not in uncollected,
        )
        for row in rows
    }


def reviews(rows: Iterable[Row]) -> dict[tuple[str, str, str], tuple[Review, ...]]:
    """Read reviews by organisation, value area and partner type, the oldest first."""
    found: dict[tuple[str, str, str], list[Review]] = {}
    for row in sorted(rows, key=lambda row: row["asked_on"]):
        key = (row["organisation"], row["value_area"], row["partner_type"])
        found.setdefault(key, []).append(Review(row["asked_on"], row["answer"], row["note"]))
    return {key: tuple(values) for key, values in found.items()}


def _ordinal(day: datetime.date | None, unknown: int) -> int:
    return unknown if day is None else day.toordinal()


def _number(text: str) -> float | None:
    return float(text) if text else None
