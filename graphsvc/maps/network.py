"""A drawing as pyvis's network: nodes, links and options for vis-network, put into templates of our own.

pyvis brings IPython along: import this module only where a map is made for a browser.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from pyvis.network import Network

from graphsvc.dates import in_words
from graphsvc.maps import facts
from graphsvc.maps.appearance import FOCUS_FILL, INK, PAPER, TOUCHED
from graphsvc.maps.drawing import EGO, Drawing
from graphsvc.maps.glyphs import outline
from graphsvc.maps.lettering import FONT
from graphsvc.maps.members import members_of
from graphsvc.maps.nodes import MapBundle, MapGroup, MapLink, MapNode
from graphsvc.maps.pieces import label_size
from graphsvc.snapshot.facts import Organisation

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

Address = Callable[[Organisation], str]
"""Gives the address of an organisation's page."""


def no_page(organisation: Organisation) -> str:  # noqa: ARG001 - in a file nobody has a page
    """No address: a file has no pages beside it."""
    return ""


class MapNetwork(Network):  # type: ignore[misc]  # pyvis has no types
    """A network that keeps every link of a pair, each with its id, and adds in constant time.

    Parameters
    ----------
    drawing : Drawing
        The map. All of it without filters is in the network, when that is known.
    address : callable, optional
        Gives the address of an organisation's page; none in a file.
    """

    def __init__(self, drawing: Drawing, address: Address = no_page) -> None:
        super().__init__(directed=True, cdn_resources="in_line")
        self.drawing = drawing
        self.address = address
        self.options = _OPTIONS
        self.templateEnv = environment()
        self.path = "fragment.html"
        self.ends = facts.end_ids(drawing.whole)
        for node in drawing.whole.nodes:
            self.add_map_node(node)
        for group in drawing.whole.groups:
            self.add_map_node(group)
        for link in drawing.whole.links:
            self.add_map_link(link)
        for bundle in drawing.whole.bundles:
            self.add_map_bundle(bundle)

    def add_map_node(self, node: MapNode | MapGroup) -> None:
        """Add an organisation or a group at its place."""
        x, y = self.drawing.whole.wide.positions[node.key]
        fill = FOCUS_FILL if node.focus else node.style.fill
        known = {
            "id": node.key, "label": "\n".join(node.lines), "title": node.title, "shape": node.style.shape,
            "size": node.radius, "x": x, "y": y,
            "color": {
                "background": fill, "border": INK, "highlight": {"background": TOUCHED, "border": INK},
                "hover": {"background": TOUCHED, "border": INK},
            },
            "font": {"size": label_size(node), "face": FONT, "color": INK, "strokeWidth": 4, "strokeColor": PAPER},
            "facts": facts.of_group(node) if isinstance(node, MapGroup) else facts.of_node(node, self.address),
        }
        self.nodes.append(known)
        self.node_ids.append(node.key)
        self.node_map[node.key] = known

    def add_map_link(self, link: MapLink) -> None:
        """Add a record between two nodes that are there."""
        curve = {"enabled": True, "type": "curvedCW" if link.curve > 0 else "curvedCCW", "roundness": abs(link.curve)}
        known = _line(link, link.state.width)
        known["smooth"] = curve if link.curve else False
        known["facts"] = facts.of_link(link, self.ends)
        if link.state.mark:
            known["arrows"] = {"middle": {"enabled": True, "type": link.state.mark, "scaleFactor": 0.6}}
            known["label"] = link.state.short if self.drawing.worded else ""
            known["font"] = {
                "size": 10, "face": FONT, "color": link.area.colour, "strokeWidth": 3, "strokeColor": PAPER,
                "align": "horizontal", "vadjust": -13,
            }
        self.edges.append(known)

    def add_map_bundle(self, bundle: MapBundle) -> None:
        """Add records between two groups, or inside one, where there is no line to see."""
        known = _line(bundle, bundle.width)
        known["smooth"] = False
        known["facts"] = facts.of_bundle(bundle, self.ends)
        known["hidden"] = bundle.inside
        self.edges.append(known)

    def page_data(self) -> dict[str, Any]:
        """What the page's script draws, and what it can do with it."""
        nodes, links, *_ = self.get_network_data()
        drawing, passing = self.drawing, self.drawing.passing
        return {
            "nodes": nodes, "links": links, "options": self.options, "label": drawing.note, "note": drawing.note,
            "arrangements": {
                "wide": facts.of_arrangement(drawing.whole.wide, drawing.whole),
                "tall": facts.of_arrangement(drawing.whole.tall, drawing.whole),
            },
            "backdrop": facts.of_backdrop(drawing.whole.backdrop),
            "filters": {
                "value_area": list(passing.value_areas), "type": list(passing.types), "kind": list(passing.kinds),
                "state": list(passing.states),
            },
            "choices": facts.of_choices(drawing.choices), "hops": drawing.hops, "ego": drawing.layout == EGO,
            "england": drawing.england, "layout": drawing.layout, "filtered": drawing.filtered,
            "complete": drawing.complete,
            "finding": drawing.findings.page_data() if drawing.findings else None,
        }

    def fragment(self) -> Markup:
        """The map with its legend and the table of its links, to be put into a page."""
        template = self.templateEnv.get_template(self.path)
        text = template.render(drawing=self.drawing, data=self.page_data(), address=self.address)
        return Markup(text)  # noqa: S704 - the template escapes whatever it is given


def _line(link: MapLink | MapBundle, width: float) -> dict[str, Any]:
    """A line as vis-network draws it; touched it keeps the colour of its value area."""
    colour = link.area.colour
    return {
        "id": link.key, "from": link.source, "to": link.target, "title": link.title, "arrows": "",
        "color": {"color": colour, "highlight": colour, "hover": colour, "inherit": False, "opacity": 1.0},
        "dashes": list(link.area.dash) or False, "width": width,
    }


@cache
def environment() -> Environment:
    """Jinja with our templates and autoescape; made once, because it keeps templates compiled."""
    found = Environment(
        loader=PackageLoader("graphsvc.maps"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals["outline"] = outline
    found.globals["members_of"] = members_of
    found.tests["web_address"] = is_web_address
    found.filters["in_words"] = in_words
    return found


def is_web_address(text: str) -> bool:
    """Whether a text may stand behind a link: `http` and `https` only."""
    return text.lower().startswith(("http://", "https://"))
