"""A map as plain values, for JSON."""

from __future__ import annotations

from typing import Any

from graphsvc.maps.appearance import AreaStyle, StateStyle, TypeStyle
from graphsvc.maps.drawing import Drawing, LegendEntry, MapLink, MapNode


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
    return {
        "title": drawing.title, "note": drawing.note, "as_at": drawing.as_at, "snapshot": drawing.snapshot,
        "source": drawing.source, "width": round(drawing.wide.width, 1), "height": round(drawing.wide.height, 1),
        "nodes": [_node(drawing, node) for node in drawing.nodes],
        "links": [_link(drawing, link) for link in drawing.links],
        "sectors": [
            {
                "value_area": sector.value_area, "name": sector.name, "active": sector.active,
                "inherited": sector.inherited, "others": dict(sector.others), "says": sector.says,
                "start": round(drawing.wide.wedges[sector.value_area].start, 4),
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
        "value_area": node.value_area, "asked_for": node.focus, "x": x, "y": y, "shape": node.style.shape,
        "fill": node.style.fill,
    }


def _link(drawing: Drawing, item: MapLink) -> dict[str, Any]:
    record, evidence = item.link.partnership, item.link.partnership.evidence
    return {
        "key": item.key, "id": record.id, "from": item.source, "to": item.target,
        "source": drawing.organisations_by_key[item.source].id,
        "target": drawing.organisations_by_key[item.target].id,
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
