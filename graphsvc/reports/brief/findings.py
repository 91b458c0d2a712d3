"""Key findings: sentences computed from numbers, in the order in which they are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from graphsvc.dates import in_words
from graphsvc.reports.brief import area_table, change_table, coverage_table, evidence_table, gap_table
from graphsvc.reports.brief.contents import Cell, Finding
from graphsvc.reports.brief.coverage import Coverage
from graphsvc.reports.brief.dependence import DEPENDENCE, Dependence
from graphsvc.reports.brief.material import Material
from graphsvc.reports.brief.phrases import Part, percent, series, verb
from graphsvc.reports.brief.population import Population
from graphsvc.reports.brief.rankings import of_boards, of_partner_types, of_value_areas
from graphsvc.reports.brief.suppression import Key
from graphsvc.reports.brief.tables import Draft, Place, Published
from graphsvc.reports.brief.verbs import CHANGES, GAPS


class Findings:
    """Writes the findings of a brief, from the numbers of its tables (by id) as they may be shown."""

    def __init__(
        self, material: Material, published: Published, tables: dict[str, Draft], population: Population,
        dependence: Dependence | None, before: Coverage | None,
    ) -> None:
        self._material = material
        self._published = published
        self._tables = tables
        self._population = population
        self._dependence = dependence
        self._before = before

    def all(self) -> tuple[Finding, ...]:
        """Every finding that there is something to say for; where all numbers are hidden, only the first two."""
        told: tuple[Callable[[], Iterator[list[Part]]], ...] = (
            self._found, self._overall, self._partner_types, self._value_areas, self._boards, self._gaps,
            self._reconfirm, self._evidence, self._changes, self._depended_on,
        )
        return tuple(
            Finding(tuple(parts)) for tell in told for parts in tell()
            if tell in (self._found, self._overall) or _tells(parts)
        )

    def _cell(self, *key: str, of: Key = (), decimals: int = 0, noun: str = "") -> Cell:
        return self._published.cell(Place(key, of, bool(of), decimals, noun))

    def _is_nought(self, *key: str) -> bool:
        return self._published.value(key) == 0

    def _found(self) -> Iterator[list[Part]]:
        """What must be known before any other number is read."""
        if not (self._population.trusts or self._population.boards):
            return
        some = self._cell(*self._population.with_any)
        yield [
            "These are partnerships found in published evidence, not all that exist: a low share may only mean that "
            f"little was published or collected. As at {self._day}, of the ", *self._population.parts(self._published),
            ", ", some, f" {verb(some, 'has', 'have')} any recorded partnership at all, those that ended or are "
            "planned included.",
        ]

    def _overall(self) -> Iterator[list[Part]]:
        of, number = (area_table.TABLE, "", "", "of"), (area_table.TABLE, "", "", "recorded")
        if self._is_nought(*of):
            yield [f"As at {self._day}, the record expects nothing that could be counted {self._population.of_whom}."]
            return
        then, decimals = self._then(number, of)
        recorded = self._cell(*number, of=of, decimals=decimals, noun=f"{self._expectations} that could be counted")
        current = self._cell(area_table.TABLE, "", "", "current", of=of)
        yield [
            f"As at {self._day}, ", recorded, f" {verb(recorded, 'is', 'are')} recorded for the trusts and boards "
            f"{self._population.where}", *then, "; ", current, f" {verb(current, 'rests', 'rest')} on current "
            "evidence, which somebody read and which is dated no more than three years before.",
        ]

    def _then(self, number: Key, of: Key) -> tuple[list[Part], int]:
        """The share on the day from which change is told, and how exactly both are told."""
        if self._before is None:
            return [], 0
        a, b, c, d = map(self._published.value, (number, of, self._before.recorded, self._before.of))
        if a is None or b is None or c is None or d is None:
            return [], 0
        decimals = int(a * d != b * c and percent(a, b) == percent(c, d))
        cell = self._cell(*self._before.recorded, of=self._before.of, decimals=decimals)
        since = in_words(self._material.since.isoformat())
        return [", against ", cell, f" on {since} by what is recorded now"], decimals

    def _partner_types(self) -> Iterator[list[Part]]:
        yield from of_partner_types(self._published, self._tables[coverage_table.TABLE])

    def _value_areas(self) -> Iterator[list[Part]]:
        yield from of_value_areas(self._published, self._tables[area_table.TABLE])

    def _boards(self) -> Iterator[list[Part]]:
        one = bool(self._material.scope.icb)
        yield from of_boards(self._published, self._tables[coverage_table.TABLE], one)

    def _gaps(self) -> Iterator[list[Part]]:
        table, of = gap_table.TABLE, (area_table.TABLE, "", "", "of")
        if self._is_nought(table, "", gap_table.GAPS):
            return
        there = {column.id for column in self._tables[table].columns}
        told: list[list[Part]] = []
        for state, (one, several) in GAPS.items():
            if state in there and not self._is_nought(table, "", state):
                cell = self._cell(table, "", state)
                told.append([cell, f" {verb(cell, one, several)}"])
        gaps = self._cell(table, "", gap_table.GAPS)
        yield [
            "Of the ", self._cell(*of), f" {self._expectations} that could be counted, ", gaps,
            f" {verb(gaps, 'is a gap', 'are gaps')}, without an active record of the trust’s or board’s own: ",
            *series(told), ".",
        ]

    def _reconfirm(self) -> Iterator[list[Part]]:
        table = gap_table.TABLE
        there = {column.id for column in self._tables[table].columns}
        told: list[list[Part]] = []
        for kind, words in (
            ("recorded-old", "on evidence that is older than three years or that nobody read"),
            ("recorded-undated", "on undated evidence"),
        ):
            if kind in there and not self._is_nought(table, "", kind):
                cell = self._cell(table, "", kind)
                told.append([cell, f" {verb(cell, 'rests', 'rest')} {words}"])
        said: list[list[Part]] = []
        if told:
            recorded = self._cell(table, "", gap_table.RECORDED)
            noun = verb(recorded, "expectation", "expectations")
            said.append(["of the ", recorded, f" {noun} recorded, ", *series(told)])
        if "inherited" in there and not self._is_nought(table, "", "inherited"):
            cell = self._cell(table, "", "inherited")
            said.append(["of the gaps, ", cell, f" {verb(cell, 'is', 'are')} recorded with a predecessor only"])
        if said:
            yield ["To be reconfirmed before anybody relies on them: ", *series(said, "; "), "."]

    def _evidence(self) -> Iterator[list[Part]]:
        table = evidence_table.TABLE
        of = (table, "", evidence_table.ALL)
        if self._is_nought(*of):
            return
        old = self._cell(table, "", evidence_table.OLD, of=of, noun="recorded partnerships (records) that are active")
        undated, unread = (self._cell(table, "", one) for one in ("undated", evidence_table.UNREAD))
        yield [
            old, f" {verb(old, 'rests', 'rest')} on evidence that is older than three years; ", undated,
            f" {verb(undated, 'rests', 'rest')} on undated evidence, and ", unread,
            " on evidence that nobody read. What nobody read can be old or undated too, so these overlap.",
        ]

    def _changes(self) -> Iterator[list[Part]]:
        """The three kinds apart, each without what did not happen."""
        parts: list[Part] = [f"Since {in_words(self._material.since.isoformat())}, "]
        for rank, (nothing, kinds) in enumerate(CHANGES):
            told: list[list[Part]] = []
            said: tuple[str, ...] = ()
            for kind, nouns, verbs in kinds:
                if not self._is_nought(change_table.TABLE, "", kind):
                    cell = self._cell(change_table.TABLE, "", kind)
                    noun = "" if nouns == said else f" {verb(cell, *nouns)}"
                    told.append([cell, f"{noun} {verb(cell, *verbs)}"])
                    said = nouns
            parts += [*(["; "] if rank else []), *(series(told) if told else [nothing])]
        yield [*parts, ". This tells what was published and recorded, and is no net change."]

    def _depended_on(self) -> Iterator[list[Part]]:
        found = self._dependence
        if found is None or self._published.value((DEPENDENCE, found.first)) is None:
            return
        cell = self._cell(DEPENDENCE, found.first)
        whose = verb(cell, "trust or board", "trusts or boards")
        if found.alone:
            yield [
                cell, f" {whose} {verb(cell, 'has', 'have')} {found.names} as {verb(cell, 'its', 'their')} only "
                "recorded partner in at least one value area, more than any other.",
            ]
        else:
            yield [
                f"{found.names[:1].upper()}{found.names[1:]} are each the only recorded partner of ", cell,
                f" {whose} in at least one value area, more than any other.",
            ]

    @property
    def _day(self) -> str:
        return in_words(self._material.view.day.isoformat())

    @property
    def _expectations(self) -> str:
        return "expectation" if self._published.value((area_table.TABLE, "", "", "of")) == 1 else "expectations"


def _tells(parts: list[Part]) -> bool:
    """Whether not all numbers of a sentence are hidden."""
    cells = [part for part in parts if isinstance(part, Cell)]
    return not cells or any(cell.value is not None for cell in cells)
