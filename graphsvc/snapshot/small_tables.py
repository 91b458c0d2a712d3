"""The smaller tables of a snapshot, read whole: successions, and what the guidance expects of whom."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from graphsvc.dates import first_day, last_day
from graphsvc.model import Row, split_list
from graphsvc.snapshot.facts import PartnerType, Review, Rule, Succession


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
