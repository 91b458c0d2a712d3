"""What the server would do for a statement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Plan:
    """One operator of a plan, with those that it takes its rows from.

    Attributes
    ----------
    operator : str
        Its name, without the database's that the server adds: `NodeByLabelScan`.
    details : str
        What it works on.
    children : tuple of Plan
        What comes before it.
    """

    operator: str
    details: str
    children: tuple[Plan, ...]

    def __iter__(self) -> Iterator[Plan]:
        """Each operator, from the last to the first."""
        yield self
        for child in self.children:
            yield from child


def plan_of(told: Mapping[str, Any]) -> Plan:
    """A plan as the driver tells it."""
    details = told.get("args", {}).get("Details", "")
    return Plan(
        operator=str(told.get("operatorType", "")).partition("@")[0],
        details=str(details),
        children=tuple(plan_of(child) for child in told.get("children", ())),
    )
