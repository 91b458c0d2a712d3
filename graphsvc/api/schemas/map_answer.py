"""A drawing as an answer."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from graphsvc.api.schemas.answer import heading, named
from graphsvc.api.schemas.map import (
    BackdropItem,
    FiltersItem,
    HexagonItem,
    LeftOutItem,
    LegendItem,
    LegendsItem,
    MapAnswer,
    MapBundleItem,
    MapGroupItem,
    MapLinkItem,
    MapNodeItem,
    PositionsItem,
    SectorItem,
    TownItem,
)
from graphsvc.api.schemas.partnerships import partnership_item
from graphsvc.maps.arrangement import Arrangement, Backdrop
from graphsvc.maps.drawing import Drawing
from graphsvc.maps.legend import LegendEntry, Sector
from graphsvc.maps.nodes import MapBundle, MapGroup, MapLink, MapNode
from graphsvc.snapshot.view import View


def map_answer(view: View, drawing: Drawing, asked_on: date | None = None) -> MapAnswer:
    """A drawing as an answer."""
    legend, passing = drawing.legend, drawing.passing
    return MapAnswer(
        **heading(view, asked_on), title=drawing.title, says=drawing.note, source=drawing.source,
        layout=drawing.layout, filters=FiltersItem(
            value_area=tuple(passing.value_areas), type=tuple(passing.types), kind=tuple(passing.kinds),
            state=tuple(passing.states), hide=tuple(sorted(passing.hidden)), says=drawing.filtered,
        ),
        nodes=tuple(_node(node) for node in drawing.nodes), groups=tuple(_group(group) for group in drawing.groups),
        links=tuple(_link(view, link) for link in drawing.links),
        bundles=tuple(_bundle(bundle) for bundle in drawing.bundles),
        sectors=tuple(_sector(sector) for sector in drawing.sectors),
        legend=LegendsItem(areas=_legend(legend.areas), states=_legend(legend.states), types=_legend(legend.types)),
        wide=_positions(drawing.wide), tall=_positions(drawing.tall), backdrop=_backdrop(drawing.backdrop),
        left_out=LeftOutItem(says=drawing.left_out_says, organisations=tuple(named(one) for one in drawing.left_out)),
    )


def _node(node: MapNode) -> MapNodeItem:
    return MapNodeItem(
        key=node.key, id=node.organisation.id, name=node.name, type=node.type, value_area=node.value_area or None,
        focus=node.focus, group=node.group or None, radius=node.radius, title=node.title, style=asdict(node.style),
    )


def _group(group: MapGroup) -> MapGroupItem:
    return MapGroupItem(
        key=group.key, name=group.name, type=group.type, board=group.board.id if group.board else None,
        organisations=tuple(member.id for member in group.members), records=group.records, radius=group.radius,
        title=group.title, style=asdict(group.style),
    )


def _link(view: View, link: MapLink) -> MapLinkItem:
    return MapLinkItem(
        key=link.key, source=link.source, target=link.target, curve=link.curve, title=link.title,
        partnership=partnership_item(view, link.link),
    )


def _bundle(bundle: MapBundle) -> MapBundleItem:
    return MapBundleItem(
        key=bundle.key, source=bundle.source, target=bundle.target, count=len(bundle.links),
        value_areas=dict(bundle.counts), records=tuple(link.partnership.id for link in bundle.links),
        width=bundle.width, title=bundle.title,
    )


def _sector(sector: Sector) -> SectorItem:
    return SectorItem(
        value_area=sector.value_area, name=sector.name, says=sector.says, active=sector.active,
        recorded=sector.recorded, shown=sector.shown,
    )


def _legend(entries: tuple[LegendEntry, ...]) -> tuple[LegendItem, ...]:
    return tuple(
        LegendItem(id=entry.id, name=entry.name, count=entry.count, look=asdict(entry.look)) for entry in entries
    )


def _positions(arrangement: Arrangement) -> PositionsItem:
    return PositionsItem(
        width=arrangement.width, height=arrangement.height, centre=arrangement.centre,
        positions=dict(arrangement.positions), unlabelled=tuple(sorted(arrangement.unlabelled)),
    )


def _backdrop(backdrop: Backdrop | None) -> BackdropItem | None:
    if backdrop is None:
        return None
    return BackdropItem(
        hexagons=tuple(
            HexagonItem(
                key=tile.key, x=tile.x, y=tile.y, radius=tile.radius, name=" ".join(tile.name),
                says=" ".join(tile.says),
            )
            for tile in backdrop.hexagons
        ),
        dots=backdrop.dots, towns=tuple(TownItem(name=town.name, x=town.x, y=town.y) for town in backdrop.towns),
    )
