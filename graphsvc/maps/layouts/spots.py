"""Where organisations are in England, on the National Grid."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from graphsvc.maps.layouts.national_grid import national_grid
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.graph import Snapshot
from graphsvc.snapshot.places import Districts


@dataclass(frozen=True, slots=True)
class Spot:
    """Metres east and north; `middle_of` names the place in whose middle this is, empty when it is its own."""

    east: float
    north: float
    middle_of: str = ""


class Spots:
    """Spots of all organisations of a snapshot: the same at every date.

    Parameters
    ----------
    snapshot : Snapshot
        The facts.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._own = {
            one.index: national_grid(one.longitude, one.latitude) for one in snapshot.organisations
            if one.longitude is not None and one.latitude is not None
        }
        self._middles = self._of_districts()

    def own(self, organisation: Organisation) -> Spot | None:
        """Where an organisation's own longitude and latitude are; None when they are not known."""
        found = self._own.get(organisation.index)
        return Spot(*found) if found else None

    def spot(self, organisation: Organisation) -> Spot | None:
        """Where an organisation is, else the middle of the place that it sits in or covers; None when that is unknown.

        The middle of a district is that of all organisations known to sit in it; the middle of a larger place that of
        its districts.
        """
        own = self.own(organisation)
        if own is not None:
            return own
        for code in (organisation.place_code, organisation.covers_code):
            middle = self._middle(self._snapshot.places.districts(code))
            if middle is not None:
                return Spot(*middle, middle_of=self._snapshot.places.by_code[code].name)
        return None

    def _middle(self, area: Districts) -> tuple[float, float] | None:
        known = [self._middles[code] for code in self._snapshot.places.names(area) if code in self._middles]
        return _mean(known) if known else None

    def _of_districts(self) -> dict[str, tuple[float, float]]:
        places = self._snapshot.places
        inside: dict[str, list[tuple[float, float]]] = {}
        for index, point in self._own.items():
            organisation = self._snapshot.organisations[index]
            districts = places.names(places.districts(organisation.place_code or organisation.covers_code))
            if len(districts) == 1:
                inside.setdefault(districts[0], []).append(point)
        return {code: _mean(points) for code, points in inside.items()}


@lru_cache(maxsize=2)
def spots_of(snapshot: Snapshot) -> Spots:
    """Spots of a snapshot; those of the last two are kept."""
    return Spots(snapshot)


def _mean(points: list[tuple[float, float]]) -> tuple[float, float]:
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)
