"""The map of several organisations and the records among them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graphsvc.maps.drawing import ATTRIBUTION, Drawing
from graphsvc.maps.ego import TALL, WIDE
from graphsvc.maps.pieces import Pieces, counted, label_box, states_told
from graphsvc.maps.spread import arrange_spread
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.view import Link, View

LARGEST = 400
"""Organisations that one map can show and still say something."""


def several_drawing(
    view: View, organisations: Sequence[Organisation], links: Iterable[Link], focus: Sequence[str], title: str
) -> Drawing:
    """Draw organisations, each once, and records among them.

    Parameters
    ----------
    view : View
        The graph as at a date.
    organisations : sequence of Organisation
        Who is drawn.
    links : iterable of Link
        Records whose two ends are among them.
    focus : sequence of str
        Ids of the organisations that the map was asked for.
    title : str
        What it shows.
    """
    pieces = Pieces(view)
    asked = set(focus)
    shown = sorted(organisations, key=lambda organisation: organisation.index)
    nodes = [pieces.node(organisation, focus=organisation.id in asked) for organisation in shown]
    keys = {node.organisation.index: node.key for node in nodes}
    own = {node.organisation.index for node in nodes if node.focus}
    drawn = pieces.links(links, keys, own)
    boxes = tuple((node.key, label_box(node)) for node in nodes)
    pairs = frozenset((link.source, link.target) for link in drawn)
    return Drawing(
        title=title,
        note=(
            f"{counted(len(nodes), 'organisation')} and {counted(len(drawn), 'recorded partnership')} among them"
            f"{states_told(drawn)}."
        ),
        as_at=view.day.isoformat(), snapshot=view.snapshot.hash, source=ATTRIBUTION, nodes=tuple(nodes),
        links=tuple(drawn), sectors=(), legend=pieces.legend(nodes, drawn),
        wide=arrange_spread(boxes, pairs, WIDE), tall=arrange_spread(boxes, pairs, TALL),
    )
