"""Before a meeting: what to know of two organisations, on one page that prints."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from flask import Blueprint, Response
from werkzeug.wrappers import Response as AnyResponse

from graphsvc.dates import years_before
from graphsvc.vocabulary import KINDS, NHS_TYPES
from graphsvc.web.frame import Frame

if TYPE_CHECKING:
    from graphsvc.questions.meeting import Meeting
    from graphsvc.questions.sides import SharedPartner

RECENT = 10
"""Years for which it is worth saying when an organisation opened."""


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
        found = prepared(view, one.id, other.id, k=frame.limits.k) if ready and one and other else None
        return frame.page(
            "meeting.html", view, asked=asked, one=one, other=other, found=found, nhs_types=NHS_TYPES,
            counted=records_by_state(found) if found else "", off_paths=off_paths(found) if found else (),
            most_paths=frame.limits.k, long_ago=years_before(view.day, RECENT),
            spoken=spoken, at_start=at_start, state_of=state_of, kinds=KINDS, reason=partial(reason, view),
            sentence=partial(path_sentence, view), weakest=partial(weakest_sentence, view),
        )


def records_by_state(found: Meeting) -> str:
    """How many records there are between the two in each state: `1 active, 1 active to be reconfirmed, 1 proposed`."""
    from graphsvc.questions.neighbourhood import state_of

    states = Counter(
        f"{state_of(link)}{' to be reconfirmed' if link in found.reconfirm else ''}" for link in found.between
    )
    order = ("active", "active to be reconfirmed", "inherited to be reconfirmed", "proposed", "lapsed")
    return ", ".join(f"{states[state]} {state}" for state in order if states[state])


def off_paths(found: Meeting) -> tuple[SharedPartner, ...]:
    """Those joined to both who are on none of the paths that are shown."""
    on_paths = {one for path in (found.ways_round.paths or found.ways.paths) for one in path.organisations}
    return tuple(each for each in found.shared if each.organisation not in on_paths)
