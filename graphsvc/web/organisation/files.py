"""Files of one organisation: its map, its records and its gaps."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response

from graphsvc.dates import note_on, today
from graphsvc.errors import BadInput, NotFound
from graphsvc.questions.gaps import gaps_of
from graphsvc.sheets import Sheet
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.view import View
from graphsvc.web.frame import Frame
from graphsvc.web.organisation.page import drawing_of, organisation_named
from graphsvc.web.organisation.selection import Selection, selected
from graphsvc.web.organisation.sheets import gaps_sheet, records_sheet

SHEETS = {
    ".csv": ("text/csv", Sheet.csv),
    ".xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Sheet.xlsx),
}
"""Endings of files for a spreadsheet, each with its media type and what writes it."""


def add_organisation_files(pages: Blueprint, frame: Frame) -> None:
    """Add the files of one organisation."""

    def asked(organisation_id: str) -> tuple[View, Organisation, Selection]:
        view = frame.view()
        parameters = frame.asked(view)
        shown, selection = organisation_named(view, organisation_id), selected(parameters)
        for fault in parameters.faults:
            raise BadInput(f"{fault.parameter}: {fault.message}", fault.parameter)
        return view, shown, selection

    @pages.get("/organisations/<organisation_id>/map<suffix>")
    def map_file(organisation_id: str, suffix: str) -> Response:
        from graphsvc.maps.files.export import MEDIA_TYPES, export

        ending(suffix, "map", MEDIA_TYPES)
        view, shown, selection = asked(organisation_id)
        drawing = drawing_of(view, shown, selection).with_note(note_on(view.day, today()))
        return frame.file(export(drawing, suffix), MEDIA_TYPES[suffix], f"map-{shown.id}{suffix}")

    @pages.get("/organisations/<organisation_id>/records<suffix>")
    def records_file(organisation_id: str, suffix: str) -> Response:
        ending(suffix, "records", SHEETS)
        view, shown, selection = asked(organisation_id)
        links = sorted(view.links_of[shown.index], key=lambda link: link.partnership.id)
        sheet = records_sheet(view, shown, (link for link in links if selection.passing.record(link)))
        return sheet_file(frame, sheet, suffix, f"records-{shown.id}")

    @pages.get("/organisations/<organisation_id>/gaps<suffix>")
    def gaps_file(organisation_id: str, suffix: str) -> Response:
        ending(suffix, "gaps", SHEETS)
        view, shown, selection = asked(organisation_id)
        found = gaps_of(
            view, shown.id, value_areas=selection.value_areas, states=selection.states, suggest=frame.limits.suggest
        )
        return sheet_file(frame, gaps_sheet(view, shown, found.cells), suffix, f"gaps-{shown.id}")


def ending(suffix: str, name: str, known: dict[str, Any]) -> None:
    """Refuse an ending that no file has.

    Raises
    ------
    NotFound
        There is no such file; those that there are are named.
    """
    if suffix not in known:
        raise NotFound(f"There is no {name}{suffix}: ask for {', '.join(f'{name}{one}' for one in known)}.")


def sheet_file(frame: Frame, sheet: Sheet, suffix: str, name: str) -> Response:
    """A table as a file to save."""
    media_type, write = SHEETS[suffix]
    return frame.file(write(sheet), media_type, f"{name}{suffix}")
