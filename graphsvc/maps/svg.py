"""A map as SVG, written here from the same positions, with legend, title, date and source."""

from __future__ import annotations

import math
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from graphsvc.dates import in_words
from graphsvc.maps.appearance import FOCUS_FILL, INK, PAPER, AreaStyle, StateStyle, TypeStyle
from graphsvc.maps.drawing import Arrangement, Drawing, LegendEntry, MapLink, MapNode
from graphsvc.maps.ego import TITLE_SIZE
from graphsvc.maps.glyphs import bend, halfway
from graphsvc.maps.lettering import FONT, plain, wrapped
from graphsvc.maps.pieces import (
    FOCUS_LABEL_SIZE,
    FOCUS_RADIUS,
    LABEL_GAP,
    LABEL_SIZE,
    LINE_HEIGHT,
    NODE_RADIUS,
)
from graphsvc.maps.strokes import marked, moved, numbered, outlined, pointed, stroked, wedge_path, write

_BORDER = 24.0
_HEAD = 22.0
_TEXT = 12.0
_ROW = 20.0
_LEAST_WIDTH = 720.0
_SAMPLE = 52.0


def svg(drawing: Drawing) -> bytes:
    """Write a map as one SVG file.

    Parameters
    ----------
    drawing : Drawing
        The map; its arrangement for a screen is used.

    Returns
    -------
    bytes
        UTF-8, the same for the same drawing.
    """
    page = _Page(drawing)
    written = ET.tostring(page.root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n'.encode()


class _Page:
    """One SVG file that is being written, from top to bottom."""

    def __init__(self, drawing: Drawing) -> None:
        self.drawing = drawing
        self.arrangement: Arrangement = drawing.wide
        self.width = max(_LEAST_WIDTH, self.arrangement.width + 2 * _BORDER)
        self.root = ET.Element("svg", {
            "xmlns": "http://www.w3.org/2000/svg", "role": "img", "font-family": FONT, "fill": INK,
            "aria-labelledby": "title note",
        })
        ET.SubElement(self.root, "title", id="title").text = plain(drawing.title)
        ET.SubElement(self.root, "desc", id="note").text = plain(drawing.note)
        background = ET.SubElement(self.root, "rect", fill=PAPER)
        y = self._head()
        picture = ET.SubElement(self.root, "g", transform=moved(self.width / 2, y + self.arrangement.height / 2))
        self._sectors(picture)
        for link in drawing.links:
            self._link(picture, link)
        for node in drawing.nodes:
            self._node(picture, node)
        bottom = self._foot(self._legend(y + self.arrangement.height + _BORDER))
        for element in (self.root, background):
            element.set("width", numbered(self.width))
            element.set("height", numbered(bottom))
        self.root.set("viewBox", f"0 0 {numbered(self.width)} {numbered(bottom)}")

    def _head(self) -> float:
        y = _BORDER + _HEAD
        for line in wrapped(self.drawing.title, _HEAD, self.width - 2 * _BORDER, 3, bold=True):
            write(self.root, line, _BORDER, y, _HEAD, bold=True)
            y += _HEAD * LINE_HEIGHT
        said = f"{self.drawing.note} As at {in_words(self.drawing.as_at)}."
        return self._lines(said, y) + _ROW / 2

    def _lines(self, text: str, y: float) -> float:
        for line in wrapped(text, _TEXT, self.width - 2 * _BORDER, 8):
            write(self.root, line, _BORDER, y, _TEXT)
            y += _TEXT * LINE_HEIGHT
        return y

    def _sectors(self, parent: ET.Element) -> None:
        if self.arrangement.radii is None:
            return
        for sector in self.drawing.sectors:
            wedge = self.arrangement.wedges[sector.value_area]
            path = wedge_path(wedge, self.arrangement.radii)
            ET.SubElement(parent, "path", d=path, fill=sector.style.tint, stroke="#aeb7bd")
        for sector in self.drawing.sectors:
            wedge = self.arrangement.wedges[sector.value_area]
            lines = (*wedge.name, *wedge.says)
            for rank, line in enumerate(lines):
                y = wedge.y + (rank - (len(lines) - 1) / 2) * TITLE_SIZE * 1.2 + TITLE_SIZE * 0.35
                write(
                    parent, line, wedge.x, y, TITLE_SIZE, bold=rank < len(wedge.name), centred=True,
                    colour=sector.style.colour,
                )

    def _link(self, parent: ET.Element, link: MapLink) -> None:
        source, target = self.arrangement.positions[link.source], self.arrangement.positions[link.target]
        group = ET.SubElement(parent, "g", {"class": "link", "id": link.key})
        ET.SubElement(group, "title").text = link.title
        path = f"M{pointed(source)}"
        bent = f"Q{pointed(bend(source, target, link.curve))} " if link.curve else "L"
        path += bent + pointed(target)
        stroked(ET.SubElement(group, "path", d=path, fill="none"), link.area, link.state)
        if link.state.mark:
            x, y = halfway(source, target, link.curve)
            along = math.degrees(math.atan2(target[1] - source[1], target[0] - source[0]))
            marked(group, link.state.mark, (x, y), along, link.area.colour)
            write(group, link.state.short, x, y - 7, 10, centred=True, colour=link.area.colour, halo=True)

    def _node(self, parent: ET.Element, node: MapNode) -> None:
        x, y = self.arrangement.positions[node.key]
        radius, size = (FOCUS_RADIUS, FOCUS_LABEL_SIZE) if node.focus else (NODE_RADIUS, LABEL_SIZE)
        group = ET.SubElement(parent, "g", {"class": "node", "id": node.key, "transform": moved(x, y)})
        ET.SubElement(group, "title").text = node.title
        outlined(group, node.style, radius, FOCUS_FILL if node.focus else node.style.fill)
        for rank, line in enumerate(node.lines):
            down = radius + LABEL_GAP + (rank + 0.8) * size * LINE_HEIGHT
            write(group, line, 0, down, size, centred=True, halo=True)

    def _legend(self, y: float) -> float:
        legend = self.drawing.legend
        columns = [("Links by value area", legend.areas), ("Organisations by type", (*legend.types, legend.asked))]
        if legend.states:
            columns.insert(1, ("Links that are not simply active", legend.states))
        step = (self.width - 2 * _BORDER) / len(columns)
        ends = [self._column(_BORDER + rank * step, y, step, *column) for rank, column in enumerate(columns)]
        return max(ends)

    def _column(self, x: float, y: float, width: float, name: str, entries: Iterable[LegendEntry]) -> float:
        write(self.root, name, x, y, _TEXT + 1, bold=True)
        for entry in entries:
            y += _ROW
            self._sample(entry.look, x, y - 4)
            indent = 24 if isinstance(entry.look, TypeStyle) else _SAMPLE + 8
            label = f"{entry.name} ({entry.count or 'none'})"
            for rank, line in enumerate(wrapped(label, _TEXT, width - indent - 12, 3)):
                y += _TEXT * LINE_HEIGHT if rank else 0
                write(self.root, line, x + indent, y, _TEXT)
        return y + _ROW

    def _sample(self, look: AreaStyle | TypeStyle | StateStyle, x: float, y: float) -> None:
        if isinstance(look, TypeStyle):
            outlined(ET.SubElement(self.root, "g", transform=moved(x + 9, y)), look, 7, look.fill)
            return
        area = look if isinstance(look, AreaStyle) else AreaStyle(INK, PAPER, ())
        state = look if isinstance(look, StateStyle) else StateStyle(2.5, "", "", "")
        line = ET.SubElement(self.root, "path", d=f"M{pointed((x, y))}L{pointed((x + _SAMPLE, y))}", fill="none")
        stroked(line, area, state)
        if state.mark:
            marked(self.root, state.mark, (x + _SAMPLE / 2, y), 0.0, INK)

    def _foot(self, y: float) -> float:
        drawn = f"{self.drawing.source} Facts {self.drawing.snapshot[:12]}."
        return self._lines(drawn, y + _ROW / 2) + _BORDER / 2
