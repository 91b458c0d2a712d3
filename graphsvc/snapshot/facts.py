"""What a snapshot's rows say, as objects: read once, never changed."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from graphsvc.dates import first_day, last_day
from graphsvc.model import Row, split_list
from graphsvc.vocabulary import CONVENOR_SIDE


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


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """What shows a partnership: where it can be read, its date, and how it was seen."""

    id: str
    title: str
    address: str
    date: str
    basis: str
    first_day: datetime.date | None


@dataclass(frozen=True, slots=True, eq=False)
class Partnership:
    """One record. `source` and `target` are indices of the organisations that it names."""

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


def organisations(rows: Iterable[Row], types: Iterable[Row]) -> tuple[Organisation, ...]:
    """Read organisations, in the order of their ids."""
    kinds = {row["organisation_type"]: row for row in types}
    return tuple(
        Organisation(
            index=index, id=row["id"], name=row["name"], type=row["organisation_type"],
            opened=row["opened"], closed=row["closed"],
            first_open=first_day(row["opened"]) or datetime.date.min,
            last_open=last_day(row["closed"]) or datetime.date.max,
            place_code=row["place_code"], covers_code=row["covers_code"], place_basis=row["place_basis"],
            postcode=row["postcode"], longitude=_number(row["longitude"]), latitude=_number(row["latitude"]),
            aliases=split_list(row["aliases"]), source=row["source"], board=row["icb"], tier=row["tier"],
            host=row["host"], status=row["status"],
            national=(row["national"] or kinds[row["organisation_type"]]["national"]) == "yes",
            convenor=kinds[row["organisation_type"]]["side"] == CONVENOR_SIDE,
        )
        for index, row in enumerate(sorted(rows, key=lambda row: row["id"]))
    )


def partnerships(rows: Iterable[Row], evidence: Iterable[Row], index_of: dict[str, int]) -> tuple[Partnership, ...]:
    """Read partnerships with their evidence, in the order of their ids."""
    pages = {row["id"]: row for row in evidence}
    return tuple(
        Partnership(
            id=row["id"], source=index_of[row["source_org"]], target=index_of[row["target_org"]],
            value_area=row["value_area"], kind=row["kind"], status=row["status"],
            since=row["since"], until=row["until"], starts=first_day(row["since"]), ends=last_day(row["until"]),
            evidence=Evidence(
                id=row["evidence"], title=pages[row["evidence"]]["title"], address=pages[row["evidence"]]["address"],
                date=row["evidence_date"], basis=row["evidence_basis"], first_day=first_day(row["evidence_date"]),
            ),
            summary=row["summary"], benefits=split_list(row["benefits"]),
        )
        for row in sorted(rows, key=lambda row: row["id"])
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


def _number(text: str) -> float | None:
    return float(text) if text else None
