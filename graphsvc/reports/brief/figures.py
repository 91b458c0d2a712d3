"""The figures of a brief: F1 heat map, F2 tile map, F4 network."""

from __future__ import annotations

from collections.abc import Mapping

from graphsvc.reports.brief.contents import Cell, Figure, Scope, Shown
from graphsvc.reports.brief.heat_figure import heat_figure
from graphsvc.reports.brief.network_figure import network_figure
from graphsvc.reports.brief.tile_figure import tile_figure
from graphsvc.snapshot.view import View


def figures_of(
    view: View, scope: Scope, t1: Shown, boards: Mapping[str, Cell], *, network: bool = True
) -> tuple[Figure, ...]:
    """All figures; F2 only where the record has a table of tiles.

    Parameters
    ----------
    view : View
        The graph as at the brief's date.
    scope : Scope
        Whom the brief is about.
    t1 : Shown
        Coverage by board (or organisation) and partner type: the numbers of F1.
    boards : mapping of str to Cell
        By id of each board in scope: its total over all partner types, the number of F2.
    network : bool
        Whether F4 is drawn, which shows single records and counts them.
    """
    tiles = tile_figure(view, scope, t1, boards)
    return (heat_figure(t1), *((tiles,) if tiles else ()), *((network_figure(view, scope),) if network else ()))
