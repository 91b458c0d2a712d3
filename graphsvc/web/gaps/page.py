"""Gaps of all trusts and boards: a heat map of coverage, the cells behind it, and the same as a file."""

from __future__ import annotations

from collections import Counter
from functools import partial

from flask import Blueprint, Response, g
from werkzeug.wrappers import Response as AnyResponse

from graphsvc.errors import BadInput
from graphsvc.questions.gaps import coverage_of
from graphsvc.questions.names import spoken
from graphsvc.questions.sentences import not_open_sentence
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.places import Place
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import ICB, NHS_REGION, CellState
from graphsvc.web.frame import Frame, common
from graphsvc.web.gaps.asked import GAPS, TYPES, CellsAsked, by_state, cells_asked
from graphsvc.web.gaps.finding import gaps_sentence, left_out_sentence, most_and_least
from graphsvc.web.gaps.heatmap import heat_map
from graphsvc.web.gaps.reasons import short_reason
from graphsvc.web.gaps.sheet import file_name, gaps_sheet

MOST_PAGES = 9_999
_MEDIA_TYPES = {
    ".csv": "text/csv", ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def add_gaps(pages: Blueprint, frame: Frame) -> None:
    """Add the page of gaps and its files."""

    @pages.get("/gaps")
    def gaps() -> Response | AnyResponse:
        view = frame.view()
        asked = frame.asked(view)
        cells = cells_asked(asked, g.patch)
        page = asked.number("page", 1, MOST_PAGES, 1)
        if moved := frame.moved(asked):
            return moved
        answer = {} if asked.faults else _answer(cells, page, frame.limits.list_size)
        return frame.page(
            "gaps.html", view, asked=asked, cells=cells, types=TYPES, states=list(CellState),
            gap_states=GAPS, regions=_regions(view), boards=_boards(view, cells.board),
            reason=partial(short_reason, view), spoken=spoken,
            **answer,
        )

    @pages.get("/gaps.csv")
    def gaps_csv() -> Response:
        return _file(".csv")

    @pages.get("/gaps.xlsx")
    def gaps_xlsx() -> Response:
        return _file(".xlsx")

    def _file(suffix: str) -> Response:
        view = frame.view()
        asked = frame.asked(view)
        cells = cells_asked(asked, g.patch)
        for fault in asked.faults:
            raise BadInput(f"{fault.parameter}: {fault.message}", fault.parameter)
        sheet = gaps_sheet(cells)
        content = sheet.csv() if suffix == ".csv" else sheet.xlsx()
        return frame.file(content, _MEDIA_TYPES[suffix], file_name(cells) + suffix)


def _answer(cells: CellsAsked, page: int, size: int) -> dict[str, object]:
    """What the page shows of the cells asked for: one page of the list, and all of the rest."""
    looked_at, matrix = cells.looked_at(), cells.matrix()
    listed = cells.in_states(looked_at)
    last = max(-(-len(listed) // size), 1)
    page = min(page, last)
    return {
        "map": heat_map(cells.view, matrix, common(cells.view)["here"]), "coverage": coverage_of(looked_at),
        "gaps": gaps_sentence(looked_at),
        "left_out": left_out_sentence(looked_at),
        "england": cells.england(), "counted": Counter(cell.state for cell in looked_at if cell.counts),
        "compared": most_and_least(cells.view, matrix),
        "by_state": by_state(looked_at), "note": _note(cells), "looked_at": len(looked_at),
        "listed": listed[(page - 1) * size : page * size], "first": (page - 1) * size + 1, "total": len(listed),
        "page": page, "last": last,
    }


def _note(cells: CellsAsked) -> str:
    """Why there is nothing to count; empty when there is."""
    if cells.board is not None and not cells.view.open[cells.board.index]:
        return f"{not_open_sentence(cells.view, cells.board)}."
    if cells.patch and not cells.organisations:
        return "No open trust or board is in your patch as it is filtered here."
    return "" if cells.organisations else "There is no open trust or board here at this date."


def _regions(view: View) -> list[Place]:
    """The NHS regions by name."""
    found = [place for place in view.snapshot.places.by_code.values() if place.kind == NHS_REGION]
    return sorted(found, key=lambda place: (place.name, place.code))


def _boards(view: View, chosen: Organisation | None) -> list[Organisation]:
    """The open boards by name, and the one that was chosen."""
    found = {view.organisations[index] for index in view.of_types((ICB,))} | ({chosen} if chosen else set())
    return sorted(found, key=lambda one: (spoken(one), one.index))
