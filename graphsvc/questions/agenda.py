"""What to ask when two organisations meet, worked out from what is recorded and what is expected."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from graphsvc.dates import in_words
from graphsvc.questions.cells import Cell
from graphsvc.questions.names import at_start, in_sentence, listed, predecessors, spoken, with_article
from graphsvc.questions.qualities import quality
from graphsvc.questions.reasons import reason
from graphsvc.questions.sides import SharedPartner, SideGaps
from graphsvc.snapshot.counted import PredecessorNote
from graphsvc.snapshot.facts import Evidence, Organisation
from graphsvc.snapshot.links import Link
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import KINDS, READ, CellState, Quality, State

MOST_ASKED = 8
"""More than this nobody asks in one meeting."""


@dataclass(frozen=True, slots=True)
class AskItem:
    """A question to ask, with the records (ids) or the rule (id) that it comes from."""

    sentence: str
    records: tuple[str, ...] = ()
    rule: str = ""


def agenda(
    view: View, pair: tuple[Organisation, Organisation], between: Sequence[Link], notes: Sequence[PredecessorNote],
    gaps: Iterable[SideGaps], shared: Sequence[SharedPartner],
) -> tuple[AskItem, ...]:
    """What to ask, the most useful first: what is recorded and uncertain, then what is expected, then the rest.

    Records of one kind in one value area are asked about together, and no person is ever named. Nothing is asked of
    one that is not open.

    Parameters
    ----------
    view : View
        The graph as at a date.
    pair : tuple of Organisation
        The two.
    between : sequence of Link
        Every record that counts between them, by id.
    notes : sequence of PredecessorNote
        Records of a predecessor of another type with the other.
    gaps : iterable of SideGaps
        The gaps of each of them that is a trust or board.
    shared : sequence of SharedPartner
        Partners of both.
    """
    if not all(view.open[one.index] for one in pair):
        return ()
    own = [link for link in between if link.active and not link.inherited]
    active_in = {link.partnership.value_area for link in between if link.active}
    lapsed = [
        link for link in between if link.state is State.LAPSED and link.partnership.value_area not in active_in
    ]
    known = {link.partnership.id for link in between}
    items = [
        *_asked(view, [link for link in between if link.active and link.inherited], _carried_over),
        *_asked(view, [link for link in own if quality(view, [link]) is not Quality.CURRENT], _still_running),
        *_asked(view, [link for link in between if link.state is State.PROPOSED], _begun),
        *(
            _expected(view, cell, pair[1] if side.organisation is pair[0] else pair[0])
            for side in gaps for cell in side.fillable if known.isdisjoint(cell.records)
        ),
        *_asked(view, lapsed, _followed),
        *_from_predecessors(view, notes),
        *([] if own else _introduced(shared)),
        *_asked(view, [link for link in own if quality(view, [link]) is Quality.CURRENT], _going_on),
    ]
    return tuple(items[:MOST_ASKED]) or (_whether_any(*pair),)


def _asked(view: View, links: Iterable[Link], sentence: Callable[[View, list[Link]], str]) -> Iterator[AskItem]:
    """One question for the records of one kind in one value area, that with the oldest evidence first."""
    groups: dict[tuple[str, str, tuple[str, ...]], list[Link]] = {}
    for link in links:
        before = tuple(one.id for one in predecessors(view, [link]))
        groups.setdefault((link.partnership.value_area, link.partnership.kind, before), []).append(link)
    for group in sorted(groups.values(), key=lambda group: (_newest(group).first_day or date.min)):
        yield AskItem(sentence(view, group), tuple(link.partnership.id for link in group))


def _newest(links: Iterable[Link]) -> Evidence:
    return max((link.partnership.evidence for link in links), key=lambda seen: (seen.first_day or date.min, seen.date))


def _what(view: View, links: Sequence[Link], before: str = "") -> str:
    """`the programme in research and innovation`, with the predecessor that the record names."""
    partnership = links[0].partnership
    area = in_sentence(view.snapshot.value_areas[partnership.value_area])
    names = listed([spoken(one) for one in predecessors(view, links)])
    named = f", recorded with {names}," if names else ""
    return f"the {before}{in_sentence(KINDS[partnership.kind])} in {area}{named}"


def _evidence(links: Sequence[Link]) -> str:
    newest = _newest(links)
    several = f"{len(links)} records, " if len(links) > 1 else ""
    when = f"{'newest ' if several else ''}evidence of {in_words(newest.date)}" if newest.date else "undated evidence"
    return f"({several}{when}{'' if newest.basis == READ else ', which nobody has read'})"


def _carried_over(view: View, links: list[Link]) -> str:
    partnership = links[0].partnership
    ends = {end for link in links for end in (link.source, link.target)} - {partnership.source, partnership.target}
    heirs = listed([spoken(view.organisations[end]) for end in sorted(ends)])
    return f"Was {_what(view, links)} carried over to {heirs}?"


def _still_running(view: View, links: list[Link]) -> str:
    return f"Is {_what(view, links)} {_evidence(links)} still running?"


def _begun(view: View, links: list[Link]) -> str:
    return f"Has {_what(view, links, 'proposed ')} {_evidence(links)} begun?"


def _followed(view: View, links: list[Link]) -> str:
    ends = sorted(link.partnership.until for link in links if link.partnership.until)
    when = f" (until {in_words(ends[-1])})" if ends else ""
    return f"{at_start(_what(view, links))} has lapsed{when}: has anything followed it?"


def _going_on(view: View, links: list[Link]) -> str:
    return f"Who looks after {_what(view, links)} on each side, and what comes next?"


def _expected(view: View, cell: Cell, other: Organisation) -> AskItem:
    """Whether there is anything with the other where something is expected, and what is known instead."""
    name, partner = at_start(spoken(cell.organisation)), spoken(other)
    area = in_sentence(view.snapshot.value_areas[cell.value_area])
    none = f"{name} has no recorded partnership with {with_article(cell.partner_type.name)} in {area}"
    if cell.state is CellState.UNRECORDED:
        sentence = f"{none}, where one is expected: is there one with {partner} that is not recorded yet?"
    elif cell.state is CellState.CONFIRMED_NONE:
        asked = f"asked on {in_words(cell.reviewed_on)}, the answer was none"
        sentence = f"{none}; {asked}: is there one with {partner} by now?"
    else:
        unrecorded = f"Is there a partnership with {partner} in {area} that is not recorded yet?"
        sentence = f"{name}, {area}: {reason(view, cell)} {unrecorded}"
    return AskItem(sentence, cell.records, cell.rule.id)


def _from_predecessors(view: View, notes: Sequence[PredecessorNote]) -> Iterator[AskItem]:
    groups: dict[tuple[int, int, int], list[str]] = {}
    for note in notes:
        groups.setdefault((note.predecessor, note.heir, note.other), []).append(note.partnership.id)
    for ends, records in groups.items():
        before, heir, other = (spoken(view.organisations[end]) for end in ends)
        yield AskItem(
            f"Did anything of what {before} had recorded with {other} pass to {heir}?", tuple(records)
        )


def _introduced(shared: Sequence[SharedPartner]) -> Iterator[AskItem]:
    """Who could bring together two that are not partners by the record."""
    if shared:
        names = at_start(listed([spoken(partner.organisation) for partner in shared]))
        verb, who = ("has", "it") if len(shared) == 1 else ("have", "one of them")
        records = tuple(dict.fromkeys(record for partner in shared for record in partner.records))
        yield AskItem(f"{names} {verb} recorded partnerships with both: could {who} make the introduction?", records)


def _whether_any(one: Organisation, other: Organisation) -> AskItem:
    """What is left to ask of two of whom nothing is recorded and nothing expected."""
    return AskItem(f"There is no recorded partnership between {spoken(one)} and {spoken(other)}: is there one?")
