"""The trusts and boards that a brief is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graphsvc.reports.brief.contents import Cell
from graphsvc.reports.brief.material import Material
from graphsvc.reports.brief.numbers import RowsOf
from graphsvc.reports.brief.phrases import Part, counted
from graphsvc.reports.brief.rows import ExpectationCell
from graphsvc.reports.brief.suppression import Key
from graphsvc.reports.brief.tables import Published
from graphsvc.reports.report import Column
from graphsvc.vocabulary import ICB


@dataclass(frozen=True, slots=True)
class Population:
    """How many there are, how they are told of in a sentence, and the number of those with any recorded partnership.

    That there are so many is known to everybody, and no small number that would have to be hidden: only its rows are,
    where other numbers are hidden.
    """

    trusts: int
    boards: int
    trace: str
    where: str
    with_any: Key

    @property
    def of_whom(self) -> str:
        """`of the trusts and boards in England`."""
        return f"of the trusts and boards {self.where}"

    def parts(self, published: Published) -> list[Part]:
        """`202 trusts and 36 boards in England`, with numbers that open their rows."""
        trace = "" if published.hidden else self.trace
        found: list[Part] = []
        if self.trusts:
            found.append(Cell(counted(self.trusts, "trust"), self.trusts, None, trace))
        if self.trusts and self.boards:
            found.append(" and ")
        if self.boards:
            found.append(Cell(counted(self.boards, "board"), self.boards, None, trace))
        return [*found, f" {self.where}"]


def population(material: Material) -> Population:
    """Those that have a cell on the day."""
    cells = {cell.organisation: cell for cell in material.answers.cells}
    boards = sum(cell.type == ICB for cell in cells.values())
    columns = (
        Column("organisation_name", "Trust or board"), Column("organisation", "Its id"),
        Column("organisation_type", "Type"),
    )
    of = material.rows.cells
    trace = material.numbers.trace(
        ("findings", "organisations"), f"{counted(len(cells) - boards, 'trust')} and {counted(boards, 'board')}",
        "A row for each trust or board that is open on the day and of which anything is expected, by its type. These "
        "are all of them, and no share.", RowsOf(of.report, of.version, columns),
        ((cell.name, cell.organisation, cell.type) for _, cell in sorted(cells.items())),
    )
    scope = material.scope
    where = "in England" if not (scope.icb or scope.region) else f"in the NHS region {scope.name}"
    any_of_them = _with_any(material, cells, columns)
    return Population(len(cells) - boards, boards, trace, f"of {scope.name}" if scope.icb else where, any_of_them)


def _with_any(material: Material, cells: Mapping[str, ExpectationCell], columns: tuple[Column, ...]) -> Key:
    """Enter how many of them have any record, with whomever and in whatever state."""
    ends = {end for row in material.answers.records for end in row.ends}
    mine, of = [cell for one, cell in sorted(cells.items()) if one in ends], material.rows.records
    trace = material.numbers.trace(
        ("findings", "with-any"), f"With any recorded partnership: {len(mine):,} of {len(cells):,}",
        "A row for each trust or board for which any record counts: with anybody, in any value area, whether the "
        "guidance expects it or not, those that ended or are planned included. The denominator is all of them.",
        RowsOf(of.report, of.version, columns), ((cell.name, cell.organisation, cell.type) for cell in mine),
    )
    return material.numbers.count(("findings", "with-any"), len(mine), trace)
