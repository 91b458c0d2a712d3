"""The state of each partnership record on a day, and the pairs of open organisations for which it counts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from tests.reading.dates import first_day, last_day, three_years_before
from tests.reading.heirs import Heirs
from tests.reading.tables import Row
from tests.reading.world import World


def state_of(row: Row, day: date) -> str | None:
    """`active`, `proposed` or `lapsed`; None when the record plays no part on the day."""
    since, until = first_day(row["since"]), last_day(row["until"])
    seen = first_day(row["evidence_date"])
    begins = since if since is not None else seen
    if begins is not None and day < begins:
        return None
    if until is not None and until < day:
        return "lapsed"
    if row["status"] == "lapsed" and until is None and (seen is None or seen <= day):
        return "lapsed"
    if row["status"] == "proposed":
        return "proposed"
    return "active"


def is_recent(row: Row, day: date) -> bool:
    """Whether the evidence is dated no more than three years before the day."""
    seen = first_day(row["evidence_date"])
    return seen is not None and seen >= three_years_before(day)


@dataclass(frozen=True, eq=False)
class Counted:
    """A record as it counts for one pair of open organisations."""

    row: Row
    state: str
    succeeded: bool
    """Reached through a succession: the record names a predecessor of one of the two."""

    @property
    def id(self) -> str:
        """Identifier of the record."""
        return self.row["id"]

    @property
    def direct(self) -> bool:
        """Active and not inherited."""
        return self.state == "active" and not self.succeeded

    @property
    def inherited(self) -> bool:
        """Active, and to be reconfirmed."""
        return self.state == "active" and self.succeeded

    def quarters(self, day: date) -> int:
        """What the record costs as a step of a path, in quarters."""
        cost = 4
        if not is_recent(self.row, day):
            cost += 1
        if self.row["evidence_basis"] != "read":
            cost += 2
        if self.inherited:
            cost += 2
        return cost


class Records:
    """Which records count between which open organisations."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.heirs = Heirs(world)
        self.between: dict[str, dict[str, list[Counted]]] = defaultdict(lambda: defaultdict(list))
        self.notes: set[tuple[str, str, str]] = set()
        """(heir of another type, record, organisation recorded)."""
        for row in sorted(world.tables["relationships"], key=lambda each: each["id"]):
            self._count(row)

    def of(self, organisation: str) -> dict[str, list[Counted]]:
        """Every other organisation that has a record with this one, and those records in order of their ids."""
        return dict(self.between.get(organisation, {}))

    def _count(self, row: Row) -> None:
        state = state_of(row, self.world.day)
        if state is None:
            return
        source, target = row["source_org"], row["target_org"]
        succeeded = not {source, target} <= self.world.open
        pairs = {
            frozenset((one, other))
            for one in self._heirs_of_end(row, source, target)
            for other in self._heirs_of_end(row, target, source)
            if one != other
        }
        for pair in pairs:
            one, other = sorted(pair)
            counted = Counted(row, state, succeeded)
            self.between[one][other].append(counted)
            self.between[other][one].append(counted)

    def _heirs_of_end(self, row: Row, end: str, other_end: str) -> list[str]:
        world = self.world
        heirs = self.heirs.of(end)
        if end not in world.open and len(heirs) > 1:
            there = world.area(other_end)
            heirs = [heir for heir in heirs if not world.area(heir) or not there or world.area(heir) & there]
        for heir in heirs:
            if world.type_of(heir) != world.type_of(end):
                self.notes.add((heir, row["id"], end))
        return [heir for heir in heirs if world.type_of(heir) == world.type_of(end)]
