"""What is told of each row that a number comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graphsvc.reports.brief.asking import CELLS, CHANGES, RECORDS
from graphsvc.reports.brief.numbers import RowsOf
from graphsvc.reports.brief.rows import Change, ExpectationCell, RecordRow
from graphsvc.reports.report import Column, Value
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import CellState

Told = tuple[Value, ...]
"""A row of a trace."""

_STATES = {
    CellState.SHARED_NETWORK: "through a shared network", CellState.VIA_HOST: "with the partner’s host",
    CellState.NOT_APPLICABLE: "does not apply", CellState.CONFIRMED_NONE: "confirmed that there is none",
    CellState.NOT_COLLECTED: "not systematically collected", CellState.UNRECORDED: "no recorded partnership",
}
"""States that a brief calls by other words than the reports."""


def told_state(state: str) -> str:
    """A state as a brief calls it: `no recorded partnership`."""
    return _STATES.get(CellState(state), state)


class Rows:
    """Rows of traces, each made once however many numbers it is behind.

    Parameters
    ----------
    view : View
        Where value areas and partner types have their names.
    versions : mapping
        Versions of the reports.
    """

    def __init__(self, view: View, versions: Mapping[str, int]) -> None:
        self._areas = view.snapshot.value_areas
        self._types = {kind.id: kind.name for kind in view.snapshot.partner_types.values()}
        self._cells: dict[ExpectationCell, Told] = {}
        self.cells = RowsOf(CELLS, versions[CELLS], (
            Column("organisation_name", "Trust or board"), Column("organisation", "Its id"),
            Column("value_area", "Value area"), Column("partner_type", "Partner type"), Column("state", "State"),
            Column("evidence", "Evidence"), Column("records", "Records", "texts"),
        ))
        self.records = RowsOf(RECORDS, versions[RECORDS], (
            Column("record", "Record"), Column("between", "Between", "texts"), Column("value_area", "Value area"),
            Column("state", "State"), Column("evidence_date", "Date of the evidence"),
            Column("basis", "How it was seen"), Column("evidence_title", "Evidence"),
            Column("evidence_address", "Address of the evidence"),
        ))
        self.changes = RowsOf(CHANGES, versions[CHANGES], (
            Column("day", "Day by which it counts", "date"), Column("what", "What happened"),
            Column("names", "Organisations", "texts"), Column("value_area", "Value area"), Column("record", "Record"),
            Column("detail", "Detail"),
        ))

    def area(self, one: str) -> str:
        """Name of a value area."""
        return self._areas.get(one, one)

    def partner_type(self, one: str) -> str:
        """Name of a partner type."""
        return self._types.get(one, one)

    def of_cells(self, cells: Iterable[ExpectationCell]) -> list[Told]:
        """Rows of expectations."""
        return [self._cells.get(cell) or self._told(cell) for cell in cells]

    def of_records(self, records: Iterable[RecordRow]) -> list[Told]:
        """Rows of records."""
        return [
            (
                one.record, one.names, self.area(one.value_area), one.state, one.evidence_date or "undated", one.basis,
                one.title, one.address,
            )
            for one in records
        ]

    def of_changes(self, changes: Iterable[Change]) -> list[Told]:
        """Rows of changes."""
        return [
            (one.day, one.what, one.names, self.area(one.value_area), one.record, one.detail) for one in changes
        ]

    def _told(self, cell: ExpectationCell) -> Told:
        told: Told = (
            cell.name, cell.organisation, self.area(cell.value_area), self.partner_type(cell.partner_type),
            told_state(cell.state), cell.evidence, cell.records,
        )
        self._cells[cell] = told
        return told
