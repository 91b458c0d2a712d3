"""A map as SVG, written here from the same positions, with legend, title, date and source."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from graphsvc.dates import in_words
from graphsvc.maps.appearance import INK, PAPER, AreaStyle, StateStyle, TypeStyle
from graphsvc.maps.arrangement import Arrangement
from graphsvc.maps.drawing import Drawing
from graphsvc.maps.files.strokes import marked, moved, numbered, outlined, pointed, stroked, write
from graphsvc.maps.files.svg_picture import SvgPicture
from graphsvc.maps.legend import LegendEntry
from graphsvc.maps.lettering import FONT, plain, wrapped
from graphsvc.maps.pieces import LINE_HEIGHT
from graphsvc.questions.names import listed

_BORDER = 24.0
_HEAD = 22.0
_TEXT = 12.0
_ROW = 20.0
_LEAST_WIDTH = 720.0
_SAMPLE = 52.0
_MOST_LINES = 12
_MOST_NAMED = 40


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
        picture = SvgPicture(self.root, drawing)
        y = self._head()
        picture.draw((self.width / 2, y + self.arrangement.height / 2))
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
        y = self._lines(said, y)
        if self.drawing.filtered:
            y = self._lines(self.drawing.filtered, y)
        return y + _ROW / 2

    def _lines(self, text: str, y: float) -> float:
        for line in wrapped(text, _TEXT, self.width - 2 * _BORDER, _MOST_LINES):
            write(self.root, line, _BORDER, y, _TEXT)
            y += _TEXT * LINE_HEIGHT
        return y

    def _legend(self, y: float) -> float:
        legend = self.drawing.legend
        several = (legend.bundle,) if legend.bundle else ()
        asked = (legend.asked,) if legend.asked.count else ()
        columns = [
            ("Records by value area", (*legend.areas, *several)), ("Organisations by type", (*legend.types, *asked)),
        ]
        if legend.states:
            columns.insert(1, ("Records that are not simply active", legend.states))
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
        stroked(line, area, state.width)
        if state.mark:
            marked(self.root, state.mark, (x + _SAMPLE / 2, y), 0.0, INK)

    def _foot(self, y: float) -> float:
        drawn = f"{self.drawing.source} Facts {self.drawing.snapshot[:12]}."
        y += _ROW / 2
        if self.drawing.left_out:
            names = listed([organisation.name for organisation in self.drawing.left_out], _MOST_NAMED)
            y = self._lines(f"Left out, {self.drawing.left_out_says}: {names}.", y) + _ROW / 2
        return self._lines(drawn, y) + _BORDER / 2
