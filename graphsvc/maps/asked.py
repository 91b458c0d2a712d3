"""Which map answers a question: one organisation's by value area, or several organisations and those around them."""

from __future__ import annotations

from collections.abc import Sequence

from graphsvc.errors import BadInput, NotFound
from graphsvc.maps.drawing import Drawing
from graphsvc.maps.ego import ego_drawing
from graphsvc.maps.several import LARGEST, several_drawing
from graphsvc.questions.gaps import nhs_organisations
from graphsvc.questions.names import listed
from graphsvc.questions.neighbourhood import neighbourhood
from graphsvc.questions.sentences import not_open_sentence
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import ICB


def asked_drawing(
    view: View, ids: Sequence[str], *, icb: str = "", region: str = "", value_areas: Sequence[str] = (),
    types: Sequence[str] = (), hops: int = 1,
) -> Drawing:
    """Draw the map that was asked for.

    Parameters
    ----------
    view : View
        The graph as at a date.
    ids : sequence of str
        Ids of organisations.
    icb : str
        Id of a board: it and the trusts whose board it is; empty for none.
    region : str
        Code of an NHS region: its boards and trusts; empty for none.
    value_areas : sequence of str
        Only records of these; empty for all.
    types : sequence of str
        Only organisations of these types, besides those asked for; empty for all.
    hops : int
        How far around them to go.

    Returns
    -------
    Drawing
        The ego map when one organisation and one hop were asked for, else a map that has each organisation once.

    Raises
    ------
    NotFound
        No organisation has one of the ids.
    BadInput
        When nobody is asked for, a value area is unknown, `icb` is no open board, or the map would be too large.
    """
    for area in value_areas:
        if area not in view.snapshot.value_areas:
            known = ", ".join(view.snapshot.value_areas)
            raise BadInput(f"there is no value area {area!r}; there are {known}", "value_area", area)
    organisations = [_organisation(view, organisation_id) for organisation_id in dict.fromkeys(ids)]
    if not (organisations or icb or region):
        raise BadInput("say whose map: an organisation, or a board", "org")
    if len(organisations) == 1 and hops == 1 and not (icb or region or types):
        return ego_drawing(view, organisations[0].id, value_areas)
    names = _names(organisations)
    if icb:
        board = _board(view, icb)
        names.append(f"{board.name} with its trusts")
        organisations += nhs_organisations(view, icb=board.id)
    if region:
        names.append(f"the boards and trusts of {view.snapshot.places.by_code[region].name}")
        organisations += nhs_organisations(view, region=region)
    asked = list(dict.fromkeys(organisation.id for organisation in organisations))
    near = neighbourhood(view, asked, hops=hops, value_areas=value_areas, types=types)
    if len(near.organisations) > LARGEST:
        raise BadInput(
            f"{len(near.organisations)} organisations are more than a map can show ({LARGEST}): ask for fewer hops, "
            "one value area or fewer organisations", "hops", str(hops),
        )
    drawing = several_drawing(view, near.organisations, near.links, asked, f"Around {listed(names, len(names))}")
    closed = [not_open_sentence(view, one) for one in organisations if not view.open[one.index]]
    return drawing.with_note(f"{'; '.join(closed)}." if closed else "")


def _board(view: View, icb: str) -> Organisation:
    board = _organisation(view, icb)
    if board.type != ICB:
        raise BadInput(f"{board.name} is no integrated care board", "icb", icb)
    if not view.open[board.index]:
        raise BadInput(f"{not_open_sentence(view, board)}", "icb", icb)
    return board


def _organisation(view: View, organisation_id: str) -> Organisation:
    index = view.snapshot.index_of.get(organisation_id)
    if index is None:
        raise NotFound(f"there is no organisation {organisation_id}", [organisation_id])
    return view.organisations[index]


def _names(organisations: Sequence[Organisation]) -> list[str]:
    if len(organisations) > 3:
        return [f"{len(organisations)} organisations"]
    return [organisation.name for organisation in organisations]
