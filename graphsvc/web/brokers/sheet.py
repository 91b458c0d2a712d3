"""Brokers as a table for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from graphsvc.dates import note_on, today
from graphsvc.maps.drawing import ATTRIBUTION
from graphsvc.questions.brokers import Broker
from graphsvc.sheets import Sheet
from graphsvc.snapshot.view import View

COLUMNS = (
    "rank", "organisation", "name", "organisation_type", "betweenness", "partners", "single_point", "cut_off",
    "cut_off_names", "lose",
)
_ABOUT = (
    "Over active records that are not inherited; national bodies are left out, because they join everyone.",
    "betweenness: of all pairs of others, the share whose shortest ways lead through the organisation, from 0 to 1.",
    "cut_off: who would lose whom without it. Parts are separated by a bar; lose says how many others each would lose.",
)


def broker_sheet(view: View, found: Iterable[Broker]) -> Sheet:
    """Brokers, a row for each, the most needed first.

    Parameters
    ----------
    view : View
        The graph as at a date.
    found : iterable of Broker
        Those that are listed.
    """
    rows = tuple(_row(view, rank, one) for rank, one in enumerate(found, 1))
    note = note_on(view.day, today())
    about = (*_ABOUT, *((note,) if note else ()), ATTRIBUTION)
    return Sheet("Brokers", COLUMNS, rows, about, view.day.isoformat(), view.snapshot.hash)


def _row(view: View, rank: int, broker: Broker) -> tuple[object, ...]:
    one = broker.organisation
    return (
        rank, one.id, one.name, view.snapshot.organisation_types[one.type], broker.betweenness, broker.partners,
        "yes" if broker.cut_off else "no",
        " | ".join("; ".join(cut.id for cut in part.organisations) for part in broker.cut_off),
        " | ".join("; ".join(cut.name for cut in part.organisations) for part in broker.cut_off),
        " | ".join(str(part.lose) for part in broker.cut_off),
    )
