"""The page that says where the facts come from, how old they are, and what is missing."""

from __future__ import annotations

from flask import Blueprint, Response

from graphsvc.errors import NotFound
from graphsvc.questions.provenance import provenance
from graphsvc.vocabulary import State
from graphsvc.web.data.tables import data_tables
from graphsvc.web.frame import Frame

_FORMATS = {
    ".csv": "text/csv", ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def add_data(pages: Blueprint, frame: Frame) -> None:
    """Add the page, and its tables as files."""

    @pages.get("/data")
    def data() -> Response:
        view = frame.view()
        found = provenance(view)
        return frame.page(
            "data.html", view, found=found, tables=data_tables(view, found), states=State, formats=_FORMATS,
            organisations=len(view.organisations),
        )

    @pages.get("/data/<table>")
    def data_file(table: str) -> Response:
        view = frame.view()
        tables = data_tables(view, provenance(view))
        name, dot, ending = table.rpartition(".")
        if name not in tables or dot + ending not in _FORMATS:
            known = ", ".join(f"{one}{suffix}" for one in tables for suffix in _FORMATS)
            raise NotFound(f"there is no table of that name; these are there: {known}")
        sheet = tables[name]
        content = sheet.csv() if ending == "csv" else sheet.xlsx()
        return frame.file(content, _FORMATS[dot + ending], table)
