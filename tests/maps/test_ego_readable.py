"""Ego maps can be read: links do not hide under symbols, and a telephone shows words large enough."""

from __future__ import annotations

import math
from datetime import date

from graphsvc.maps.ego import ego_drawing
from graphsvc.maps.glyphs import bend
from tests.fixtures.facts import seed_snapshot
from tests.maps.test_ego import drawn

TODAY = date(2026, 11, 23)


def test_hardly_a_link_passes_under_another_organisation_or_leaves_its_sector() -> None:
    view = seed_snapshot().view(TODAY)
    under = links = 0
    for organisation_id in drawn(40):
        drawing = ego_drawing(view, organisation_id)
        places = drawing.wide.positions
        for item in drawing.links:
            links += 1
            path = _path(places[item.source], places[item.target], item.curve)
            others = [node for node in drawing.nodes if node.key not in (item.source, item.target)]
            under += any(min(math.dist(places[node.key], at) for at in path) < node.radius for node in others)
    assert links > 500
    assert under <= links / 100


def test_on_a_telephone_a_map_grows_downwards_so_that_it_can_be_read() -> None:
    view = seed_snapshot().view(TODAY)
    for organisation_id in drawn(20):
        drawing = ego_drawing(view, organisation_id)
        if len(drawing.nodes) <= 25:
            assert drawing.tall.width <= 500


def _path(source: tuple[float, float], target: tuple[float, float], curve: float) -> list[tuple[float, float]]:
    """Points along a link as it is drawn."""
    via = bend(source, target, curve) if curve else ((source[0] + target[0]) / 2, (source[1] + target[1]) / 2)
    found = []
    for step in range(41):
        t = step / 40
        x, y = ((1 - t) ** 2 * a + 2 * t * (1 - t) * b + t * t * c for a, b, c in zip(source, via, target, strict=True))
        found.append((x, y))
    return found
