"""The two sides of a meeting: what each could fill for the other, and whom both know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graphsvc.questions.cells import Cell
from graphsvc.questions.fillers import fills
from graphsvc.questions.gaps import Coverage, gaps_of
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.links import Link
from graphsvc.snapshot.view import View


@dataclass(frozen=True, slots=True)
class SideGaps:
    """The gaps of one of the two.

    Attributes
    ----------
    organisation : Organisation
        A trust or a board.
    fillable : tuple of Cell
        Gaps that a recorded partnership with the other of the two would fill.
    others : tuple of Cell
        Its other gaps.
    coverage : Coverage
        Of all its cells.
    """

    organisation: Organisation
    fillable: tuple[Cell, ...]
    others: tuple[Cell, ...]
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class SharedPartner:
    """A partner of both, the value areas (ids, in the guidance's order) shared with each, and the records (ids)."""

    organisation: Organisation
    with_one: tuple[str, ...]
    with_other: tuple[str, ...]
    records: tuple[str, ...]


def side_gaps(view: View, own: Organisation, other: Organisation, suggest: int) -> SideGaps:
    """The gaps of a trust or board, apart by whether another organisation could fill them.

    Parameters
    ----------
    view : View
        The graph as at a date.
    own : Organisation
        A trust or a board.
    other : Organisation
        Whom it meets; one that is not open fills nothing.
    suggest : int
        Suggestions for each gap, at most.
    """
    found = gaps_of(view, own.id, suggest=suggest)
    fillable: list[Cell] = []
    others: list[Cell] = []
    for cell in found.cells:
        if cell.state.is_gap:
            could = view.open[other.index] and fills(view, other, cell.partner_type)
            (fillable if could else others).append(cell)
    return SideGaps(own, tuple(fillable), tuple(others), found.coverage)


def shared_partners(view: View, one: Organisation, other: Organisation) -> tuple[SharedPartner, ...]:
    """Organisations, not national, joined to both by an active record that is not inherited, by id."""
    found = []
    for index in sorted(view.neighbours[one.index] & view.neighbours[other.index]):
        if not view.organisations[index].national:
            sides = _joining(view, index, one), _joining(view, index, other)
            records = sorted(link.partnership.id for side in sides for link in side)
            areas = [_areas(view, side) for side in sides]
            found.append(SharedPartner(view.organisations[index], areas[0], areas[1], tuple(records)))
    return tuple(found)


def _joining(view: View, index: int, own: Organisation) -> list[Link]:
    links = view.links_of[index]
    return [link for link in links if link.other(index) == own.index and link.active and not link.inherited]


def _areas(view: View, links: Iterable[Link]) -> tuple[str, ...]:
    found = {link.partnership.value_area for link in links}
    return tuple(area for area in view.snapshot.value_areas if area in found)
