"""Changes: what the record says has changed in a span of days."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np

from graphsvc.dates import in_words
from graphsvc.questions.names import at_start, in_sentence, spoken, with_article
from graphsvc.snapshot.columns import Numbers
from graphsvc.snapshot.facts import Organisation, Partnership, Review, Succession
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import KINDS


class ChangeKind(StrEnum):
    """What changed, in the order in which the changes of one day are told."""

    OPENED = "opened"
    FOLLOWED = "followed"
    CLOSED = "closed"
    BEGAN = "began"
    PROPOSED = "proposed"
    ENDED = "ended"
    ASKED = "asked"


_ORDER = {kind: rank for rank, kind in enumerate(ChangeKind)}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed.

    Attributes
    ----------
    day : str
        The date as recorded: a day, a month or a year.
    sort_day : date
        The day by which it counts: the first of its span; the last for what ended or closed.
    kind : ChangeKind
        What changed.
    sentence : str
        The same in plain words.
    organisations : tuple of Organisation
        Whom it concerns: those it names, then the heirs for whom the record counts at the date of the view.
    partnership : Partnership or None
        The record, for what began, was proposed or ended.
    succession : Succession or None
        What passed on, for who followed whom.
    """

    day: str
    sort_day: date
    kind: ChangeKind
    sentence: str
    organisations: tuple[Organisation, ...]
    partnership: Partnership | None = None
    succession: Succession | None = None


def changes(view: View, since: date, organisations: Collection[int] | None = None) -> tuple[Change, ...]:
    """What changed after a day, up to and including the day of the view, newest first.

    Of one day, by kind and then by name. It is what changed by the record: what began, ended, opened, closed, passed on
    or was asked. What only became known in that time is not in it, nor is what has no date of its own.

    Parameters
    ----------
    view : View
        The graph as at a date.
    since : date
        The day before the span begins.
    organisations : collection of int, optional
        Only what concerns one of these (indices), a record of a predecessor that counts for it and the succession into
        it included; everything when not given.
    """
    span = (since.toordinal(), view.day.toordinal())
    found = [
        change for change in (
            *_of_organisations(view, span), *_of_successions(view), *_of_partnerships(view, span, organisations),
            *_asked(view),
        )
        if since < change.sort_day <= view.day
        and (organisations is None or any(one.index in organisations for one in change.organisations))
    ]
    return tuple(sorted(found, key=lambda one: (-one.sort_day.toordinal(), _ORDER[one.kind], one.sentence)))


def _within(days: Numbers, span: tuple[int, int]) -> Numbers:
    """Whether each day lies after the first of a span, up to the last."""
    found: Numbers = (days > span[0]) & (days <= span[1])
    return found


def _of_organisations(view: View, span: tuple[int, int]) -> Iterator[Change]:
    everyone = view.organisations
    for index in np.flatnonzero(_within(everyone.first_open, span) | _within(everyone.last_open, span)).tolist():
        one = everyone[index]
        name = at_start(spoken(one))
        if one.opened:
            sentence = f"{name} opened {_when(one.opened)}."
            yield Change(one.opened, one.first_open, ChangeKind.OPENED, sentence, (one,))
        if one.closed:
            sentence = f"{name} closed {_when(one.closed)}."
            yield Change(one.closed, one.last_open, ChangeKind.CLOSED, sentence, (one,))


def _of_successions(view: View) -> Iterator[Change]:
    for succession in view.snapshot.successions:
        ends = (view.organisations[succession.successor], view.organisations[succession.predecessor])
        yield Change(
            succession.date, succession.day, ChangeKind.FOLLOWED, _followed(succession, *map(spoken, ends)), ends,
            succession=succession,
        )


def _followed(succession: Succession, successor: str, predecessor: str) -> str:
    basis, when = succession.basis.rstrip("."), _when(succession.date)
    if succession.kind == "merger":
        return f"{at_start(successor)} followed {predecessor} {when} (merger; {basis})."
    return f"The functions of {predecessor} passed to {successor} {when} ({basis})."


def _of_partnerships(
    view: View, span: tuple[int, int], organisations: Collection[int] | None
) -> Iterator[Change]:
    records, links = view.snapshot.partnerships, view.links
    wanted = _within(records.starts, span) | _within(records.ends, span)
    if organisations is not None:
        among = np.zeros(len(view.organisations), bool)
        among[np.array(sorted(organisations), np.int64)] = True
        theirs = among[records.source] | among[records.target]
        theirs[links.record[among[links.source] | among[links.target]]] = True
        wanted &= theirs
    counting: dict[str, set[int]] = {}
    for link in links.some(np.flatnonzero(wanted[links.record] & links.inherited)):
        counting.setdefault(link.partnership.id, set()).update((link.source, link.target))
    for partnership in records.some(wanted):
        ends = (partnership.source, partnership.target)
        heirs = sorted(counting.get(partnership.id, set()).difference(ends))
        concerned = tuple(view.organisations[index] for index in (*ends, *heirs))
        names = at_start(f"{spoken(concerned[0])} and {spoken(concerned[1])}")
        area = in_sentence(view.snapshot.value_areas[partnership.value_area])
        proposed = partnership.status == "proposed"
        what = f"{names}: a {'proposed ' if proposed else ''}partnership in {area}"
        kind = f"({in_sentence(KINDS[partnership.kind])})"
        if partnership.starts is not None:
            when = _when(partnership.since)
            yield Change(
                partnership.since, partnership.starts, ChangeKind.PROPOSED if proposed else ChangeKind.BEGAN,
                f"{what} is planned from {in_words(partnership.since)} {kind}." if proposed else
                f"{what} began {when} {kind}.", concerned, partnership,
            )
        if partnership.ends is not None:
            yield Change(
                partnership.until, partnership.ends, ChangeKind.ENDED,
                f"{what} ended {_when(partnership.until)}{_by_closing(partnership, concerned[:2])} "
                f"{kind}.", concerned, partnership,
            )


def _by_closing(partnership: Partnership, ends: tuple[Organisation, ...]) -> str:
    """`, when Sussex ICB closed`, where it ended on the day on which one of its organisations closed."""
    closed = [spoken(one) for one in ends if one.closed == partnership.until]
    return f", when {' and '.join(closed)} closed" if closed else ""


def _asked(view: View) -> Iterator[Change]:
    for (organisation, value_area, partner_type), reviews in view.snapshot.reviews.items():
        one = view.organisations[view.snapshot.index_of[organisation]]
        partner = with_article(view.snapshot.partner_types[partner_type].name)
        about = f"{partner} in {in_sentence(view.snapshot.value_areas[value_area])}"
        for review in reviews:
            yield _answered(one, about, review)


def _answered(one: Organisation, about: str, review: Review) -> Change:
    sentence = (
        f"{at_start(spoken(one))}: somebody asked about {about} {_when(review.asked_on)}, "
        f"and the answer was {review.answer}."
    )
    return Change(review.asked_on, date.fromisoformat(review.asked_on), ChangeKind.ASKED, sentence, (one,))


def _when(text: str) -> str:
    """`on 1 April 2026`, `in April 2026`, `in 2026`."""
    return f"{'on' if len(text) == len('2026-04-01') else 'in'} {in_words(text)}"
