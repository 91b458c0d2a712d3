"""Whom national bodies reach, and whom nobody links to, worked out from the CSV files for reports."""

from __future__ import annotations

from tests.reading.expectations import valid_rules
from tests.reports.reading_partners import OURS, Answer, Facts


def national_bodies(on: Facts) -> Answer:
    world = on.world
    types = {row["organisation_type"]: row["name"] for row in on.tables["organisation_types"]}
    nhs = set(on.of_type(OURS))
    regions = sorted((row["name"], row["code"]) for row in on.tables["places"] if row["kind"] == "nhs-region")
    members = {name: {key for key in nhs if code in world.regions(key)} for name, code in regions}
    members["Region not known"] = {key for key in nhs if not world.regions(key)}
    answer: Answer = []
    for body in world.open:
        if world.is_national(body):
            links = list(on.direct(body))
            partners, records = {partner for partner, _ in links}, {record.id for _, record in links}
            answer.append((
                body, on.name(body), types[world.type_of(body)], len(partners), len(partners & nhs), len(nhs),
                len(partners & nhs) / len(nhs),
                tuple(f"{name}: {len(partners & there)} of {len(there)}" for name, there in members.items() if there),
                on.by_area(records), len(records), len({record.id for _, record in links if on.is_current(record)}),
            ))
    return sorted(answer, key=lambda row: (-int(str(row[4])), row[1], row[0]))


def nobody_links_to(on: Facts, partner_type: str, region: str = "") -> Answer:
    world = on.world
    types = {row["organisation_type"]: row["name"] for row in on.tables["organisation_types"]}
    collected = {row["partner_type"]: row["partnerships"] for row in on.tables["collection"]}
    expected = {rule["partner_type"] for rule in valid_rules(world) if rule["effect"] == "expected"}
    answer: Answer = []
    for kind in expected if partner_type == "all" else expected & {partner_type}:
        for key in world.open:
            row = world.organisations[key]
            there = not region or world.footprint(key) & world.districts_under(region)
            if world.type_of(key) in on.types_of(kind) and there and not on.records.of(key):
                place = row["covers_code"] or row["place_code"] or None
                answer.append((
                    kind, on.partner_types[kind]["name"], key, on.name(key), types[world.type_of(key)], place,
                    world.places[place]["name"] if place else None, collected.get(kind),
                ))
    return sorted(answer, key=lambda row: (row[1], row[0], row[3], row[2]))
