"""A map as a file: one HTML page that needs no network, a picture, or data."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable
from importlib.resources import files

from markupsafe import Markup

from graphsvc.errors import BadInput
from graphsvc.maps.drawing import Drawing

SCRIPTS = (
    "vendor/vis-network.min.js", "map.js", "map-backdrop.js", "map-labels.js", "map-sets.js", "map-filters.js",
    "map-finding.js", "map-twin.js", "map-panel.js", "map-keys.js", "map-find.js", "tables.js",
)
"""What draws a map and lets a reader use it, in this order."""

STYLES = ("file.css", "map.css")
"""How a file looks: its page, then its map."""


def html(drawing: Drawing) -> bytes:
    """One HTML page with everything in it: script, style and data. Its policy allows nothing else.

    Parameters
    ----------
    drawing : Drawing
        The map.

    Returns
    -------
    bytes
        UTF-8, the same for the same drawing.
    """
    from graphsvc.maps.network import MapNetwork

    network = MapNetwork(drawing)
    scripts = [_static(name).rsplit("//# sourceMappingURL", 1)[0] for name in SCRIPTS]
    style = "".join(_static(name) for name in STYLES)
    policy = (
        f"default-src 'none'; script-src {' '.join(_hash(script) for script in scripts)}; "
        f"style-src {_hash(style)}; img-src data:; base-uri 'none'; form-action 'none'"
    )
    page = network.templateEnv.get_template("standalone.html").render(
        drawing=drawing, policy=policy, style=_our_own(style), scripts=[_our_own(script) for script in scripts],
        fragment=network.fragment(),
    )
    return (page + "\n").encode()


def json_file(drawing: Drawing) -> bytes:
    """Nodes, links, positions and legend as JSON."""
    from graphsvc.maps.files.listing import listing

    return (json.dumps(listing(drawing), ensure_ascii=False, indent=2) + "\n").encode()


def _svg(drawing: Drawing) -> bytes:
    from graphsvc.maps.files.svg import svg

    return svg(drawing)


def _png(drawing: Drawing) -> bytes:
    from graphsvc.maps.files.png import png

    return png(drawing)


def _graphml(drawing: Drawing) -> bytes:
    from graphsvc.maps.files.graphml import graphml

    return graphml(drawing)


def _csv(drawing: Drawing) -> bytes:
    from graphsvc.maps.files.table import table

    return table(drawing).csv()


def _xlsx(drawing: Drawing) -> bytes:
    from graphsvc.maps.files.table import table

    return table(drawing).xlsx()


WRITERS: dict[str, Callable[[Drawing], bytes]] = {
    ".html": html, ".svg": _svg, ".png": _png, ".graphml": _graphml, ".json": json_file,
    ".csv": _csv, ".xlsx": _xlsx,
}
"""How a map is written, by the ending of the file's name."""

MEDIA_TYPES = {
    ".html": "text/html", ".svg": "image/svg+xml", ".png": "image/png",
    ".graphml": "application/graphml+xml", ".json": "application/json", ".csv": "text/csv",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""What each ending is over HTTP."""


def export(drawing: Drawing, suffix: str) -> bytes:
    """A map in the format of a file name's ending.

    Raises
    ------
    BadInput
        When maps are not written in this format.
    """
    refuse_other_endings(suffix)
    return WRITERS[suffix.lower()](drawing)


def refuse_other_endings(suffix: str) -> None:
    """Say which formats there are when a file name ends in none of them, before anything is drawn.

    Raises
    ------
    BadInput
        When maps are not written in this format.
    """
    if suffix.lower() not in WRITERS:
        endings = ", ".join(WRITERS)
        raise BadInput(f"a map is written as {endings}: the file name must end in one of these", "out", suffix)


def _our_own(text: str) -> Markup:
    return Markup(text)  # noqa: S704 - a file of this package, without a word from anybody else


def _static(name: str) -> str:
    return (files("graphsvc") / "web" / "static" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
