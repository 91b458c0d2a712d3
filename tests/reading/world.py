"""The tables as at one day: who is open, what each covers, who is national."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from tests.reading.dates import first_day, last_day
from tests.reading.tables import Row, Tables

Districts = frozenset[str]
NOWHERE: Districts = frozenset()


class World:
    """Everything the rules need to know about organisations and places on a day."""

    def __init__(self, tables: Tables, day: date) -> None:
        self.tables = tables
        self.day = day
        self.organisations: dict[str, Row] = {row["id"]: row for row in tables["organisations"]}
        self.types: dict[str, Row] = {row["organisation_type"]: row for row in tables["organisation_types"]}
        self.places: dict[str, Row] = {row["code"]: row for row in tables["places"]}
        self.parts: dict[str, list[str]] = defaultdict(list)
        self.wholes: dict[str, list[str]] = defaultdict(list)
        for row in tables["within"]:
            self.parts[row["parent"]].append(row["child"])
            self.wholes[row["child"]].append(row["parent"])
        self.open = {key for key in self.organisations if self.is_open(key)}
        self._districts: dict[str, Districts] = {}
        self._areas = {key: self._area(key) for key in self.organisations}
        self._footprints = {key: self._footprint(key) for key in self.organisations}

    def is_open(self, organisation: str) -> bool:
        """Opened on or before the day, or nobody knows when; not closed before the day."""
        row = self.organisations[organisation]
        opened, closed = first_day(row["opened"]), last_day(row["closed"])
        return (opened is None or opened <= self.day) and (closed is None or self.day <= closed)

    def type_of(self, organisation: str) -> str:
        """Organisation type."""
        return self.organisations[organisation]["organisation_type"]

    def type_is_national(self, organisation: str) -> bool:
        """Whether the organisation's type deals with everyone."""
        return self.types[self.type_of(organisation)]["national"] == "yes"

    def is_national(self, organisation: str) -> bool:
        """What the organisation's own column says; what its type says when that is empty."""
        own = self.organisations[organisation]["national"]
        return own == "yes" if own else self.type_is_national(organisation)

    def is_convenor(self, organisation: str) -> bool:
        """Whether the organisation's type holds several parties together."""
        return self.types[self.type_of(organisation)]["side"] == "convenor"

    def above(self, code: str) -> set[str]:
        """The place and every place that it lies in."""
        found: set[str] = set()
        waiting = [code] if code else []
        while waiting:
            place = waiting.pop()
            if place not in found:
                found.add(place)
                waiting.extend(self.wholes[place])
        return found

    def districts_under(self, code: str) -> Districts:
        """The districts in a place; the place itself when it is one."""
        if code not in self._districts:
            found: set[str] = set()
            waiting = [code] if code else []
            while waiting:
                place = waiting.pop()
                if place not in found:
                    found.add(place)
                    waiting.extend(self.parts[place])
            districts = {place for place in found if self.places[place]["kind"] == "local-authority-district"}
            self._districts[code] = frozenset(districts)
        return self._districts[code]

    def board_of(self, trust: str) -> str | None:
        """The board of a trust, when it is open on the day."""
        row = self.organisations[trust]
        board = "GB-NHS-" + row["icb"]
        if row["organisation_type"] == "nhs-trust" and row["icb"] and board in self.open:
            return board
        return None

    def area(self, organisation: str) -> Districts:
        """The districts where an organisation works; empty when unknown."""
        return self._areas[organisation]

    def _area(self, organisation: str) -> Districts:
        row = self.organisations[organisation]
        if row["covers_code"]:
            return self.districts_under(row["covers_code"])
        districts = self.districts_under(row["place_code"])
        board = self.board_of(organisation)
        if board is not None and board != organisation:
            districts = districts | self._area(board)
        return districts

    def footprint(self, organisation: str) -> Districts:
        """The districts that an organisation covers or sits in; empty when unknown."""
        return self._footprints[organisation]

    def _footprint(self, organisation: str) -> Districts:
        row = self.organisations[organisation]
        return self.districts_under(row["covers_code"]) | self.districts_under(row["place_code"])

    def home(self, organisation: str) -> Districts:
        """Where an NHS organisation sits: a trust's own district, a board's area."""
        row = self.organisations[organisation]
        if row["organisation_type"] == "icb":
            return self.area(organisation)
        return self.districts_under(row["place_code"])

    def board_area(self, organisation: str) -> Districts:
        """The area of the board of a trust, when the board is open."""
        board = self.board_of(organisation)
        return self.area(board) if board else NOWHERE

    def region(self, organisation: str) -> Districts:
        """The districts of an NHS organisation's NHS region; empty when it has none."""
        found = NOWHERE
        for place in self.regions(organisation):
            found = found | self.districts_under(place)
        return found

    def regions(self, organisation: str) -> set[str]:
        """The codes of an NHS organisation's NHS regions."""
        row = self.organisations[organisation]
        board = self.board_of(organisation)
        if board is not None:
            start = self.organisations[board]["covers_code"]
        else:
            start = row["covers_code" if row["organisation_type"] == "icb" else "place_code"]
        return {place for place in self.above(start) if self.places[place]["kind"] == "nhs-region"}
