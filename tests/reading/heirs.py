"""Who an organisation's life or functions have passed to by a day."""

from __future__ import annotations

from collections import defaultdict

from tests.reading.dates import first_day
from tests.reading.world import World


class Heirs:
    """The heirs of every organisation on the world's day."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.successors: dict[str, list[str]] = defaultdict(list)
        for row in world.tables["successions"]:
            passed = first_day(row["date"])
            if passed is not None and passed <= world.day:
                self.successors[row["predecessor"]].append(row["successor"])

    def of(self, organisation: str) -> list[str]:
        """The organisation itself when open, else the heirs of those who followed it; sorted by id."""
        if organisation in self.world.open:
            return [organisation]
        found = set()
        for successor in self.successors[organisation]:
            found.update(self.of(successor))
        return sorted(found)
