"""Events: changes that belong together, told once, such as a merger with what opened and closed in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from graphsvc.dates import in_words
from graphsvc.questions.changes import Change, ChangeKind
from graphsvc.questions.names import at_start, listed, spoken
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.view import View

_PARTNERSHIPS = (ChangeKind.BEGAN, ChangeKind.PROPOSED, ChangeKind.ENDED)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened.

    Attributes
    ----------
    changes : tuple of Change
        What is told with it; several partnerships are told one by one below it.
    about : tuple of Organisation
        Whose names begin the sentence: two for a partnership.
    said : str
        The sentence after the names.
    notes : tuple of str
        How it is known who followed whom.
    count : int
        For how many changes it counts: each partnership, but a merger once.
    """

    kind: ChangeKind
    day: str
    sort_day: date
    changes: tuple[Change, ...]
    about: tuple[Organisation, ...]
    said: str
    notes: tuple[str, ...] = ()
    count: int = 1

    @property
    def names(self) -> str:
        """The names with which the sentence begins."""
        return at_start(" and ".join(spoken(one) for one in self.about))


def events(view: View, found: Iterable[Change]) -> tuple[Event, ...]:
    """Put changes together: a merger is one event, and so are partnerships of one organisation that ended in a day.

    Parameters
    ----------
    view : View
        The graph as at a date.
    found : iterable of Change
        Newest first.
    """
    changes = list(found)
    mergers = _mergers(view, changes)
    told = {id(change) for event in mergers for change in event.changes}
    rest = [change for change in changes if id(change) not in told]
    alone = [_alone(change) for change in rest if change.kind not in _PARTNERSHIPS]
    order = {kind: rank for rank, kind in enumerate(ChangeKind)}
    everything = [*mergers, *alone, *_partnerships([one for one in rest if one.kind in _PARTNERSHIPS])]
    return tuple(sorted(everything, key=lambda one: (-one.sort_day.toordinal(), order[one.kind], one.names)))


def counts(found: Iterable[Event]) -> Counter[ChangeKind]:
    """How many changes there are of each kind."""
    counted: Counter[ChangeKind] = Counter()
    for event in found:
        counted[event.kind] += event.count
    return counted


def _mergers(view: View, changes: list[Change]) -> list[Event]:
    """One for each organisation that others followed into, or whose functions passed on, on a day."""
    grouped: dict[tuple[str, int, date], list[Change]] = {}
    for change in changes:
        if (one := change.succession) is not None:
            key = one.successor if one.kind == "merger" else one.predecessor
            grouped.setdefault((one.kind, key, one.day), []).append(change)
    found = []
    for (how, index, day), some in grouped.items():
        merged = how == "merger"
        body = view.organisations[index]
        others = [change.organisations[1 if merged else 0] for change in some]
        after = {other.index for other in (others if merged else (body,))}
        began = {index} if merged else set()
        with_it = [
            change for change in changes
            if (change.kind is ChangeKind.OPENED and change.sort_day == day and change.organisations[0].index in began)
            or (
                change.kind is ChangeKind.CLOSED and change.organisations[0].index in after
                and change.sort_day in (day, day - timedelta(days=1))
            )
        ]
        when = f"on {in_words(some[0].day)}" if len(some[0].day) == len("2026-04-01") else f"in {in_words(some[0].day)}"
        names = listed([f"{_part(view, other, day) if merged else ''}{spoken(other)}" for other in others], len(others))
        opened = "opened and " if any(change.kind is ChangeKind.OPENED for change in with_it) else ""
        said = f" {opened}followed {names} {when} (merger)." if merged else f": its functions passed to {names} {when}."
        notes = tuple(dict.fromkeys(change.succession.basis for change in some if change.succession))
        found.append(Event(ChangeKind.FOLLOWED, some[0].day, day, (*some, *with_it), (body,), said, notes))
    return found


def _part(view: View, predecessor: Organisation, day: date) -> str:
    """`part of `, where several followed one."""
    followed = [
        one for one in view.snapshot.successions if one.predecessor == predecessor.index and one.day == day
    ]
    return "part of " if len(followed) > 1 else ""


def _partnerships(changes: list[Change]) -> list[Event]:
    """Those of one kind, day and organisation together; each change once, with whoever has the most of them."""
    often = Counter((one.kind, one.day, end.index) for one in changes for end in one.organisations[:2])
    grouped: dict[tuple[ChangeKind, str, int], list[Change]] = {}
    for one in changes:
        end = max(one.organisations[:2], key=lambda end: often[one.kind, one.day, end.index])
        grouped.setdefault((one.kind, one.day, end.index), []).append(one)
    return [
        _several(index, some) if len(some) > 1 else _alone(some[0]) for (_, _, index), some in grouped.items()
    ]


def _several(index: int, some: list[Change]) -> Event:
    first = some[0]
    one = next(end for end in first.organisations[:2] if end.index == index)
    verb = {ChangeKind.BEGAN: "began", ChangeKind.ENDED: "ended"}.get(first.kind, "are planned")
    when = f"{'on' if len(first.day) == len('2026-04-01') else 'in'} {in_words(first.day)}"
    closed = ", when it closed" if first.kind is ChangeKind.ENDED and one.closed == first.day else ""
    said = f": {len(some)} partnerships {verb} {when}{closed}."
    return Event(first.kind, first.day, first.sort_day, tuple(some), (one,), said, count=len(some))


def _alone(change: Change) -> Event:
    about = change.organisations[: 2 if change.partnership else 1]
    names = at_start(" and ".join(spoken(one) for one in about))
    return Event(change.kind, change.day, change.sort_day, (change,), about, change.sentence.removeprefix(names))
