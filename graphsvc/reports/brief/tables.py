"""Tables of a brief: drafted with the keys of their numbers, then shown with what may be published."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from graphsvc.maps.drawing import ATTRIBUTION
from graphsvc.reports.brief.contents import Cell, Shown
from graphsvc.reports.brief.numbers import Numbers
from graphsvc.reports.brief.phrases import percent
from graphsvc.reports.brief.suppression import Key
from graphsvc.reports.report import Column, Value
from graphsvc.reports.table import SUPPRESSED, Table

NOTHING = "–"
"""Stands where nothing is counted."""

_SHADES = 5


@dataclass(frozen=True, slots=True)
class Place:
    """Where a number stands.

    Attributes
    ----------
    number : tuple of str
        Its key; empty where nothing is counted.
    of : tuple of str
        Key of what it is a part of, when it is told of how many.
    percent : bool
        Whether the share is told as well.
    decimals : int
        How exactly it is told.
    noun : str
        What is counted, when it stands after the number: `expectations recorded`.
    """

    number: Key = ()
    of: Key = ()
    percent: bool = False
    decimals: int = 0
    noun: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row or a column of a draft: its id, and what it is called."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A table before it is known what may be shown.

    Attributes
    ----------
    id, title, about
        As of the table.
    row, column : Column
        What a row and a column are.
    rows, columns : tuple of Line
        The rows and columns; a total has no id.
    number : Column
        What is counted.
    places : tuple of tuple of Place
        For each row a place for each column.
    report, version : str, int
        Whose rows are counted.
    shaded : bool
        Whether shares are shaded.
    """

    id: str
    title: str
    about: tuple[str, ...]
    row: Column
    column: Column
    number: Column
    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    places: tuple[tuple[Place, ...], ...]
    report: str
    version: int
    shaded: bool = False


class Published:
    """The numbers of a brief as they may be shown.

    Where any of them is hidden no number opens its rows, since rows of one number tell others.
    """

    def __init__(self, numbers: Numbers, hidden: Collection[Key]) -> None:
        self._numbers = numbers
        self.hidden = frozenset(hidden)

    def knows(self, key: Key) -> bool:
        """Whether there is such a number."""
        return key in self._numbers.counts

    def value(self, key: Key) -> int | None:
        """A number; None when it is hidden."""
        return None if key in self.hidden else self._numbers.counts[key].value

    def cell(self, place: Place, shaded: bool = False) -> Cell:
        """What stands in a place."""
        if not place.number:
            return Cell(NOTHING)
        value = self.value(place.number)
        of = self.value(place.of) if place.of else None
        if value is None:
            return Cell(SUPPRESSED, None, of)
        text = f"{value:,}"
        if place.of:
            text += f" of {SUPPRESSED if of is None else f'{of:,}'}"
        text += f" {place.noun}" if place.noun else ""
        if place.percent and of:
            text += f" ({percent(value, of, place.decimals)})"
        shade = -(-_SHADES * value // of) if shaded and of else 0
        trace = "" if self.hidden else self._numbers.counts[place.number].trace
        return Cell(text, value, of, trace, shade)

    def table(self, draft: Draft, as_at: str, snapshot: str) -> Shown:
        """A table as it is shown, and its data."""
        rows = tuple(
            (Cell(line.name), *(self.cell(place, draft.shaded) for place in places))
            for line, places in zip(draft.rows, draft.places, strict=True)
        )
        headings = (draft.row.title, *(line.name for line in draft.columns))
        data = self._data(draft, as_at, snapshot)
        return Shown(draft.id, draft.title, draft.about, headings, rows, data, (draft.report,))

    def _data(self, draft: Draft, as_at: str, snapshot: str) -> Table:
        """The same numbers, one a row."""
        shares = any(place.of for places in draft.places for place in places)
        columns = [*_with_name(draft.row), *_with_name(draft.column), draft.number]
        if shares:
            columns += [Column("of", "Of", "whole", draft.number.unit), Column("share", "Share", "share")]
        rows = tuple(
            (line.id, line.name, column.id, column.name, *self._values(place, shares))
            for line, places in zip(draft.rows, draft.places, strict=True)
            for column, place in zip(draft.columns, places, strict=True) if place.number
        )
        return Table(
            draft.id, draft.title, tuple(columns), rows, draft.about,
            f"Report {draft.report}, version {draft.version}. {ATTRIBUTION}", as_at, snapshot,
        )

    def _values(self, place: Place, shares: bool) -> tuple[Value, ...]:
        cell = self.cell(place)
        value = SUPPRESSED if cell.value is None else cell.value
        if not shares:
            return (value,)
        of = SUPPRESSED if place.of and cell.of is None else cell.of
        if SUPPRESSED in (value, of):
            return (value, of, SUPPRESSED)
        return (value, of, cell.value / cell.of if cell.value is not None and cell.of else None)


def _with_name(column: Column) -> tuple[Column, Column]:
    """A column of ids, and one of names."""
    return Column(column.name, f"{column.title}, id"), Column(f"{column.name}_name", column.title)
