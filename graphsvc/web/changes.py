"""What changed: by month, from a day up to the date of the view."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby

from flask import Blueprint, Response, g
from werkzeug.wrappers import Response as AnyResponse

from graphsvc.dates import in_words, parse_day, years_before
from graphsvc.errors import BadInput
from graphsvc.questions.changes import Change, ChangeKind
from graphsvc.questions.changes import changes as changes_since
from graphsvc.questions.names import at_start, spoken
from graphsvc.snapshot.view import View
from graphsvc.web.asked import Asked
from graphsvc.web.frame import Frame

KINDS = {
    ChangeKind.OPENED: "Opened", ChangeKind.FOLLOWED: "Followed another", ChangeKind.CLOSED: "Closed",
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
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class News:
    """The first of the changes of one date and kind, and how many more there are like it."""

    change: Change
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
        page = asked.number("page", 1, MOST_PAGES, 1)
        if moved := frame.moved(asked):
            return moved
        among = {one.index for one in (*g.patch.organisations, *g.patch.nhs)} if mine else None
        found = [
            change for change in (() if asked.faults else changes_since(view, since, among))
            if not kinds or change.kind in kinds
        ]
        size = frame.limits.list_limit
        last = max(-(-len(found) // size), 1)
        page = min(page, last)
        return frame.page(
            "changes.html", view, asked=asked, since=since, kinds=KINDS, chosen=kinds, mine=mine, told=told,
            total=len(found),
            months=months(found[(page - 1) * size : page * size]), page=page, last=last,
            first=(page - 1) * size + 1, until=min(page * size, len(found)),
        )


def months(found: Iterable[Change]) -> tuple[Month, ...]:
    """Changes by the month in which they count, in the order given."""
    grouped = groupby(found, key=lambda change: change.sort_day.isoformat()[:7])
    return tuple(Month(month, in_words(month), tuple(some)) for month, some in grouped)


@lru_cache(maxsize=8)
def latest(view: View) -> tuple[tuple[News, ...], int]:
    """What changed in the year before the date of a view, newest first, with the number of all changes.

    Changes of one date and kind are put together, or one busy day would hide everything else.
    """
    found = changes_since(view, years_before(view.day, 1))
    grouped = (list(some) for _, some in groupby(found, key=lambda change: (change.sort_day, change.kind)))
    return tuple(News(alike[0], len(alike) - 1) for alike in grouped), len(found)


def told(change: Change) -> tuple[str, str]:
    """The sentence in two parts: the names with which it begins, to be a link, and what is said of them."""
    names = [spoken(one) for one in change.organisations[: 2 if change.partnership else 1]]
    begins = at_start(" and ".join(names))
    if not change.sentence.startswith(begins):
        return change.sentence, ""
    return begins, change.sentence.removeprefix(begins)


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
