"""Partners by value area: with whom an organisation has records, what is expected there, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graphsvc.questions.cells import Cell
from graphsvc.questions.gaps import Coverage, coverage_of
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.links import Link
from graphsvc.snapshot.view import View
from graphsvc.web.organisation.counting import counts
from graphsvc.web.organisation.selection import Selection


@dataclass(frozen=True, slots=True)
class Partner:
    """One partner, and the records with it in one value area, by id."""

    organisation: Organisation
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ValueArea:
    """One value area of an organisation.

    Attributes
    ----------
    partners : tuple of Partner
        By name: those whose records are shown.
    shown, records : int
        How many records are shown, and how many there are.
    coverage : Coverage
        Of what is expected here.
    gaps : int
        How many gaps there are.
    unnamed : int
        How many active records are with partners that no expectation names here.
    """

    id: str
    name: str
    partners: tuple[Partner, ...]
    shown: int
    records: int
    coverage: Coverage
    gaps: int
    unnamed: int


def by_value_area(
    view: View, organisation: Organisation, cells: Iterable[Cell], selection: Selection
) -> tuple[ValueArea, ...]:
    """The value areas of an organisation that are shown, in the guidance's order.

    Parameters
    ----------
    view : View
        The graph as at a date.
    organisation : Organisation
        Any organisation.
    cells : iterable of Cell
        All of its cells; none for one that is no open trust or board.
    selection : Selection
        What is shown.
    """
    cells = list(cells)
    return tuple(
        _value_area(view, organisation, area, name, [cell for cell in cells if cell.value_area == area], selection)
        for area, name in selection.areas(view.snapshot).items()
    )


def _value_area(
    view: View, organisation: Organisation, area: str, name: str, cells: list[Cell], selection: Selection
) -> ValueArea:
    links = [link for link in view.links_of[organisation.index] if link.partnership.value_area == area]
    shown = sorted((link for link in links if selection.passing.record(link)), key=lambda link: link.partnership.id)
    found: dict[Organisation, list[Link]] = {}
    for link in shown:
        found.setdefault(view.organisations[link.other(organisation.index)], []).append(link)
    by_name = sorted(found, key=lambda one: (one.name.casefold(), one.id))
    partners = tuple(Partner(partner, tuple(found[partner])) for partner in by_name)
    gaps = sum(1 for cell in cells if cell.state.is_gap)
    unnamed = counts(organisation, links, cells).unnamed
    return ValueArea(area, name, partners, len(shown), len(links), coverage_of(cells), gaps, unnamed)
