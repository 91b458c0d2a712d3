"""The start: what this is, search, England at a glance, what changed lately, and worked examples."""

from __future__ import annotations

from flask import Blueprint, Response

from graphsvc.dates import years_before
from graphsvc.questions.names import spoken
from graphsvc.web.changes import latest
from graphsvc.web.frame import Frame
from graphsvc.web.home.examples import examples
from graphsvc.web.home.glance import glance

_NEWS = 8


def add_home(pages: Blueprint, frame: Frame) -> None:
    """Add the first page."""

    @pages.get("/")
    def home() -> Response:
        view = frame.view()
        news, changed = latest(view)
        return frame.page(
            "home.html", view, glance=glance(view), examples=examples(view), news=news[:_NEWS], changed=changed,
            since=years_before(view.day, 1), spoken=spoken,
        )
