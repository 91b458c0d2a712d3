"""A map as plain values, for JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphsvc.maps.appearance import AreaStyle, StateStyle, TypeStyle
from graphsvc.maps.drawing import Drawing
from graphsvc.maps.facts import end_ids, of_backdrop
from graphsvc.maps.legend import LegendEntry
from graphsvc.maps.nodes import MapBundle, MapGroup, MapLink, MapNode


def listing(drawing: Drawing) -> dict[str, Any]:
    """Nodes with positions, links, sectors and legend of a map.

    Parameters
    ----------
    drawing : Drawing
        The map; positions are those for a screen.

    Returns
    -------
    dict
        Of strings, numbers, lists and such dicts alone.
    """
    ends = end_ids(drawing)
    return {
        "title": drawing.title, "note": drawing.note, "as_at": drawing.as_at, "snapshot": drawing.snapshot,
        "source": drawing.source, "layout": drawing.layout, "hops": drawing.hops, "england": drawing.england,
        "filters": drawing.filtered, "width": round(drawing.wide.width, 1), "height": round(drawing.wide.height, 1),
        "centre": list(drawing.wide.centre),
        "nodes": [_node(drawing, node) for node in drawing.nodes],
        "groups": [_group(drawing, group) for group in drawing.groups],
        "links": [_link(ends, link) for link in drawing.links],
        "bundles": [_bundle(ends, bundle) for bundle in drawing.bundles],
        "backdrop": of_backdrop(drawing.backdrop),
        "left_out": {
            "says": drawing.left_out_says, "organisations": [{"id": o.id, "name": o.name} for o in drawing.left_out],
        },
        "sectors": [
            {
                "value_area": sector.value_area, "name": sector.name, "active": sector.active,
                "inherited": sector.inherited, "others": dict(sector.others), "says": sector.says,
                "shown": sector.shown, "start": round(drawing.wide.wedges[sector.value_area].start, 4),
                "end": round(drawing.wide.wedges[sector.value_area].end, 4),
            }
            for sector in drawing.sectors
        ],
        "legend": {
            "value_areas": [_entry(entry) for entry in drawing.legend.areas],
            "states": [_entry(entry) for entry in drawing.legend.states],
            "types": [_entry(entry) for entry in drawing.legend.types],
            "asked_for": _entry(drawing.legend.asked),
        },
    }


def _node(drawing: Drawing, node: MapNode) -> dict[str, Any]:
    x, y = drawing.wide.positions[node.key]
    return {
        "key": node.key, "id": node.organisation.id, "name": node.organisation.name, "type": node.organisation.type,
        "value_area": node.value_area, "asked_for": node.focus, "group": node.group or None, "x": x, "y": y,
        "radius": node.radius, "shape": node.style.shape, "fill": node.style.fill,
    }


def _group(drawing: Drawing, group: MapGroup) -> dict[str, Any]:
    x, y = drawing.wide.positions[group.key]
    return {
        "key": group.key, "name": group.name, "type": group.type, "board": group.board.id if group.board else None,
        "organisations": [member.id for member in group.members], "records": group.records, "x": x, "y": y,
        "radius": group.radius, "shape": group.style.shape, "fill": group.style.fill,
    }


def _bundle(ends: Mapping[str, str], bundle: MapBundle) -> dict[str, Any]:
    return {
        "key": bundle.key, "from": bundle.source, "to": bundle.target, "source": ends[bundle.source],
        "target": ends[bundle.target], "count": len(bundle.links), "value_areas": dict(bundle.counts),
        "records": [link.partnership.id for link in bundle.links],
    }


def _link(ends: Mapping[str, str], item: MapLink) -> dict[str, Any]:
    record, evidence = item.link.partnership, item.link.partnership.evidence
    return {
        "key": item.key, "id": record.id, "from": item.source, "to": item.target,
        "source": ends[item.source], "target": ends[item.target],
        "value_area": record.value_area, "kind": record.kind, "state": str(item.link.state),
        "inherited": item.link.inherited, "undated": item.link.undated, "since": record.since, "until": record.until,
        "summary": record.summary,
        "evidence": {
            "title": evidence.title, "address": evidence.address, "date": evidence.date, "basis": evidence.basis,
        },
        "curve": item.curve, "own": item.own,
    }


def _entry(entry: LegendEntry) -> dict[str, Any]:
    return {"name": entry.name, "count": entry.count, **_look(entry.look)}


def _look(look: AreaStyle | TypeStyle | StateStyle) -> dict[str, Any]:
    if isinstance(look, AreaStyle):
        return {"colour": look.colour, "dash": list(look.dash)}
    if isinstance(look, TypeStyle):
        return {"shape": look.shape, "fill": look.fill}
    return {"width": look.width, "mark": look.mark}
