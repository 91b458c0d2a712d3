"""`graphsvc peers`: a trust or board beside others of its type."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from graphsvc.commands.answers import asking, show
from graphsvc.commands.layout import columns, paragraph, plain
from graphsvc.commands.options import with_settings

if TYPE_CHECKING:
    from graphsvc.api.schemas.measures import PeerCellItem, PeersAnswer
    from graphsvc.config import Settings
    from graphsvc.snapshot.view import View

_COLUMNS = ("organisation", "value_area", "partner_type", "state", "recorded", "of", "sentence")


@click.command("peers", epilog="Example: graphsvc peers 'leeds teaching hospitals'")
@click.argument("organisation", metavar="ORG")
@asking
@with_settings
def command(organisation: str, as_at: str, form: str, settings: Settings) -> None:
    """Compare a trust or board with its peers.

    Peers are the other open ones of its type in its NHS region, or in England
    where the region has fewer than five others.
    """
    from graphsvc.api.schemas.measures import peers_answer
    from graphsvc.commands.view import current_view
    from graphsvc.questions.peers import peers_of
    from graphsvc.questions.search import resolve

    view = current_view(settings, as_at)
    answer = peers_answer(view, peers_of(view, resolve(view, organisation, "ORG").id))
    rows = [{"organisation": answer.organisation.id, **cell.model_dump()} for cell in answer.cells]
    show(form, answer, lambda: _table(view, answer), lambda: rows, _COLUMNS)


def _table(view: View, answer: PeersAnswer) -> Iterator[str]:
    from graphsvc.questions.names import listed

    if not answer.open:
        heirs = "; ".join(f"{heir.name} ({heir.id})" for heir in answer.heirs)
        followed = f"Followed by {heirs}." if heirs else "No heir is recorded."
        yield from paragraph(f"{answer.organisation.name} is not open at this date. {followed}")
        return
    places = view.snapshot.places.by_code
    where = listed([places[code].name for code in answer.region]) or "England"
    yield from paragraph(f"{answer.organisation.name} beside {len(answer.peers)} others of its type in {where}")
    own, others = answer.coverage, [peer.coverage for peer in answer.peers if peer.coverage.of]
    better = sum(1 for one in others if own.of and one.recorded / one.of > own.recorded / own.of)
    recorded = f"{own.recorded} of {own.of} expected partnerships recorded"
    yield from paragraph(f"{recorded}; {better} of {len(others)} peers have a larger share.")
    for area, name in view.snapshot.value_areas.items():
        cells = [cell for cell in answer.cells if cell.value_area == area]
        if cells:
            yield ""
            yield plain(name)
            kinds = view.snapshot.partner_types
            yield from columns(
                [(cell.state, kinds[cell.partner_type].name, _share(cell)) for cell in cells], indent=2
            )


def _share(cell: PeerCellItem) -> str:
    return f"{cell.recorded} of {cell.of} peers" if cell.of else "not compared"
