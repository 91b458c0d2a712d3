"""Reports of partnerships, worked out from the rows of the CSV files."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from tests.reading.dates import first_day
from tests.reading.records import Records, is_recent
from tests.reading.tables import Row, Tables
from tests.reading.world import World

Line = tuple[object, ...]
NHS = ("icb", "nhs-trust")


@dataclass
class Known:
    """A record that counts: its state, and the pairs of open organisations that it counts for."""

    row: Row
    state: str
    pairs: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_active(self) -> bool:
        """Active or inherited."""
        return self.state in ("active", "inherited")


def is_of(world: World, one: str, region: str, icb: str) -> bool:
    """Whether an organisation is a trust or a board of the region and the board chosen."""
    return (
        world.type_of(one) in NHS and (not icb or icb in (one, world.board_of(one)))
        and (not region or region in world.regions(one))
    )


def concerns(world: World, some: Iterable[str], region: str, icb: str) -> bool:
    """Whether any of some organisations is of what was chosen; everything is when nothing was."""
    return not (region or icb) or any(is_of(world, one, region, icb) for one in some)


def known_records(records: Records, region: str = "", icb: str = "") -> list[Known]:
    """The records that count for a trust or a board chosen, by id."""
    found: dict[str, Known] = {}
    for one, others in records.between.items():
        for other, counted in others.items():
            if one < other and concerns(records.world, (one, other), region, icb):
                for record in counted:
                    state = "inherited" if record.inherited else record.state
                    found.setdefault(record.id, Known(record.row, state)).pairs.append((one, other))
    return [found[key] for key in sorted(found)]


class Partnerships:
    """All that a set of tables says on a day, of a region or a board when one is chosen."""

    def __init__(self, tables: Tables, day: date, region: str = "", icb: str = "") -> None:
        self.world = World(tables, day)
        self.day = day
        self.known = known_records(Records(self.world), region, icb)
        self.areas = {row["value_area"]: row["name"] for row in tables["value_areas"]}
        self.pages = {row["id"]: row for row in tables["evidence"]}
        self.benefits = {row["benefit"]: row["name"] for row in tables["benefits"]}

    def as_at(self, org: str = "", value_area: str = "", state: str = "all") -> list[Line]:
        """Every record and pair."""
        return [
            self._line(record, *pair) for record in self.known for pair in sorted(record.pairs)
            if org in ("", *pair) and value_area in ("", record.row["value_area"]) and state in ("all", record.state)
        ]

    def _line(self, record: Known, one: str, other: str) -> Line:
        world, row, page = self.world, record.row, self.pages[record.row["evidence"]]
        seen = first_day(row["evidence_date"])
        return (
            row["id"], row["value_area"], self.areas[row["value_area"]], row["kind"], record.state,
            row["since"] or None, row["until"] or None,
            one, world.organisations[one]["name"], world.type_of(one),
            other, world.organisations[other]["name"], world.type_of(other),
            tuple(end for end in (row["source_org"], row["target_org"]) if end not in (one, other)),
            world.is_national(one) or world.is_national(other),
            page["title"], page["address"], row["evidence_date"] or None, row["evidence_basis"],
            row["evidence_basis"] == "read" and is_recent(row, self.day),
            None if seen is None else round(max((self.day - seen).days, 0) / 365.25, 1), row["summary"] or None,
        )

    def by_kind(self) -> list[Line]:
        """Kinds in all value areas."""
        counts = Counter((one.row["kind"], one.row["value_area"], one.state) for one in self.known)
        active = Counter(one.row["value_area"] for one in self.known if one.state == "active")
        return [
            (
                kind, kind.capitalize().replace("-", " "), area, self.areas[area],
                *(counts[kind, area, state] for state in ("active", "inherited", "proposed", "lapsed")),
                counts[kind, area, "active"] / active[area] if active[area] else None,
            )
            for kind in sorted({one.row["kind"] for one in self.known}) for area in sorted(self.areas)
        ]

    def by_benefit(self) -> list[Line]:
        """Benefits in the value areas where they are told."""
        active = [one for one in self.known if one.is_active]
        of = Counter(one.row["value_area"] for one in active)
        tagged = Counter(one.row["value_area"] for one in active if benefits_of(one.row))
        told: dict[tuple[str, str], list[Known]] = defaultdict(list)
        for one in active:
            for benefit in benefits_of(one.row):
                told[benefit, one.row["value_area"]].append(one)
        return [
            (
                benefit, self.benefits[benefit], area, self.areas[area], len(some), tagged[area], of[area],
                len(some) / of[area], len(set(self._nhs(some))),
            )
            for (benefit, area), some in sorted(told.items())
        ]

    def _nhs(self, some: Iterable[Known]) -> Iterator[str]:
        for one in some:
            yield from (end for pair in one.pairs for end in pair if self.world.type_of(end) in NHS)


def benefits_of(row: Row) -> list[str]:
    """The benefits that a record is tagged with."""
    return [part.strip() for part in row.get("benefits", "").split(";") if part.strip()]
