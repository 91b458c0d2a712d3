"""Organisations, and their partnerships."""

from __future__ import annotations

from apiflask import APIBlueprint

from graphsvc.api.calls import Asked, Calls
from graphsvc.api.cursors import piece_of
from graphsvc.api.queries import OrganisationQuery, OrganisationsQuery, PartnershipsQuery
from graphsvc.api.schemas.answer import heading, named
from graphsvc.api.schemas.organisations import (
    OrganisationAnswer,
    OrganisationsAnswer,
    organisation_answer,
    organisation_item,
)
from graphsvc.api.schemas.partnerships import PartnershipsAnswer, partnership_of
from graphsvc.questions.checks import Checks, organisation_named
from graphsvc.questions.neighbourhood import state_of
from graphsvc.questions.search import search


def organisations(calls: Calls) -> APIBlueprint:
    """Calls about organisations."""
    blueprint = APIBlueprint("organisations", __name__, tag="Organisations")

    @calls.get(blueprint, "/organisations", OrganisationsQuery, OrganisationsAnswer)
    def list_organisations(asked: Asked[OrganisationsQuery]) -> OrganisationsAnswer:
        """Find organisations.

        By name, alias, initials or id, forgiving spelling; all of them without `q`.
        """
        query, view = asked.query, asked.view
        checks = Checks(view)
        checks.organisation_types("type", query.type)
        checks.place("place", query.place)
        checks.limit("limit", query.limit, asked.limits.list_limit)
        checks.finish()
        found = search(
            view, query.q, types=query.type, place=query.place, open_only=query.open, limit=len(view.organisations)
        )
        piece = piece_of(view, asked.call, query, found, query.limit or asked.limits.list_size)
        items = tuple(organisation_item(view, match.organisation) for match in piece.items)
        return OrganisationsAnswer(**heading(view, asked.asked_on), **piece.heading, items=items)

    @calls.get(blueprint, "/organisations/<id>", OrganisationQuery, OrganisationAnswer)
    def get_organisation(asked: Asked[OrganisationQuery], id: str) -> OrganisationAnswer:  # noqa: A002 - the path's name
        """One organisation.

        Where it sits, what it covers, who came before and after it, and how many partnerships are recorded.
        """
        return organisation_answer(asked.view, organisation_named(asked.view, id), asked.asked_on)

    @calls.get(blueprint, "/organisations/<id>/partnerships", PartnershipsQuery, PartnershipsAnswer)
    def list_partnerships(asked: Asked[PartnershipsQuery], id: str) -> PartnershipsAnswer:  # noqa: A002 - as above
        """Partnerships of one organisation, with their evidence.

        Those that count for it at the date, also through predecessors.
        """
        query, view = asked.query, asked.view
        organisation = organisation_named(view, id)
        checks = Checks(view)
        checks.value_areas(query.value_area)
        checks.limit("limit", query.limit, asked.limits.list_limit)
        checks.finish()
        found = sorted(
            (
                link for link in view.links_of[organisation.index]
                if (not query.value_area or link.partnership.value_area in query.value_area)
                and (not query.state or state_of(link) in query.state)
            ),
            key=lambda link: (link.partnership.id, link.source, link.target),
        )
        piece = piece_of(view, asked.call, query, found, query.limit or asked.limits.list_size)
        items = tuple(partnership_of(view, link, organisation.index) for link in piece.items)
        return PartnershipsAnswer(
            **heading(view, asked.asked_on), **piece.heading, organisation=named(organisation), items=items
        )

    return blueprint
