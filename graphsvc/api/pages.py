"""Two pages for people: the calls with forms to try them, and the problem types."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, cast

from flask import Blueprint, Response, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from graphsvc.api.problems import PROBLEM_TYPES

if TYPE_CHECKING:
    from apiflask import APIFlask

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


def api_pages(app: APIFlask) -> Blueprint:
    """Pages about the interface; they load nothing from elsewhere.

    Parameters
    ----------
    app : APIFlask
        The app whose calls are shown.
    """
    blueprint = Blueprint(
        "api_pages", __name__, template_folder="templates", static_folder="static", static_url_path="/static"
    )

    @cache
    def description() -> dict[str, Any]:
        return cast(dict[str, Any], app.spec)

    @blueprint.get("/")
    def calls() -> Response:
        return _page("calls.html", spec=description())

    @blueprint.get("")
    def bare() -> AnyResponse:
        return redirect(url_for("api_pages.calls"))

    @blueprint.get("/problems")
    def problems() -> Response:
        return _page("problems.html", problems=PROBLEM_TYPES)

    return blueprint


def _page(template: str, **values: object) -> Response:
    page = make_response(render_template(template, **values))
    page.headers["Content-Security-Policy"] = POLICY
    return page
