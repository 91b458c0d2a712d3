"""What all maps are put together from: nodes, links with their curves, the legend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from graphsvc.dates import in_words
from graphsvc.maps.appearance import FOCUS_FILL, MIXED, StateStyle, TypeStyle, area_styles, state_style, type_styles
from graphsvc.maps.layouts.boxes import Box
from graphsvc.maps.legend import Legend, LegendEntry
from graphsvc.maps.lettering import plain, text_width, wrapped
from graphsvc.maps.nodes import MapBundle, MapGroup, MapLink, MapNode
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.links import Link
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import KINDS, READ, State

LABEL_SIZE, FOCUS_LABEL_SIZE = 12.0, 15.0
NODE_RADIUS, FOCUS_RADIUS = 9.0, 16.0
LINE_HEIGHT = 1.2
LABEL_GAP = 4.0
"""Between a node and its label."""
LABEL_WIDTH, _FOCUS_LABEL_WIDTH = 112.0, 190.0
_ANY_ASKED = TypeStyle("dot", FOCUS_FILL)
_MOST_LINES = 5
_CURVE = 0.16
"""How far the second record of a pair bends away from the first."""


class Pieces:
    """Makes the pieces of maps of one view."""

    def __init__(self, view: View) -> None:
        self.view = view
        snapshot = view.snapshot
        self.areas = area_styles(tuple(snapshot.value_areas))
        rows = snapshot.dataset["organisation_types"]
        self.types = type_styles([(row["organisation_type"], row["side"]) for row in rows])

    def node(
        self, organisation: Organisation, area: str = "", *, focus: bool = False, group: str = ""
    ) -> MapNode:
        """A node for an organisation; in a sector when `area` is given, of a group that was opened with `group`."""
        size, width = (FOCUS_LABEL_SIZE, _FOCUS_LABEL_WIDTH) if focus else (LABEL_SIZE, LABEL_WIDTH)
        kind = self.view.snapshot.organisation_types[organisation.type]
        title = [organisation.name, kind]
        if not self.view.open[organisation.index]:
            title.append(f"not open on {in_words(self.view.day.isoformat())}")
        return MapNode(
            key=f"{organisation.id}@{area}" if area else organisation.id, organisation=organisation,
            value_area=area, focus=focus, lines=wrapped(organisation.name, size, width, _MOST_LINES),
            style=self.types[organisation.type], radius=FOCUS_RADIUS if focus else NODE_RADIUS,
            title=plain("\n".join(title)), group=group,
        )

    def links(
        self, links: Iterable[Link], keys: Mapping[int, str], own: Collection[int]
    ) -> list[MapLink]:
        """Links between nodes given by the index of their organisation; those of one pair fan out.

        Parameters
        ----------
        links : iterable of Link
            Records whose two ends are both in `keys`.
        keys : mapping of int to str
            Keys of the nodes, by index of the organisation.
        own : collection of int
            Organisations that the map was asked for.
        """
        pairs: dict[tuple[int, int], list[Link]] = {}
        for link in links:
            ends = sorted((link.source, link.target), key=lambda end: (end not in own, end))
            pairs.setdefault((ends[0], ends[1]), []).append(link)
        drawn = []
        for (source, target), several in pairs.items():
            several.sort(key=lambda link: link.partnership.id)
            for rank, link in enumerate(several):
                drawn.append(self._link(link, keys[source], keys[target], _curve(rank, len(several)), (
                    source in own or target in own
                )))
        return drawn

    def legend(
        self, nodes: Iterable[MapNode], links: Iterable[MapLink], groups: Iterable[MapGroup] = (),
        bundles: Iterable[MapBundle] = (),
    ) -> Legend:
        """The legend of what is drawn: every value area, and the states and types that occur."""
        nodes, links, bundles = list(nodes), list(links), list(bundles)
        in_area = Counter(link.link.partnership.value_area for link in links)
        for bundle in bundles:
            in_area.update(bundle.counts)
        states = Counter(link.state for link in links if link.state.word)
        per_type = Counter(kind for kind, _ in {(node.organisation.type, node.organisation.id) for node in nodes})
        for group in groups:
            per_type[group.type] += len(group.members)
        mixed = sum(1 for bundle in bundles if len(bundle.counts) > 1 and not bundle.inside)
        snapshot = self.view.snapshot
        asked = [node.style for node in nodes if node.focus]
        look = TypeStyle(asked[0].shape, FOCUS_FILL) if len({style.shape for style in asked}) == 1 else _ANY_ASKED
        return Legend(
            area_names=snapshot.value_areas,
            areas=tuple(
                LegendEntry(area, name, in_area[area], self.areas[area]) for area, name in snapshot.value_areas.items()
            ),
            states=tuple(
                LegendEntry(state.word, state.word, states[state], state)
                for state in sorted(states, key=lambda s: s.word)
            ),
            types=tuple(
                LegendEntry(kind, name, per_type[kind], self.types[kind])
                for kind, name in snapshot.organisation_types.items() if per_type[kind]
            ),
            asked=LegendEntry("asked", "Of these, those whose map this is", len(asked), look),
            bundle=LegendEntry("several", "Lines for several value areas", mixed, MIXED) if mixed else None,
        )

    def _link(self, link: Link, source: str, target: str, curve: float, own: bool) -> MapLink:
        partnership = link.partnership
        ends = (self.view.organisations[link.source], self.view.organisations[link.target])
        state = state_style(link.state, link.inherited)
        return MapLink(
            key=f"{partnership.id}@{ends[0].id}@{ends[1].id}", link=link, source=source, target=target, curve=curve,
            own=own, area=self.areas[partnership.value_area], state=state,
            title=self._link_title(link, state, ends),
        )

    def _link_title(self, link: Link, state: StateStyle, ends: tuple[Organisation, Organisation]) -> str:
        partnership, evidence = link.partnership, link.partnership.evidence
        span = [f"since {in_words(partnership.since)}"] if partnership.since else []
        span += [f"until {in_words(partnership.until)}"] if partnership.until else []
        area = self.view.snapshot.value_areas[partnership.value_area]
        undated = ", undated" if link.undated else ""
        seen = f"{evidence.title} ({in_words(evidence.date) or 'undated'})"
        lines = [
            f"{ends[0].name} – {ends[1].name}",
            f"{area}: {KINDS[partnership.kind].lower()}, {state.word or link.state}{undated}",
            *([", ".join(span)] if span else []),
            *([partnership.summary] if partnership.summary else []),
            f"Evidence: {seen}" + ("" if evidence.basis == READ else f", {evidence.basis}"),
        ]
        return plain("\n".join(lines))


def label_box(node: MapNode | MapGroup) -> Box:
    """The room of a node with its label under it."""
    size, radius = label_size(node), node.radius
    if not node.lines:
        return Box(-radius, -radius, radius, radius)
    half = max(radius, max(text_width(line, size, bold=node.focus) for line in node.lines) / 2)
    return Box(-half, -radius, half, radius + LABEL_GAP + len(node.lines) * size * LINE_HEIGHT)


def label_size(node: MapNode | MapGroup) -> float:
    """Font size of its label."""
    return FOCUS_LABEL_SIZE if node.focus else LABEL_SIZE


def states_told(links: Iterable[Link]) -> str:
    """How many of some records are not simply active: `, 2 of them proposed, 3 lapsed`; empty when all are."""
    drawn = list(links)
    inherited = sum(1 for link in drawn if link.active and link.inherited)
    states = Counter(link.state for link in drawn)
    told = [("inherited", inherited), *((str(state), states[state]) for state in (State.PROPOSED, State.LAPSED))]
    words = [f"{count} {word}" for word, count in told if count]
    return ", " + ", ".join([words[0].replace(" ", " of them "), *words[1:]]) if words else ""


def counted(count: int, noun: str) -> str:
    """`1 record`, `2 records`."""
    return f"{count} {noun}" if count == 1 else f"{count:,} {noun}s"


def _curve(rank: int, of: int) -> float:
    """Curves that fan out evenly around the straight line."""
    return round((rank - (of - 1) / 2) * _CURVE * 2, 3) if of > 1 else 0.0
