"""A meeting: what to know of two organisations before they meet."""

from __future__ import annotations

from dataclasses import dataclass

from graphsvc.dates import years_before
from graphsvc.errors import BadInput, NotFound
from graphsvc.questions.agenda import AskItem, agenda
from graphsvc.questions.changes import Change, changes
from graphsvc.questions.network import Passage, network_of
from graphsvc.questions.paths import MOST_K, K, PathAnswer, PathQuestion, find_paths
from graphsvc.questions.qualities import quality
from graphsvc.questions.sides import SharedPartner, SideGaps, shared_partners, side_gaps
from graphsvc.snapshot.counted import PredecessorNote
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.links import Link
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import NHS_TYPES, READ, NoPath, Quality


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two organisations before they meet.

    Attributes
    ----------
    one, other : Organisation
        The two.
    not_open : dict of Organisation to tuple of Organisation
        Those of the two that are not open at the date, each with its heirs.
    between : tuple of Link
        Every record that counts between the two, in any state, by id.
    notes : tuple of PredecessorNote
        Records of a predecessor of another type with the other of the two, which do not count between them.
    last_confirmed : str
        Newest date of evidence that somebody read, of their active records that are not inherited; empty for none.
    reconfirm : tuple of Link
        Of the records between them, the active ones to be reconfirmed: inherited, or without current evidence.
    gaps : tuple of SideGaps
        Of each of the two that is an open trust or board.
    ways : PathAnswer
        The best paths from one to the other.
    ways_round : PathAnswer
        When they are partners: the best paths that do not use the step between them. No path and no reason when they
        are not.
    shared : tuple of SharedPartner
        Organisations, not national, that are joined to both, by id.
    changed : tuple of Change
        What changed in the last year and concerns either, newest first.
    ask : tuple of AskItem
        What to ask, the most useful first.
    """

    one: Organisation
    other: Organisation
    not_open: dict[Organisation, tuple[Organisation, ...]]
    between: tuple[Link, ...]
    notes: tuple[PredecessorNote, ...]
    last_confirmed: str
    reconfirm: tuple[Link, ...]
    gaps: tuple[SideGaps, ...]
    ways: PathAnswer
    ways_round: PathAnswer
    shared: tuple[SharedPartner, ...]
    changed: tuple[Change, ...]
    ask: tuple[AskItem, ...]


def meeting(view: View, one_id: str, other_id: str, *, k: int = K, suggest: int = 0) -> Meeting:
    """What to know of two organisations before they meet.

    Parameters
    ----------
    view : View
        The graph as at a date.
    one_id, other_id : str
        The two; either may be not open.
    k : int
        How many paths at most, each time.
    suggest : int
        Suggestions for each gap, at most.

    Raises
    ------
    NotFound
        No organisation has one of the ids; the message names the parameter, `one` or `other`.
    BadInput
        Both are the same, or `k` is out of range.
    """
    one, other = _named(view, one_id, "one"), _named(view, other_id, "other")
    if one is other:
        raise BadInput("other must be another organisation than one", "other", other_id)
    pair = (one, other)
    links = (link for link in view.links_of[one.index] if link.other(one.index) == other.index)
    between = tuple(sorted(links, key=lambda link: link.partnership.id))
    notes = _notes(view, one, other) + _notes(view, other, one)
    gaps = tuple(
        side_gaps(view, own, partner, suggest) for own, partner in (pair, pair[::-1])
        if own.type in NHS_TYPES and view.open[own.index]
    )
    shared = shared_partners(view, one, other)
    return Meeting(
        one, other,
        not_open={
            each: tuple(view.organisations[heir] for heir in view.heirs(each.index))
            for each in pair if not view.open[each.index]
        },
        between=between, notes=notes, last_confirmed=_last_confirmed(between),
        reconfirm=tuple(
            link for link in between
            if link.active and (link.inherited or quality(view, [link]) is not Quality.CURRENT)
        ),
        gaps=gaps,
        ways=find_paths(view, PathQuestion((one_id,), other_id, k=k)),
        ways_round=_ways_round(view, one, other, k),
        shared=shared,
        changed=changes(view, years_before(view.day, 1), {one.index, other.index}),
        ask=agenda(view, pair, between, notes, gaps, shared),
    )


def _named(view: View, organisation_id: str, parameter: str) -> Organisation:
    index = view.snapshot.index_of.get(organisation_id)
    if index is None:
        raise NotFound(f"{parameter}: there is no organisation {organisation_id!r}")
    return view.organisations[index]


def _notes(view: View, heir: Organisation, other: Organisation) -> tuple[PredecessorNote, ...]:
    """What is recorded of a predecessor of another type with the other, or with whom the other follows."""
    return tuple(note for note in view.notes_of.get(heir.index, ()) if other.index in view.heirs(note.other))


def _last_confirmed(between: tuple[Link, ...]) -> str:
    seen = [link.partnership.evidence for link in between if link.active and not link.inherited]
    dated = [(one.first_day, one.date) for one in seen if one.basis == READ and one.first_day is not None]
    return max(dated)[1] if dated else ""


def _ways_round(view: View, one: Organisation, other: Organisation, k: int) -> PathAnswer:
    """The best paths but the one step that joins partners, or why there is none."""
    if other.index not in view.neighbours[one.index]:
        return PathAnswer(())
    found = find_paths(view, PathQuestion((one.id,), other.id, k=min(k + 1, MOST_K)))
    paths = tuple(path for path in found.paths if path.hops > 1)
    if paths:
        return PathAnswer(paths)
    network = network_of(view, frozenset(), frozenset(), False)
    first = [index for index in view.neighbours[one.index] - {other.index} if index not in network.national]
    hops = Passage(network, first, (one.index,), (), False).hops().get(other.index)
    if hops is None:
        return PathAnswer((), NoPath.NOT_CONNECTED)
    return PathAnswer((), NoPath.NONE_WITHIN_HOPS, hops + 1)
