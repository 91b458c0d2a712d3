"""The rows of a report as a page shows them: organisations by name and as links, numbers to be read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from graphsvc.dates import in_words
from graphsvc.reports.files.words import NUMBERS, rounded
from graphsvc.reports.report import Column, Value
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.view import View

_NAME, _TITLE, _ADDRESS = "_name", "_title", "_address"


@dataclass(frozen=True, slots=True)
class Head:
    """A column: what stands over it, the unit where that does not say it, and whether it holds numbers."""

    title: str
    unit: str
    number: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one place.

    Attributes
    ----------
    parts : tuple of (str, str)
        Texts, each with an address that it leads to or an empty one.
    sort : str
        By what it is sorted, where that is not its text.
    """

    parts: tuple[tuple[str, str], ...]
    sort: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows under their heads."""

    heads: tuple[Head, ...]
    lines: tuple[tuple[Cell, ...], ...]


def rows_of(
    view: View, columns: Sequence[Column], rows: Sequence[tuple[Value, ...]], link: Callable[[Organisation], str]
) -> Rows:
    """Rows for a page. An id beside its name, and an address beside its title, are where these lead to.

    Parameters
    ----------
    view : View
        Where organisations are known by their ids.
    columns : sequence of Column
        What each column of the rows is.
    rows : sequence of tuple
        Values.
    link : callable
        Gives the address of an organisation's page.
    """
    at = {column.name: place for place, column in enumerate(columns)}
    shown = [place for place, column in enumerate(columns) if _led_to(column.name) not in at]

    def address(value: Value) -> str:
        if not isinstance(value, str):
            return ""
        index = view.snapshot.index_of.get(value)
        if index is not None:
            return link(view.organisations[index])
        return value if value.lower().startswith(("http://", "https://")) else ""

    def cell(row: tuple[Value, ...], place: int) -> Cell:
        value, column = row[place], columns[place]
        if isinstance(value, tuple):
            return Cell(tuple((one, address(one)) for one in value))
        if isinstance(value, date):
            return Cell(((in_words(value.isoformat()), ""),), value.isoformat())
        text = rounded(value, column)
        if column.type in NUMBERS:
            return Cell(((text, ""),), "" if value is None else str(value))
        return Cell(((text, address(row[at.get(_leads_to(column.name), place)])),))

    heads = tuple(_head(columns[place]) for place in shown)
    return Rows(heads, tuple(tuple(cell(row, place) for place in shown) for row in rows))


def _head(column: Column) -> Head:
    title = column.title.removesuffix(", name")
    return Head(title, "" if column.unit.lower() in title.lower() else column.unit, column.type in NUMBERS)


def _led_to(name: str) -> str:
    """The column that leads to what a column holds, if there is one."""
    return name.removesuffix(_ADDRESS) + _TITLE if name.endswith(_ADDRESS) else name + _NAME


def _leads_to(name: str) -> str:
    """The column that says where a column leads to, if there is one."""
    return name.removesuffix(_TITLE) + _ADDRESS if name.endswith(_TITLE) else name.removesuffix(_NAME)
