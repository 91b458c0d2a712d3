"""The legend: what a look means, and how often it occurs; and the sectors of an ego map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graphsvc.maps.appearance import AreaStyle, StateStyle, TypeStyle

NONE_RECORDED = "none recorded"


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One line of the legend: what a look means, and how often it occurs on the map. `id` names what is meant."""

    id: str
    name: str
    count: int
    look: AreaStyle | TypeStyle | StateStyle


@dataclass(frozen=True, slots=True)
class Legend:
    """What colours and dashes, marks, and shapes mean.

    `area_names` are the value areas' names by id; `asked` is how the organisations look that the map was asked for,
    `bundle` how several records look that are drawn as one; None when there are none such.
    """

    area_names: dict[str, str]
    areas: tuple[LegendEntry, ...]
    states: tuple[LegendEntry, ...]
    types: tuple[LegendEntry, ...]
    asked: LegendEntry
    bundle: LegendEntry | None = None


@dataclass(frozen=True, slots=True)
class Sector:
    """The part of an ego map that belongs to one value area.

    `active` counts the organisation's records that are active and not inherited, `inherited` those that are inherited
    and active, `others` the rest, by their state; `shown` those of all of them that the filters leave.
    """

    value_area: str
    name: str
    style: AreaStyle
    active: int
    inherited: int
    others: Mapping[str, int]
    shown: int

    @property
    def recorded(self) -> int:
        """How many records there are, whatever their state."""
        return self.active + self.inherited + sum(self.others.values())

    @property
    def says(self) -> str:
        """What is recorded in it, in a few words: `none recorded` is the finding that an ego map is read for."""
        if self.shown < self.recorded:
            return f"{self.shown or 'none'} of {self.recorded} shown"
        said = [f"{self.active} recorded"] if self.active else []
        said += [f"{self.inherited} inherited"] if self.inherited else []
        rest = [f"{count} {word}" for word, count in self.others.items()]
        if rest and not said:
            said = ["none active"]
        return ", ".join([*said, *rest]) or NONE_RECORDED
