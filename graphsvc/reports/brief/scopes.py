"""Whom a brief can be about."""

from __future__ import annotations

from graphsvc.questions.names import spoken
from graphsvc.reports.brief.contents import Scope
from graphsvc.snapshot.view import View


def scope_of(view: View, icb: str = "", region: str = "") -> Scope:
    """A board, a region, or England when neither is given; both must be known.

    Parameters
    ----------
    view : View
        The graph as at the brief's date.
    icb : str
        Id of a board.
    region : str
        Code of an NHS region.
    """
    if icb:
        return Scope(icb=icb, name=spoken(view.organisations[view.snapshot.index_of[icb]]))
    if region:
        return Scope(region=region, name=view.snapshot.places.by_code[region].name)
    return Scope()
