"""A map as GraphML, for network programs such as Gephi: each organisation and group once, each record its own link."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from graphsvc.maps.drawing import Drawing
from graphsvc.maps.facts import end_ids
from graphsvc.maps.lettering import plain
from graphsvc.maps.nodes import MapBundle, MapLink


def graphml(drawing: Drawing) -> bytes:
    """Write a map as GraphML.

    Parameters
    ----------
    drawing : Drawing
        The map. Copies of a partner become one node.

    Returns
    -------
    bytes
        UTF-8; positions are left out, because such programs make their own.
    """
    import networkx

    graph: networkx.MultiGraph[str] = networkx.MultiGraph(
        title=plain(drawing.title), note=plain(drawing.note), filters=plain(drawing.filtered), as_at=drawing.as_at,
        snapshot=drawing.snapshot, source=plain(drawing.source),
    )
    for node in drawing.nodes:
        who = node.organisation
        graph.add_node(who.id, label=plain(who.name), type=who.type, asked_for=node.focus or graph.nodes.get(
            who.id, {}).get("asked_for", False))
    for group in drawing.groups:
        graph.add_node(group.key, label=plain(group.name), type=group.type, organisations=len(group.members))
    ends = end_ids(drawing)
    for link in drawing.links:
        graph.add_edge(ends[link.source], ends[link.target], key=link.key, **_record(link))
    for bundle in drawing.bundles:
        graph.add_edge(ends[bundle.source], ends[bundle.target], key=bundle.key, **_bundle(bundle))
    written = BytesIO()
    networkx.write_graphml_xml(graph, written)
    return written.getvalue()


def _record(item: MapLink) -> dict[str, Any]:
    record = item.link.partnership
    return {
        "partnership": record.id, "value_area": record.value_area, "kind": record.kind,
        "state": str(item.link.state), "inherited": item.link.inherited, "undated": item.link.undated,
        "since": record.since, "until": record.until, "summary": plain(record.summary),
        "evidence": plain(record.evidence.title), "address": plain(record.evidence.address),
        "evidence_date": record.evidence.date, "evidence_basis": record.evidence.basis,
    }


def _bundle(bundle: MapBundle) -> dict[str, Any]:
    """How many records, in all and by value area."""
    return {"records": len(bundle.links), **{f"records in {area}": count for area, count in bundle.counts.items()}}
