"""Provenance: where the facts come from, how old they are, what was read, what is inferred, what is not collected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from graphsvc.model import Row
from graphsvc.questions.cells import fills
from graphsvc.questions.evidence import EvidenceAge, evidence_age
from graphsvc.snapshot.facts import Partnership
from graphsvc.snapshot.view import View, state_at
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
    states = Counter(state_at(record, view.day) for record in snapshot.partnerships)
    answers = Counter(review.answer for reviews in snapshot.reviews.values() for review in reviews)
    return Provenance(
        _sources(view), evidence_age(view), {state: states[state] for state in (*State, None)}, _bases(view),
        tuple(_collection(view)), tuple(_types(view)), dict(answers),
    )


def _sources(view: View) -> tuple[Source, ...]:
    organisations = Counter(organisation.source for organisation in view.organisations)
    successions = Counter(succession.source for succession in view.snapshot.successions)
    return tuple(
        Source(**row, organisations=organisations[row["id"]], successions=successions[row["id"]])
        for row in view.snapshot.dataset["sources"]
    )


def _bases(view: View) -> tuple[Basis, ...]:
    tables = view.snapshot.dataset
    return (
        *_counted("District of an organisation", map(_place_basis, tables["organisations"])),
        *_counted("Which place lies in which", (row["basis"] for row in tables["within"])),
        *_counted("Who followed whom", (row["basis"] for row in tables["successions"])),
    )


def _place_basis(row: Row) -> str:
    if row["place_code"]:
        return row["place_basis"] or "as its source has it"
    return "only the area that it covers is known" if row["covers_code"] else "no place is known"


def _counted(what: str, words: Iterable[str]) -> Iterable[Basis]:
    counts = Counter(words)
    return (Basis(what, one, count, counts.total()) for one, count in counts.most_common())


def _collection(view: View) -> Iterable[Collected]:
    snapshot = view.snapshot
    said = {row["partner_type"]: row for row in snapshot.dataset["collection"]}
    rules = Counter(rule.partner_type for rule in view.valid_rules if rule.expected)
    for kind in snapshot.partner_types.values():
        row = said.get(kind.id, {})
        filling = {o.index for o in view.organisations if fills(view, o, kind)}
        yield Collected(
            kind.id, kind.name, row.get("organisations", ""), row.get("partnerships", ""), row.get("note", ""),
            len(view.of_types(kind.organisation_types)), sum(1 for r in snapshot.partnerships if _ends(r) & filling),
            rules[kind.id],
        )


def _types(view: View) -> Iterable[TypeCount]:
    snapshot = view.snapshot
    recorded = {end for record in snapshot.partnerships for end in _ends(record)}
    for id_, name in snapshot.organisation_types.items():
        mine = [organisation.index for organisation in view.organisations if organisation.type == id_]
        yield TypeCount(
            id_, name, len(mine), sum(1 for index in mine if view.open[index]),
            sum(1 for index in mine if snapshot.footprints[index]), sum(1 for index in mine if index in recorded),
        )


def _ends(record: Partnership) -> set[int]:
    return {record.source, record.target}
