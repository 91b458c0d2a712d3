"""The elements of an SVG file."""

from __future__ import annotations

import math
from xml.etree import ElementTree as ET

from graphsvc.maps.appearance import INK, PAPER, AreaStyle, TypeStyle
from graphsvc.maps.arrangement import Wedge
from graphsvc.maps.glyphs import Point, outline
from graphsvc.maps.lettering import plain


def write(
    parent: ET.Element, text: str, x: float, y: float, size: float, *, bold: bool = False, centred: bool = False,
    colour: str = INK, halo: bool = False,
) -> None:
    """One line of text."""
    element = ET.SubElement(parent, "text", {
        "x": numbered(x), "y": numbered(y), "font-size": numbered(size), "fill": colour,
        **({"font-weight": "bold"} if bold else {}), **({"text-anchor": "middle"} if centred else {}),
        **({"stroke": PAPER, "stroke-width": "3", "stroke-linejoin": "round", "paint-order": "stroke"} if halo else {}),
    })
    element.text = plain(text)


def outlined(parent: ET.Element, style: TypeStyle, radius: float, fill: str) -> None:
    """The outline of an organisation."""
    corners = outline(style.shape, radius)
    look = {"fill": fill, "stroke": INK, "stroke-width": "1.5"}
    if corners:
        ET.SubElement(parent, "polygon", {"points": " ".join(pointed(corner) for corner in corners), **look})
    else:
        ET.SubElement(parent, "circle", {"r": numbered(radius), **look})


def marked(parent: ET.Element, mark: str, at: Point, along: float, colour: str) -> None:
    """The mark in the middle of a link."""
    where = f"{moved(*at)} rotate({numbered(along)})"
    if mark == "diamond":
        ET.SubElement(parent, "polygon", points="-5,0 0,-5 5,0 0,5", transform=where, fill=colour)
    elif mark == "circle":
        ET.SubElement(parent, "circle", r="4", transform=where, fill=colour)
    elif mark == "triangle":
        ET.SubElement(parent, "polygon", points="-4,-5 5,0 -4,5", transform=where, fill=colour)
    else:
        half = 4.0 if mark == "box" else 1.5
        ET.SubElement(parent, "rect", {
            "x": numbered(-half), "y": "-4.5", "width": numbered(2 * half), "height": "9", "transform": where,
            "fill": colour,
        })


def stroked(element: ET.Element, area: AreaStyle, width: float) -> None:
    """Give a line its colour, dash and width."""
    element.set("stroke", area.colour)
    element.set("stroke-width", numbered(width))
    if area.dash:
        element.set("stroke-dasharray", " ".join(str(part) for part in area.dash))


def wedge_path(wedge: Wedge, radii: tuple[float, float]) -> str:
    """Path of a sector, around (0, 0)."""
    def at(turn: float) -> str:
        angle = turn * 2 * math.pi
        return pointed((radii[0] * math.sin(angle), -radii[1] * math.cos(angle)))

    arc = f"A{numbered(radii[0])} {numbered(radii[1])} 0 0 1 "
    middle = (wedge.start + wedge.end) / 2
    return f"M0 0L{at(wedge.start)}{arc}{at(middle)}{arc}{at(wedge.end)}Z"


def moved(x: float, y: float) -> str:
    """A transform that moves."""
    return f"translate({numbered(x)} {numbered(y)})"


def pointed(point: Point) -> str:
    """A point as SVG writes it."""
    return f"{numbered(point[0])},{numbered(point[1])}"


def numbered(value: float) -> str:
    """A number with two decimals at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
