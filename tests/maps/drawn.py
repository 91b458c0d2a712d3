"""Maps drawn by lot over all layouts and subjects, and what is on one as sets."""

from __future__ import annotations

from datetime import date
from functools import cache
from random import Random

from graphsvc.maps.asked import asked_drawing
from graphsvc.maps.drawing import Drawing
from graphsvc.maps.question import MapQuestion
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import KINDS, NHS_TYPES
from tests.fixtures.facts import seed_snapshot

DAYS = (date(2026, 11, 24), date(2026, 4, 2), date(2024, 4, 1), date(2022, 9, 1))
COUNT = 50
LAYOUTS = ("network", "geographic", "tiles")

Sets = tuple[set[str], list[str], set[str], dict[str, int]]
"""Ids of organisations that stand alone, keys of links, keys of groups, and of bundles with their counts."""


@cache
def drawn_maps() -> tuple[tuple[View, MapQuestion, Drawing], ...]:
    """Fifty maps, none without a record, with the questions that they answer."""
    draw = Random(20261124)
    found: list[tuple[View, MapQuestion, Drawing]] = []
    while len(found) < COUNT:
        view = seed_snapshot().view(draw.choice(DAYS))
        question = _question(draw, view, len(found))
        drawing = asked_drawing(view, question)
        if drawing.links or drawing.bundles:
            found.append((view, question, drawing))
    return tuple(found)


def sets_of(drawing: Drawing) -> Sets:
    """What is on a map."""
    return (
        {node.organisation.id for node in drawing.nodes}, sorted(item.key for item in drawing.links),
        {group.key for group in drawing.groups}, {bundle.key: len(bundle.links) for bundle in drawing.bundles},
    )


def _question(draw: Random, view: View, number: int) -> MapQuestion:
    joined = [one.id for one in view.organisations if view.links_of[one.index]]
    nhs = [view.organisations[i].id for i in view.of_types(NHS_TYPES) if view.links_of[i]]
    boards = [view.organisations[i].id for i in view.of_types(("icb",)) if view.links_of[i]]
    regions = sorted({code for i in view.of_types(("icb",)) for code in view.region(view.organisations[i])})
    filters: dict[str, tuple[str, ...]] = {}
    if number % 2:
        name = draw.choice(("value_area", "type", "kind", "state"))
        filters[name] = tuple(draw.sample({
            "value_area": sorted(view.snapshot.value_areas), "type": ["university", "vcse", "local-authority"],
            "kind": ["programme", "membership", *list(KINDS)[:1]], "state": ["active", "inherited", "lapsed"],
        }[name], 2))
    layout = LAYOUTS[number % 3]
    subject = number % 6
    if subject == 0:
        return MapQuestion(org=(draw.choice(nhs),), **filters)
    if subject == 1:
        heirs = [one.id for one in view.organisations if any(link.inherited for link in view.links_of[one.index])]
        return MapQuestion(org=(draw.choice(heirs or joined),), layout=layout)
    if subject == 2:
        org, hide, hops = tuple(draw.sample(nhs, 3)), tuple(draw.sample(joined, 30)), draw.choice((1, 2))
        return MapQuestion(org=org, hops=hops, layout=layout, hide=hide, **filters)
    if subject == 3:
        return MapQuestion(icb=(draw.choice(boards),), layout=layout, **filters)
    if subject == 4:
        return MapQuestion(region=(draw.choice(regions),), layout=layout, **filters)
    return MapQuestion(england=True, layout=layout, each=draw.random() < 0.3, **filters)
