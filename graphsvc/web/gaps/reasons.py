"""Reasons as a list gives them: without what its other columns say already."""

from __future__ import annotations

from graphsvc.questions.cells import Cell
from graphsvc.questions.names import in_sentence, with_article
from graphsvc.questions.reasons import reason
from graphsvc.snapshot.view import View


def short_reason(view: View, cell: Cell) -> str:
    """Why a cell has its state, where its partner type and value area stand beside it.

    Parameters
    ----------
    view : View
        The graph as at the date of the cell.
    cell : Cell
        The cell.
    """
    kind, area = cell.partner_type.name, in_sentence(view.snapshot.value_areas[cell.value_area])
    told = reason(view, cell)
    for repeated in (f" with {with_article(kind)} in {area}", f" ({in_sentence(kind)})"):
        told = told.replace(repeated, "")
    return told
