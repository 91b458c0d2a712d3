"""What a snapshot's rows say, as objects: read once, never changed."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

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


def ordinal(day: datetime.date | None, unknown: int) -> int:
    """A day as a number, by which days can be compared at once; another where it is not known."""
    return unknown if day is None else day.toordinal()
