"""The page of briefs: ask for one, and see how far it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from graphsvc.config import Settings
from graphsvc.dates import parse_day, years_before
from graphsvc.errors import BadInput, NotFound
from graphsvc.questions.names import spoken
from graphsvc.reports.brief.order import Order
from graphsvc.reports.brief.scopes import scope_of
from graphsvc.reports.brief.shelf import Shelf
from graphsvc.vocabulary import ICB, NHS_REGION
from graphsvc.web.asked import Asked
from graphsvc.web.brief.files import NAME, add_brief_files
from graphsvc.web.frame import Frame

if TYPE_CHECKING:
    from graphsvc.database.session import Database


def add_brief(pages: Blueprint, frame: Frame, settings: Settings, record: Callable[[], Database]) -> None:
    """Add the form, the page of a brief that is made or being made, and its files.

    Parameters
    ----------
    pages : Blueprint
        All pages.
    frame : Frame
        What all pages share.
    settings : Settings
        Where briefs are kept, and what making one needs.
    record : callable
        Gives the record, or raises `DatabaseAway`.
    """
    shelf = Shelf(settings, record)
    add_brief_files(pages, shelf)
    below = settings.brief.suppress_below

    @pages.get("/brief")
    def brief() -> Response | AnyResponse:
        asked = frame.asked(frame.view())
        _order(asked, below)
        return frame.moved(asked) or _form(asked)

    @pages.post("/brief")
    def make_brief() -> Response | AnyResponse:
        asked = Asked(frame.view_today(), request.form)
        day = _day(asked, "as_at")
        if day is not None:
            asked = Asked(asked.view.snapshot.view(day), request.form)
        order = _order(asked, below)
        return redirect(url_for("pages.made_brief", name=shelf.begin(order)), 303) if order else _form(asked)

    @pages.get(f"/brief/{NAME}/")
    def made_brief(name: str) -> Response:
        progress = shelf.progress(name)
        if progress is None:
            raise NotFound("This brief is no longer kept, or was never asked for.")
        page = frame.page("brief_made.html", frame.view_today(), name_of_brief=name, progress=progress)
        page.headers["Cache-Control"] = "no-store"
        return page

    def _form(asked: Asked) -> Response:
        view = asked.view
        boards = [view.organisations[index] for index in view.of_types((ICB,))]
        regions = [one for one in view.snapshot.places.by_code.values() if one.kind == NHS_REGION]
        page = frame.page(
            "brief.html", view, asked=asked,
            boards=sorted(((one.id, spoken(one)) for one in boards), key=lambda one: one[1]),
            regions=sorted(((one.code, one.name) for one in regions), key=lambda one: one[1]),
            since=asked.text("since", 10) or years_before(view.day, 1).isoformat(),
        )
        # With no-referrer browsers would not say that the form comes from here: they would send `Origin: null`.
        page.headers["Referrer-Policy"] = "same-origin"
        return page


def _order(asked: Asked, below: int) -> Order | None:
    """What is asked for; None when something of it cannot be used."""
    view = asked.view
    board = asked.organisation("icb", {ICB: "an integrated care board"})
    place = asked.place("region", (NHS_REGION,))
    since = _day(asked, "since") or years_before(view.day, 1)
    if board is not None and place is not None:
        asked.fault("region", "Choose a board or a region, not both.")
    if board is not None and not view.open[board.index]:
        asked.fault("icb", f"{spoken(board)} is not open at this date.")
    if since >= view.day:
        asked.fault("since", "The day from which change is told must be before that of the brief.")
    if asked.faults:
        return None
    scope = scope_of(view, board.id if board else "", place.code if place else "")
    return Order(view.snapshot, scope, view.day, since, below)


def _day(asked: Asked, name: str) -> date | None:
    """A day that was written; None when none was, or when it is no day."""
    text = asked.text(name)
    try:
        return parse_day(text, name) if text else None
    except BadInput:
        asked.fault(name, f"“{text[:80]}” is no day. Choose one from 1900 to 2199, written like 2026-04-01.")
        return None
