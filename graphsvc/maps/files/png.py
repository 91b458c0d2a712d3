"""A map as PNG: its SVG file, painted."""

from __future__ import annotations

from functools import lru_cache

from graphsvc.errors import GraphsvcError
from graphsvc.maps.drawing import Drawing
from graphsvc.maps.files.svg import svg
from graphsvc.maps.lettering import FONT

_LARGEST = 6000.0
"""Longest side in pixels: beyond it a picture is painted at a smaller scale."""
_SCALE = 2.0


class NoFonts(GraphsvcError):
    """There is no font on this machine to write with."""


def png(drawing: Drawing) -> bytes:
    """Paint a map, with two pixels for each unit so that it prints well.

    Parameters
    ----------
    drawing : Drawing
        The map.

    Raises
    ------
    NoFonts
        A picture without its words would be worse than none.
    """
    if not _can_write():
        raise NoFonts("this machine has no font to write a picture with: install one, or ask for .svg instead")
    from resvg_py import svg_to_bytes

    longest = max(drawing.wide.width, drawing.wide.height) + 800
    return bytes(svg_to_bytes(svg_string=svg(drawing).decode(), zoom=min(_SCALE, _LARGEST / longest)))


@lru_cache(maxsize=1)
def _can_write() -> bool:
    """Whether text leaves a mark: without fonts it is left out without a word."""
    from resvg_py import svg_to_bytes

    page = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" font-family="{}">{}</svg>'
    text = '<text x="2" y="15">Who</text>'
    blank, written = (bytes(svg_to_bytes(svg_string=page.format(FONT, content))) for content in ("", text))
    return blank != written
