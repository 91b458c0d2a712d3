"""Help: a page for each question with an example worked out from the facts in use, and the terms."""

from __future__ import annotations

from flask import Blueprint, Response

from graphsvc.web.frame import Frame
from graphsvc.web.help.topics import TOPICS
from graphsvc.web.help.worked import worked
from graphsvc.web.terms import TERMS

_SHOWN = 80


def add_help(pages: Blueprint, frame: Frame) -> None:
    """Add what there is of help, each page of it, and the terms."""

    @pages.get("/help", endpoint="help")
    def contents() -> Response:
        return frame.page("help.html", frame.view(), topics=TOPICS, unknown="")

    @pages.get("/help/terms")
    def help_terms() -> Response:
        meant = dict(sorted(TERMS.items(), key=lambda term: term[1][0].casefold()))
        return frame.page("terms.html", frame.view(), meant=meant, topics=TOPICS)

    @pages.get("/help/<topic>")
    def help_topic(topic: str) -> Response:
        view = frame.view()
        if topic not in TOPICS:
            page = frame.page("help.html", view, topics=TOPICS, unknown=topic[:_SHOWN])
            page.status_code = 404
            return page
        return frame.page("topic.html", view, topics=TOPICS, topic=topic, examples=worked(view, topic))
