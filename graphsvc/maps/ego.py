"""The ego map: one organisation, a sector for each value area, everyone whom it works with there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from graphsvc.errors import NotFound
from graphsvc.maps.choices import choices_of, in_words
from graphsvc.maps.clear import bent_around
from graphsvc.maps.drawing import ATTRIBUTION, EGO, Drawing
from graphsvc.maps.ego_part import ego_part
from graphsvc.maps.layouts.boxes import Box, SectorNeed
from graphsvc.maps.layouts.ego import arrange_ego
from graphsvc.maps.legend import Sector
from graphsvc.maps.lettering import text_width
from graphsvc.maps.nodes import MapNode
from graphsvc.maps.notes import ego_note
from graphsvc.maps.pieces import Pieces, label_box
from graphsvc.maps.titles import TITLE_SIZE, says_lines, title_lines
from graphsvc.questions.neighbourhood import EVERYTHING, Passing
from graphsvc.snapshot.kept import lately_for_a_view
from graphsvc.snapshot.links import Link
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import State

WIDE, TALL = 1.62, 0.66
"""Width over height, for a screen and for a telephone held upright."""
_LINE = 1.2
_KEPT = 256
"""Maps of a view that are kept, of some 12 kB each: the page of an organisation has its map, and both are asked for."""


def ego_drawing(view: View, organisation_id: str, passing: Passing = EVERYTHING) -> Drawing:
    """Draw the records of one organisation at a date, and those among its partners of the same value area.

    Parameters
    ----------
    view : View
        The graph as at a date.
    organisation_id : str
        Any organisation. One that is not open has no records: its heirs have them.
    passing : Passing
        Which records and partners to show. Every value area has its sector, and nothing moves.

    Raises
    ------
    NotFound
        No organisation has this id.
    """
    index = view.snapshot.index_of.get(organisation_id)
    if index is None:
        raise NotFound(f"there is no organisation {organisation_id}")
    whole = _everything(view, index)
    hidden = [one for one in view.of_ids(passing.hidden) if one.index != index]
    if hidden:
        whole = ego_part(view, whole, Passing(hidden=passing.hidden))
    around = [node.organisation for node in whole.nodes if not node.focus]
    links = [item.link for item in whole.links]
    whole = replace(
        whole, passing=passing, choices=choices_of(view.snapshot, around, links, passing),
        filtered=in_words(view.snapshot, passing, hidden),
    )
    if passing.value_areas or passing.types or passing.kinds or passing.states:
        return replace(ego_part(view, whole, passing), unfiltered=whole)
    return whole


@lately_for_a_view(_KEPT)
def _everything(view: View, index: int) -> Drawing:
    pieces = Pieces(view)
    organisation = view.organisations[index]
    focus = pieces.node(organisation, focus=True)
    own: dict[str, list[Link]] = {area: [] for area in view.snapshot.value_areas}
    for link in view.links_of[index]:
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
    wide = arrange_ego(focus.key, label_box(focus), _needs(sectors, members, WIDE), WIDE)
    tall = arrange_ego(focus.key, label_box(focus), _needs(sectors, members, TALL), TALL)
    links = bent_around(links, nodes, (wide, tall))
    return Drawing(
        title=f"Partners of {organisation.name}", note=ego_note(view, nodes, links),
        as_at=view.day.isoformat(), snapshot=view.snapshot.hash, source=ATTRIBUTION, nodes=tuple(nodes),
        links=tuple(links), sectors=tuple(sectors), legend=pieces.legend(nodes, links), layout=EGO, wide=wide,
        tall=tall,
    )


def _among(view: View, area: str, partners: Sequence[int]) -> list[Link]:
    """Records of one value area among some organisations, who are given in order."""
    numbers, names = view.snapshot.partnerships.value_areas
    if area not in names:
        return []
    links, inside = view.links, np.array(partners, np.int64)
    positions = view.links_of.around(inside)
    own = np.repeat(inside, view.links_of.counts[inside])
    found = positions[
        (numbers[links.record[positions]] == list(names).index(area)) & (links.source[positions] == own)
        & np.isin(links.target[positions], inside)
    ]
    return links.some(found[links.record[found].argsort(kind="stable")])


def _sector(pieces: Pieces, area: str, recorded: Iterable[Link]) -> Sector:
    recorded = list(recorded)
    inherited = sum(1 for link in recorded if link.active and link.inherited)
    states = Counter(link.state for link in recorded)
    return Sector(
        area, pieces.view.snapshot.value_areas[area], pieces.areas[area], states[State.ACTIVE] - inherited, inherited,
        {str(state): states[state] for state in (State.PROPOSED, State.LAPSED) if states[state]}, len(recorded),
    )


def _needs(sectors: Iterable[Sector], members: dict[str, list[MapNode]], aspect: float) -> tuple[SectorNeed, ...]:
    needs = []
    for sector in sectors:
        name, says = title_lines(sector, aspect > 1), says_lines(sector, aspect > 1)
        partners = tuple((node.key, label_box(node)) for node in members[sector.value_area])
        needs.append(SectorNeed(sector.value_area, name, says, _title_box((*name, *says)), partners))
    return tuple(needs)


def _title_box(lines: tuple[str, ...]) -> Box:
    half = max(text_width(line, TITLE_SIZE, bold=True) for line in lines) / 2
    height = len(lines) * TITLE_SIZE * _LINE / 2
    return Box(-half, -height, half, height)
