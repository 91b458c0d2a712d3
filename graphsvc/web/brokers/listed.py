"""Brokers in the order in which they are listed, each with its rank among all."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from graphsvc.questions.brokers import Broker, brokers
from graphsvc.snapshot.view import View


@dataclass(frozen=True, slots=True)
class Listed:
    """A broker, and its rank among all brokers, whichever of them are listed."""

    rank: int
    broker: Broker

    @property
    def losing(self) -> int:
        """How many organisations would be cut off from others without it."""
        return sum(len(part.organisations) for part in self.broker.cut_off)


def listed_brokers(view: View, *, types: Collection[str] = (), single_points: bool = False) -> tuple[Listed, ...]:
    """Brokers as they are listed: by rank, but single points of failure by how many would be cut off, the most first.

    Parameters
    ----------
    view : View
        The graph as at a date.
    types : collection of str
        Only organisations of these types; empty for all.
    single_points : bool
        Only those without whom others would lose each other.
    """
    wanted = {one.organisation.index for one in brokers(view, types=types, single_points=single_points)}
    found = [
        Listed(rank, one) for rank, one in enumerate(brokers(view), 1) if one.organisation.index in wanted
    ]
    # Sorting keeps the order of rank among those without whom equally many would be cut off.
    return tuple(sorted(found, key=lambda one: -one.losing)) if single_points else tuple(found)
