"""The picture itself in an SVG file: what lies behind, links, organisations and groups."""

from __future__ import annotations

import math
from xml.etree import ElementTree as ET

from graphsvc.maps.appearance import DOT, FOCUS_FILL, TILE_EDGE, TILE_FILL, TOWN
from graphsvc.maps.arrangement import Hexagon
from graphsvc.maps.drawing import Drawing
from graphsvc.maps.files.strokes import marked, moved, numbered, outlined, pointed, stroked, wedge_path, write
from graphsvc.maps.glyphs import bend, halfway, outline
from graphsvc.maps.layouts.tiles import TOP
from graphsvc.maps.layouts.towns import TOWN_SIZE
from graphsvc.maps.nodes import MapBundle, MapGroup, MapLink, MapNode
from graphsvc.maps.pieces import LABEL_GAP, LABEL_SIZE, LINE_HEIGHT, label_size
from graphsvc.maps.titles import TITLE_SIZE

_EDGE = "#aeb7bd"


class SvgPicture:
    """The picture of a drawing, cut to what its arrangement shows.

    Parameters
    ----------
    root : Element
        The file's root.
    drawing : Drawing
        The map; its arrangement for a screen is used.
    """

    def __init__(self, root: ET.Element, drawing: Drawing) -> None:
        self._root = root
        self._drawing = drawing
        self._arrangement = drawing.wide

    def draw(self, middle: tuple[float, float]) -> None:
        """Draw it around a point of the page."""
        x, y = self._arrangement.centre
        picture = ET.SubElement(self._root, "g", transform=moved(middle[0] - x, middle[1] - y))
        self._sectors(picture)
        self._tiles(picture)
        self._dots(picture)
        for bundle in self._drawing.bundles:
            self._bundle(picture, bundle)
        for link in self._drawing.links:
            self._link(picture, link)
        for tile in self._drawing.backdrop.hexagons if self._drawing.backdrop else ():
            self._tile_words(picture, tile)
        self._towns(picture)
        for node in self._drawing.nodes:
            self._node(picture, node)
        for group in self._drawing.groups:
            self._node(picture, group)

    def _sectors(self, parent: ET.Element) -> None:
        if self._arrangement.radii is None:
            return
        for sector in self._drawing.sectors:
            wedge = self._arrangement.wedges[sector.value_area]
            path = wedge_path(wedge, self._arrangement.radii)
            ET.SubElement(parent, "path", d=path, fill=sector.style.tint, stroke=_EDGE)
        for sector in self._drawing.sectors:
            wedge = self._arrangement.wedges[sector.value_area]
            lines = (*wedge.name, *wedge.says)
            for rank, line in enumerate(lines):
                y = wedge.y + (rank - (len(lines) - 1) / 2) * TITLE_SIZE * LINE_HEIGHT + TITLE_SIZE * 0.35
                write(
                    parent, line, wedge.x, y, TITLE_SIZE, bold=rank < len(wedge.name), centred=True,
                    colour=sector.style.colour,
                )

    def _tiles(self, parent: ET.Element) -> None:
        for tile in self._drawing.backdrop.hexagons if self._drawing.backdrop else ():
            ET.SubElement(parent, "polygon", {
                "points": " ".join(pointed(corner) for corner in outline("hexagon", tile.radius - 2)),
                "transform": f"{moved(tile.x, tile.y)} rotate(30)", "fill": TILE_FILL, "stroke": TILE_EDGE,
            })

    def _tile_words(self, parent: ET.Element, tile: Hexagon) -> None:
        y = tile.y - TOP * tile.radius
        for rank, line in enumerate((*tile.name, *tile.says)):
            y += LABEL_SIZE * LINE_HEIGHT
            write(parent, line, tile.x, y - 3, LABEL_SIZE, bold=rank < len(tile.name), centred=True, halo=True)

    def _dots(self, parent: ET.Element) -> None:
        backdrop = self._drawing.backdrop
        if backdrop is None:
            return
        for x, y in backdrop.dots:
            if self._shows(x, y):
                ET.SubElement(parent, "circle", cx=numbered(x), cy=numbered(y), r="3", fill=DOT)

    def _towns(self, parent: ET.Element) -> None:
        for town in self._drawing.backdrop.towns if self._drawing.backdrop else ():
            if self._shows(town.x, town.y):
                down = town.y + TOWN_SIZE * 0.35
                write(parent, town.name, town.x, down, TOWN_SIZE, bold=True, centred=True, colour=TOWN, halo=True)

    def _shows(self, x: float, y: float) -> bool:
        """Whether a point lies in the part of the map that is shown."""
        across, down = self._arrangement.centre
        return abs(x - across) < self._arrangement.width / 2 and abs(y - down) < self._arrangement.height / 2

    def _link(self, parent: ET.Element, link: MapLink) -> None:
        source, target = self._arrangement.positions[link.source], self._arrangement.positions[link.target]
        group = ET.SubElement(parent, "g", {"class": "link", "id": link.key})
        ET.SubElement(group, "title").text = link.title
        path = f"M{pointed(source)}"
        bent = f"Q{pointed(bend(source, target, link.curve))} " if link.curve else "L"
        path += bent + pointed(target)
        stroked(ET.SubElement(group, "path", d=path, fill="none"), link.area, link.state.width)
        if link.state.mark:
            x, y = halfway(source, target, link.curve)
            along = math.degrees(math.atan2(target[1] - source[1], target[0] - source[0]))
            marked(group, link.state.mark, (x, y), along, link.area.colour)
        if link.state.mark and self._drawing.worded:
            write(group, link.state.short, x, y - 7, 10, centred=True, colour=link.area.colour, halo=True)

    def _bundle(self, parent: ET.Element, bundle: MapBundle) -> None:
        """A line for each; records inside one group are told by the group."""
        group = ET.SubElement(parent, "g", {"class": "bundle", "id": bundle.key})
        ET.SubElement(group, "title").text = bundle.title
        if not bundle.inside:
            ends = (self._arrangement.positions[bundle.source], self._arrangement.positions[bundle.target])
            path = f"M{pointed(ends[0])}L{pointed(ends[1])}"
            line = ET.SubElement(group, "path", d=path, fill="none", opacity="0.55")
            stroked(line, bundle.area, bundle.width)

    def _node(self, parent: ET.Element, node: MapNode | MapGroup) -> None:
        x, y = self._arrangement.positions[node.key]
        size = label_size(node)
        kind = "group" if isinstance(node, MapGroup) else "node"
        group = ET.SubElement(parent, "g", {"class": kind, "id": node.key, "transform": moved(x, y)})
        ET.SubElement(group, "title").text = node.title
        outlined(group, node.style, node.radius, FOCUS_FILL if node.focus else node.style.fill)
        for rank, line in enumerate(() if node.key in self._arrangement.unlabelled else node.lines):
            down = node.radius + LABEL_GAP + (rank + 0.8) * size * LINE_HEIGHT
            write(group, line, 0, down, size, centred=True, halo=True)
