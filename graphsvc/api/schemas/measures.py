"""Measures: brokers, and peers."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from graphsvc.api.schemas.answer import Answer, OrganisationRef, Page, Schema, heading, named
from graphsvc.api.schemas.gaps import CoverageItem, coverage_item
from graphsvc.questions.brokers import Broker
from graphsvc.questions.peers import Peers, peer_sentence
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import CellState


class CutOffItem(Schema):
    """Organisations that would lose their way to others, and how many those are."""

    organisations: tuple[OrganisationRef, ...]
    lose: int


class BrokerItem(OrganisationRef):
    """An organisation through which others are joined."""

    betweenness: float = Field(description="Of all pairs of others, the share whose shortest ways lead through it.")
    partners: int
    cut_off: tuple[CutOffItem, ...] = Field(description="Who would lose whom without it; empty when nobody would.")


class BrokersAnswer(Page):
    """Brokers, the most needed first."""

    items: tuple[BrokerItem, ...]


class PeerItem(OrganisationRef):
    """An organisation of the same type, and its coverage."""

    coverage: CoverageItem


class PeerCellItem(Schema):
    """A cell of the organisation, and how many of its peers have it recorded."""

    value_area: str
    partner_type: str
    state: CellState
    recorded: int
    of: int = Field(description="Peers to whom the expectation applies, when its partner type has been collected.")
    sentence: str


class PeersAnswer(Answer):
    """An organisation beside others of its type."""

    organisation: OrganisationRef
    open: bool
    heirs: tuple[OrganisationRef, ...]
    coverage: CoverageItem
    region: tuple[str, ...] = Field(description="Codes of the NHS regions that all share; empty for all of England.")
    peers: tuple[PeerItem, ...]
    cells: tuple[PeerCellItem, ...]


def broker_item(broker: Broker) -> BrokerItem:
    """A broker of a list."""
    return BrokerItem(
        **named(broker.organisation).model_dump(), betweenness=broker.betweenness, partners=broker.partners,
        cut_off=tuple(
            CutOffItem(organisations=tuple(named(one) for one in part.organisations), lose=part.lose)
            for part in broker.cut_off
        ),
    )


def peers_answer(view: View, found: Peers, asked_on: date | None = None) -> PeersAnswer:
    """The answer for one organisation."""
    return PeersAnswer(
        **heading(view, asked_on), organisation=named(found.organisation), open=found.is_open,
        heirs=tuple(named(heir) for heir in found.heirs), coverage=coverage_item(found.coverage), region=found.regions,
        peers=tuple(
            PeerItem(**named(peer.organisation).model_dump(), coverage=coverage_item(peer.coverage))
            for peer in found.peers
        ),
        cells=tuple(
            PeerCellItem(
                value_area=one.cell.value_area, partner_type=one.cell.partner_type.id, state=one.cell.state,
                recorded=one.recorded, of=one.of, sentence=peer_sentence(view, one),
            )
            for one in found.cells
        ),
    )
