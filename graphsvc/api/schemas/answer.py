"""What all answers have."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from graphsvc.dates import note_on, today
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.view import View


class Schema(BaseModel):
    """Part of an answer."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Answer(Schema):
    """An answer names its date and the snapshot that it was worked out from."""

    as_at: date = Field(description="The day for which the answer holds.")
    snapshot: str = Field(description="Hash of the facts: the same hash gives the same answers.")
    note: str | None = Field(description="What to know before using the answer, when there is something.")


class Page(Answer):
    """Part of a list."""

    total: int = Field(description="Items in the whole list.")
    truncated: bool = Field(description="Whether items follow that this answer does not have.")
    next_cursor: str | None = Field(description="Give it as `cursor` to get the items that follow.")


class OrganisationRef(Schema):
    """Who is meant."""

    id: str
    name: str
    type: str


def named(organisation: Organisation) -> OrganisationRef:
    """Id, name and type of an organisation."""
    return OrganisationRef(id=organisation.id, name=organisation.name, type=organisation.type)


def heading(view: View, asked_on: date | None = None, note: str = "") -> dict[str, Any]:
    """The fields of `Answer` for a view.

    Parameters
    ----------
    view : View
        The graph as at a date.
    asked_on : date, optional
        The day on which the question is asked; today when not given.
    note : str
        What else to know.
    """
    notes = filter(None, (note, note_on(view.day, asked_on or today())))
    return {"as_at": view.day, "snapshot": view.snapshot.hash, "note": known(" ".join(notes))}


def known(text: str) -> str | None:
    """The text, or None for one that says that nothing is known."""
    return text or None
