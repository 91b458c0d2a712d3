"""Maps as data."""

from __future__ import annotations

from apiflask import APIBlueprint

from graphsvc.api.calls import Asked, Calls
from graphsvc.api.checks import Checks
from graphsvc.api.queries import MapQuery
from graphsvc.api.schemas.map import MapAnswer, map_answer


def maps(calls: Calls) -> APIBlueprint:
    """The call about maps."""
    blueprint = APIBlueprint("map", __name__, tag="Map")

    @calls.get(blueprint, "/map", MapQuery, MapAnswer)
    def get_map(asked: Asked[MapQuery]) -> MapAnswer:
        """What a map draws: organisations, partnerships, positions and legend.

        One organisation's by value area; or several organisations, a board's or a region's, and those around them.
        """
        from graphsvc.maps.asked import asked_drawing

        query, view = asked.query, asked.view
        checks = Checks(view)
        checks.organisations("org", query.org)
        checks.board(query.icb)
        checks.open_board(query.icb)
        checks.region(query.region)
        checks.value_areas(query.value_area)
        checks.organisation_types("type", query.type)
        if not (query.org or query.icb or query.region):
            checks.fault("org", "", "give org, icb or region: whose map?")
        checks.finish()
        drawing = asked_drawing(
            view, query.org, icb=query.icb, region=query.region, value_areas=query.value_area, types=query.type,
            hops=query.hops,
        )
        return map_answer(view, drawing, asked.asked_on)

    return blueprint
