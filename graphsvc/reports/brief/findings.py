"""Key findings: sentences computed from numbers, in the order in which they are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from graphsvc.dates import in_words
from graphsvc.questions.names import in_sentence, with_article
from graphsvc.reports.brief import area_table, change_table, coverage_table, evidence_table, gap_table
from graphsvc.reports.brief.comparison import Candidate, compared
from graphsvc.reports.brief.contents import Cell, Finding
from graphsvc.reports.brief.dependence import DEPENDENCE, Dependence
from graphsvc.reports.brief.material import Material
from graphsvc.reports.brief.phrases import Part, series, verb
from graphsvc.reports.brief.population import Population
from graphsvc.reports.brief.suppression import Key
from graphsvc.reports.brief.tables import Draft, Place, Published

_GAPS: dict[str, tuple[str, str]] = {
    "unrecorded": ("has no recorded partnership", "have no recorded partnership"),
    "inherited": ("was recorded with a predecessor only", "were recorded with a predecessor only"),
    "shared-network": ("is bridged by a shared network only", "are bridged by a shared network only"),
    "via-host": ("is recorded with the partner’s host only", "are recorded with the partner’s host only"),
    "proposed": ("is proposed", "are proposed"),
    "lapsed": ("has lapsed", "have lapsed"),
    "confirmed-none": ("was answered with “none” when somebody asked", "were answered with “none” when somebody asked"),
}
"""How the gaps in a state are told, of one and of several."""

_PARTNERSHIPS, _ORGANISATIONS = ("partnership", "partnerships"), ("organisation", "organisations")
_CHANGES: tuple[tuple[str, tuple[tuple[str, tuple[str, str], tuple[str, str]], ...]], ...] = (
    ("no recorded partnership began or ended", (
        ("began", _PARTNERSHIPS, ("began", "began")),
        ("proposed", _PARTNERSHIPS, ("was planned to begin", "were planned to begin")),
        ("ended", _PARTNERSHIPS, ("ended", "ended")),
    )),
    ("no organisation opened, closed or followed another", (
        ("opened", _ORGANISATIONS, ("opened", "opened")), ("closed", _ORGANISATIONS, ("closed", "closed")),
        ("followed", ("succession", "successions"), ("took effect", "took effect")),
    )),
    ("no older record became known", (
        ("first-recorded", ("record", "records"), (
            "only became known, its partnership being older or undated",
            "only became known, their partnerships being older or undated",
        )),
    )),
)
"""The three kinds of change: what is said when there is none; of what each is told, and how, of one and of several."""


class Findings:
    """Writes the findings of a brief, from the numbers of its tables (by id) as they may be shown."""

    def __init__(
        self, material: Material, published: Published, tables: dict[str, Draft], population: Population,
        dependence: Dependence | None,
    ) -> None:
        self._material = material
        self._published = published
        self._tables = tables
        self._population = population
        self._dependence = dependence

    def all(self) -> tuple[Finding, ...]:
        """Every finding that there is something to say for; where all numbers are hidden, only the first."""
        told: tuple[Callable[[], Iterator[list[Part]]], ...] = (
            self._overall, self._partner_types, self._value_areas, self._boards, self._gaps, self._reconfirm,
            self._evidence, self._changes, self._depended_on,
        )
        return tuple(
            Finding(tuple(parts)) for tell in told for parts in tell() if tell == self._overall or _tells(parts)
        )

    def _cell(self, *key: str, of: Key = ()) -> Cell:
        return self._published.cell(Place(key, of, percent=bool(of)))

    def _is_nought(self, *key: str) -> bool:
        return self._published.value(key) == 0

    def _overall(self) -> Iterator[list[Part]]:
        day = in_words(self._material.view.day.isoformat())
        of = (area_table.TABLE, "", "", "of")
        if self._is_nought(*of):
            yield [f"As at {day}, the record expects nothing that coverage counts {self._population.of_whom}."]
            return
        recorded = self._cell(area_table.TABLE, "", "", "recorded", of=of)
        current = self._cell(area_table.TABLE, "", "", "current", of=of)
        yield [
            f"As at {day}, ", recorded, " partnerships that the guidance expects ",
            *self._population.parts(self._published), f" {verb(recorded, 'is', 'are')} recorded; ", current,
            f" {verb(current, 'rests', 'rest')} on current evidence, which somebody read and which is dated no more "
            "than three years before.",
        ]

    def _partner_types(self) -> Iterator[list[Part]]:
        table = self._tables[coverage_table.TABLE]
        candidates = [
            Candidate(f"with {with_article(column.name)}", place.number, place.of)
            for column, place in zip(table.columns[:-1], table.places[-1], strict=False)
        ]
        yield from compared(self._published, candidates)

    def _value_areas(self) -> Iterator[list[Part]]:
        table = self._tables[area_table.TABLE]
        candidates = [
            Candidate(f"in {in_sentence(row.name)}", places[0].number, places[0].of)
            for row, places in zip(table.rows[:-1], table.places, strict=False)
        ]
        yield from compared(self._published, candidates)

    def _boards(self) -> Iterator[list[Part]]:
        table, scope = self._tables[coverage_table.TABLE], self._material.scope
        candidates = [
            Candidate(f"for {row.name}", places[-1].number, places[-1].of)
            for row, places in zip(table.rows[:-1], table.places, strict=False)
            if row.id != coverage_table.NO_BOARD
        ]
        lead = "among the board and its trusts, " if scope.icb else "by board, its trusts included, "
        yield from compared(self._published, candidates, lead)

    def _gaps(self) -> Iterator[list[Part]]:
        table = gap_table.TABLE
        if self._is_nought(table, "", gap_table.GAPS):
            return
        there = {column.id for column in self._tables[table].columns}
        told: list[list[Part]] = []
        for state, (one, several) in _GAPS.items():
            if state in there and not self._is_nought(table, "", state):
                cell = self._cell(table, "", state)
                told.append([cell, f" {verb(cell, one, several)}"])
        gaps = self._cell(table, "", gap_table.GAPS)
        yield ["Of the ", gaps, f" {verb(gaps, 'gap', 'gaps')}, ", *series(told), "."]

    def _reconfirm(self) -> Iterator[list[Part]]:
        table = gap_table.TABLE
        there = {column.id for column in self._tables[table].columns}
        told: list[list[Part]] = []
        for kind, words in (
            ("inherited", "recorded with a predecessor, which has since closed"),
            ("recorded-old", "recorded on evidence that is older than three years or that nobody read"),
            ("recorded-undated", "recorded on undated evidence"),
        ):
            if kind in there and not self._is_nought(table, "", kind):
                told.append([self._cell(table, "", kind), f" {words}"])
        if told:
            yield ["To be reconfirmed before anybody relies on them: ", *series(told), "."]

    def _evidence(self) -> Iterator[list[Part]]:
        table = evidence_table.TABLE
        of = (table, "", evidence_table.ALL)
        if self._is_nought(*of):
            return
        old = self._cell(table, "", evidence_table.OLD, of=of)
        undated, unread = (self._cell(table, "", one) for one in ("undated", evidence_table.UNREAD))
        yield [
            old, f" records of active partnerships {verb(old, 'rests', 'rest')} on evidence that is older than three "
            "years; ", undated, f" {verb(undated, 'rests', 'rest')} on undated evidence, and ", unread,
            " on evidence that nobody read.",
        ]

    def _changes(self) -> Iterator[list[Part]]:
        """The three kinds apart, each without what did not happen."""
        parts: list[Part] = [f"Since {in_words(self._material.since.isoformat())}, "]
        for rank, (nothing, kinds) in enumerate(_CHANGES):
            told: list[list[Part]] = []
            said: tuple[str, ...] = ()
            for kind, nouns, verbs in kinds:
                if not self._is_nought(change_table.TABLE, "", kind):
                    cell = self._cell(change_table.TABLE, "", kind)
                    noun = "" if nouns == said else f" {verb(cell, *nouns)}"
                    told.append([cell, f"{noun} {verb(cell, *verbs)}"])
                    said = nouns
            parts += [*(["; "] if rank else []), *(series(told) if told else [nothing])]
        yield [*parts, "."]

    def _depended_on(self) -> Iterator[list[Part]]:
        found = self._dependence
        if found is None or self._published.value((DEPENDENCE, found.first)) is None:
            return
        cell = self._cell(DEPENDENCE, found.first)
        yield [
            f"{found.names} {'is' if found.alone else 'are each'} the only partner recorded in some value area for ",
            cell, f" {verb(cell, 'trust or board', 'trusts and boards')}: no other organisation is for as many.",
        ]


def _tells(parts: list[Part]) -> bool:
    """Whether not all numbers of a sentence are hidden."""
    cells = [part for part in parts if isinstance(part, Cell)]
    return not cells or any(cell.value is not None for cell in cells)
