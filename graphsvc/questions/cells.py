"""One cell: the state of one expectation for one organisation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from graphsvc.dates import years_before
from graphsvc.questions.suggestions import NONE_SUGGESTED, Suggestions
from graphsvc.snapshot.facts import NEVER, Organisation, PartnerType, Rule
from graphsvc.snapshot.links import Link
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import NHS_TRUST, READ, CellState, Quality, State

CURRENT_YEARS = 3
"""Evidence is current for this many years."""

_QUALITIES = (Quality.UNDATED, Quality.OLD, Quality.CURRENT)


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
    links : tuple of Link
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
    links: tuple[Link, ...] = ()
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
        return tuple(dict.fromkeys(link.partnership.id for link in self.links))

    @property
    def counts(self) -> bool:
        """Whether coverage counts it: it is applicable, and its partner type has been collected."""
        return self.state is not CellState.NOT_APPLICABLE and self.partner_type.collected

    @property
    def reconfirm(self) -> bool:
        """Whether it is to be reconfirmed: inherited, or recorded without current evidence."""
        recorded = self.state is CellState.RECORDED
        return self.state is CellState.INHERITED or (recorded and self.evidence is not Quality.CURRENT)


def cell_of(view: View, organisation: Organisation, rule: Rule, in_value_area: Sequence[Link]) -> Cell:
    """Work out one cell.

    Parameters
    ----------
    view : View
        The graph as at a date.
    organisation : Organisation
        A trust or a board that is open.
    rule : Rule
        The rule that decides the cell.
    in_value_area : sequence of Link
        The organisation's links in the rule's value area.
    """
    kind = view.snapshot.partner_types[rule.partner_type]
    review = _newest_review(view, organisation, rule)
    state, links = _recorded_state(view, organisation, kind, rule.value_area, in_value_area)
    if state is None:
        state = _unrecorded_state(view, organisation, rule, kind, review[1])
    links = tuple(dict.fromkeys(links))
    recorded = state is CellState.RECORDED
    partners = {link.other(organisation.index) for link in links} if recorded else set()
    area = view.area(organisation.index)
    return Cell(
        organisation, rule, kind, state, tuple(sorted(links, key=lambda link: link.record)),
        evidence=quality(view, links) if recorded else None,
        in_area=_in_area(view, area, partners) if recorded and area else None,
        covering=_covering(view, kind, area, organisation, partners) if recorded and area else None,
        board_only=recorded and rule.covering and _board_only(view, organisation, partners),
        reviewed_on=review[0],
    )


def _recorded_state(
    view: View, organisation: Organisation, kind: PartnerType, value_area: str, links: Sequence[Link]
) -> tuple[CellState | None, Iterable[Link]]:
    """The first state that some record gives, with the records; None when no record gives one."""
    own, filled = organisation.index, filling_of(view, kind)
    filling = [link for link in links if filled[link.other(own)]]
    recorded = [link for link in filling if link.active and not link.inherited]
    if recorded:
        return CellState.RECORDED, recorded
    inherited = [link for link in filling if link.active]
    if inherited:
        return CellState.INHERITED, inherited
    direct = [link for link in links if link.active and not link.inherited]
    shared = list(_through_networks(view, organisation, kind, value_area, direct))
    if shared:
        return CellState.SHARED_NETWORK, shared
    hosts = [link for link in direct if hosted_by(view, link.other(organisation.index), kind, organisation)]
    if hosts:
        return CellState.VIA_HOST, hosts
    for state, cell_state in ((State.PROPOSED, CellState.PROPOSED), (State.LAPSED, CellState.LAPSED)):
        found = [link for link in filling if link.state is state]
        if found:
            return cell_state, found
    return None, ()


def _unrecorded_state(
    view: View, organisation: Organisation, rule: Rule, kind: PartnerType, answer: str
) -> CellState:
    """The state of a cell for which no record counts."""
    if not rule.expected:
        return CellState.NOT_APPLICABLE
    area = view.area(organisation.index)
    if rule.covering and area and not view.any_in(kind.organisation_types, area, organisation.index):
        return CellState.NOT_APPLICABLE
    if answer == "none":
        return CellState.CONFIRMED_NONE
    return CellState.UNRECORDED if kind.collected else CellState.NOT_COLLECTED


def fills(view: View, partner: Organisation, kind: PartnerType) -> bool:
    """Whether a partner is of an accepted type; a national body only where its whole type is national."""
    return bool(filling_of(view, kind)[partner.index])


def filling_of(view: View, kind: PartnerType) -> bytes:
    """For each organisation, 1 if it fills cells of a partner type; worked out once for a view."""
    kept: dict[PartnerType, bytes] = view.kept.setdefault(filling_of, {})
    found = kept.get(kind)
    if found is None:
        all_, types = view.organisations, view.snapshot.national_types
        mine = all_.of_type(kind.organisation_types) & (~all_.national | all_.of_type(types))
        found = kept[kind] = mine.astype(np.uint8).tobytes()
    return found


def _through_networks(
    view: View, organisation: Organisation, kind: PartnerType, value_area: str, direct: Iterable[Link]
) -> Iterable[Link]:
    """Pairs of records that join the organisation and one of an accepted type to the same convenor."""
    for link in direct:
        convenor = link.other(organisation.index)
        if not view.organisations[convenor].convenor:
            continue
        members = _members(view, convenor, value_area)
        for second in (second for accepted in kind.organisation_types for second in members.get(accepted, ())):
            if second.other(convenor) != organisation.index:
                yield link
                yield second


def _members(view: View, convenor: int, value_area: str) -> dict[str, list[Link]]:
    """What joins a convenor to its members in a value area by the members' types; kept for the next who asks."""
    kept: dict[tuple[int, str], dict[str, list[Link]]] = view.kept.setdefault(_members, {})
    found = kept.get((convenor, value_area))
    if found is None:
        found = {}
        for link in view.links_by_area(convenor).get(value_area, ()):
            member = view.organisations[link.other(convenor)]
            if link.active and not link.inherited and not member.national:
                found.setdefault(member.type, []).append(link)
        kept[convenor, value_area] = found
    return found


def hosted_by(view: View, host: int, kind: PartnerType, organisation: Organisation) -> list[Organisation]:
    """Open organisations of an accepted type that a host has, other than the one that asks (`host` is an index)."""
    found = [view.organisations[index] for index in view.hosted.get(host, ())]
    if not found:
        return found
    return [one for one in found if one.type in kind.organisation_types and one.index != organisation.index]


def _newest_review(view: View, organisation: Organisation, rule: Rule) -> tuple[str, str]:
    """Day and answer of the newest review on or before the date; empty texts for none."""
    reviews = view.snapshot.reviews.get((organisation.id, rule.value_area, rule.partner_type), ())
    past = [review for review in reviews if review.asked_on <= view.day.isoformat()]
    return (past[-1].asked_on, past[-1].answer) if past else ("", "")


def quality(view: View, links: Iterable[Link]) -> Quality:
    """How good the evidence of some records is together: current when that of any of them is."""
    known = _qualities(view)
    return _QUALITIES[max((known[link.record] for link in links), default=0)]


def _qualities(view: View) -> bytes:
    """For each record, how good its evidence is, as a place in `_QUALITIES`; worked out once for a view."""
    found: bytes | None = view.kept.get(_qualities)
    if found is None:
        records, limit = view.snapshot.partnerships, years_before(view.day, CURRENT_YEARS).toordinal()
        seen = records.seen
        known = (seen != NEVER).astype(np.uint8)
        known[records.has("evidence_basis", (READ,)) & (seen >= limit) & (seen != NEVER)] = 2
        found = view.kept[_qualities] = known.tobytes()
    return found


def _in_area(view: View, area: int, partners: Iterable[int]) -> Share:
    known = [view.area(index) for index in partners if view.area(index)]
    return Share(sum(1 for other in known if other & area), len(known))


def _covering(
    view: View, kind: PartnerType, area: int, organisation: Organisation, partners: set[int]
) -> Share | None:
    covering = view.covering(kind.organisation_types, area)
    found = [index for index in covering if index != organisation.index]
    return Share(sum(1 for index in found if index in partners), len(found)) if found else None


def _board_only(view: View, organisation: Organisation, partners: Iterable[int]) -> bool:
    own = view.snapshot.places.districts(organisation.place_code)
    board = view.board(organisation)
    if organisation.type != NHS_TRUST or board is None or not own:
        return False
    area = view.area(board.index)
    footprints = [view.snapshot.footprints[index] for index in partners]
    return any(footprint & area for footprint in footprints) and not any(footprint & own for footprint in footprints)
