"""An organisation's expectations beside its peers as a table for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from graphsvc.dates import note_on, today
from graphsvc.maps.drawing import ATTRIBUTION
from graphsvc.questions.peers import PeerCell, Peers, peer_sentence
from graphsvc.sheets import Sheet
from graphsvc.snapshot.view import View
from graphsvc.web.organisation.standing import standing

PEER_COLUMNS = (
    "organisation", "value_area", "partner_type", "state", "peers_recorded", "peers_compared", "peers", "peer_names",
    "sentence",
)


def peer_sheet(view: View, found: Peers, cells: Iterable[PeerCell]) -> Sheet:
    """Expectations of an organisation, a row for each, with the peers that have it recorded.

    Parameters
    ----------
    view : View
        The graph as at a date.
    found : Peers
        The organisation and its peers.
    cells : iterable of PeerCell
        Those of its expectations that are shown.
    """
    rows = tuple(_row(view, found.organisation.id, one) for one in cells)
    note = note_on(view.day, today())
    about = (
        f"Its peers are the {len(found.peers)} other open organisations of its type in {standing(view, found).where}.",
        "What is not recorded may still exist, with it and with them.", *((note,) if note else ()), ATTRIBUTION,
    )
    name = f"Peers of {found.organisation.name}"
    return Sheet(name, PEER_COLUMNS, rows, about, view.day.isoformat(), view.snapshot.hash)


def _row(view: View, organisation_id: str, one: PeerCell) -> tuple[object, ...]:
    return (
        organisation_id, view.snapshot.value_areas[one.cell.value_area], one.cell.partner_type.name,
        one.cell.state.value, one.recorded, one.of, "; ".join(peer.id for peer in one.who),
        "; ".join(peer.name for peer in one.who), peer_sentence(view, one),
    )
