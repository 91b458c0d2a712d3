"""Partnerships with their evidence."""

from __future__ import annotations

from pydantic import Field

from graphsvc.api.schemas.answer import OrganisationRef, Page, Schema, known, named
from graphsvc.questions.neighbourhood import state_of
from graphsvc.snapshot.links import Link
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import PartnershipState


class EvidenceItem(Schema):
    """What shows a partnership. `basis` says whether somebody read it."""

    id: str
    title: str
    address: str
    date: str | None
    basis: str


class PartnershipItem(Schema):
    """A record as it counts at the date: `source` and `target` are open organisations, heirs of those recorded."""

    id: str
    source: str
    target: str
    value_area: str
    kind: str
    state: PartnershipState
    since: str | None
    until: str | None
    evidence: EvidenceItem
    summary: str | None
    predecessors: bool = Field(description="Whether it was recorded with a predecessor of one of its ends.")
    recorded_source: str
    recorded_target: str
    undated: bool
    benefits: tuple[str, ...]


class PartnershipOf(PartnershipItem):
    """A record of one organisation: `partner` is who stands at its other end."""

    partner: OrganisationRef


class PartnershipsAnswer(Page):
    """Partnerships of one organisation, by id."""

    organisation: OrganisationRef
    items: tuple[PartnershipOf, ...]


def partnership_item(view: View, link: Link) -> PartnershipItem:
    """A record as it counts at the date."""
    partnership, evidence, organisations = link.partnership, link.partnership.evidence, view.organisations
    return PartnershipItem(
        id=partnership.id, source=organisations[link.source].id, target=organisations[link.target].id,
        value_area=partnership.value_area, kind=partnership.kind, state=state_of(link),
        since=known(partnership.since), until=known(partnership.until),
        evidence=EvidenceItem(
            id=evidence.id, title=evidence.title, address=evidence.address, date=known(evidence.date),
            basis=evidence.basis,
        ),
        summary=known(partnership.summary), predecessors=link.inherited,
        recorded_source=organisations[partnership.source].id, recorded_target=organisations[partnership.target].id,
        undated=link.undated, benefits=partnership.benefits,
    )


def partnership_of(view: View, link: Link, index: int) -> PartnershipOf:
    """A record of one organisation."""
    partner = named(view.organisations[link.other(index)])
    return PartnershipOf(**dict(partnership_item(view, link)), partner=partner)
