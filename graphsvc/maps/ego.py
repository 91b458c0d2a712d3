"""The ego map: one organisation, a sector for each value area, everyone whom it works with there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from graphsvc.errors import NotFound
from graphsvc.maps.boxes import Box, SectorNeed
from graphsvc.maps.drawing import ATTRIBUTION, Drawing, MapLink, MapNode, Sector
from graphsvc.maps.layout import arrange_ego
from graphsvc.maps.lettering import NO_BREAK, text_width, wrapped
from graphsvc.maps.pieces import Pieces, counted, label_box, states_told
from graphsvc.questions.sentences import not_open_sentence
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.view import Link, View
from graphsvc.vocabulary import State

WIDE, TALL = 1.62, 0.66
"""Width over height, for a screen and for a telephone held upright."""
TITLE_SIZE = 14.0
_TITLE_WIDTH = {WIDE: 150.0, TALL: 118.0}
_LINE = 1.2


def ego_drawing(view: View, organisation_id: str, value_areas: Collection[str] = ()) -> Drawing:
    """Draw every record of one organisation at a date, and those among its partners of the same value area.

    Parameters
    ----------
    view : View
        The graph as at a date.
    organisation_id : str
        Any organisation. One that is not open has no records: its heirs have them.
    value_areas : collection of str
        Only these have a sector; empty for all.

    Raises
    ------
    NotFound
        No organisation has this id.
    """
    index = view.snapshot.index_of.get(organisation_id)
    if index is None:
        raise NotFound(f"there is no organisation {organisation_id}")
    pieces = Pieces(view)
    organisation = view.organisations[index]
    focus = pieces.node(organisation, focus=True)
    asked = [area for area in view.snapshot.value_areas if not value_areas or area in value_areas]
    own: dict[str, list[Link]] = {area: [] for area in asked}
    for link in view.links_of[index]:
        if link.partnership.value_area in own:
            own[link.partnership.value_area].append(link)
    nodes, links = [focus], []
    sectors, members = [], {}
    for area, recorded in own.items():
        partners = sorted({link.other(index) for link in recorded})
        members[area] = [pieces.node(view.organisations[other], area) for other in partners]
        keys = {index: focus.key, **{other: node.key for other, node in zip(partners, members[area], strict=True)}}
        nodes += members[area]
        links += pieces.links([*recorded, *_among(view, area, partners)], keys, own={index})
        sectors.append(_sector(pieces, area, recorded))
    return Drawing(
        title=f"Partners of {organisation.name}", note=_note(view, organisation, links, nodes),
        as_at=view.day.isoformat(), snapshot=view.snapshot.hash, source=ATTRIBUTION, nodes=tuple(nodes),
        links=tuple(links), sectors=tuple(sectors), legend=pieces.legend(nodes, links),
        wide=arrange_ego(focus.key, label_box(focus), _needs(sectors, members, WIDE), WIDE),
        tall=arrange_ego(focus.key, label_box(focus), _needs(sectors, members, TALL), TALL),
    )


def _among(view: View, area: str, partners: Iterable[int]) -> list[Link]:
    """Records of one value area among some organisations."""
    inside = set(partners)
    found = [
        link for partner in sorted(inside) for link in view.links_of[partner]
        if link.partnership.value_area == area and link.source == partner and link.target in inside
    ]
    return sorted(found, key=lambda link: link.partnership.id)


def _sector(pieces: Pieces, area: str, recorded: Iterable[Link]) -> Sector:
    recorded = list(recorded)
    inherited = sum(1 for link in recorded if link.active and link.inherited)
    states = Counter(link.state for link in recorded)
    return Sector(
        area, pieces.view.snapshot.value_areas[area], pieces.areas[area], states[State.ACTIVE] - inherited, inherited,
        {str(state): states[state] for state in (State.PROPOSED, State.LAPSED) if states[state]},
    )


def _needs(sectors: Iterable[Sector], members: dict[str, list[MapNode]], aspect: float) -> tuple[SectorNeed, ...]:
    needs = []
    for sector in sectors:
        width = _TITLE_WIDTH[aspect]
        name = wrapped(sector.name, TITLE_SIZE, width, 3, bold=True)
        # A count stays with its word: breaks come at commas alone.
        says = wrapped(sector.says.replace(" ", NO_BREAK).replace(f",{NO_BREAK}", ", "), TITLE_SIZE, width, 4)
        partners = tuple((node.key, label_box(node)) for node in members[sector.value_area])
        needs.append(SectorNeed(sector.value_area, name, says, _title_box((*name, *says)), partners))
    return tuple(needs)


def _title_box(lines: tuple[str, ...]) -> Box:
    half = max(text_width(line, TITLE_SIZE, bold=True) for line in lines) / 2
    height = len(lines) * TITLE_SIZE * _LINE / 2
    return Box(-half, -height, half, height)


def _note(view: View, organisation: Organisation, links: Iterable[MapLink], nodes: Iterable[MapNode]) -> str:
    if not view.open[organisation.index]:
        return f"{not_open_sentence(view, organisation)}. What is recorded with it counts for whoever followed it."
    own = [link for link in links if link.own]
    partners = {node.organisation.id for node in nodes if not node.focus}
    if not own:
        return "No recorded partnership at this date. That is what we know, not a finding that there is none."
    among = sum(1 for link in links if not link.own)
    rest = f"; and {counted(among, 'record')} among these partners" if among else ""
    whom = f"{counted(len(own), 'recorded partnership')} with {counted(len(partners), 'organisation')}"
    return f"{whom}{states_told(own)}{rest}."
