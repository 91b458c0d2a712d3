"""Maps as data."""

from __future__ import annotations

from apiflask import APIBlueprint

from graphsvc.api.calls import Asked, Calls
from graphsvc.api.map_query import MapQuery
from graphsvc.api.schemas.map import MapAnswer
from graphsvc.api.schemas.map_answer import map_answer
from graphsvc.maps.layouts.store import PositionStore
from graphsvc.maps.question import MapQuestion
from graphsvc.questions.checks import Checks


def maps(calls: Calls, store: PositionStore) -> APIBlueprint:
    """The call about maps; positions of large networks are kept in `store`."""
    blueprint = APIBlueprint("map", __name__, tag="Map")

    @calls.get(blueprint, "/map", MapQuery, MapAnswer)
    def get_map(asked: Asked[MapQuery]) -> MapAnswer:
        """What a map draws: organisations, partnerships, positions and legend.

        One organisation's by value area; or several organisations, a board's, a region's or England's, and those
        around them. More than 400 organisations are drawn as groups.
        """
        from graphsvc.maps.asked import asked_drawing

        query, view = asked.query, asked.view
        checks = Checks(view)
        checks.organisations("org", query.org)
        checks.organisations("hide", query.hide)
        for icb in query.icb:
            checks.board(icb)
            checks.open_board(icb)
        for region in query.region:
            checks.region(region)
        checks.value_areas(query.value_area)
        checks.organisation_types("type", query.type)
        if not (query.org or query.icb or query.region or query.england):
            checks.fault("org", "", "give org, icb, region or england: whose map?")
        checks.finish()
        return map_answer(view, asked_drawing(view, _question(query), store), asked.asked_on)

    return blueprint


def _question(query: MapQuery) -> MapQuestion:
    return MapQuestion(
        org=query.org, icb=query.icb, region=query.region, england=query.england, hops=query.hops,
        value_area=query.value_area, type=query.type, kind=query.kind, state=tuple(str(one) for one in query.state),
        layout=query.layout or "", hide=query.hide, open=query.open, each=query.each,
    )
