"""A map: what the page draws, with positions."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from graphsvc.api.schemas.answer import Answer, OrganisationRef, Schema
from graphsvc.api.schemas.partnerships import PartnershipItem


class MapNodeItem(Schema):
    """An organisation on a map; in one organisation's map a partner stands in each value area that it works in."""

    key: str
    id: str
    name: str
    type: str
    value_area: str | None
    focus: bool
    group: str | None = Field(description="Key of the group that was opened and that it belongs to.")
    radius: float
    title: str
    style: dict[str, Any]


class MapGroupItem(Schema):
    """Organisations of one type in one board's area, drawn as one."""

    key: str
    name: str
    type: str
    board: str | None
    organisations: tuple[str, ...]
    records: int = Field(description="Partnerships of the map that have an end in it.")
    radius: float
    title: str
    style: dict[str, Any]


class MapLinkItem(Schema):
    """A record on a map, between two nodes named by their keys."""

    key: str
    source: str
    target: str
    curve: float
    title: str
    partnership: PartnershipItem


class MapBundleItem(Schema):
    """Partnerships between two groups, a group and an organisation, or inside one group, drawn as one."""

    key: str
    source: str
    target: str
    count: int
    value_areas: dict[str, int]
    records: tuple[str, ...] = Field(description="Ids of the partnerships.")
    width: float
    title: str


class SectorItem(Schema):
    """The part of a map that belongs to one value area, and what is recorded in it."""

    value_area: str
    name: str
    says: str
    active: int
    recorded: int = Field(description="Partnerships of the organisation, whatever their state.")
    shown: int = Field(description="Those of them that the filters leave.")


class PositionsItem(Schema):
    """Positions for one shape of screen, by key of the node or group, and the middle of what is shown."""

    width: float
    height: float
    centre: tuple[float, float]
    positions: dict[str, tuple[float, float]]
    unlabelled: tuple[str, ...] = Field(description="Keys of those whose name has no room.")


class HexagonItem(Schema):
    """The tile of a board, and what is counted in it."""

    key: str
    x: float
    y: float
    radius: float
    name: str
    says: str


class TownItem(Schema):
    """A town by which readers find their way."""

    name: str
    x: float
    y: float


class BackdropItem(Schema):
    """What lies behind: the boards' tiles, or a dot for each council and some towns."""

    hexagons: tuple[HexagonItem, ...]
    dots: tuple[tuple[float, float], ...]
    towns: tuple[TownItem, ...]


class LeftOutItem(Schema):
    """Organisations for whom the layout has no place."""

    says: str
    organisations: tuple[OrganisationRef, ...]


class FiltersItem(Schema):
    """What the map was filtered by, and the same in words."""

    value_area: tuple[str, ...]
    type: tuple[str, ...]
    kind: tuple[str, ...]
    state: tuple[str, ...]
    hide: tuple[str, ...]
    says: str


class LegendItem(Schema):
    """What a look means, and how often it occurs."""

    id: str
    name: str
    count: int
    look: dict[str, Any]


class LegendsItem(Schema):
    """The legend: value areas, states and organisation types."""

    areas: tuple[LegendItem, ...]
    states: tuple[LegendItem, ...]
    types: tuple[LegendItem, ...]


class MapAnswer(Answer):
    """A map as data."""

    title: str
    says: str
    source: str
    layout: Literal["ego", "network", "geographic", "tiles"]
    filters: FiltersItem
    nodes: tuple[MapNodeItem, ...]
    groups: tuple[MapGroupItem, ...]
    links: tuple[MapLinkItem, ...]
    bundles: tuple[MapBundleItem, ...]
    sectors: tuple[SectorItem, ...]
    legend: LegendsItem
    wide: PositionsItem
    tall: PositionsItem
    backdrop: BackdropItem | None
    left_out: LeftOutItem
