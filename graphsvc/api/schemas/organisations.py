"""Organisations: one of a list, and one with all that is known of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from graphsvc.api.schemas.answer import Answer, OrganisationRef, Page, Schema, heading, known, named
from graphsvc.questions.neighbourhood import state_of
from graphsvc.snapshot.facts import Organisation, Succession
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import PartnershipState


class OrganisationStatus(StrEnum):
    """Whether an organisation is open at the date."""

    OPEN = "open"
    CLOSED = "closed"
    NOT_YET_OPEN = "not-yet-open"


class OrganisationItem(OrganisationRef):
    """An organisation in a list. Dates can be years or months only."""

    status: OrganisationStatus
    opened: str | None
    closed: str | None
    place: str | None
    place_name: str | None
    national: bool


class OrganisationsAnswer(Page):
    """Organisations that fit, best first."""

    items: tuple[OrganisationItem, ...]


class PlaceOfOrganisation(Schema):
    """A place where an organisation sits, or that it covers."""

    code: str
    name: str
    kind: str
    basis: str | None


class Successor(OrganisationRef):
    """Who came before or after, and how that is known."""

    date: str
    kind: str
    basis: str


class SourceOfOrganisation(Schema):
    """The list that an organisation was taken from."""

    id: str
    title: str
    publisher: str
    licence: str


class PredecessorRecord(Schema):
    """A partnership recorded with a predecessor of another type: worth knowing, but it does not count here."""

    partnership: str
    predecessor: OrganisationRef
    partner: OrganisationRef
    value_area: str


class PartnershipCounts(Schema):
    """How many partnerships count for an organisation, by state and by value area (of the active ones)."""

    by_state: dict[PartnershipState, int]
    active_by_value_area: dict[str, int]


class OrganisationAnswer(Answer, OrganisationItem):
    """One organisation: where it sits, what it covers, who came before and after, how much is recorded."""

    aliases: tuple[str, ...]
    tier: str | None
    postcode: str | None
    longitude: float | None
    latitude: float | None
    sits_in: PlaceOfOrganisation | None
    covers: PlaceOfOrganisation | None
    board: OrganisationRef | None
    host: OrganisationRef | None
    convenor: bool
    heirs: tuple[OrganisationRef, ...]
    predecessors: tuple[Successor, ...]
    successors: tuple[Successor, ...]
    recorded_with_predecessors: tuple[PredecessorRecord, ...]
    counts: PartnershipCounts
    source: SourceOfOrganisation


def status_at(view: View, organisation: Organisation) -> OrganisationStatus:
    """Whether an organisation is open at the date of a view."""
    if view.open[organisation.index]:
        return OrganisationStatus.OPEN
    return OrganisationStatus.NOT_YET_OPEN if view.day < organisation.first_open else OrganisationStatus.CLOSED


def organisation_item(view: View, organisation: Organisation) -> OrganisationItem:
    """One organisation of a list."""
    place = view.snapshot.places.by_code.get(organisation.place_code)
    return OrganisationItem(
        id=organisation.id, name=organisation.name, type=organisation.type, status=status_at(view, organisation),
        opened=known(organisation.opened), closed=known(organisation.closed), place=known(organisation.place_code),
        place_name=place.name if place else None, national=organisation.national,
    )


def organisation_answer(view: View, organisation: Organisation, asked_on: date | None = None) -> OrganisationAnswer:
    """All that is known of one organisation."""
    snapshot = view.snapshot
    index = organisation.index
    board = view.board(organisation)
    host = snapshot.index_of.get(organisation.host)
    successions = snapshot.successions
    source = next(row for row in snapshot.dataset["sources"] if row["id"] == organisation.source)
    return OrganisationAnswer(
        **heading(view, asked_on), **organisation_item(view, organisation).model_dump(),
        aliases=organisation.aliases, tier=known(organisation.tier), postcode=known(organisation.postcode),
        longitude=organisation.longitude, latitude=organisation.latitude,
        sits_in=_place(view, organisation.place_code, organisation.place_basis),
        covers=_place(view, organisation.covers_code, ""),
        board=named(board) if board and board.index != index else None,
        host=named(view.organisations[host]) if host is not None else None,
        convenor=organisation.convenor,
        heirs=() if view.open[index] else tuple(named(view.organisations[heir]) for heir in view.heirs(index)),
        predecessors=_successors(view, ((s, s.predecessor) for s in successions if s.successor == index)),
        successors=_successors(view, ((s, s.successor) for s in successions if s.predecessor == index)),
        recorded_with_predecessors=tuple(
            PredecessorRecord(
                partnership=note.partnership.id, predecessor=named(view.organisations[note.predecessor]),
                partner=named(view.organisations[note.other]), value_area=note.partnership.value_area,
            )
            for note in view.notes_of.get(index, ())
        ),
        counts=_counts(view, index),
        source=SourceOfOrganisation(
            id=source["id"], title=source["title"], publisher=source["publisher"], licence=source["licence"]
        ),
    )


def _place(view: View, code: str, basis: str) -> PlaceOfOrganisation | None:
    place = view.snapshot.places.by_code.get(code)
    return PlaceOfOrganisation(code=code, name=place.name, kind=place.kind, basis=known(basis)) if place else None


def _successors(view: View, found: Iterable[tuple[Succession, int]]) -> tuple[Successor, ...]:
    ordered = sorted(found, key=lambda pair: (pair[0].day, pair[1]))
    return tuple(
        Successor(**named(view.organisations[index]).model_dump(), date=s.date, kind=s.kind, basis=s.basis)
        for s, index in ordered
    )


def _counts(view: View, index: int) -> PartnershipCounts:
    links = view.links_of[index]
    states = Counter(state_of(link) for link in links)
    areas = Counter(link.partnership.value_area for link in links if state_of(link) is PartnershipState.ACTIVE)
    return PartnershipCounts(
        by_state={state: states[state] for state in PartnershipState},
        active_by_value_area={area: areas[area] for area in view.snapshot.value_areas},
    )
