"""What is drawn: organisations and records; on a large map groups of them, and bundles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graphsvc.maps.appearance import AreaStyle, StateStyle, TypeStyle
from graphsvc.questions.neighbourhood import state_of
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.links import Link
from graphsvc.vocabulary import KINDS, PartnershipState


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
        Its name, broken into lines; none on a map that has no room for it.
    style : TypeStyle
        Its shape and fill.
    radius : float
        Half its size.
    title : str
        What touching it says: plain text.
    group : str
        Key of the group that was opened and that it belongs to; empty for none.
    """

    key: str
    organisation: Organisation
    value_area: str
    focus: bool
    lines: tuple[str, ...]
    style: TypeStyle
    radius: float
    title: str
    group: str = ""

    @property
    def name(self) -> str:
        """Name of the organisation."""
        return self.organisation.name

    @property
    def type(self) -> str:
        """Its organisation type."""
        return self.organisation.type


@dataclass(frozen=True, slots=True)
class MapGroup:
    """Organisations of one type in the area of one board, drawn as one.

    Attributes
    ----------
    key : str
        Names the group, on every map: the board's id, a colon and the organisation type.
    name : str
        What its organisations are, and where.
    type : str
        Their organisation type.
    board : Organisation or None
        In whose area they sit; None when that is not known.
    members : tuple of Organisation
        Who they are, in the order of their ids.
    records : int
        How many of the map's records have an end in it.
    lines, style, radius, title
        As for an organisation.
    """

    key: str
    name: str
    type: str
    board: Organisation | None
    members: tuple[Organisation, ...]
    records: int
    lines: tuple[str, ...]
    style: TypeStyle
    radius: float
    title: str

    @property
    def focus(self) -> bool:
        """Never: who was asked for stands alone."""
        return False


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

    @property
    def told_state(self) -> PartnershipState:
        """Its state, inherited ones told apart."""
        return state_of(self.link)


@dataclass(frozen=True, slots=True)
class MapBundle:
    """All records between two groups, or between a group and an organisation, drawn as one.

    Attributes
    ----------
    key : str
        Names the bundle on its map.
    source, target : str
        Keys of groups and nodes; the same twice for records inside one group.
    links : tuple of Link
        The records.
    counts : mapping of str to int
        How many by value area, those with none left out.
    area : AreaStyle
        Its look: that of the value area when there is but one.
    width : float
        The more records, the wider.
    title : str
        What touching it says: plain text.
    """

    key: str
    source: str
    target: str
    links: tuple[Link, ...]
    counts: Mapping[str, int]
    area: AreaStyle
    width: float
    title: str

    @property
    def inside(self) -> bool:
        """Whether its records are among the organisations of one group."""
        return self.source == self.target
