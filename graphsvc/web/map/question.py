"""The parameters of the map's page as a question, and what its form says of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graphsvc.limits import MOST_NAMED
from graphsvc.maps.drawing import EGO, GEOGRAPHIC, LAYOUTS, NETWORK, TILES
from graphsvc.maps.question import MapQuestion
from graphsvc.questions.names import spoken
from graphsvc.questions.neighbourhood import MOST_HOPS
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import ICB, KINDS, NHS_REGION, PartnershipState
from graphsvc.web.asked import Asked

LAYOUT_NAMES = {EGO: "Partners by value area", NETWORK: "Network", GEOGRAPHIC: "Geography", TILES: "Tiles of boards"}
"""What a layout is called, by its word in the address."""

PARAMETERS = (
    "org", "icb", "region", "england", "hops", "value_area", "type", "kind", "state", "layout", "hide", "open", "each",
)
"""What a map's address may say of it, besides the date."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Something that a map was asked for: the parameter and value that say so, and its name."""

    parameter: str
    value: str
    name: str


def map_question(asked: Asked) -> MapQuestion:
    """Read which map is asked for; faults are kept in `asked`."""
    snapshot = asked.view.snapshot
    return MapQuestion(
        org=_ids(asked.organisations("org")), icb=_ids(asked.organisations("icb")),
        region=asked.several("region", [code for code, _ in regions(asked.view)]), england=asked.yes("england"),
        hops=asked.number("hops", 0, MOST_HOPS, 1),
        value_area=asked.several("value_area", snapshot.value_areas),
        type=asked.several("type", snapshot.organisation_types), kind=asked.several("kind", KINDS),
        state=asked.several("state", list(PartnershipState)), layout=asked.one("layout", LAYOUTS),
        hide=_ids(asked.organisations("hide")), open=_keys(asked), each=asked.yes("each"),
    )


def regions(view: View) -> list[tuple[str, str]]:
    """Codes and names of the NHS regions, by name."""
    places = view.snapshot.places.by_code.values()
    return sorted(((place.code, place.name) for place in places if place.kind == NHS_REGION), key=lambda one: one[1])


def boards(view: View) -> list[tuple[str, str]]:
    """Ids and spoken names of the open boards, by name."""
    found = (view.organisations[index] for index in view.of_types((ICB,)))
    return sorted(((board.id, spoken(board)) for board in found), key=lambda one: one[1])


def chosen(view: View, question: MapQuestion) -> list[Chosen]:
    """Whom a map was asked for, in words."""
    everyone = Chosen("england", "true", "All organisations in England with a recorded partnership")
    found = [everyone] if question.england else []
    names = dict(regions(view))
    found += [Chosen("region", code, f"Boards and trusts of {names[code]}") for code in question.region]
    found += [Chosen("icb", one, f"{_name(view, one)} with its trusts") for one in question.icb]
    return [*found, *(Chosen("org", one, _name(view, one)) for one in question.org)]


def hidden(view: View, question: MapQuestion) -> list[Chosen]:
    """Who was left out on request."""
    return [Chosen("hide", one, _name(view, one)) for one in question.hide]


def layouts(question: MapQuestion) -> dict[str, str]:
    """The layouts that a map can have, by their words."""
    return {word: name for word, name in LAYOUT_NAMES.items() if word != EGO or question.one_organisation}


def file_name(question: MapQuestion) -> str:
    """A name for a map's file, of ids alone."""
    parts = [*question.org, *question.icb, *question.region, *(["england"] if question.england else [])]
    return f"map-{'-'.join(parts[:2])}{f'-and-{len(parts) - 2}-more' if len(parts) > 2 else ''}"


def _ids(organisations: Iterable[Organisation]) -> tuple[str, ...]:
    return tuple(organisation.id for organisation in organisations)


def _keys(asked: Asked) -> tuple[str, ...]:
    keys = asked.values("open")
    if len(keys) > MOST_NAMED:
        asked.fault("open", f"Open {MOST_NAMED} groups at most; there are {len(keys)}.")
        return ()
    return keys


def _name(view: View, organisation_id: str) -> str:
    return view.organisations[view.snapshot.index_of[organisation_id]].name
