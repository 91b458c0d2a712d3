"""The trusts and boards that a brief is about."""

from __future__ import annotations

from dataclasses import dataclass

from graphsvc.reports.brief.contents import Cell
from graphsvc.reports.brief.material import Material
from graphsvc.reports.brief.numbers import RowsOf
from graphsvc.reports.brief.phrases import Part, counted
from graphsvc.reports.brief.tables import Published
from graphsvc.reports.report import Column
from graphsvc.vocabulary import ICB


@dataclass(frozen=True, slots=True)
class Population:
    """How many there are, and how they are told of in a sentence.

    That there are so many is known to everybody, and no small number that would have to be hidden: only its rows are,
    where other numbers are hidden.
    """

    trusts: int
    boards: int
    trace: str
    where: str

    @property
    def of_whom(self) -> str:
        """`of the trusts and boards in England`."""
        return f"of the trusts and boards {self.where}"

    def parts(self, published: Published) -> list[Part]:
        """`of the 202 trusts and 36 boards in England`, with a number that opens its rows."""
        trace = "" if published.hidden else self.trace
        found: list[Part] = ["of the "]
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
    return Population(len(cells) - boards, boards, trace, f"of {scope.name}" if scope.icb else where)
