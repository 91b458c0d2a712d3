"""The map of several organisations and the records among them, each by itself or in groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from graphsvc.maps.arrangement import Arrangement
from graphsvc.maps.drawing import ATTRIBUTION, GEOGRAPHIC, MOST_WORDED, NETWORK, TILES, Drawing
from graphsvc.maps.ego import TALL, WIDE
from graphsvc.maps.groups import bundles, group, sorted_out
from graphsvc.maps.labels import labelled
from graphsvc.maps.layouts.geographic import place_geographic
from graphsvc.maps.layouts.placing import Placed, Scene
from graphsvc.maps.layouts.spread import arrange_spread
from graphsvc.maps.layouts.store import PositionStore
from graphsvc.maps.layouts.strip import arrange_strip
from graphsvc.maps.layouts.tiles import place_tiles
from graphsvc.maps.nodes import MapBundle, MapGroup, MapLink, MapNode
from graphsvc.maps.notes import with_counts
from graphsvc.maps.pieces import Pieces, label_box
from graphsvc.questions.neighbourhood import Neighbourhood
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.links import Link
from graphsvc.snapshot.view import View

_PLACERS: dict[str, Callable[[Scene], Placed]] = {GEOGRAPHIC: place_geographic, TILES: place_tiles}


def several_drawing(
    view: View, found: Neighbourhood, asked: Collection[str], title: str, *, layout: str = NETWORK,
    opened: Collection[str] | None = None, store: PositionStore | None = None, of: tuple[int, int] | None = None,
) -> Drawing:
    """Draw organisations and the records among them.

    Parameters
    ----------
    view : View
        The graph as at a date.
    found : Neighbourhood
        Who is drawn, and the records.
    asked : collection of str
        Ids of the organisations that the map was asked for.
    title : str
        What it shows.
    layout : str
        `network`, `geographic` or `tiles`.
    opened : collection of str, optional
        Draws groups, of which those with these keys are opened; each organisation by itself when left out.
    store : PositionStore, optional
        Where positions of large networks are kept.
    of : (int, int), optional
        How many organisations and records there are without filters.
    """
    pieces = Pieces(view)
    shown, grouped, single = found.organisations, dict[str, list[Organisation]](), dict[int, str]()
    if opened is None:
        single = {one.index: "" for one in shown}
    else:
        grouped, single = sorted_out(view, shown, asked, opened)
    nodes = [
        pieces.node(one, focus=one.id in asked, group=single[one.index]) for one in shown if one.index in single
    ]
    keys = {node.organisation.index: node.key for node in nodes}
    keys |= {member.index: key for key, members in grouped.items() for member in members}
    drawn, bundled, groups = _joined(pieces, found.links, nodes, grouped, keys)
    pairs = frozenset((item.source, item.target) for item in drawn)
    pairs |= {(bundle.source, bundle.target) for bundle in bundled if not bundle.inside}
    degrees = Counter(key for pair in {tuple(sorted(pair)) for pair in pairs} for key in pair)
    placed = _placed(Scene(view, nodes, groups, pairs, degrees), layout, store)
    away = {item.key for item in placed.away}
    kept = tuple(link for link in drawn if away.isdisjoint((link.source, link.target)))
    lines = tuple(bundle for bundle in bundled if away.isdisjoint((bundle.source, bundle.target)))
    nodes, groups = placed.scene.nodes, placed.scene.groups
    drawing = Drawing(
        title=title, note="", as_at=view.day.isoformat(), snapshot=view.snapshot.hash, source=ATTRIBUTION,
        nodes=tuple(nodes), links=kept, sectors=(), groups=tuple(groups), bundles=lines,
        legend=pieces.legend(nodes, kept, groups, lines), wide=placed.wide, tall=placed.tall,
        backdrop=placed.backdrop, left_out=_members(placed.away), left_out_why=placed.why, reading=placed.says,
        layout=layout,
    )
    return with_counts(drawing, len(found.links), of)


def _joined(
    pieces: Pieces, links: Iterable[Link], nodes: Iterable[MapNode], grouped: Mapping[str, Sequence[Organisation]],
    keys: Mapping[int, str],
) -> tuple[list[MapLink], list[MapBundle], list[MapGroup]]:
    """Records between organisations that stand alone, bundles of the rest, and the groups."""
    own = {node.organisation.index for node in nodes if node.focus}
    alone = {node.organisation.index for node in nodes}
    single, rest = list[Link](), list[Link]()
    for link in links:
        (single if link.source in alone and link.target in alone else rest).append(link)
    touching = Counter(key for link in rest for key in {keys[link.source], keys[link.target]})
    groups = [group(pieces, key, members, touching[key]) for key, members in sorted(grouped.items())]
    names = {node.key: node.name for node in nodes} | {one.key: one.name for one in groups}
    return pieces.links(single, keys, own), bundles(pieces, rest, keys, names), groups


def _placed(scene: Scene, layout: str, store: PositionStore | None) -> Placed:
    if layout != NETWORK:
        return _PLACERS[layout](scene)
    scene = labelled(scene)
    boxes = tuple((item.key, label_box(item)) for item in scene.items)

    def arranged(aspect: float) -> Arrangement:
        arrange = arrange_spread if aspect > 1 else arrange_strip
        if store is None or len(boxes) <= MOST_WORDED:
            return arrange(boxes, scene.pairs, aspect)
        return store.kept(boxes, scene.pairs, aspect, arrange)

    return Placed(scene, arranged(WIDE), arranged(TALL))


def _members(items: Iterable[MapNode | MapGroup]) -> tuple[Organisation, ...]:
    """The organisations of nodes and groups, in the order of their ids."""
    found = [one for item in items for one in (item.members if isinstance(item, MapGroup) else (item.organisation,))]
    return tuple(sorted(found, key=lambda one: one.index))
