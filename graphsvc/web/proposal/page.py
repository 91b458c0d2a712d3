"""The page for proposing facts: a form whose address is the proposal, and the rows that it makes."""

from __future__ import annotations

from flask import Blueprint, Response, g
from werkzeug.wrappers import Response as AnyResponse

from graphsvc.errors import NotFound
from graphsvc.ingest.proposal import Proposal
from graphsvc.model import TABLE
from graphsvc.snapshot.facts import Organisation, Partnership
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import KINDS
from graphsvc.web.asked import Asked
from graphsvc.web.frame import Frame
from graphsvc.web.proposal.draft import WHAT, Draft, draft_of

_STATUSES = {"active": "Active", "proposed": "Proposed: announced or planned", "lapsed": "Lapsed: it has ended"}
_BASES = {"read": "I read it", "well-known, unread": "Well known; I did not read it"}
_ANSWERS = {"none": "None: there is no such partnership", "some": "Some: there is one, not recorded here yet"}
_SHOWN = 40


def add_proposal(pages: Blueprint, frame: Frame) -> None:
    """Add the page, and the files of a proposal."""

    @pages.get("/proposal")
    def proposal() -> Response | AnyResponse:
        view = frame.view()
        asked = frame.asked(view)
        draft = draft_of(view, asked, g.today)
        return frame.moved(asked) or _page(frame, view, asked, draft)

    @pages.get("/proposal.zip")
    def proposal_archive() -> Response:
        made = _made(frame)
        if isinstance(made, Proposal):
            return frame.file(made.archive(), "application/zip", f"proposal-{made.name}.zip")
        return made

    @pages.get("/proposal/<table>.csv")
    def proposal_file(table: str) -> Response:
        made = _made(frame)
        if not isinstance(made, Proposal):
            return made
        if table not in made.rows:
            files = ", ".join(TABLE[name].file for name in made.rows)
            raise NotFound(f"this proposal has no {table[:_SHOWN]}.csv; it has {files}")
        return frame.file(made.file(table), "text/csv", TABLE[table].file)


def _made(frame: Frame) -> Proposal | Response:
    """The proposal that the address is, or the page with what is wrong with it."""
    view = frame.view()
    asked = frame.asked(view)
    draft = draft_of(view, asked, g.today, complete=True)
    if asked.faults:
        return _page(frame, view, asked, draft)
    if draft.proposal is None:
        raise NotFound("this address holds no proposal: make one with the form")
    return draft.proposal


def _page(frame: Frame, view: View, asked: Asked, draft: Draft) -> Response:
    snapshot = view.snapshot
    return frame.page(
        "proposal.html", view, asked=asked, draft=draft, what=WHAT, tables=TABLE, kinds=KINDS, statuses=_STATUSES,
        bases=_BASES, answers=_ANSWERS, partner_types={one.id: one.name for one in snapshot.partner_types.values()},
        records=_records(view, draft.one) if draft.what == "correction" and not draft.record else (),
        between=_between(view, draft), expected=_expected(view, draft),
    )


def _records(view: View, organisation: Organisation | None) -> list[Partnership]:
    """Every record that names an organisation, whatever its dates."""
    if organisation is None:
        return []
    records = view.snapshot.partnerships
    return records.some((records.source == organisation.index) | (records.target == organisation.index))


def _between(view: View, draft: Draft) -> list[Partnership]:
    """What is recorded between the two organisations of a new partnership already."""
    if draft.what != "partnership" or draft.one is None or draft.other is None:
        return []
    records, one, other = view.snapshot.partnerships, draft.one.index, draft.other.index
    return records.some(
        ((records.source == one) & (records.target == other)) | ((records.source == other) & (records.target == one))
    )


def _expected(view: View, draft: Draft) -> bool:
    """Whether some expectation, valid at the date, is about what a review asks."""
    about = (draft.said["value_area"], draft.said["partner_type"])
    return any((rule.value_area, rule.partner_type) == about for rule in view.valid_rules)
