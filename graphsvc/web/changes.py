"""What changed: by month, from a day up to the date of the view."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from flask import Blueprint, Response, g
from werkzeug.wrappers import Response as AnyResponse

from graphsvc.dates import in_words, parse_day, years_before
from graphsvc.errors import BadInput
from graphsvc.questions.changes import ChangeKind
from graphsvc.questions.changes import changes as changes_since
from graphsvc.questions.gaps import nhs_organisations
from graphsvc.questions.names import spoken
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.kept import once_for_a_view
from graphsvc.snapshot.places import Place
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import ICB, NHS_REGION
from graphsvc.web.asked import Asked
from graphsvc.web.events import Event, counts, events
from graphsvc.web.frame import Frame

KINDS = {
    ChangeKind.OPENED: "Opened", ChangeKind.FOLLOWED: "Merged or passed on", ChangeKind.CLOSED: "Closed",
    ChangeKind.BEGAN: "Partnership began", ChangeKind.PROPOSED: "Partnership proposed",
    ChangeKind.ENDED: "Partnership ended", ChangeKind.ASKED: "Asked about",
}
"""Kinds of changes, as the page calls them."""

MOST_PAGES = 9_999


@dataclass(frozen=True, slots=True)
class Month:
    """What changed in a month. `id` is `2026-07`; `name` says it in words."""

    id: str
    name: str
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class News:
    """The first of the events of one date and kind, and how many more changes there are like it."""

    event: Event
    more: int


def add_changes(pages: Blueprint, frame: Frame) -> None:
    """Add the page of changes."""

    @pages.get("/changes")
    def changes() -> Response | AnyResponse:
        view = frame.view()
        asked = frame.asked(view)
        since = _since(asked)
        kinds = asked.several("kind", tuple(kind.value for kind in ChangeKind))
        mine = asked.one("scope", ("patch",)) == "patch"
        region = asked.place("region", (NHS_REGION,))
        board = asked.organisation("icb", {ICB: "an integrated care board"})
        page = asked.number("page", 1, MOST_PAGES, 1)
        if moved := frame.moved(asked):
            return moved
        among = {one.index for one in (*g.patch.organisations, *g.patch.nhs)} if mine else None
        if region or board:
            own = nhs_organisations(view, region=region.code if region else "", icb=board.id if board else "")
            here = {one.index for one in own} | ({board.index} if board else set())
            among = here if among is None else among & here
        everything = events(view, () if asked.faults else changes_since(view, since, among))
        found = [event for event in everything if not kinds or event.kind in kinds]
        size = frame.limits.list_limit
        last = max(-(-len(found) // size), 1)
        page = min(page, last)
        return frame.page(
            "changes.html", view, asked=asked, since=since, kinds=KINDS, chosen=kinds, mine=mine, spoken=spoken,
            region=region, board=board, regions=_regions(view), boards=_boards(view, board),
            counted=counts(everything), total=sum(event.count for event in found), items=len(found),
            months=months(found[(page - 1) * size : page * size]), page=page, last=last,
            first=(page - 1) * size + 1, until=min(page * size, len(found)),
        )


def months(found: Iterable[Event]) -> tuple[Month, ...]:
    """Events by the month in which they count, in the order given."""
    grouped = groupby(found, key=lambda event: event.sort_day.isoformat()[:7])
    return tuple(Month(month, in_words(month), tuple(some)) for month, some in grouped)


@once_for_a_view
def latest(view: View) -> tuple[tuple[News, ...], int]:
    """What changed in the year before the date of a view, newest first, with the number of all changes.

    Changes of one date and kind are put together, or one busy day would hide everything else.
    """
    found = events(view, changes_since(view, years_before(view.day, 1)))
    grouped = (list(some) for _, some in groupby(found, key=lambda event: (event.sort_day, event.kind)))
    return tuple(News(alike[0], sum(event.count for event in alike[1:])) for alike in grouped), sum(
        event.count for event in found
    )


def _since(asked: Asked) -> date:
    usual = years_before(asked.view.day, 1)
    text = asked.text("since")
    try:
        since = parse_day(text, "since") if text else usual
    except BadInput:
        asked.fault("since", f"Give a day such as 2026-04-01; “{text[:80]}” is none.")
        return usual
    if since > asked.view.day:
        asked.fault("since", f"Give a day up to {in_words(asked.view.day.isoformat())}, the date of the page.")
        return usual
    return since


def _regions(view: View) -> list[Place]:
    found = [place for place in view.snapshot.places.by_code.values() if place.kind == NHS_REGION]
    return sorted(found, key=lambda place: (place.name, place.code))


def _boards(view: View, chosen: Organisation | None) -> list[Organisation]:
    found = {view.organisations[index] for index in view.of_types((ICB,))} | ({chosen} if chosen else set())
    return sorted(found, key=lambda one: (spoken(one), one.index))
