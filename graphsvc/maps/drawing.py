"""A map as data: what is drawn, how it looks and where it stands. Pages and files are made from nothing else."""

from __future__ import annotations

from dataclasses import dataclass, replace

from graphsvc.maps.arrangement import Arrangement, Backdrop
from graphsvc.maps.finding import Finding
from graphsvc.maps.legend import Legend, Sector
from graphsvc.maps.nodes import MapBundle, MapGroup, MapLink, MapNode
from graphsvc.questions.neighbourhood import EVERYTHING, Passing
from graphsvc.snapshot.facts import Organisation

ATTRIBUTION = (
    "Each partnership names its own evidence. Contains public sector information licensed under the Open Government "
    "Licence v3.0. Council names: mySociety, CC BY 4.0. Contains OS data © Crown copyright. "
    "Source: Office for National Statistics."
)
"""Whose facts are drawn: their licences ask that every copy says so."""

EGO, NETWORK, GEOGRAPHIC, TILES = "ego", "network", "geographic", "tiles"
LAYOUTS = (EGO, NETWORK, GEOGRAPHIC, TILES)
"""How a map can be laid out."""

MOST_WORDED = 120
"""Organisations up to which a map has room for a name at each, and a word at links."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that a map can be filtered by, and how often it occurs without filters."""

    id: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Choices:
    """What a map can be filtered by: records by value area, kind and state; organisations by type."""

    value_area: tuple[Choice, ...] = ()
    type: tuple[Choice, ...] = ()
    kind: tuple[Choice, ...] = ()
    state: tuple[Choice, ...] = ()


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
    nodes, links : tuple of MapNode, tuple of MapLink
        Organisations, and records between them.
    groups, bundles : tuple of MapGroup, tuple of MapBundle
        On a large map: organisations drawn as one, and records drawn as one.
    wide, tall : Arrangement
        Positions for a screen and for a telephone held upright.
    backdrop : Backdrop or None
        What lies behind.
    left_out : tuple of Organisation
        Those for whom this layout has no place, and `left_out_why`: `whose place is not known`.
    reading : str
        How to read this layout, in a sentence.
    layout : str
        One of `LAYOUTS`.
    passing : Passing
        The filters; `filtered` says them in a sentence, which is empty without.
    choices : Choices
        What could be filtered by.
    hops : int
        How far around those asked for it goes.
    england : bool
        Whether it shows everyone in England.
    complete : bool
        Whether `whole` has all that other filters could leave.
    unfiltered : Drawing or None
        The map of which this is the part that the filters leave.
    findings : Finding or None
        What can be said of it; None where the page around it says so.
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
    layout: str = NETWORK
    groups: tuple[MapGroup, ...] = ()
    bundles: tuple[MapBundle, ...] = ()
    backdrop: Backdrop | None = None
    left_out: tuple[Organisation, ...] = ()
    left_out_why: str = ""
    reading: str = ""
    passing: Passing = EVERYTHING
    filtered: str = ""
    choices: Choices = Choices()
    hops: int = 1
    england: bool = False
    complete: bool = True
    unfiltered: Drawing | None = None
    findings: Finding | None = None

    def with_note(self, more: str) -> Drawing:
        """The same map with one more sentence in its note; itself when there is none."""
        return replace(self, note=f"{self.note} {more}") if more else self

    @property
    def finding(self) -> str:
        """What it finds with its filters, in a sentence or two."""
        return self.findings.says(self.passing) if self.findings else ""

    @property
    def whole(self) -> Drawing:
        """The map without filters, when it is known: the page has all of it and shows a part."""
        return self.unfiltered or self

    @property
    def shown(self) -> frozenset[str]:
        """Keys of all nodes, links, groups and bundles."""
        return frozenset(item.key for some in (self.nodes, self.links, self.groups, self.bundles) for item in some)

    @property
    def left_out_says(self) -> str:
        """`3 organisations whose place is not known`; empty when this layout has a place for everyone."""
        count = len(self.left_out)
        return f"{count:,} organisation{'' if count == 1 else 's'} {self.left_out_why}" if count else ""

    @property
    def worded(self) -> bool:
        """Whether links have room for their state in a word beside the mark."""
        return len(self.whole.nodes) + len(self.whole.groups) <= MOST_WORDED

    @property
    def area_names(self) -> dict[str, str]:
        """Names of the value areas by id."""
        return self.legend.area_names

    @property
    def organisations_by_key(self) -> dict[str, Organisation]:
        """Who stands at each node."""
        return {node.key: node.organisation for node in self.nodes}

    @property
    def names_by_key(self) -> dict[str, str]:
        """Name of each node and group."""
        return {item.key: item.name for some in (self.nodes, self.groups) for item in some}

    @property
    def own_links(self) -> tuple[MapLink, ...]:
        """Records of the organisations that the map was asked for."""
        return tuple(link for link in self.links if link.own)

    @property
    def other_links(self) -> tuple[MapLink, ...]:
        """Records among the others."""
        return tuple(link for link in self.links if not link.own)
