"""Tables of one organisation for a spreadsheet: its records, and what is expected of it."""

from __future__ import annotations

from collections.abc import Iterable

from graphsvc.dates import note_on, today
from graphsvc.maps.drawing import ATTRIBUTION
from graphsvc.questions.cells import Cell
from graphsvc.questions.neighbourhood import state_of
from graphsvc.questions.reasons import reason
from graphsvc.sheets import Sheet
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.links import Link
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import KINDS

RECORD_COLUMNS = (
    "record", "value_area", "partner", "partner_id", "partner_type", "kind", "state", "since", "until",
    "recorded_source", "recorded_target", "evidence_title", "evidence_address", "evidence_date", "evidence_basis",
    "summary",
)
GAP_COLUMNS = (
    "organisation", "value_area", "partner_type", "state", "gap", "reconfirm", "evidence", "reason", "records", "rule",
    "rule_version", "document", "passage", "reviewed_on", "suggested",
)
_CAVEAT = "What is not recorded may still exist: ask before you conclude."


def records_sheet(view: View, organisation: Organisation, links: Iterable[Link]) -> Sheet:
    """Records of an organisation: a row for each partner that a record counts for.

    Parameters
    ----------
    view : View
        The graph as at a date.
    organisation : Organisation
        Any organisation.
    links : iterable of Link
        Its records.
    """
    rows = tuple(_record(view, organisation, link) for link in links)
    return _sheet(view, f"Records of {organisation.name}", RECORD_COLUMNS, rows)


def gaps_sheet(view: View, organisation: Organisation, cells: Iterable[Cell]) -> Sheet:
    """Cells of a trust or board, a row for each.

    Parameters
    ----------
    view : View
        The graph as at a date.
    organisation : Organisation
        A trust or a board.
    cells : iterable of Cell
        Its cells, with suggestions.
    """
    rows = tuple(_cell(view, cell) for cell in cells)
    return _sheet(view, f"Expected of of {organisation.name}", GAP_COLUMNS, rows)


def _sheet(view: View, name: str, columns: tuple[str, ...], rows: tuple[tuple[object, ...], ...]) -> Sheet:
    note = note_on(view.day, today())
    about = (_CAVEAT, *((note,) if note else ()), ATTRIBUTION)
    return Sheet(name, columns, rows, about, view.day.isoformat(), view.snapshot.hash)


def _record(view: View, organisation: Organisation, link: Link) -> tuple[object, ...]:
    record, seen = link.partnership, link.partnership.evidence
    partner = view.organisations[link.other(organisation.index)]
    return (
        record.id, view.snapshot.value_areas[record.value_area], partner.name, partner.id,
        view.snapshot.organisation_types[partner.type], KINDS[record.kind], state_of(link).value, record.since,
        record.until, view.organisations[record.source].id, view.organisations[record.target].id, seen.title,
        seen.address, seen.date, seen.basis, record.summary,
    )


def _cell(view: View, cell: Cell) -> tuple[object, ...]:
    suggested = (
        f"{one.organisation.name} ({one.organisation.id}): {', '.join(one.why)}" for one in cell.suggestions.items
    )
    return (
        cell.organisation.id, view.snapshot.value_areas[cell.value_area], cell.partner_type.name, cell.state.value,
        "yes" if cell.state.is_gap else "no", "yes" if cell.reconfirm else "no",
        cell.evidence.value if cell.evidence else "", reason(view, cell), " ".join(cell.records), cell.rule.id,
        cell.rule.version, cell.rule.document, cell.rule.passage, cell.reviewed_on, " | ".join(suggested),
    )
