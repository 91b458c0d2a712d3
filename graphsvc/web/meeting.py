"""Before a meeting: what to know of two organisations, on one page that prints."""

from __future__ import annotations

from functools import partial

from flask import Blueprint, Response
from werkzeug.wrappers import Response as AnyResponse

from graphsvc.vocabulary import KINDS
from graphsvc.web.frame import Frame


def add_meeting(pages: Blueprint, frame: Frame) -> None:
    """Add the page."""

    @pages.get("/meeting")
    def meeting() -> Response | AnyResponse:
        from graphsvc.questions.meeting import meeting as prepared
        from graphsvc.questions.names import at_start, spoken
        from graphsvc.questions.neighbourhood import state_of
        from graphsvc.questions.reasons import reason
        from graphsvc.questions.sentences import path_sentence, weakest_sentence

        view = frame.view()
        asked = frame.asked(view)
        one, other = asked.organisation("one"), asked.organisation("other")
        if one is not None and one is other:
            asked.fault("other", f"Whom does {one.name} meet? Choose another organisation.")
        if moved := frame.moved(asked):
            return moved
        ready = one is not None and other is not None and not asked.faults
        return frame.page(
            "meeting.html", view, asked=asked, one=one, other=other,
            found=prepared(view, one.id, other.id, k=frame.limits.k) if ready and one and other else None,
            spoken=spoken, at_start=at_start, state_of=state_of, kinds=KINDS, reason=partial(reason, view),
            sentence=partial(path_sentence, view), weakest=partial(weakest_sentence, view),
        )
