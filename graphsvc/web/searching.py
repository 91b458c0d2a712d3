"""Search: organisations by what somebody typed in the head of any page."""

from __future__ import annotations

from flask import Blueprint, Response

from graphsvc.web.frame import Frame

_FOUND = 30


def add_search(pages: Blueprint, frame: Frame) -> None:
    """Add the page of what was found."""

    @pages.get("/search")
    def search() -> Response:
        from graphsvc.questions.search import search as find

        view = frame.view()
        asked = frame.asked(view)
        text = asked.text("q")
        types = asked.several("type", view.snapshot.organisation_types)
        matches = find(view, text, types=types, limit=_FOUND + 1) if text else ()
        found = [match.organisation for match in matches]
        return frame.page("search.html", view, asked=asked, text=text, found=found[:_FOUND], more=len(found) > _FOUND)
