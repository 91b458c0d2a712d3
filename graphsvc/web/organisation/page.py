"""One organisation: who it is, with whom it works, what is missing and how to get there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response
from werkzeug.wrappers import Response as AnyResponse

from graphsvc.errors import NotFound
from graphsvc.limits import LONGEST_TEXT
from graphsvc.questions.candidates import MAX_HOPS
from graphsvc.questions.filling import could_fill, filled_by
from graphsvc.questions.gaps import cells_of, gaps_of
from graphsvc.questions.neighbourhood import state_of
from graphsvc.questions.peers import peer_sentence, peers_of
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.kept import lately_for_a_view
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import KINDS, NHS_TYPES, CellState, PartnershipState
from graphsvc.web.frame import Frame, common
from graphsvc.web.organisation.counting import counts
from graphsvc.web.organisation.partners import by_value_area
from graphsvc.web.organisation.selection import RECORD_STATES, Selection, selected
from graphsvc.web.organisation.standing import standing
from graphsvc.web.organisation.succession import after, before, inherited_sentences

if TYPE_CHECKING:
    from graphsvc.maps.drawing import Drawing

SUGGESTED = 3
"""Suggestions that the page has for each gap."""

_KEPT = 128
"""Organisations of a view whose gaps and peers are kept, some 25 kB each: a page that many open is opened at once."""
_gaps = lately_for_a_view(_KEPT)(gaps_of)
_peers = lately_for_a_view(_KEPT)(peers_of)


def add_organisation(pages: Blueprint, frame: Frame) -> None:
    """Add the page of one organisation."""

    @pages.get("/organisations/<organisation_id>")
    def organisation(organisation_id: str) -> Response | AnyResponse:
        view = frame.view()
        shown = organisation_named(view, organisation_id)
        asked = frame.asked(view)
        selection = selected(asked)
        if moved := frame.moved(asked):
            return moved
        answer = {} if asked.faults else _answer(view, shown, selection)
        return frame.page(
            "organisation.html", view, asked=asked, organisation=shown, selection=selection, choices=_states(shown),
            before=before(view, shown), after=after(view, shown), inherited=inherited_sentences(view, shown),
            heirs=heirs_of(view, shown), asked_for_gaps=has_gaps(view, shown),
            regions=[view.snapshot.places.by_code[code].name for code in view.region(shown)], **answer,
        )


def organisation_named(view: View, organisation_id: str) -> Organisation:
    """The organisation with an id.

    Raises
    ------
    NotFound
        There is none; near ones are offered.
    """
    index = view.snapshot.index_of.get(organisation_id)
    if index is None:
        raise NotFound(f"There is no organisation “{organisation_id[:LONGEST_TEXT]}”.", [organisation_id])
    return view.organisations[index]


def has_gaps(view: View, organisation: Organisation) -> bool:
    """Whether expectations apply to an organisation: it is a trust or a board, and open."""
    return organisation.type in NHS_TYPES and view.open[organisation.index]


def heirs_of(view: View, organisation: Organisation) -> tuple[Organisation, ...]:
    """Who followed an organisation that is not open."""
    if view.open[organisation.index]:
        return ()
    return tuple(view.organisations[heir] for heir in view.heirs(organisation.index))


def drawing_of(view: View, organisation: Organisation, selection: Selection) -> Drawing:
    """The ego map of an organisation, narrowed to what is shown."""
    from graphsvc.maps.ego import ego_drawing

    return ego_drawing(view, organisation.id, selection.passing)


def _answer(view: View, organisation: Organisation, selection: Selection) -> dict[str, Any]:
    """What the page says of an organisation."""
    from graphsvc.maps.files.export import MEDIA_TYPES
    from graphsvc.maps.network import MapNetwork
    from graphsvc.questions.brokers import cut_off_without
    from graphsvc.questions.reasons import reason

    asked = has_gaps(view, organisation)
    cells = cells_of(view, organisation) if asked else []
    links = sorted(view.links_of[organisation.index], key=lambda link: link.partnership.id)
    passing = selection.passing
    drawing = drawing_of(view, organisation, selection)
    return {
        "areas": by_value_area(view, organisation, cells, selection),
        "drawing": drawing, "fragment": MapNetwork(drawing, common(view)["link"]).fragment(),
        "endings": MEDIA_TYPES,
        "links": [link for link in links if passing.record(link)], "all_links": links, "state_of": state_of,
        "counts": counts(organisation, links, cells),
        "records_by_state": {
            state: count for state in PartnershipState if (count := sum(1 for link in links if state_of(link) is state))
        },
        "kinds": KINDS, "notes": view.notes_of.get(organisation.index, []),
        "reason": partial(reason, view), "cut_off": cut_off_without(view, organisation),
        **(_expected(view, organisation, selection) if asked else {
            "filled": filled_by(view, organisation), "could": could_fill(view, organisation),
        }),
    }


def _expected(view: View, organisation: Organisation, selection: Selection) -> dict[str, Any]:
    """What the page says of what is expected of a trust or board."""
    peers = _peers(view, organisation.id)
    return {
        "gaps": _gaps(view, organisation.id, suggest=SUGGESTED) if not selection else gaps_of(
            view, organisation.id, value_areas=selection.value_areas, states=selection.states, suggest=SUGGESTED
        ),
        "peers": peers, "standing": standing(view, peers),
        "beside": {one.cell.rule.id: one for one in peers.cells}, "peer_sentence": partial(peer_sentence, view),
        "farthest": MAX_HOPS,
    }


def _states(organisation: Organisation) -> list[tuple[str, str]]:
    """The states that the page can be narrowed to: those of expectations, or of records alone."""
    states = CellState if organisation.type in NHS_TYPES else RECORD_STATES
    return [(state.value, state.value.replace("-", " ")) for state in states]
