"""What filters leave of an ego map: every sector stays and says what is left of it."""

from __future__ import annotations

from dataclasses import replace

from graphsvc.maps.arrangement import Arrangement
from graphsvc.maps.drawing import Drawing
from graphsvc.maps.legend import Sector
from graphsvc.maps.nodes import MapLink
from graphsvc.maps.notes import ego_note
from graphsvc.maps.pieces import Pieces
from graphsvc.maps.titles import says_lines
from graphsvc.questions.neighbourhood import Passing
from graphsvc.snapshot.view import View


def ego_part(view: View, drawing: Drawing, passing: Passing) -> Drawing:
    """The part of an ego map that filters leave: partners by a record that passes, and the records among them.

    Parameters
    ----------
    view : View
        The graph as at the date of the drawing.
    drawing : Drawing
        All of it.
    passing : Passing
        The filters.
    """
    fits = {node.key: node.focus or passing.organisation(node.organisation) for node in drawing.nodes}
    passes = [
        item for item in drawing.links
        if passing.record(item.link) and fits[item.source] and fits[item.target]
    ]
    stay = {node.key for node in drawing.nodes if node.focus}
    stay |= {end for item in passes if item.own for end in (item.source, item.target)}
    links = tuple(item for item in passes if item.source in stay and item.target in stay)
    nodes = tuple(node for node in drawing.nodes if node.key in stay)
    sectors = tuple(_counted(sector, links) for sector in drawing.sectors)
    return replace(
        drawing, nodes=nodes, links=links, sectors=sectors, legend=Pieces(view).legend(nodes, links),
        note=ego_note(view, nodes, links, of=drawing), wide=_arranged(drawing.wide, stay, sectors, wide=True),
        tall=_arranged(drawing.tall, stay, sectors, wide=False),
    )


def _counted(sector: Sector, links: tuple[MapLink, ...]) -> Sector:
    mine = sum(1 for item in links if item.own and item.link.partnership.value_area == sector.value_area)
    return replace(sector, shown=mine)


def _arranged(whole: Arrangement, stay: set[str], sectors: tuple[Sector, ...], *, wide: bool) -> Arrangement:
    """The same ellipse: an empty sector is what the map is read for."""
    wedges = {
        sector.value_area: replace(whole.wedges[sector.value_area], says=says_lines(sector, wide)) for sector in sectors
    }
    positions = {key: spot for key, spot in whole.positions.items() if key in stay}
    return replace(whole, wedges=wedges, positions=positions)
