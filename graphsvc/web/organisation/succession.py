"""Succession: who came before an organisation and after it, and what it has from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graphsvc.dates import in_words
from graphsvc.questions.names import predecessors, spoken
from graphsvc.snapshot.facts import Organisation, Succession
from graphsvc.snapshot.view import View

KINDS = {"merger": "merger", "functions-transferred": "functions transferred"}
"""Kinds of successions, as a sentence has them."""


@dataclass(frozen=True, slots=True)
class Step:
    """One that came before or after, and how that is known.

    Attributes
    ----------
    ahead : bool
        Whether it happens after the date of the answer, which does not count it.
    """

    organisation: Organisation
    succession: Succession
    ahead: bool

    @property
    def kind(self) -> str:
        """What passed."""
        return KINDS.get(self.succession.kind, self.succession.kind)


def before(view: View, organisation: Organisation) -> tuple[Step, ...]:
    """Those whose life or functions passed to an organisation, the earliest first."""
    found = (one for one in view.snapshot.successions if one.successor == organisation.index)
    return _steps(view, ((one, one.predecessor) for one in found))


def after(view: View, organisation: Organisation) -> tuple[Step, ...]:
    """Those to whom an organisation's life or functions passed, the earliest first."""
    found = (one for one in view.snapshot.successions if one.predecessor == organisation.index)
    return _steps(view, ((one, one.successor) for one in found))


def inherited_sentences(view: View, organisation: Organisation) -> tuple[str, ...]:
    """How many of an organisation's records name a predecessor, its own or a partner's, and how many are active.

    `11 of its 12 records were recorded with X, which closed on 31 March 2026.`, a sentence for each predecessor. A
    record is counted once, however many pairs it counts for.
    """
    links = view.links_of[organisation.index]
    named: dict[Organisation, set[str]] = {}
    for link in links:
        if link.inherited:
            for one in predecessors(view, [link]):
                named.setdefault(one, set()).add(link.partnership.id)
    if not named:
        return ()
    of = len({link.partnership.id for link in links})
    active = len({link.partnership.id for link in links if link.inherited and link.active})
    verb, hold = ("is", "it still holds") if active == 1 else ("are", "they still hold")
    last = f"{active} of these {verb} active: ask whether {hold}." if active else "None of these is active."
    return (*(_sentence(one, len(records), of) for one, records in named.items()), last)


def _sentence(predecessor: Organisation, records: int, of: int) -> str:
    counted = "Its only record was" if of == 1 else f"{records} of its {of} records {'was' if records == 1 else 'were'}"
    closed = predecessor.closed
    when = f", which closed {'on' if len(closed) == len('2026-04-01') else 'in'} {in_words(closed)}" if closed else ""
    return f"{counted} recorded with {spoken(predecessor)}{when}."


def _steps(view: View, found: Iterable[tuple[Succession, int]]) -> tuple[Step, ...]:
    return tuple(
        Step(view.organisations[index], one, one.day > view.day)
        for one, index in sorted(found, key=lambda pair: (pair[0].day, pair[1]))
    )
