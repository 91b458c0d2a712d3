"""What tests ask of a map that is drawn in a browser."""

from __future__ import annotations

from playwright.sync_api import Page


def ask(page: Page, what: str) -> object:
    """Something of what is drawn."""
    told: object = page.evaluate(f"document.getElementById('map').drawn.{what}")
    return told


def open_node(page: Page, key: str) -> None:
    """Open what the map says of a node."""
    page.evaluate("key => document.getElementById('map').drawn.open(key, null)", key)


def spot(page: Page, key: str) -> dict[str, float]:
    """Where a node stands, from the map's upper left corner."""
    place: dict[str, float] = page.evaluate(
        "key => { const n = document.getElementById('map').drawn.network;"
        "return n.canvasToDOM(n.body.nodes[key]); }", key,
    )
    return place
