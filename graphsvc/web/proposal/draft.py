"""A proposal as the form has it: what was typed, what is prefilled, and the rows that come of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from graphsvc.dates import in_words
from graphsvc.errors import Fault
from graphsvc.ingest.proposal import Proposal, propose_record, propose_review
from graphsvc.model import Row
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import NHS_TYPES
from graphsvc.web.asked import Asked

WHAT = {
    "partnership": ("A new partnership", "Two organisations work together, and it is not recorded."),
    "correction": ("A correction", "A recorded partnership has ended, begun, or is described wrongly."),
    "review": ("Somebody asked", "You asked an organisation on a day, and the answer was “none” or “some”."),
}
"""What can be proposed."""

LABELS = {
    "organisation": "Organisation", "other": "The other organisation", "value_area": "Value area", "kind": "Kind",
    "status": "Status", "since": "Since", "until": "Until", "summary": "Summary", "title": "Title of the evidence",
    "address": "Address of the evidence", "evidence_date": "Date of the evidence",
    "evidence_basis": "How the evidence was seen", "partner_type": "Partner type", "asked_on": "Asked on",
    "answer": "Answer", "note": "Note", "record": "Record",
}
"""What the form calls its fields."""

_RECORD_COLUMNS = ("value_area", "kind", "status", "since", "until", "evidence_date", "evidence_basis", "summary")
_TEXTS = (*_RECORD_COLUMNS, "title", "address", "partner_type", "asked_on", "answer", "note")
_MOST = 3000
"""Characters that are read of a field: more than a column holds, so that the checks say how many it may have."""

_SHOWN = 80

_FIELD_OF = {"source_org": "organisation", "target_org": "other", "evidence": "address"}


@dataclass(frozen=True, slots=True)
class Draft:
    """What the form shows.

    Attributes
    ----------
    what : str
        A key of `WHAT`; empty before somebody chose.
    record : str
        Id of the partnership that is corrected.
    one, other : Organisation or None
        The organisations named.
    said : dict
        Texts of the fields.
    given : dict
        The parameters of which the proposal consists, for the addresses of its files.
    proposal : Proposal or None
        What comes of it; None while the form is being filled in.
    """

    what: str
    record: str
    one: Organisation | None
    other: Organisation | None
    said: dict[str, str]
    given: dict[str, str]
    proposal: Proposal | None


def draft_of(view: View, asked: Asked, today: date, *, complete: bool = False) -> Draft:
    """Read the form; what cannot be used is kept in `asked.faults`, at its field.

    Parameters
    ----------
    view : View
        The graph as at a date, whose snapshot the rows are checked with.
    asked : Asked
        The parameters.
    today : date
        After which nobody has asked yet.
    complete : bool
        Whether rows are wanted in any case, and not only when the form says so.
    """
    record = asked.text("record")
    what = asked.one("what", WHAT) or ("correction" if record else "")
    complete = asked.yes("check") or complete
    said = {name: asked.text(name, _MOST) for name in _TEXTS}
    recorded = _recorded(view, asked, record) if what == "correction" and record else None
    one: Organisation | None
    other: Organisation | None
    if recorded is not None:
        one, other = (view.organisations[view.snapshot.index_of[recorded[end]]] for end in ("source_org", "target_org"))
        if not complete:
            said |= {name: recorded[name] for name in (*_RECORD_COLUMNS, "title", "address")}
    else:
        types = {kind: view.snapshot.organisation_types.get(kind, kind) for kind in NHS_TYPES}
        one = asked.organisation("organisation", types if what == "review" else None)
        other = asked.organisation("other")
    record = recorded["id"] if recorded else ""
    if what == "review":
        said["asked_on"] = said["asked_on"] or ("" if complete else today.isoformat())
    proposal = None
    if complete and (what in ("partnership", "review") or recorded):
        ends = {"source_org": one.id if one else "", "target_org": other.id if other else ""}
        proposal = _proposal(view, what, record, {**said, **ends})
        _tell(asked, proposal.faults)
        if what == "review":
            _check_asked_on(asked, said["asked_on"], today)
    named = (("organisation", one), ("other", other)) if not recorded else ()
    given = {"what": what, "record": record, **said, **{name: found.id for name, found in named if found}}
    return Draft(what, record, one, other, said, given, proposal)


def _recorded(view: View, asked: Asked, record: str) -> Row | None:
    """A recorded partnership with the title and address of its evidence."""
    dataset = view.snapshot.dataset
    for row in dataset["relationships"]:
        if row["id"] == record:
            page = next(page for page in dataset["evidence"] if page["id"] == row["evidence"])
            return {**row, "title": page["title"], "address": page["address"]}
    asked.fault("record", f"No partnership has the number “{record[:_SHOWN]}”. Find it by its organisation.")
    return None


def _proposal(view: View, what: str, record: str, said: dict[str, str]) -> Proposal:
    if what == "review":
        return propose_review(view.snapshot.dataset, {**said, "organisation": said["source_org"]})
    return propose_record(view.snapshot.dataset, said, record)


def _tell(asked: Asked, faults: Iterable[Fault]) -> None:
    """Keep what the checks found, at the field that it is about; of a field that is wrong already nothing more."""
    before = {fault.parameter for fault in asked.faults}
    whole = "record" if asked.has("record") else "organisation"
    said = [(_FIELD_OF.get(fault.column, fault.column), fault.message) for fault in faults]
    fields = list(LABELS)
    placed = [(field if field in LABELS else whole, message) for field, message in said]
    for field, message in sorted(placed, key=lambda one: fields.index(one[0])):
        if field not in before:
            asked.fault(field, f"{LABELS[field]}: {message}{'' if message.endswith('?') else '.'}")


def _check_asked_on(asked: Asked, day: str, today: date) -> None:
    """Nobody was asked on a day that lies ahead; whether it is a day the checks say."""
    if day > today.isoformat() and all(fault.parameter != "asked_on" for fault in asked.faults):
        asked.fault("asked_on", f"{LABELS['asked_on']}: {in_words(day)} lies ahead; give the day on which you asked.")
