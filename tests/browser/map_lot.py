"""Maps drawn by lot: subjects, and filters that leave something; some have parallel records, some inherited ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from urllib.parse import urlencode

from graphsvc.dates import today
from graphsvc.maps.asked import asked_drawing
from graphsvc.maps.question import MapQuestion
from graphsvc.questions.gaps import nhs_organisations
from graphsvc.questions.neighbourhood import Passing, neighbourhood, state_of
from graphsvc.snapshot.links import Link
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import ICB, NHS_REGION, NHS_TYPES
from tests.fixtures.facts import seed_snapshot

COUNT, PARALLEL, INHERITED = 50, 10, 5
LARGEST = 400
"""Organisations up to which a map shows each by itself, and its filters work in the browser."""

Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Drawn:
    """A map to ask for: subject and filters as parameters; whether what is left has parallel or inherited records."""

    subject: Pairs
    filters: Pairs
    parallel: bool
    inherited: bool

    @property
    def unfiltered(self) -> str:
        """Its address without filters."""
        return f"/map?{urlencode(self.subject)}"

    @property
    def query(self) -> str:
        """All its parameters."""
        return urlencode([*self.subject, *self.filters])


@lru_cache(maxsize=1)
def lot() -> tuple[Drawn, ...]:
    """Fifty maps, none empty; at least ten with parallel records and five with inherited ones."""
    view, draw = seed_snapshot().view(today()), Random(4)
    found: list[Drawn] = []
    while len(found) < COUNT:
        one = _one(view, draw)
        if len(found) < INHERITED:
            fits = one is not None and one.inherited
        else:
            fits = one is not None and (one.parallel or len(found) >= INHERITED + PARALLEL)
        if one is not None and fits:
            found.append(one)
    return tuple(found)


def _one(view: View, draw: Random) -> Drawn | None:
    subject, ids, hops = _subject(view, draw)
    near = neighbourhood(view, ids, hops=hops)
    if not near.links or len(near.organisations) > LARGEST:
        return None
    filters, passing = _filters(view, draw, near.links, ids)
    if not neighbourhood(view, ids, hops=hops, passing=passing).links:
        return None
    drawing = asked_drawing(view, _question([*subject, *filters]))
    pairs = [tuple(sorted((link.source, link.target))) for link in drawing.links]
    inherited = any(link.link.inherited for link in drawing.links)
    return Drawn(subject, filters, len(set(pairs)) < len(pairs), inherited) if pairs and drawing.complete else None


def _question(pairs: Pairs) -> MapQuestion:
    several: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        several[name] = (*several.get(name, ()), value)
    alone = {"layout": several.pop("layout", ("",))[0], "hops": int(several.pop("hops", ("1",))[0])}
    return MapQuestion(**several, **alone)  # type: ignore[arg-type]  # the names are those of the parameters


def _subject(view: View, draw: Random) -> tuple[Pairs, list[str], int]:
    joined = [one.id for one in view.organisations if view.links_of[one.index]]
    nhs = [view.organisations[index].id for index in view.of_types(NHS_TYPES) if view.links_of[index]]
    kind = draw.choice(["ego", "ego", "network", "several", "board", "board", "region"])
    layout = [("layout", draw.choice(["network", "geographic", "tiles"]))]
    if kind == "ego":
        one = draw.choice(nhs)
        return [("org", one)], [one], 1
    if kind == "network":
        one = draw.choice(joined)
        return [("org", one), ("hops", "2"), *layout], [one], 2
    if kind == "several":
        some = draw.sample(nhs, draw.randint(2, 4))
        return [*(("org", one) for one in some), *layout], some, 1
    if kind == "board":
        board = view.organisations[draw.choice(view.of_types((ICB,)))].id
        return [("icb", board), *layout], [one.id for one in nhs_organisations(view, icb=board)], 1
    codes = sorted(place.code for place in view.snapshot.places.by_code.values() if place.kind == NHS_REGION)
    region = draw.choice(codes)
    return [("region", region), ("hops", "0")], [one.id for one in nhs_organisations(view, region=region)], 0


def _filters(view: View, draw: Random, links: Sequence[Link], asked: Sequence[str]) -> tuple[Pairs, Passing]:
    """One to three filters, of what a record that is drawn by lot has; types are offered of those around alone."""
    link = draw.choice(links)
    ends = [view.organisations[end] for end in (link.source, link.target)]
    other = draw.choice(links).partnership
    possible = {
        "value_area": {link.partnership.value_area, draw.choice([link.partnership.value_area, other.value_area])},
        "type": {end.type for end in ends if end.id not in asked},
        "kind": {link.partnership.kind, draw.choice([link.partnership.kind, other.kind])},
        "state": {str(state_of(link))},
    }
    names = sorted(name for name, words in possible.items() if words)
    chosen = {name: sorted(possible[name]) for name in draw.sample(names, draw.randint(1, 3))}
    pairs = [(name, value) for name in ("value_area", "type", "kind", "state") for value in chosen.get(name, ())]
    return pairs, Passing(
        chosen.get("value_area", ()), chosen.get("type", ()), chosen.get("kind", ()), chosen.get("state", ())
    )
