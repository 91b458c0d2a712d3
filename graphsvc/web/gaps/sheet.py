"""The cells that were asked for as a table to save."""

from __future__ import annotations

from graphsvc.maps.drawing import ATTRIBUTION
from graphsvc.questions.cells import Cell
from graphsvc.questions.gaps import coverage_of
from graphsvc.questions.reasons import reason
from graphsvc.sheets import Sheet
from graphsvc.web.gaps.asked import CellsAsked

COLUMNS = (
    "organisation", "organisation_name", "board", "board_name", "value_area", "value_area_name", "partner_type",
    "partner_type_name", "state", "reason", "rule", "version", "document", "passage", "records", "evidence",
    "reviewed_on",
)


def gaps_sheet(cells: CellsAsked) -> Sheet:
    """A row for each cell.

    Parameters
    ----------
    cells : CellsAsked
        What was asked for.
    """
    looked_at = cells.looked_at()
    shown, coverage = cells.in_states(looked_at), coverage_of(looked_at)
    view = cells.view
    return Sheet(
        f"Gaps, {cells.whose}", COLUMNS, tuple(_row(cells, cell) for cell in shown),
        about=(
            f"{coverage.recorded:,} of {coverage.of:,} expected partnerships recorded, {coverage.current:,} of them "
            f"with current evidence: of all {len(looked_at):,} cells that were looked at, of which this file has "
            f"{len(shown):,}.",
            "What is not recorded may still exist.", ATTRIBUTION,
        ),
        as_at=view.day.isoformat(), snapshot=view.snapshot.hash,
    )


def file_name(cells: CellsAsked) -> str:
    """What the file is called, without its ending: of ids only."""
    where = [one for one in (cells.board.id if cells.board else "", cells.region.code if cells.region else "") if one]
    return "-".join(["gaps", *where, *["patch"] * cells.patch])


def _row(cells: CellsAsked, cell: Cell) -> tuple[object, ...]:
    view, rule, one = cells.view, cell.rule, cell.organisation
    board = view.board(one)
    return (
        one.id, one.name, board.id if board else "", board.name if board else "",
        cell.value_area, view.snapshot.value_areas[cell.value_area], cell.partner_type.id, cell.partner_type.name,
        cell.state.value, reason(view, cell), rule.id, rule.version, rule.document, rule.passage,
        "; ".join(cell.records), cell.evidence.value if cell.evidence else "", cell.reviewed_on,
    )
