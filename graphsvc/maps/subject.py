"""Whose map it is: the organisations that were asked for, and who is reached from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graphsvc.errors import BadInput, NotFound
from graphsvc.maps.question import MapQuestion
from graphsvc.questions.gaps import nhs_organisations
from graphsvc.questions.names import listed
from graphsvc.questions.neighbourhood import Neighbourhood, Passing, everyone, neighbourhood
from graphsvc.questions.sentences import not_open_sentence
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import ICB

_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose map it is.

    Attributes
    ----------
    asked : tuple of str
        Ids of the organisations that were asked for: they are always there.
    england : bool
        Whether everyone with a record is there too.
    hops : int
        How far around those asked for it goes.
    title : str
        What the map shows.
    caveat : str
        Who of those asked for is not open, and who followed; empty when all are.
    """

    asked: tuple[str, ...]
    england: bool
    hops: int
    title: str
    caveat: str

    def reached(self, view: View, passing: Passing) -> Neighbourhood:
        """Who is there, and the records among them."""
        if self.england:
            return everyone(view, self.asked, passing=passing)
        return neighbourhood(view, self.asked, hops=self.hops, passing=passing)


def subject_of(view: View, question: MapQuestion) -> Subject:
    """Find out whose map is asked for.

    Raises
    ------
    NotFound
        No organisation has one of the ids.
    BadInput
        Nobody is asked for, or a board is none or not open.
    """
    organisations = [_organisation(view, one) for one in sorted(set(question.org))]
    if not (organisations or question.icb or question.region or question.england):
        raise BadInput("say whose map: an organisation, a board, a region, or England", "org")
    names = _names(organisations)
    for icb in sorted(set(question.icb)):
        board = _board(view, icb)
        names.append(f"{board.name} with its trusts")
        organisations += nhs_organisations(view, icb=board.id)
    for region in sorted(set(question.region)):
        names.append(f"the boards and trusts of {view.snapshot.places.by_code[region].name}")
        organisations += nhs_organisations(view, region=region)
    asked = tuple(dict.fromkeys(organisation.id for organisation in organisations))
    closed = [not_open_sentence(view, one) for one in organisations if not view.open[one.index]]
    title = "Recorded partnerships in England" if question.england else f"Around {listed(names, len(names))}"
    return Subject(asked, question.england, question.hops, title, f"{'; '.join(closed)}." if closed else "")


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
    if len(organisations) > _MOST_NAMED:
        return [f"{len(organisations)} organisations"]
    return [organisation.name for organisation in organisations]
