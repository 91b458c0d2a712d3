"""The words that questions and answers use."""

from __future__ import annotations

from datetime import date

from graphsvc.api.schemas.answer import Answer, Schema, heading, known
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import KINDS, NHS_REGION, CellState, PartnershipState


class Word(Schema):
    """An id and its name."""

    id: str
    name: str


class ValueAreaItem(Word):
    """A value area, and where the guidance describes it."""

    document: str
    passage: str | None


class OrganisationTypeItem(Word):
    """An organisation type: of the NHS, a partner or a convenor; national or not."""

    side: str
    national: bool


class CollectionItem(Schema):
    """How far organisations and partnerships of a partner type have been collected."""

    organisations: str
    partnerships: str
    note: str | None


class PartnerTypeItem(Word):
    """What the guidance calls a partner, and the organisation types that it accepts."""

    organisation_types: tuple[str, ...]
    collection: CollectionItem | None


class CellStateItem(Schema):
    """A state of a cell, and whether a cell in it is a gap."""

    id: CellState
    gap: bool


class ExpectationItem(Schema):
    """A rule: in this value area, engage this partner type; or do not."""

    id: str
    version: int
    value_area: str
    partner_type: str
    applies_to: str | None
    effect: str
    scope: str
    valid_from: str | None
    valid_to: str | None
    valid: bool
    document: str
    passage: str | None
    rule_note: str | None


class SourceItem(Schema):
    """Where facts come from, and under which licence."""

    id: str
    title: str
    publisher: str
    vintage: str | None
    licence: str


class VocabularyAnswer(Answer):
    """Everything that may be asked for by an id, besides organisations and places."""

    value_areas: tuple[ValueAreaItem, ...]
    organisation_types: tuple[OrganisationTypeItem, ...]
    partner_types: tuple[PartnerTypeItem, ...]
    kinds: tuple[Word, ...]
    states: tuple[PartnershipState, ...]
    cell_states: tuple[CellStateItem, ...]
    benefits: tuple[Word, ...]
    regions: tuple[Word, ...]
    expectations: tuple[ExpectationItem, ...]
    sources: tuple[SourceItem, ...]


def vocabulary_answer(view: View, asked_on: date | None = None) -> VocabularyAnswer:
    """The vocabulary of a snapshot; `valid` says which expectations hold at the date."""
    snapshot = view.snapshot
    tables = snapshot.dataset
    areas = {row["value_area"]: row for row in tables["value_areas"]}
    collected = {
        row["partner_type"]: CollectionItem(
            organisations=row["organisations"], partnerships=row["partnerships"], note=known(row["note"])
        )
        for row in tables["collection"]
    }
    regions = [place for place in snapshot.places.by_code.values() if place.kind == NHS_REGION]
    return VocabularyAnswer(
        **heading(view, asked_on),
        value_areas=tuple(
            ValueAreaItem(id=area, name=name, document=areas[area]["document"], passage=known(areas[area]["passage"]))
            for area, name in snapshot.value_areas.items()
        ),
        organisation_types=tuple(
            OrganisationTypeItem(
                id=row["organisation_type"], name=row["name"], side=row["side"], national=row["national"] == "yes"
            )
            for row in tables["organisation_types"]
        ),
        partner_types=tuple(
            PartnerTypeItem(
                id=kind.id, name=kind.name, organisation_types=kind.organisation_types,
                collection=collected.get(kind.id),
            )
            for kind in snapshot.partner_types.values()
        ),
        kinds=tuple(Word(id=kind, name=name) for kind, name in KINDS.items()),
        states=tuple(PartnershipState),
        cell_states=tuple(CellStateItem(id=state, gap=state.is_gap) for state in CellState),
        benefits=tuple(Word(id=row["benefit"], name=row["name"]) for row in tables["benefits"]),
        regions=tuple(Word(id=place.code, name=place.name) for place in sorted(regions, key=lambda place: place.code)),
        expectations=_expectations(view),
        sources=tuple(
            SourceItem(
                id=row["id"], title=row["title"], publisher=row["publisher"], vintage=known(row["vintage"]),
                licence=row["licence"],
            )
            for row in tables["sources"]
        ),
    )


def _expectations(view: View) -> tuple[ExpectationItem, ...]:
    rows = view.snapshot.dataset["expectations"]
    return tuple(
        ExpectationItem(
            id=rule.id, version=rule.version, value_area=rule.value_area, partner_type=rule.partner_type,
            applies_to=known(rule.applies_to), effect=row["effect"], scope=row["scope"],
            valid_from=known(row["valid_from"]), valid_to=known(row["valid_to"]),
            valid=rule.valid_from <= view.day <= rule.valid_to, document=rule.document, passage=known(rule.passage),
            rule_note=known(rule.note),
        )
        for rule, row in zip(view.snapshot.rules, rows, strict=True)
    )
