"""Gaps of one organisation and of many."""

from __future__ import annotations

from apiflask import APIBlueprint

from graphsvc.api.calls import Asked, Calls
from graphsvc.api.cursors import piece_of
from graphsvc.api.queries import GapsQuery, OrganisationGapsQuery
from graphsvc.api.schemas.answer import heading
from graphsvc.api.schemas.gaps import (
    GapsAnswer,
    OrganisationGapsAnswer,
    board_note,
    coverage_item,
    gap_item,
    organisation_gaps_answer,
)
from graphsvc.questions.checks import Checks, organisation_named
from graphsvc.questions.gaps import ManyGaps, gaps_of, gaps_of_many
from graphsvc.snapshot.kept import lately_for_a_view
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import CellState

_KEPT = 16
"""Long lists kept, so that asking for their next part does not work all of it out again."""

_usual = lately_for_a_view(256)(gaps_of)
"""The question that many ask at once, without filters: an answer has some 20 kB."""


def gaps(calls: Calls) -> APIBlueprint:
    """Calls about gaps."""
    blueprint = APIBlueprint("gaps", __name__, tag="Gaps")

    @calls.get(blueprint, "/organisations/<id>/gaps", OrganisationGapsQuery, OrganisationGapsAnswer)
    def get_gaps(asked: Asked[OrganisationGapsQuery], id: str) -> OrganisationGapsAnswer:  # noqa: A002 - the path's name
        """Gaps of one trust or board.

        A cell for every expectation that is valid at the date, with its state, the reason, the records behind it and,
        for a gap, whom to engage.
        """
        query, view = asked.query, asked.view
        organisation = organisation_named(view, id)
        checks = Checks(view)
        checks.has_gaps(organisation)
        checks.value_areas(query.value_area)
        checks.finish()
        if query.suggest is None and not query.value_area and not query.state:
            found = _usual(view, organisation.id, suggest=asked.limits.suggest)
        else:
            suggest = asked.limits.suggest if query.suggest is None else query.suggest
            found = gaps_of(view, organisation.id, value_areas=query.value_area, states=query.state, suggest=suggest)
        return organisation_gaps_answer(view, found, asked.asked_on)

    @calls.get(blueprint, "/gaps", GapsQuery, GapsAnswer)
    def list_gaps(asked: Asked[GapsQuery]) -> GapsAnswer:
        """Cells of all trusts and boards, of those in a region or of a board.

        Filter by state to list gaps alone; `coverage` counts all cells that were looked at.
        """
        query, view = asked.query, asked.view
        checks = Checks(view)
        checks.region(query.region)
        checks.board(query.icb)
        checks.value_areas(query.value_area)
        checks.partner_types(query.partner_type)
        checks.limit("limit", query.limit, asked.limits.list_limit)
        checks.finish()
        found = _many(view, query.region, query.icb, query.value_area, query.partner_type, query.state)
        piece = piece_of(view, asked.call, query, found.cells, query.limit or asked.limits.list_size)
        return GapsAnswer(
            **heading(view, asked.asked_on, board_note(view, query.icb)), **piece.heading,
            items=tuple(gap_item(cell) for cell in piece.items),
            organisations=found.organisations, coverage=coverage_item(found.coverage),
        )

    return blueprint


@lately_for_a_view(_KEPT)
def _many(
    view: View, region: str, icb: str, value_areas: tuple[str, ...], partner_types: tuple[str, ...],
    states: tuple[CellState, ...],
) -> ManyGaps:
    return gaps_of_many(
        view, region=region, icb=icb, value_areas=value_areas, partner_types=partner_types, states=states
    )
