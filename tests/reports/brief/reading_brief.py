"""The numbers of a brief, worked out from the rows of the CSV files; imports nothing but the second reading."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache
from urllib.parse import urlsplit

from tests.reading.dates import first_day
from tests.reports.reading_cells import Cells, england
from tests.reports.reading_changes import ChangesBetween
from tests.reports.reading_partnerships import Known, Partnerships

Numbers = dict[tuple[str, str], tuple[int, int] | int]
"""By row and column, a total's being empty: recorded and of how many, or a count."""

GAPS = ("inherited", "shared-network", "via-host", "proposed", "lapsed", "confirmed-none", "unrecorded")


class Read:
    """All numbers of a brief on a day, of a region or a board when one is chosen."""

    def __init__(self, cells: Cells, day: date, since: date, region: str = "", icb: str = "") -> None:
        tables = cells.tables
        self.tables, self.day, self.since, self.region, self.icb = tables, day, since, region, icb
        self.places = cells.among(region=region, icb=icb)
        self.counted = [one for one in self.places if one.cell.collected and one.cell.state != "not-applicable"]
        self.active = [one for one in Partnerships(tables, day, region, icb).known if one.is_active]

    def t1(self) -> Numbers:
        """Board (of a board: organisation) and partner type."""
        found: dict[tuple[str, str], list[int]] = {}
        for one in self.counted:
            row = one.organisation if self.icb else one.board or "none"
            for key in {(a, b) for a in (row, "") for b in (one.cell.partner_type, "")}:
                pair = found.setdefault(key, [0, 0])
                pair[0] += one.cell.state == "recorded"
                pair[1] += 1
        return {key: (recorded, of) for key, (recorded, of) in found.items()}

    def t2(self) -> Numbers:
        """Value area, with all and with current evidence."""
        found: Numbers = {}
        for area in {one.cell.value_area for one in self.counted} | {""}:
            mine = [one.cell for one in self.counted if area in ("", one.cell.value_area)]
            recorded = [cell for cell in mine if cell.state == "recorded"]
            found[area, "all"] = (len(recorded), len(mine))
            found[area, "current"] = (sum(cell.evidence == "current" for cell in recorded), len(mine))
        return found

    def t3(self) -> Numbers:
        """Value area and state, without noughts: what coverage leaves out apart from its states."""
        found: Counter[tuple[str, str]] = Counter()
        for one in self.places:
            state = one.cell.state
            if state == "not-applicable":
                kinds = [state]
            elif not one.cell.collected:
                kinds = ["not-collected"]
            elif state == "recorded":
                kinds = [f"recorded-{one.cell.evidence}", "recorded"]
            else:
                kinds = [state, "gaps"]
            found.update((area, kind) for area in (one.cell.value_area, "") for kind in (*kinds, "all"))
        return dict(found)

    def t4_ages(self) -> dict[str, int]:
        """Active records by the age of their evidence, without noughts."""
        return dict(Counter(age(one, self.day) for one in self.active))

    def with_any(self) -> set[str]:
        """Trusts and boards with any record, with whomever and in whatever state."""
        known = Partnerships(self.tables, self.day, self.region, self.icb).known
        ends = {end for one in known for pair in one.pairs for end in pair}
        return ends & {one.organisation for one in self.places}

    def before(self) -> tuple[int, int]:
        """Recorded of counted cells on the day from which change is told."""
        places = england(self.since).among(region=self.region, icb=self.icb)
        counted = [one for one in places if one.cell.collected and one.cell.state != "not-applicable"]
        return sum(one.cell.state == "recorded" for one in counted), len(counted)

    def t4_sites(self) -> dict[str, int]:
        """Active records by the site of their evidence."""
        pages = {row["id"]: row["address"] for row in self.tables["evidence"]}
        hosts = (urlsplit(pages[one.row["evidence"]]).hostname or "" for one in self.active)
        return dict(Counter(host.removeprefix("www.") for host in hosts))

    def t4_unread(self) -> int:
        """Active records whose evidence nobody read."""
        return sum(one.row["evidence_basis"] != "read" for one in self.active)

    def t5(self, recorded_on: dict[str, date]) -> Numbers:
        """Value area and what happened, without noughts."""
        lines = ChangesBetween(self.tables, self.since, self.day, recorded_on).lines(self.region, self.icb)
        found: Counter[tuple[str, str]] = Counter()
        for line in lines:
            what, area = str(line[1]), str(line[8]) or "organisations"
            found.update([(area, what), ("", what)])
        return dict(found)


@cache
def read_seed(day: date, since: date, region: str = "", icb: str = "") -> Read:
    """Those of the seed, worked out once."""
    return Read(england(day), day, since, region, icb)


def age(one: Known, day: date) -> str:
    """The age of a record's evidence, in whole years to the same day."""
    seen = first_day(one.row["evidence_date"])
    if seen is None:
        return "undated"
    for name, years in (("1-year", 1), ("3-years", 3), ("5-years", 5)):
        leap = (day.month, day.day) == (2, 29)
        if seen >= date(day.year - years, day.month, 28 if leap and (day.year - years) % 4 else day.day):
            return name
    return "over-5-years"

