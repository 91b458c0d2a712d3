"""Provenance: where the facts come from, how old they are, what was read, what is inferred, what is not collected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from graphsvc.questions.evidence import EvidenceAge, evidence_age
from graphsvc.questions.fillers import filling_of
from graphsvc.snapshot.links import STATES
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import State


@dataclass(frozen=True, slots=True)
class Source:
    """Where organisations and successions come from, and how many name it."""

    id: str
    title: str
    publisher: str
    vintage: str
    licence: str
    note: str
    organisations: int
    successions: int


@dataclass(frozen=True, slots=True)
class Basis:
    """What some rows say of how they are known: `what` they are, the words, and how many of all say so."""

    what: str
    words: str
    count: int
    of: int

    @property
    def inferred(self) -> bool:
        """Whether it was concluded and not read."""
        return "inferred" in self.words


@dataclass(frozen=True, slots=True)
class Collected:
    """How far a partner type has been collected.

    Attributes
    ----------
    organisations, partnerships, note : str
        What the table of collection says; empty where it says nothing.
    open : int
        Open organisations of an accepted type.
    records : int
        Records that name an organisation that fills such a gap, in any state.
    expectations : int
        Expectations at the date of the view that ask for it.
    """

    id: str
    name: str
    organisations: str
    partnerships: str
    note: str
    open: int
    records: int
    expectations: int


@dataclass(frozen=True, slots=True)
class TypeCount:
    """Organisations of a type: all, open at the date, with a known place, and named by any record."""

    id: str
    name: str
    all: int
    open: int
    placed: int
    recorded: int


@dataclass(frozen=True, slots=True)
class Provenance:
    """All of it. `states` counts the records by their state at the date; None is for those that had not begun."""

    sources: tuple[Source, ...]
    evidence: EvidenceAge
    states: dict[State | None, int]
    bases: tuple[Basis, ...]
    collection: tuple[Collected, ...]
    types: tuple[TypeCount, ...]
    reviews: dict[str, int]


def provenance(view: View) -> Provenance:
    """Count where the facts come from.

    Parameters
    ----------
    view : View
        The graph as at a date, which says who is open, which evidence is current and which expectations are valid;
        records and sources are counted whatever their dates.
    """
    snapshot = view.snapshot
    states = dict(zip(STATES, np.bincount(view.states, minlength=len(STATES)).tolist(), strict=True))
    answers = Counter(review.answer for reviews in snapshot.reviews.values() for review in reviews)
    return Provenance(
        _sources(view), evidence_age(view), {state: states[state] for state in (*State, None)}, _bases(view),
        tuple(_collection(view)), tuple(_types(view)), dict(answers),
    )


def _sources(view: View) -> tuple[Source, ...]:
    organisations = Counter(view.snapshot.dataset["organisations"].columns["source"])
    successions = Counter(succession.source for succession in view.snapshot.successions)
    return tuple(
        Source(**row, organisations=organisations[row["id"]], successions=successions[row["id"]])
        for row in view.snapshot.dataset["sources"]
    )


def _bases(view: View) -> tuple[Basis, ...]:
    tables = view.snapshot.dataset
    columns = tables["organisations"].columns
    places = zip(columns["place_code"], columns["place_basis"], columns["covers_code"], strict=True)
    return (
        *_counted("District of an organisation", (_place_basis(*place) for place in places)),
        *_counted("Which place lies in which", tables["within"].columns["basis"]),
        *_counted("Who followed whom", tables["successions"].columns["basis"]),
    )


def _place_basis(place: str, basis: str, covers: str) -> str:
    if place:
        return basis or "as its source has it"
    return "only the area that it covers is known" if covers else "no place is known"


def _counted(what: str, words: Iterable[str]) -> Iterable[Basis]:
    counts = Counter(words)
    return (Basis(what, one, count, counts.total()) for one, count in counts.most_common())


def _collection(view: View) -> Iterable[Collected]:
    snapshot = view.snapshot
    said = {row["partner_type"]: row for row in snapshot.dataset["collection"]}
    rules = Counter(rule.partner_type for rule in view.valid_rules if rule.expected)
    for kind in snapshot.partner_types.values():
        row = said.get(kind.id, {})
        filling = filling_of(view, kind)
        yield Collected(
            kind.id, kind.name, row.get("organisations", ""), row.get("partnerships", ""), row.get("note", ""),
            len(view.of_types(kind.organisation_types)),
            int((filling[snapshot.partnerships.source] | filling[snapshot.partnerships.target]).sum()),
            rules[kind.id],
        )


def _types(view: View) -> Iterable[TypeCount]:
    snapshot = view.snapshot
    recorded = np.zeros(len(view.organisations), bool)
    recorded[snapshot.partnerships.source] = recorded[snapshot.partnerships.target] = True
    placed = np.array([bool(one) for one in snapshot.footprints.different], bool)[snapshot.footprints.codes]
    for id_, name in snapshot.organisation_types.items():
        mine = view.organisations.of_type((id_,))
        counts = (int((mine & those).sum()) for those in (mine, view.is_open, placed, recorded))
        yield TypeCount(id_, name, *counts)
