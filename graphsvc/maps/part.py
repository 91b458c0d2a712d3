"""What filters leave of a map: nothing moves, the view closes in on what is shown."""

from __future__ import annotations

from dataclasses import replace

from graphsvc.maps.drawing import TILES, Drawing
from graphsvc.maps.layouts.placing import cropped
from graphsvc.maps.layouts.tiles import recounted
from graphsvc.maps.notes import with_counts
from graphsvc.maps.pieces import Pieces
from graphsvc.questions.neighbourhood import Neighbourhood
from graphsvc.snapshot.view import View


def part_of(view: View, drawing: Drawing, found: Neighbourhood) -> Drawing:
    """The part of a map of several organisations that a question with filters leaves.

    Parameters
    ----------
    view : View
        The graph as at the date of the drawing.
    drawing : Drawing
        All of it; each organisation by itself.
    found : Neighbourhood
        Who stays, and which records.
    """
    stay = {organisation.index for organisation in found.organisations}
    records = set(found.links)
    nodes = tuple(node for node in drawing.nodes if node.organisation.index in stay)
    links = tuple(link for link in drawing.links if link.link in records)
    left_out = tuple(one for one in drawing.left_out if one.index in stay)
    backdrop = drawing.backdrop
    wide, tall = cropped(drawing.wide, nodes), cropped(drawing.tall, nodes)
    if drawing.layout == TILES and backdrop is not None:
        backdrop = recounted(view, backdrop, nodes)
        wide = replace(drawing.wide, positions=wide.positions)
        tall = replace(drawing.tall, positions=tall.positions)
    part = replace(
        drawing, nodes=nodes, links=links, left_out=left_out, wide=wide, tall=tall, backdrop=backdrop,
        legend=Pieces(view).legend(nodes, links),
    )
    return with_counts(part, len(found.links), (len(drawing.nodes), len(drawing.links)))
