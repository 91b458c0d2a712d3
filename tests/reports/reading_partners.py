"""Who is a partner of whom, for reports: worked out from the CSV files by the second reading of the rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from tests.reading.dates import first_day
from tests.reading.records import Counted, Records, is_recent
from tests.reading.tables import Tables, read_folder
from tests.reading.world import World

SEED = Path(__file__).parents[2] / "seed"
OURS = ("icb", "nhs-trust")
STATES = ("active", "inherited", "proposed", "lapsed")
Answer = list[tuple[object, ...]]


class Facts:
    """The tables as at a day, with the records that count."""

    def __init__(self, tables: Tables, day: date) -> None:
        self.tables, self.day = tables, day
        self.world = World(tables, day)
        self.records = Records(self.world)
        self.areas = {row["value_area"]: row["name"] for row in tables["value_areas"]}
        self.titles = {row["id"]: (row["title"], row["address"]) for row in tables["evidence"]}
        self.partner_types = {row["partner_type"]: row for row in tables["partner_types"]}

    def name(self, organisation: str) -> str:
        return self.world.organisations[organisation]["name"]

    def types_of(self, partner_type: str) -> list[str]:
        """Organisation types that a partner type accepts."""
        return self.partner_types[partner_type]["organisation_types"].replace(";", " ").split()

    def accepted(self, partner_type: str) -> set[str]:
        """Open organisations of a partner type; a national body only where its type is national."""
        world, types = self.world, self.types_of(partner_type)
        return {
            key for key in world.open
            if world.type_of(key) in types and (world.type_is_national(key) or not world.is_national(key))
        }

    def of_type(self, organisation_types: tuple[str, ...], region: str = "") -> list[str]:
        """Open organisations of some types, in an NHS region when one is given."""
        return [
            key for key in sorted(self.world.open, key=lambda key: (self.name(key), key))
            if self.world.type_of(key) in organisation_types and self.in_region(key, region)
        ]

    def in_region(self, organisation: str, region: str) -> bool:
        return not region or region in self.world.regions(organisation)

    def direct(self, organisation: str) -> Iterator[tuple[str, Counted]]:
        """Its partners by active records that are not inherited."""
        for partner, records in self.records.of(organisation).items():
            yield from ((partner, record) for record in records if record.direct)

    def is_current(self, record: Counted) -> bool:
        return record.row["evidence_basis"] == "read" and is_recent(record.row, self.day)

    def by_area(self, records: set[str]) -> tuple[str, ...]:
        """`Estates management: 2`, for each value area of some records."""
        rows = {row["id"]: row for row in self.tables["relationships"]}
        counts = Counter(self.areas[rows[record]["value_area"]] for record in records)
        return tuple(f"{name}: {counts[name]}" for name in sorted(counts))

    def board_and_trusts(self, board: str) -> list[str]:
        trusts = self.of_type(("nhs-trust",))
        return [board, *(trust for trust in trusts if self.world.board_of(trust) == board)]


@cache
def facts(day: date) -> Facts:
    """England on a day."""
    return Facts(read_folder(SEED), day)


def trusts_and_universities(on: Facts, region: str = "", icb: str = "") -> Answer:
    answer: Answer = []
    for trust in on.of_type(("nhs-trust",), region):
        board = on.world.board_of(trust)
        if icb and board != icb:
            continue
        start = (trust, on.name(trust), board, on.name(board) if board else None)
        rows = []
        for university, records in on.records.of(trust).items():
            if on.world.type_of(university) in on.types_of("university"):
                states = {one: "inherited" if one.inherited else one.state for one in records}
                best = min(states.values(), key=STATES.index)
                behind = sorted((one for one in records if states[one] == best), key=lambda one: one.id)
                rows.append((STATES.index(best), on.name(university), university, behind))
        for rank, name, university, behind in sorted(rows, key=lambda row: row[:3]):
            dates = [day for one in behind if (day := first_day(one.row["evidence_date"]))]
            quality = "current" if any(map(on.is_current, behind)) else "old" if dates else "undated"
            areas = tuple(sorted({on.areas[one.row["value_area"]] for one in behind}))
            ids = tuple(one.id for one in behind)
            answer.append((*start, university, name, STATES[rank], areas, ids, quality, max(dates, default=None)))
        if not rows:
            answer.append((*start, None, None, "no recorded partnership", (), (), None, None))
    return answer


def by_board(on: Facts, partner_type: str, region: str = "") -> Answer:
    accepted = on.accepted(partner_type)
    answer: Answer = []
    for board in on.of_type(("icb",), region):
        area = on.world.area(board)
        near = {key for key in accepted if on.world.footprint(key) & area}
        links = [
            link for ours in on.board_and_trusts(board) for link in on.direct(ours) if link[0] in accepted
        ]
        partners = {partner for partner, _ in links}
        records = {record.id for _, record in links}
        answer.append((
            board, on.name(board), len(near) if area else None, len(near & partners) if area else None,
            len(near & partners) / len(near) if near else None, len(partners),
            sum(not on.world.footprint(partner) for partner in partners), len(records), on.by_area(records),
        ))
    return answer


def work_and_health(on: Facts, region: str = "") -> Answer:
    kinds = ("dwp", "local-authority", "combined-authority", "fe-college")
    answer: Answer = []
    for board in on.of_type(("icb",), region):
        area = on.world.area(board)
        everyone = [link for ours in on.board_and_trusts(board) for link in on.direct(ours)]
        for kind in sorted(kinds, key=lambda kind: on.partner_types[kind]["name"]):
            accepted = on.accepted(kind)
            near = {key for key in accepted if on.world.footprint(key) & area}
            links = [
                (partner, record) for partner, record in everyone
                if partner in accepted and record.row["value_area"] == "skills-employment"
            ]
            current = [link for link in links if on.is_current(link[1])]
            partners = {partner for partner, _ in links}
            answer.append((
                board, on.name(board), kind, on.partner_types[kind]["name"],
                len(partners), len({partner for partner, _ in current}),
                len({record.id for _, record in links}), len({record.id for _, record in current}),
                len(near) if area else None, len(near & partners) if area else None,
                len(near & partners) / len(near) if near else None,
            ))
    return answer
