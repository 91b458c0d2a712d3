"""Which map answers a question: its layout, each organisation by itself or groups, all of it or what filters leave."""

from __future__ import annotations

from dataclasses import replace

from graphsvc.errors import BadInput
from graphsvc.maps.choices import choices_of, in_words
from graphsvc.maps.drawing import EGO, NETWORK, TILES, Drawing
from graphsvc.maps.ego import ego_drawing
from graphsvc.maps.found import finding_of
from graphsvc.maps.groups import refuse_unknown_groups
from graphsvc.maps.layouts.store import PositionStore
from graphsvc.maps.part import part_of
from graphsvc.maps.question import MapQuestion, refuse_unknown_words
from graphsvc.maps.several import several_drawing
from graphsvc.maps.subject import Subject, subject_of
from graphsvc.questions.gaps import nhs_organisations
from graphsvc.questions.neighbourhood import Passing
from graphsvc.snapshot.kept import lately_for_a_view
from graphsvc.snapshot.view import View

LARGEST = 400
"""Organisations that one map shows each by itself; more are drawn as groups."""
LARGEST_EACH = 1200
"""Organisations that it shows each by itself when that is asked for."""


def asked_drawing(view: View, question: MapQuestion, store: PositionStore | None = None) -> Drawing:
    """Draw the map that was asked for.

    Parameters
    ----------
    view : View
        The graph as at a date.
    question : MapQuestion
        What is asked for.
    store : PositionStore, optional
        Where positions of large networks are kept.

    Returns
    -------
    Drawing
        The ego map when one organisation and one hop were asked for, else a map that has each organisation once.

    Raises
    ------
    NotFound
        No organisation has one of the ids.
    BadInput
        Something asked for is unknown or does not fit, or the map would be too large.
    """
    refuse_unknown_words(view.snapshot, question)
    refuse_unknown_groups(view, question.open)
    subject = subject_of(view, question)
    layout = question.layout or (EGO if question.one_organisation else "")
    if layout == EGO:
        if not question.one_organisation:
            raise BadInput(
                "the layout by value area is for one organisation with one hop: choose another layout", "layout", EGO
            )
        return _found(view, question, subject, ego_drawing(view, subject.asked[0], question.passing))
    drawing = _several(view, question, subject, layout, store).with_note(subject.caveat)
    hidden = [one for one in view.of_ids(question.hide) if one.id not in subject.asked]
    return _found(view, question, subject, replace(
        drawing, passing=question.passing, filtered=in_words(view.snapshot, question.passing, hidden),
        hops=question.hops, england=question.england,
    ))


def _found(view: View, question: MapQuestion, subject: Subject, drawing: Drawing) -> Drawing:
    """A map with what it finds: on one of England, about all trusts and boards."""
    england = question.england
    asked = [one.id for one in nhs_organisations(view)] if england else subject.asked
    shown = subject.reached(view, question.passing).links if england else ()
    return replace(drawing, findings=finding_of(
        view, asked, question.passing, hops=question.hops, shown=shown, england=england,
    ))


def _several(
    view: View, question: MapQuestion, subject: Subject, layout: str, store: PositionStore | None
) -> Drawing:
    everyone = subject.reached(view, Passing())
    unhidden = subject.reached(view, question.hiding) if question.hide else everyone
    found = subject.reached(view, question.passing) if question.filtered else unhidden
    around = [organisation for organisation in unhidden.organisations if organisation.id not in subject.asked]
    choices = choices_of(view.snapshot, around, unhidden.links, question.passing)
    of = (len(unhidden.organisations), len(unhidden.links))
    count = len(found.organisations)
    most = LARGEST_EACH if question.each else LARGEST
    if len(everyone.organisations) <= most:
        whole = _all_of(view, subject, layout or NETWORK, store)
        if question.hide:
            whole = part_of(view, whole, unhidden)
        whole = replace(whole, choices=choices, complete=_tells_who_is_reached(whole, subject))
        part = part_of(view, whole, found) if question.filtered else whole
        return replace(part, unfiltered=whole) if question.filtered and whole.complete else part
    if question.each and count > most:
        raise BadInput(
            f"{count:,} organisations are more than a map can show each by itself ({most:,}): leave this out to see "
            "groups, or choose fewer hops or a filter", "each", "true",
        )
    opened = None if count <= most else frozenset(question.open)
    usual = TILES if opened is not None and view.snapshot.dataset["icb_tiles"] else NETWORK
    drawing = several_drawing(
        view, found, subject.asked, subject.title, layout=layout or usual, opened=opened, store=store, of=of,
    )
    alone = len(drawing.nodes)
    if alone > LARGEST_EACH:
        raise BadInput(
            f"with these groups open {alone:,} organisations would be drawn, more than a map can show "
            f"({LARGEST_EACH:,}): open fewer", "open", question.open[-1],
        )
    return replace(drawing, choices=choices, complete=False)


@lately_for_a_view(8)
def _all_of(view: View, subject: Subject, layout: str, store: PositionStore | None) -> Drawing:
    """The map of a subject without filters: those asked last are kept, because filters are changed often."""
    found = subject.reached(view, Passing())
    return several_drawing(view, found, subject.asked, subject.title, layout=layout, store=store)


def _tells_who_is_reached(whole: Drawing, subject: Subject) -> bool:
    """Whether a map without filters says who is reached with some: not when that may be through somebody left out."""
    left_out = {organisation.id for organisation in whole.left_out}
    through = subject.england or subject.hops > 1 or not left_out.isdisjoint(subject.asked)
    return not (left_out and through)
