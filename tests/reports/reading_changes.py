"""What changed and what became known between two days, worked out from the rows of the CSV files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from tests.reading.dates import first_day, last_day
from tests.reading.records import Records
from tests.reading.tables import Tables
from tests.reading.world import World
from tests.reports.reading_partnerships import Line, concerns, known_records

PARTS = ("changed", "reorganised", "became-known")


class ChangesBetween:
    """The rows of the report, from the tables and the days on which each record was first recorded."""

    def __init__(self, tables: Tables, since: date, day: date, recorded_on: Mapping[str, date]) -> None:
        self.tables, self.since, self.day, self.recorded_on = tables, since, day, recorded_on
        self.world = World(tables, day)
        self.counting = {one.row["id"]: one.pairs for one in known_records(Records(self.world))}

    def lines(self, region: str = "", icb: str = "") -> list[Line]:
        """All of them, or what concerns a region or a board: part by part, newest first."""
        found = [
            line for line in (*self._of_records(), *self._of_organisations(), *self._asked())
            if concerns(self.world, (*line[4], *line[6]), region, icb)  # type: ignore[misc]  # texts
        ]
        return sorted(found, key=_order)

    def _in_span(self, day: date | None) -> bool:
        return day is not None and self.since < day <= self.day

    def _line(
        self, part: str, what: str, day: date | None, text: str, named: tuple[str, ...], detail: str,
        heirs: tuple[str, ...] = (), record: str = "", value_area: str = "",
    ) -> Iterator[Line]:
        if self._in_span(day):
            names = tuple(self.world.organisations[one]["name"] for one in named)
            yield (part, what, day, text, named, names, heirs, record, value_area, detail)

    def _of_records(self) -> Iterator[Line]:
        for row in self.tables["relationships"]:
            key, ends = row["id"], (row["source_org"], row["target_org"])
            heirs = {end for pair in self.counting.get(key, ()) for end in pair}.difference(ends)
            more = (ends, row["kind"], tuple(sorted(heirs)), key, row["value_area"])
            began, recorded = first_day(row["since"]), self.recorded_on.get(key)
            what = "proposed" if row["status"] == "proposed" else "began"
            yield from self._line("changed", what, began, row["since"], *more)
            yield from self._line("changed", "ended", last_day(row["until"]), row["until"], *more)
            if key in self.counting and (began is None or began <= self.since):
                yield from self._line("became-known", "first-recorded", recorded, str(recorded), *more)

    def _of_organisations(self) -> Iterator[Line]:
        for row in self.tables["organisations"]:
            named, kind = (row["id"],), row["organisation_type"]
            yield from self._line("reorganised", "opened", first_day(row["opened"]), row["opened"], named, kind)
            yield from self._line("reorganised", "closed", last_day(row["closed"]), row["closed"], named, kind)
        for row in self.tables["successions"]:
            named, detail = (row["successor"], row["predecessor"]), f"{row['kind']}; {row['basis']}"
            yield from self._line("reorganised", "followed", first_day(row["date"]), row["date"], named, detail)

    def _asked(self) -> Iterator[Line]:
        names = {row["partner_type"]: row["name"] for row in self.tables["partner_types"]}
        for row in self.tables["reviews"]:
            detail = f"{names[row['partner_type']]}: the answer was {row['answer']}"
            yield from self._line(
                "changed", "asked", first_day(row["asked_on"]), row["asked_on"], (row["organisation"],), detail,
                value_area=row["value_area"],
            )


def _order(line: Line) -> tuple[object, ...]:
    part, what, day, _, named, _, _, record, value_area, detail = line
    return PARTS.index(str(part)), -day.toordinal(), what, named, record, value_area, detail  # type: ignore[attr-defined]
