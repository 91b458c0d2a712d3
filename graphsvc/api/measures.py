"""Measures: who joins others, and how an organisation stands beside its peers."""

from __future__ import annotations

from apiflask import APIBlueprint

from graphsvc.api.calls import Asked, Calls
from graphsvc.api.cursors import piece_of
from graphsvc.api.queries import BrokersQuery, OrganisationQuery
from graphsvc.api.schemas.answer import heading
from graphsvc.api.schemas.measures import BrokersAnswer, PeersAnswer, broker_item, peers_answer
from graphsvc.questions.brokers import brokers, sampled_note
from graphsvc.questions.checks import Checks, organisation_named
from graphsvc.questions.peers import peers_of


def measures(calls: Calls) -> APIBlueprint:
    """Calls about measures."""
    blueprint = APIBlueprint("measures", __name__, tag="Measures")

    @calls.get(blueprint, "/brokers", BrokersQuery, BrokersAnswer)
    def list_brokers(asked: Asked[BrokersQuery]) -> BrokersAnswer:
        """Organisations through which others are joined, the most needed first.

        Over active records that are not inherited; national bodies are left out, because they join everyone. Where
        more than 4,000 are joined, shares are estimated from some of them: the note says from how many.
        """
        query, view = asked.query, asked.view
        checks = Checks(view)
        checks.organisation_types("type", query.type)
        checks.limit("limit", query.limit, asked.limits.list_limit)
        checks.finish()
        found = brokers(view, types=query.type, single_points=query.single_points)
        piece = piece_of(view, asked.call, query, found, query.limit or asked.limits.list_size)
        items = tuple(broker_item(broker) for broker in piece.items)
        return BrokersAnswer(**heading(view, asked.asked_on, sampled_note(view)), **piece.heading, items=items)

    @calls.get(blueprint, "/organisations/<id>/peers", OrganisationQuery, PeersAnswer)
    def get_peers(asked: Asked[OrganisationQuery], id: str) -> PeersAnswer:  # noqa: A002 - the path's name
        """One trust or board beside its peers.

        Other open ones of its type in its NHS region, or in England where the region has fewer than five others.
        """
        organisation = organisation_named(asked.view, id)
        checks = Checks(asked.view)
        checks.has_gaps(organisation)
        checks.finish()
        return peers_answer(asked.view, peers_of(asked.view, organisation.id), asked.asked_on)

    return blueprint
