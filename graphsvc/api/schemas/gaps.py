"""Gaps: cells of one organisation, and of many."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from graphsvc.api.schemas.answer import Answer, OrganisationRef, Page, Schema, heading, known, named
from graphsvc.questions.cells import Cell, Share
from graphsvc.questions.gaps import Coverage, OrganisationGaps
from graphsvc.questions.reasons import reason
from graphsvc.questions.sentences import not_open_sentence
from graphsvc.questions.suggestions import Suggestion
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import CellState, Quality


class ShareItem(Schema):
    """`n` of `of`."""

    n: int
    of: int


class RuleItem(Schema):
    """The rule that decides a cell, and the document that it comes from."""

    id: str
    version: int
    document: str
    passage: str | None


class SuggestionItem(OrganisationRef):
    """Who could be engaged, and why. It is not a record."""

    why: tuple[str, ...]
    hops: int | None


class CellItem(Schema):
    """State of one expectation for one organisation."""

    value_area: str
    partner_type: str
    state: CellState
    gap: bool
    reconfirm: bool = Field(description="Whether to reconfirm it: inherited, or recorded without current evidence.")
    evidence: Quality | None = Field(description="How good the evidence of a recorded cell is.")
    in_area: ShareItem | None = Field(description="Of the partners whose area is known, how many meet its area.")
    covering: ShareItem | None = Field(
        description="For a recorded cell: of the organisations that cover its area, how many are partners."
    )
    board_only: bool = Field(description="Whether a covering rule is met only in the board's area.")
    reason: str
    rule: RuleItem
    partnerships: tuple[str, ...]
    reviewed_on: str | None
    suggestions: tuple[SuggestionItem, ...]
    unplaced: int = Field(description="Organisations of the type whose place is unknown.")


class CoverageItem(Schema):
    """Recorded cells, those of them with current evidence, and the cells that they are counted of."""

    recorded: int
    current: int
    of: int


class OrganisationGapsAnswer(Answer):
    """Cells of one organisation; `summary` and `coverage` count all of them, filtered or not."""

    organisation: OrganisationRef
    open: bool
    heirs: tuple[OrganisationRef, ...]
    cells: tuple[CellItem, ...]
    summary: dict[CellState, int]
    coverage: CoverageItem


class GapItem(Schema):
    """A cell in a list."""

    organisation: str
    organisation_name: str
    value_area: str
    partner_type: str
    state: CellState
    evidence: Quality | None


class GapsAnswer(Page):
    """Cells of many organisations; `coverage` counts all that were looked at, whatever the states asked for."""

    items: tuple[GapItem, ...]
    organisations: int
    coverage: CoverageItem


def organisation_gaps_answer(
    view: View, found: OrganisationGaps, asked_on: date | None = None
) -> OrganisationGapsAnswer:
    """The answer for one organisation."""
    return OrganisationGapsAnswer(
        **heading(view, asked_on), organisation=named(found.organisation), open=found.is_open,
        heirs=tuple(named(heir) for heir in found.heirs), cells=tuple(_cell(view, cell) for cell in found.cells),
        summary=found.summary, coverage=coverage_item(found.coverage),
    )


def board_note(view: View, icb: str) -> str:
    """Why a board that is not open has no cells; empty for others."""
    index = view.snapshot.index_of.get(icb)
    if index is None or view.open[index]:
        return ""
    return f"{not_open_sentence(view, view.organisations[index])}."


def gap_item(cell: Cell) -> GapItem:
    """A cell of a list."""
    return GapItem(
        organisation=cell.organisation.id, organisation_name=cell.organisation.name, value_area=cell.value_area,
        partner_type=cell.partner_type.id, state=cell.state, evidence=cell.evidence,
    )


def coverage_item(coverage: Coverage) -> CoverageItem:
    """Coverage, all and with current evidence."""
    return CoverageItem(recorded=coverage.recorded, current=coverage.current, of=coverage.of)


def _cell(view: View, cell: Cell) -> CellItem:
    return CellItem(
        value_area=cell.value_area, partner_type=cell.partner_type.id, state=cell.state, gap=cell.state.is_gap,
        reconfirm=cell.reconfirm, evidence=cell.evidence, in_area=_share(cell.in_area), covering=_share(cell.covering),
        board_only=cell.board_only, reason=reason(view, cell),
        rule=RuleItem(
            id=cell.rule.id, version=cell.rule.version, document=cell.rule.document, passage=known(cell.rule.passage)
        ),
        partnerships=cell.records,
        reviewed_on=known(cell.reviewed_on),
        suggestions=tuple(_suggestion(one) for one in cell.suggestions.items), unplaced=cell.suggestions.unplaced,
    )


def _suggestion(one: Suggestion) -> SuggestionItem:
    organisation = one.organisation
    return SuggestionItem(
        id=organisation.id, name=organisation.name, type=organisation.type, why=one.why, hops=one.hops
    )


def _share(share: Share | None) -> ShareItem | None:
    return ShareItem(n=share.n, of=share.of) if share else None
