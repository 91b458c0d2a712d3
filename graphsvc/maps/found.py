"""Working out what a map finds: whose map it is, and all their records on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from graphsvc.maps.finding import Finding, OwnRecord
from graphsvc.maps.layouts.homes import homes_of
from graphsvc.questions.names import in_sentence, listed, spoken, with_article
from graphsvc.questions.neighbourhood import Passing, state_of
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.links import Link
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import ICB, KINDS, NHS_TRUST, PartnershipState


def finding_of(
    view: View, asked: Iterable[str], passing: Passing, *, hops: int, shown: Sequence[Link], england: bool = False
) -> Finding:
    """What a map finds.

    Parameters
    ----------
    view : View
        The graph as at a date.
    asked : iterable of str
        Ids of those whose map it is: on a map of England all trusts and boards.
    passing : Passing
        The filters that it was asked for with.
    hops : int
        How far around them it goes.
    shown : sequence of Link
        The records that those filters leave.
    england : bool
        Whether it is a map of England.
    """
    snapshot = view.snapshot
    mine = [one for one in (view.organisations[snapshot.index_of[key]] for key in asked) if view.open[one.index]]
    among = not hops and not england
    if among and len(mine) == 1:
        mine = []
    ranks = {one.index: rank for rank, one in enumerate(mine)}
    return Finding(
        tuple(spoken(one) for one in mine), f"{_noun(mine)} {'in England' if england else 'asked for'}",
        tuple(_own(view, ranks, passing, among=among)),
        {
            "value_area": _said(snapshot.value_areas),
            "type": {one: with_article(name) for one, name in snapshot.organisation_types.items()},
            "kind": _said(KINDS), "state": {str(state): str(state) for state in PartnershipState},
        },
        _by_board(view, shown) if england else "", england, " with another of them" if among else "",
    )


def _own(view: View, ranks: Mapping[int, int], passing: Passing, *, among: bool) -> Iterable[OwnRecord]:
    seen = {link for index in ranks for link in view.links_of[index]}
    for link in sorted(seen, key=lambda one: (one.partnership.id, one.source, one.target)):
        ends = (link.source, link.target)
        others = [view.organisations[end] for end in ends if end not in ranks]
        if others and (among or any(other.id in passing.hidden for other in others)):
            continue
        record = link.partnership
        yield OwnRecord(
            tuple(ranks[end] for end in ends if end in ranks), record.value_area, record.kind, str(state_of(link)),
            tuple(other.type for other in others),
        )


def _by_board(view: View, links: Iterable[Link]) -> str:
    """In whose area most and fewest records are."""
    homes = homes_of(view)
    counts = Counter(dict.fromkeys(view.of_types((ICB,)), 0))
    for link in links:
        boards = {homes.board(view.organisations[end]) for end in (link.source, link.target)}
        counts.update(board.index for board in boards if board is not None and board.index in counts)
    if len(set(counts.values())) < 2:
        return ""
    (most, many), (least, few) = (
        ([spoken(view.organisations[index]) for index in sorted(counts) if counts[index] == extreme], extreme)
        for extreme in (max(counts.values()), min(counts.values()))
    )
    return (
        f"Of {len(counts)} boards’ areas, that of {listed(most)} has the most records ({many:,}), that of "
        f"{listed(least)} the fewest ({few or 'none'})."
    )


def _noun(organisations: Iterable[Organisation]) -> str:
    types = {one.type for one in organisations}
    if types == {NHS_TRUST}:
        return "trusts"
    return "trusts and boards" if types == {NHS_TRUST, ICB} else "organisations"


def _said(names: Mapping[str, str]) -> dict[str, str]:
    return {one: in_sentence(name) for one, name in names.items()}
