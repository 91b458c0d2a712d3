"""The page for Cypher of one's own: a form, and the rows that a statement gave."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from flask import Blueprint, Response, g, request

from graphsvc.audit import Actor
from graphsvc.config import Settings
from graphsvc.errors import BadInput, CypherOff, GraphsvcError, QueryTimedOut, QueryTooLarge, StatementRefused
from graphsvc.faults import BadParameters
from graphsvc.reports.free import TURNED_ON, FreeAnswer, check_allowed, run_free
from graphsvc.reports.free_parameters import read_json
from graphsvc.reports.values import cell
from graphsvc.web.asked import Asked, Fault
from graphsvc.web.frame import Frame

if TYPE_CHECKING:
    from graphsvc.database.session import Database

_MOST_ROWS = 1000
"""More rows nobody reads on a page."""


def add_cypher(pages: Blueprint, frame: Frame, settings: Settings, record: Callable[[], Database]) -> None:
    """Add the page: asked with GET it shows the form, and a statement that is sent to it is run.

    Parameters
    ----------
    pages : Blueprint
        Of all pages.
    frame : Frame
        What all pages share.
    settings : Settings
        Whether it is allowed, and its limits.
    record : callable
        Gives the record, or raises `DatabaseAway`.
    """

    @pages.get("/cypher", endpoint="cypher")
    def form() -> Response:
        view = frame.view()
        return _page(frame.asked(view), 200)

    @pages.post("/cypher", endpoint="run_cypher")
    def run() -> Response:
        asked = frame.asked(frame.view())
        try:
            check_allowed(settings)
            given = _parameters(request.form.get("parameters", ""))
            by = Actor(g.get("user", ""), "page", g.request_id)
            found = run_free(record(), settings, _statement(), given, by, row_limit=_MOST_ROWS)
        except (StatementRefused, CypherOff) as error:
            asked.faults.append(Fault("statement", str(error)))
            return _page(asked, 403)
        except (BadInput, QueryTimedOut, QueryTooLarge) as error:
            asked.faults.extend(_faults(error))
            return _page(asked, 422)
        return _page(asked, 200, found)

    def _page(asked: Asked, status: int, found: FreeAnswer | None = None) -> Response:
        page = frame.page(
            "cypher.html", asked.view, asked=asked, statement=_statement(), found=found, cell=cell,
            parameters=request.form.get("parameters", ""), enabled=settings.cypher.enabled, turned_on=TURNED_ON,
            procedures=settings.cypher.procedures, limits=settings.database, most=_MOST_ROWS,
        )
        page.status_code = status
        page.headers["Cache-Control"] = "no-store"
        # Else a browser would not say that the form was sent from here.
        page.headers["Referrer-Policy"] = "same-origin"
        return page


def _statement() -> str:
    return request.form.get("statement", "")


def _parameters(text: str) -> dict[str, object]:
    """The parameters that were written as JSON; none when nothing was."""
    try:
        found = read_json(text) if text.strip() else {}
    except ValueError as error:
        raise BadInput(f"not proper JSON: {error}", "parameters") from None
    if not isinstance(found, dict):
        raise BadInput("write a map of names and values, such as {\"day\": \"2026-04-01\"}", "parameters")
    return found


def _faults(error: GraphsvcError) -> list[Fault]:
    """What was wrong, each at its field."""
    if isinstance(error, BadParameters):
        return [Fault("parameters", f"{one.parameter}: {one.detail}") for one in error.faults]
    field = error.parameter if isinstance(error, BadInput) and error.parameter == "parameters" else "statement"
    return [Fault(field, str(error))]
