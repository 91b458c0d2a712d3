"""One cell: the state of one expectation for one organisation."""

from __future__ import annotations

from dataclasses import dataclass, field

from graphsvc.questions.suggestions import NONE_SUGGESTED, Suggestions
from graphsvc.snapshot.facts import Organisation, PartnerType, Rule
from graphsvc.snapshot.links import SomeLinks
from graphsvc.vocabulary import CellState, Quality


@dataclass(frozen=True, slots=True)
class Share:
    """`n` of `of`."""

    n: int
    of: int


@dataclass(frozen=True, slots=True)
class Cell:
    """State of one expectation for one organisation, and what is behind it.

    Attributes
    ----------
    links : SomeLinks
        Records behind the state, in the order of their ids. One record can stand for several pairs: see `records`.
    evidence : Quality or None
        How good the evidence of a recorded cell is.
    in_area : Share or None
        Of the partners whose area is known, how many meet the organisation's.
    covering : Share or None
        For a recorded cell: of the organisations of the type that cover any of its area, how many are partners; None
        where none covers places.
    board_only : bool
        A `covering` rule is met in the board's area alone and not in the trust's own district.
    reviewed_on : str
        Day on which somebody last asked; empty for never.
    suggestions : Suggestions
        Whom it could engage; empty for a cell that is no gap.
    """

    organisation: Organisation
    rule: Rule
    partner_type: PartnerType
    state: CellState
    links: SomeLinks
    evidence: Quality | None = None
    in_area: Share | None = None
    covering: Share | None = None
    board_only: bool = False
    reviewed_on: str = ""
    suggestions: Suggestions = field(default=NONE_SUGGESTED)

    @property
    def value_area(self) -> str:
        """Id of its value area."""
        return self.rule.value_area

    @property
    def records(self) -> tuple[str, ...]:
        """Ids of the records behind its state, each once."""
        return self.links.records()

    @property
    def counts(self) -> bool:
        """Whether coverage counts it: it is applicable, and its partner type has been collected."""
        return self.state is not CellState.NOT_APPLICABLE and self.partner_type.collected

    @property
    def reconfirm(self) -> bool:
        """Whether it is to be reconfirmed: inherited, or recorded without current evidence."""
        recorded = self.state is CellState.RECORDED
        return self.state is CellState.INHERITED or (recorded and self.evidence is not Quality.CURRENT)
