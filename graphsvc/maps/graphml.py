"""A map as GraphML, for network programs such as Gephi: each organisation once, each record its own link."""

from __future__ import annotations

from io import BytesIO

from graphsvc.maps.drawing import Drawing
from graphsvc.maps.lettering import plain


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
        title=plain(drawing.title), note=plain(drawing.note), as_at=drawing.as_at, snapshot=drawing.snapshot,
        source=plain(drawing.source),
    )
    for node in drawing.nodes:
        who = node.organisation
        graph.add_node(who.id, label=plain(who.name), type=who.type, asked_for=node.focus or graph.nodes.get(
            who.id, {}).get("asked_for", False))
    for item in drawing.links:
        record = item.link.partnership
        ends = (drawing.organisations_by_key[item.source].id, drawing.organisations_by_key[item.target].id)
        graph.add_edge(
            *ends, key=item.key, partnership=record.id, value_area=record.value_area, kind=record.kind,
            state=str(item.link.state), inherited=item.link.inherited, undated=item.link.undated,
            since=record.since, until=record.until,
            summary=plain(record.summary), evidence=plain(record.evidence.title),
            address=plain(record.evidence.address), evidence_date=record.evidence.date,
            evidence_basis=record.evidence.basis,
        )
    written = BytesIO()
    networkx.write_graphml_xml(graph, written)
    return written.getvalue()
