"""A drawing as pyvis's network: nodes, links and options for vis-network, put into templates of our own.

pyvis brings IPython along: import this module only where a map is made for a browser.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from pyvis.network import Network

from graphsvc.dates import in_words
from graphsvc.maps.appearance import FOCUS_FILL, INK, PAPER, TOUCHED
from graphsvc.maps.drawing import Arrangement, Drawing, MapLink, MapNode
from graphsvc.maps.glyphs import outline
from graphsvc.maps.lettering import FONT
from graphsvc.maps.pieces import FOCUS_LABEL_SIZE, FOCUS_RADIUS, LABEL_SIZE, NODE_RADIUS

_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    # vis-network's own keys take the focus when the mouse passes, and Page Up and Down: our script has fewer.
    "interaction": {
        "hover": True, "dragNodes": False, "zoomView": False, "tooltipDelay": 150, "selectConnectedEdges": False,
        "keyboard": {"enabled": False, "bindToWindow": False},
    },
    "nodes": {"borderWidth": 1.5, "borderWidthSelected": 3, "scaling": {"label": {"drawThreshold": 3}}},
    "edges": {
        "smooth": False, "selectionWidth": 1.5, "hoverWidth": 1.5, "scaling": {"label": {"drawThreshold": 3}},
    },
}


class MapNetwork(Network):  # type: ignore[misc]  # pyvis has no types
    """A network that keeps every link of a pair, each with its id, and adds in constant time.

    Parameters
    ----------
    drawing : Drawing
        The map.
    """

    def __init__(self, drawing: Drawing) -> None:
        super().__init__(directed=True, cdn_resources="in_line")
        self.drawing = drawing
        self.options = _OPTIONS
        self.templateEnv = environment()
        self.path = "fragment.html"
        for node in drawing.nodes:
            self.add_map_node(node)
        for link in drawing.links:
            self.add_map_link(link)

    def add_map_node(self, node: MapNode) -> None:
        """Add an organisation at its place."""
        x, y = self.drawing.wide.positions[node.key]
        fill = FOCUS_FILL if node.focus else node.style.fill
        size = FOCUS_LABEL_SIZE if node.focus else LABEL_SIZE
        known = {
            "id": node.key, "label": "\n".join(node.lines), "title": node.title, "shape": node.style.shape,
            "size": FOCUS_RADIUS if node.focus else NODE_RADIUS, "x": x, "y": y,
            "color": {
                "background": fill, "border": INK, "highlight": {"background": TOUCHED, "border": INK},
                "hover": {"background": TOUCHED, "border": INK},
            },
            "font": {"size": size, "face": FONT, "color": INK, "strokeWidth": 4, "strokeColor": PAPER},
        }
        self.nodes.append(known)
        self.node_ids.append(node.key)
        self.node_map[node.key] = known

    def add_map_link(self, link: MapLink) -> None:
        """Add a record between two nodes that are there."""
        colour = link.area.colour
        curve = {"enabled": True, "type": "curvedCW" if link.curve > 0 else "curvedCCW", "roundness": abs(link.curve)}
        known: dict[str, Any] = {
            "id": link.key, "from": link.source, "to": link.target, "title": link.title, "arrows": "",
            "color": {"color": colour, "highlight": colour, "hover": colour, "inherit": False, "opacity": 1.0},
            "dashes": list(link.area.dash) or False, "width": link.state.width,
            "smooth": curve if link.curve else False,
        }
        if link.state.mark:
            known["arrows"] = {"middle": {"enabled": True, "type": link.state.mark, "scaleFactor": 0.6}}
            known["label"] = link.state.short
            known["font"] = {
                "size": 10, "face": FONT, "color": colour, "strokeWidth": 3, "strokeColor": PAPER,
                "align": "horizontal", "vadjust": -13,
            }
        self.edges.append(known)

    def page_data(self) -> dict[str, Any]:
        """What the page's script draws."""
        nodes, links, *_ = self.get_network_data()
        return {
            "nodes": nodes, "links": links, "options": self.options, "label": self.drawing.note,
            "arrangements": {
                "wide": self._arrangement(self.drawing.wide), "tall": self._arrangement(self.drawing.tall),
            },
        }

    def fragment(self) -> Markup:
        """The map with its legend and the table of its links, to be put into a page."""
        template = self.templateEnv.get_template(self.path)
        text = template.render(drawing=self.drawing, data=self.page_data())
        return Markup(text)  # noqa: S704 - the template escapes whatever it is given

    def _arrangement(self, arrangement: Arrangement) -> dict[str, Any]:
        styles = {sector.value_area: sector.style for sector in self.drawing.sectors}
        return {
            "width": arrangement.width, "height": arrangement.height, "radii": arrangement.radii,
            "positions": arrangement.positions,
            "wedges": [
                {
                    "start": wedge.start, "end": wedge.end, "name": wedge.name, "says": wedge.says,
                    "x": wedge.x, "y": wedge.y, "colour": styles[area].colour, "tint": styles[area].tint,
                }
                for area, wedge in arrangement.wedges.items()
            ],
        }


@cache
def environment() -> Environment:
    """Jinja with our templates and autoescape; made once, because it keeps templates compiled."""
    found = Environment(
        loader=PackageLoader("graphsvc.maps"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals["outline"] = outline
    found.tests["web_address"] = is_web_address
    found.filters["in_words"] = in_words
    return found


def is_web_address(text: str) -> bool:
    """Whether a text may stand behind a link: `http` and `https` only."""
    return text.lower().startswith(("http://", "https://"))
