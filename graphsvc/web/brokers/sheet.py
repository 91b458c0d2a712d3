"""Brokers, and who would lose whom without one of them, as tables for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from graphsvc.dates import note_on, today
from graphsvc.maps.drawing import ATTRIBUTION
from graphsvc.questions.brokers import cut_off_without, sampled_note
from graphsvc.sheets import Sheet
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.view import View
from graphsvc.web.brokers.listed import Listed

COLUMNS = (
    "rank", "organisation", "name", "organisation_type", "betweenness", "partners", "single_point", "losing", "cut_off",
    "cut_off_names", "lose",
)
CUT_OFF_COLUMNS = ("organisation", "name", "organisation_type", "partner", "part", "lose")
_COUNTED = "Over active records that are not inherited; national bodies are left out, because they join everyone."
_ABOUT = (
    _COUNTED,
    "rank: among all brokers, whichever of them are listed here.",
    "betweenness: of all pairs of others, the share whose shortest ways lead through the organisation, from 0 to 1.",
    "losing: how many would be cut off without it. These overlap from row to row: do not add them up.",
    "cut_off: who would lose whom without it. Parts are separated by a bar; lose says how many others each would lose.",
)


def broker_sheet(view: View, found: Iterable[Listed]) -> Sheet:
    """Brokers, a row for each.

    Parameters
    ----------
    view : View
        The graph as at a date.
    found : iterable of Listed
        Those that are listed.
    """
    sampled = sampled_note(view)
    about = (*_ABOUT, sampled) if sampled else _ABOUT
    return _sheet(view, "Brokers", COLUMNS, tuple(_row(view, one) for one in found), about)


def cut_off_sheet(view: View, organisation: Organisation) -> Sheet:
    """Who would lose whom without an organisation, a row for each that would be cut off.

    Parameters
    ----------
    view : View
        The graph as at a date.
    organisation : Organisation
        Any organisation.
    """
    joined = view.neighbours[organisation.index]
    rows = tuple(
        (
            one.id, one.name, view.snapshot.organisation_types[one.type], "yes" if one.index in joined else "no",
            number, part.lose,
        )
        for number, part in enumerate(cut_off_without(view, organisation), 1) for one in part.organisations
    )
    about = (
        _COUNTED,
        f"Who would be cut off without {organisation.name}, as far as it is recorded.",
        "partner: whether it is a partner of that organisation itself. part: those of one part keep their ways to each "
        "other. lose: how many others each would lose.",
    )
    return _sheet(view, f"Cut off without {organisation.name}", CUT_OFF_COLUMNS, rows, about)


def _sheet(
    view: View, name: str, columns: tuple[str, ...], rows: tuple[tuple[object, ...], ...], about: tuple[str, ...]
) -> Sheet:
    note = note_on(view.day, today())
    said = (*about, *((note,) if note else ()), ATTRIBUTION)
    return Sheet(name, columns, rows, said, view.day.isoformat(), view.snapshot.hash)


def _row(view: View, listed: Listed) -> tuple[object, ...]:
    broker = listed.broker
    one = broker.organisation
    return (
        listed.rank, one.id, one.name, view.snapshot.organisation_types[one.type], broker.betweenness, broker.partners,
        "yes" if broker.cut_off else "no", listed.losing,
        " | ".join("; ".join(cut.id for cut in part.organisations) for part in broker.cut_off),
        " | ".join("; ".join(cut.name for cut in part.organisations) for part in broker.cut_off),
        " | ".join(str(part.lose) for part in broker.cut_off),
    )
