"""A map: what the page draws, with positions."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from graphsvc.api.schemas.answer import Answer, Schema, heading
from graphsvc.api.schemas.partnerships import PartnershipItem, partnership_item
from graphsvc.maps.drawing import Arrangement, Drawing, LegendEntry
from graphsvc.snapshot.view import View


class MapNodeItem(Schema):
    """An organisation on a map; in one organisation's map a partner stands in each value area that it works in."""

    key: str
    id: str
    name: str
    type: str
    value_area: str | None
    focus: bool
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


class SectorItem(Schema):
    """The part of a map that belongs to one value area, and what is recorded in it."""

    value_area: str
    name: str
    says: str
    active: int


class PositionsItem(Schema):
    """Positions for one shape of screen, by key of the node, around the point (0, 0)."""

    width: float
    height: float
    positions: dict[str, tuple[float, float]]


class LegendItem(Schema):
    """What a look means, and how often it occurs."""

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
    nodes: tuple[MapNodeItem, ...]
    links: tuple[MapLinkItem, ...]
    sectors: tuple[SectorItem, ...]
    legend: LegendsItem
    wide: PositionsItem
    tall: PositionsItem


def map_answer(view: View, drawing: Drawing, asked_on: date | None = None) -> MapAnswer:
    """A drawing as an answer."""
    return MapAnswer(
        **heading(view, asked_on), title=drawing.title, says=drawing.note, source=drawing.source,
        nodes=tuple(
            MapNodeItem(
                key=node.key, id=node.organisation.id, name=node.organisation.name, type=node.organisation.type,
                value_area=node.value_area or None, focus=node.focus, title=node.title, style=asdict(node.style),
            )
            for node in drawing.nodes
        ),
        links=tuple(
            MapLinkItem(
                key=link.key, source=link.source, target=link.target, curve=link.curve, title=link.title,
                partnership=partnership_item(view, link.link),
            )
            for link in drawing.links
        ),
        sectors=tuple(
            SectorItem(value_area=sector.value_area, name=sector.name, says=sector.says, active=sector.active)
            for sector in drawing.sectors
        ),
        legend=LegendsItem(
            areas=_legend(drawing.legend.areas), states=_legend(drawing.legend.states),
            types=_legend(drawing.legend.types),
        ),
        wide=_positions(drawing.wide), tall=_positions(drawing.tall),
    )


def _legend(entries: tuple[LegendEntry, ...]) -> tuple[LegendItem, ...]:
    return tuple(LegendItem(name=entry.name, count=entry.count, look=asdict(entry.look)) for entry in entries)


def _positions(arrangement: Arrangement) -> PositionsItem:
    return PositionsItem(
        width=arrangement.width, height=arrangement.height, positions=dict(arrangement.positions),
    )
