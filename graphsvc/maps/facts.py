"""What a page's script is told of a map besides its looks: who, which record, what can be filtered by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from graphsvc.maps.arrangement import Arrangement, Backdrop
from graphsvc.maps.drawing import Choices, Drawing
from graphsvc.maps.nodes import MapBundle, MapGroup, MapLink, MapNode
from graphsvc.snapshot.facts import Organisation


def of_node(node: MapNode, address: Callable[[Organisation], str]) -> dict[str, Any]:
    """Facts of an organisation; `address` gives that of its page."""
    who = node.organisation
    return {
        "id": who.id, "name": who.name, "type": who.type, "area": node.value_area, "asked": node.focus,
        "national": who.national, "group": node.group or None, "href": address(who), "count": None,
    }


def of_group(group: MapGroup) -> dict[str, Any]:
    """Facts of a group."""
    return {
        "id": None, "name": group.name, "type": group.type, "area": "", "asked": False, "national": False,
        "group": group.key, "href": "", "count": len(group.members),
    }


def of_link(link: MapLink, ends: Mapping[str, str]) -> dict[str, Any]:
    """Facts of a record; `ends` are those of `end_ids`."""
    record = link.link.partnership
    return {
        "record": record.id, "area": record.value_area, "kind": record.kind, "state": str(link.told_state),
        "source": ends[link.source], "target": ends[link.target], "bundle": None, "says": link.state.word,
    }


def of_bundle(bundle: MapBundle, ends: Mapping[str, str]) -> dict[str, Any]:
    """Facts of several records that are drawn as one; `ends` are those of `end_ids`."""
    areas = list(bundle.counts)
    return {
        "record": None, "area": areas[0] if len(areas) == 1 else None, "kind": None, "state": None,
        "source": ends[bundle.source], "target": ends[bundle.target],
        "bundle": {"count": len(bundle.links), "areas": dict(bundle.counts)}, "says": "",
    }


def end_ids(drawing: Drawing) -> dict[str, str]:
    """Id of the organisation at each node; a group's key is its own."""
    return {node.key: node.organisation.id for node in drawing.nodes} | {one.key: one.key for one in drawing.groups}


def of_arrangement(arrangement: Arrangement, drawing: Drawing) -> dict[str, Any]:
    """Positions, and sectors with their titles."""
    sectors = {sector.value_area: sector for sector in drawing.sectors}
    return {
        "width": arrangement.width, "height": arrangement.height, "radii": arrangement.radii,
        "centre": arrangement.centre, "unlabelled": sorted(arrangement.unlabelled), "positions": arrangement.positions,
        "wedges": [
            {
                "start": wedge.start, "end": wedge.end, "name": wedge.name, "says": wedge.says,
                "x": wedge.x, "y": wedge.y, "value_area": area, "recorded": sectors[area].recorded,
                "colour": sectors[area].style.colour, "tint": sectors[area].style.tint,
            }
            for area, wedge in arrangement.wedges.items()
        ],
    }


def of_backdrop(backdrop: Backdrop | None) -> dict[str, Any] | None:
    """Tiles, or dots and towns."""
    if backdrop is None:
        return None
    if backdrop.hexagons:
        return {
            "hexagons": [
                {
                    "key": tile.key, "x": tile.x, "y": tile.y, "radius": tile.radius, "name": tile.name,
                    "says": tile.says,
                }
                for tile in backdrop.hexagons
            ]
        }
    return {
        "dots": backdrop.dots, "towns": [{"name": town.name, "x": town.x, "y": town.y} for town in backdrop.towns]
    }


def of_choices(choices: Choices) -> dict[str, list[dict[str, Any]]]:
    """What can be chosen, by parameter."""
    return {
        name: [{"id": one.id, "name": one.name, "count": one.count} for one in getattr(choices, name)]
        for name in ("value_area", "type", "kind", "state")
    }
