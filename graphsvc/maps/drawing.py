"""A map as data: what is drawn, how it looks and where it stands. Pages and files are made from nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from graphsvc.maps.appearance import AreaStyle, StateStyle, TypeStyle
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.view import Link
from graphsvc.vocabulary import KINDS

ATTRIBUTION = (
    "Each partnership names its own evidence. Contains public sector information licensed under the Open Government "
    "Licence v3.0. Council names: mySociety, CC BY 4.0. Contains OS data © Crown copyright. "
    "Source: Office for National Statistics."
)
"""Whose facts are drawn: their licences ask that every copy says so."""

NONE_RECORDED = "none recorded"


@dataclass(frozen=True, slots=True)
class MapNode:
    """An organisation on a map. In an ego map a partner has one for each value area that it works in.

    Attributes
    ----------
    key : str
        Names the node on its map: the organisation's id, followed by `@` and the value area for a copy.
    organisation : Organisation
        Who it is.
    value_area : str
        The sector that it stands in; empty for none.
    focus : bool
        Whether the map was asked for this organisation.
    lines : tuple of str
        Its name, broken into lines.
    style : TypeStyle
        Its shape and fill.
    title : str
        What touching it says: plain text.
    """

    key: str
    organisation: Organisation
    value_area: str
    focus: bool
    lines: tuple[str, ...]
    style: TypeStyle
    title: str


@dataclass(frozen=True, slots=True)
class MapLink:
    """A record on a map, between two nodes. Records of one pair each have a curve of their own.

    Attributes
    ----------
    key : str
        Names the link on its map: a record that several heirs share is drawn once for each.
    link : Link
        The record as it counts at the date.
    source, target : str
        Keys of nodes. The direction says nothing.
    curve : float
        How far it bends: 0 is straight, the sign says to which side.
    own : bool
        Whether one of its ends is an organisation that the map was asked for.
    area, state : AreaStyle, StateStyle
        Its looks.
    title : str
        What touching it says: plain text.
    """

    key: str
    link: Link
    source: str
    target: str
    curve: float
    own: bool
    area: AreaStyle
    state: StateStyle
    title: str

    @property
    def kind(self) -> str:
        """Name of its kind."""
        return KINDS[self.link.partnership.kind]


@dataclass(frozen=True, slots=True)
class Sector:
    """The part of an ego map that belongs to one value area.

    `active` counts the organisation's records that are active and not inherited, `inherited` those that are inherited
    and active, `others` the rest, by their state.
    """

    value_area: str
    name: str
    style: AreaStyle
    active: int
    inherited: int
    others: Mapping[str, int]

    @property
    def says(self) -> str:
        """What is recorded in it, in a few words: `none recorded` is the finding that an ego map is read for."""
        said = [f"{self.active} recorded"] if self.active else []
        said += [f"{self.inherited} inherited"] if self.inherited else []
        rest = [f"{count} {word}" for word, count in self.others.items()]
        if rest and not said:
            said = ["none active"]
        return ", ".join([*said, *rest]) or NONE_RECORDED


@dataclass(frozen=True, slots=True)
class Wedge:
    """Where a sector lies: angles in turns of the ellipse from twelve o'clock, clockwise; and its title.

    `name` and `says` are the title's lines, `x` and `y` its middle.
    """

    start: float
    end: float
    name: tuple[str, ...]
    says: tuple[str, ...]
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Positions for one shape of screen, around the point (0, 0).

    Attributes
    ----------
    width, height : float
        Of all that is drawn.
    radii : (float, float) or None
        Half axes of the ellipse that the sectors fill; None without sectors.
    wedges : mapping of str to Wedge
        By value area.
    positions : mapping of str to (float, float)
        By key of the node.
    """

    width: float
    height: float
    radii: tuple[float, float] | None
    wedges: Mapping[str, Wedge]
    positions: Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One line of the legend: what a look means, and how often it occurs on the map."""

    name: str
    count: int
    look: AreaStyle | TypeStyle | StateStyle


@dataclass(frozen=True, slots=True)
class Legend:
    """What colours and dashes, marks, and shapes mean.

    `area_names` are the value areas' names by id; `asked` is how the organisations look that the map was asked for.
    """

    area_names: dict[str, str]
    areas: tuple[LegendEntry, ...]
    states: tuple[LegendEntry, ...]
    types: tuple[LegendEntry, ...]
    asked: LegendEntry


@dataclass(frozen=True, slots=True)
class Drawing:
    """A map.

    Attributes
    ----------
    title, note : str
        What it shows, and a sentence on how much.
    as_at, snapshot : str
        Date of the graph, and hash of the facts.
    source : str
        Whose facts they are.
    wide, tall : Arrangement
        Positions for a screen and for a telephone held upright.
    """

    title: str
    note: str
    as_at: str
    snapshot: str
    source: str
    nodes: tuple[MapNode, ...]
    links: tuple[MapLink, ...]
    sectors: tuple[Sector, ...]
    legend: Legend
    wide: Arrangement
    tall: Arrangement

    def with_note(self, more: str) -> Drawing:
        """The same map with one more sentence in its note; itself when there is none."""
        return replace(self, note=f"{self.note} {more}") if more else self

    @property
    def area_names(self) -> dict[str, str]:
        """Names of the value areas by id."""
        return self.legend.area_names

    @property
    def organisations_by_key(self) -> dict[str, Organisation]:
        """Who stands at each node."""
        return {node.key: node.organisation for node in self.nodes}

    @property
    def own_links(self) -> tuple[MapLink, ...]:
        """Records of the organisations that the map was asked for."""
        return tuple(link for link in self.links if link.own)

    @property
    def other_links(self) -> tuple[MapLink, ...]:
        """Records among the others."""
        return tuple(link for link in self.links if not link.own)
