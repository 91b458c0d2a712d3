"""The cells of an NHS organisation: what is expected, and what is recorded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from tests.reading.dates import first_day
from tests.reading.expectations import deciding_rules
from tests.reading.records import Counted, Records, is_recent
from tests.reading.tables import Row, Tables
from tests.reading.world import World

NOT_GAPS = ("recorded", "not-applicable", "not-collected")


@dataclass
class Cell:
    """One expectation and its state."""

    value_area: str
    partner_type: str
    state: str
    rule: tuple[str, int]
    records: list[str]
    evidence: str | None = None
    in_area: tuple[int, int] | None = None
    covering: tuple[int, int] | None = None
    board_only: bool = False
    reviewed_on: str | None = None
    collected: bool = True
    suggestions: list[str] = field(default_factory=list)
    hops: list[int | None] = field(default_factory=list)
    unplaced: int = 0

    @property
    def is_gap(self) -> bool:
        """Whether something is to be done or asked."""
        return self.state not in NOT_GAPS


class Gaps:
    """The cells of every NHS organisation on a day."""

    def __init__(self, tables: Tables, day: date) -> None:
        self.world = World(tables, day)
        self.records = Records(self.world)
        self.accepted = {
            row["partner_type"]: frozenset(row["organisation_types"].replace(";", " ").replace("|", " ").split())
            for row in tables["partner_types"]
        }
        self.uncollected = {row["partner_type"] for row in tables["collection"] if row["partnerships"] == "none"}
        self.open_of = cache(self._open_of)

    def cells(self, organisation: str) -> list[Cell]:
        """A cell for every expectation; none when the organisation is not open."""
        if organisation not in self.world.open:
            return []
        rules = deciding_rules(self.world, organisation)
        return [self._cell(organisation, rule) for _, rule in sorted(rules.items())]

    def _cell(self, organisation: str, rule: Row) -> Cell:
        area, partner_type = rule["value_area"], rule["partner_type"]
        types = self.accepted[partner_type]
        state, records = self._state(organisation, rule, types)
        asked = self._newest_review(organisation, area, partner_type)
        cell = Cell(
            value_area=area,
            partner_type=partner_type,
            state=state,
            rule=(rule["rule"], int(rule["version"])),
            records=sorted({record.id for record in records}),
            reviewed_on=asked["asked_on"] if asked else None,
            collected=partner_type not in self.uncollected,
        )
        if state == "recorded":
            cell.evidence = self._quality(records)
            cell.in_area = self._in_area(organisation, area, types)
            cell.covering = self._covering(organisation, area, types)
            cell.board_only = rule["scope"] == "covering" and self._only_in_board_area(organisation, area, types)
        return cell

    def _state(self, organisation: str, rule: Row, types: frozenset[str]) -> tuple[str, set[Counted]]:
        """The first state that applies, and the records behind it."""
        area, partner_type = rule["value_area"], rule["partner_type"]

        def filled(wanted: Callable[[Counted], bool]) -> set[Counted]:
            return {
                record
                for partner, records in self.records.of(organisation).items()
                if self._fills(partner, types)
                for record in records
                if record.row["value_area"] == area and wanted(record)
            }

        tries: list[tuple[str, Callable[[], set[Counted]]]] = [
            ("recorded", lambda: filled(lambda record: record.direct)),
            ("inherited", lambda: filled(lambda record: record.inherited)),
            ("shared-network", lambda: self._shared_network(organisation, area, types)),
            ("via-host", lambda: self._via_host(organisation, area, types)),
            ("proposed", lambda: filled(lambda record: record.state == "proposed")),
            ("lapsed", lambda: filled(lambda record: record.state == "lapsed")),
        ]
        for state, find in tries:
            records = find()
            if records:
                return state, records
        asked = self._newest_review(organisation, area, partner_type)
        if rule["effect"] == "not-expected" or (
            rule["scope"] == "covering" and self.world.area(organisation) and not self._is_covered(organisation, types)
        ):
            return "not-applicable", set()
        if asked is not None and asked["answer"] == "none":
            return "confirmed-none", set()
        if partner_type in self.uncollected:
            return "not-collected", set()
        return "unrecorded", set()

    def _fills(self, partner: str, types: frozenset[str]) -> bool:
        """Of an accepted type; a national body only where its type is national."""
        if self.world.type_of(partner) not in types:
            return False
        return not self.world.is_national(partner) or self.world.type_is_national(partner)

    def _direct(self, organisation: str, area: str) -> dict[str, set[Counted]]:
        """Partners by an active record in the value area that is not inherited."""
        found = {}
        for partner, records in self.records.of(organisation).items():
            direct = {record for record in records if record.direct and record.row["value_area"] == area}
            if direct:
                found[partner] = direct
        return found

    def _shared_network(self, organisation: str, area: str, types: frozenset[str]) -> set[Counted]:
        behind: set[Counted] = set()
        for convenor, mine in self._direct(organisation, area).items():
            if not self.world.is_convenor(convenor):
                continue
            for other, theirs in self._direct(convenor, area).items():
                accepted = self.world.type_of(other) in types and not self.world.is_national(other)
                if accepted and other != organisation:
                    behind |= mine | theirs
        return behind

    def _via_host(self, organisation: str, area: str, types: frozenset[str]) -> set[Counted]:
        hosts = {
            self.world.organisations[hosted]["host"] for hosted in self.open_of(types) if hosted != organisation
        } - {""}
        partners = self._direct(organisation, area)
        return {record for partner, records in partners.items() if partner in hosts for record in records}

    def _open_of(self, types: frozenset[str]) -> list[str]:
        return sorted(key for key in self.world.open if self.world.type_of(key) in types)

    def _is_covered(self, organisation: str, types: frozenset[str]) -> bool:
        area = self.world.area(organisation)
        return any(self.world.footprint(key) & area for key in self.open_of(types) if key != organisation)

    def _newest_review(self, organisation: str, area: str, partner_type: str) -> Row | None:
        asked = [
            row
            for row in self.world.tables["reviews"]
            if (row["organisation"], row["value_area"], row["partner_type"]) == (organisation, area, partner_type)
            and (first_day(row["asked_on"]) or self.world.day) <= self.world.day
        ]
        return max(asked, key=lambda row: row["asked_on"], default=None)

    def _quality(self, records: set[Counted]) -> str:
        if any(record.row["evidence_basis"] == "read" and is_recent(record.row, self.world.day) for record in records):
            return "current"
        return "old" if any(record.row["evidence_date"] for record in records) else "undated"

    def _partners(self, organisation: str, area: str, types: frozenset[str]) -> list[str]:
        """Who fills the cell now."""
        return [partner for partner in self._direct(organisation, area) if self._fills(partner, types)]

    def _covering(self, organisation: str, area: str, types: frozenset[str]) -> tuple[int, int] | None:
        """How many are partners, of those of the type whose cover meets the area; None where there is none such."""
        world = self.world
        covers = {key: world.districts_under(world.organisations[key]["covers_code"]) for key in self.open_of(types)}
        meeting = {key for key, there in covers.items() if there & world.area(organisation) and key != organisation}
        partners = self._partners(organisation, area, types)
        return (len(meeting & set(partners)), len(meeting)) if meeting else None

    def _only_in_board_area(self, organisation: str, area: str, types: frozenset[str]) -> bool:
        """Whether partners cover or sit in what the board covers, and none the trust's own district."""
        own, board = self.world.home(organisation), self.world.board_area(organisation)
        if not own or not board:
            return False
        places = [self.world.footprint(partner) for partner in self._partners(organisation, area, types)]
        return any(place & board for place in places) and not any(place & own for place in places)

    def _in_area(self, organisation: str, area: str, types: frozenset[str]) -> tuple[int, int] | None:
        own = self.world.area(organisation)
        if not own:
            return None
        known = [partner for partner in self._partners(organisation, area, types) if self.world.area(partner)]
        return sum(bool(self.world.area(partner) & own) for partner in known), len(known)


def coverage(cells: list[Cell]) -> tuple[int, int, int]:
    """Recorded, recorded on current evidence, and of how many cells."""
    counted = [cell for cell in cells if cell.state != "not-applicable" and cell.collected]
    recorded = [cell for cell in counted if cell.state == "recorded"]
    return len(recorded), sum(cell.evidence == "current" for cell in recorded), len(counted)
