"""What all pages share: the facts that answer, addresses that hold the whole state, and how a page is put together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from flask import Response, current_app, g, make_response, redirect, render_template, request
from werkzeug.routing import Map
from werkzeug.wrappers import Response as AnyResponse

from graphsvc.access.roles import Role
from graphsvc.config import QuestionSettings
from graphsvc.dates import parse_day, today
from graphsvc.errors import NotReady
from graphsvc.maps.drawing import ATTRIBUTION
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.in_use import SnapshotInUse
from graphsvc.snapshot.view import View
from graphsvc.web.asked import Asked
from graphsvc.web.patch.chosen import Patch, patch_of
from graphsvc.web.terms import TERMS

if TYPE_CHECKING:
    from graphsvc.maps.layouts.store import PositionStore

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""What a page may load: nothing from anywhere else, and no script or style written into it."""

_PATHS = 4096
"""Paths that are kept, as making one costs more than the rest of a link."""

NAME = "Who works with whom"
"""What the service calls itself."""


class Frame:
    """Takes the facts for a request and puts its page together.

    Parameters
    ----------
    snapshots : SnapshotInUse
        Whose current snapshot is shown; each request takes it once.
    limits : QuestionSettings
        Defaults and limits of questions.
    positions : PositionStore, optional
        Where positions of large maps are kept.
    """

    def __init__(
        self, snapshots: SnapshotInUse, limits: QuestionSettings, positions: PositionStore | None = None
    ) -> None:
        self.limits = limits
        self.positions = positions
        self._snapshots = snapshots

    def view(self) -> View:
        """The current snapshot as at the date that was asked for, or today.

        Raises
        ------
        NotReady
            There is no snapshot yet.
        BadInput
            The date is no day.
        """
        asked = request.args.get("as_at", "").strip()
        return self._as_at(parse_day(asked) if asked else today())

    def view_today(self) -> View:
        """The current snapshot as at today, whatever was asked: for pages that say what went wrong.

        Raises
        ------
        NotReady
            There is no snapshot yet.
        """
        return self._as_at(today())

    def _as_at(self, day: date) -> View:
        # A request takes its snapshot once, also when it then shows what went wrong.
        snapshot = g.get("snapshot") or self._snapshots.current
        if snapshot is None:
            raise NotReady("The facts are being loaded. Try again in a few seconds.")
        if g.get("snapshot") is None:
            g.snapshot, g.stale = snapshot, self._snapshots.stale
        g.today = today()
        view = snapshot.view(day)
        g.patch = patch_of(view, request.args.getlist("patch"))
        return view

    def asked(self, view: View) -> Asked:
        """The parameters of the request, to be read one by one."""
        return Asked(view, request.args)

    def page(self, template: str, view: View, *, asked: Asked | None = None, **values: object) -> Response:
        """A page, with status 422 when something that was asked cannot be used: it says what, above everything else.

        Parameters
        ----------
        template : str
            Its template.
        view : View
            The graph that it shows.
        asked : Asked, optional
            The parameters that were read.
        **values : object
            What the template shows besides.
        """
        faults = asked.faults if asked else ()
        page = render_template(
            template, view=view, today=g.today, patch=g.patch, asked=asked, faults=faults, **common(view), **values
        )
        return guarded(make_response(page, 422 if faults else 200))

    def moved(self, asked: Asked) -> AnyResponse | None:
        """A redirection to the plain address of what was asked, when it was asked otherwise.

        Forms send empty fields, and names in place of ids; an address that is shared should hold neither.
        """
        if asked.faults or not asked.rewritten:
            return None
        return redirect(_address(request.path, asked.plain()), 303)

    def file(self, content: bytes, media_type: str, name: str) -> Response:
        """A file to save; asked for again, it is sent only when it changed."""
        answer = Response(content, mimetype=media_type)
        answer.headers.set("Content-Disposition", "attachment", filename=name)
        answer.add_etag()
        answer.make_conditional(request)
        return guarded(answer)


def common(view: View | None) -> dict[str, Any]:
    """What every template may use.

    `to` gives the address of a page with the date and the patch of this one, `link` that of an organisation, `here`
    this page's own with parameters changed (None or an empty list takes one out). `may_analyse` says whether
    whoever asks is an analyst.
    """
    patch: Patch | None = g.get("patch")
    kept: dict[str, list[str]] = {}
    if view is not None and view.day != g.today:
        kept["as_at"] = [view.day.isoformat()]
    if patch is not None and patch.values:
        kept["patch"] = list(patch.values)

    def to(page: str, **values: object) -> str:
        named = _named_in_path(current_app.url_map, f"pages.{page}")
        in_path = tuple((name, str(values.pop(name))) for name in named if name in values)
        path = _path_of(current_app.url_map, request.script_root, f"pages.{page}", in_path)
        return _with(path, {**kept, **values})

    def link(organisation: Organisation) -> str:
        return to("organisation", organisation_id=organisation.id)

    def here(**values: object) -> str:
        now: dict[str, object] = {name: request.args.getlist(name) for name in request.args}
        return _address(request.path, {**now, **values})

    return {
        "to": to, "link": link, "here": here, "name": NAME, "source": ATTRIBUTION, "terms": TERMS,
        "may_analyse": "caller" in g and g.caller.role >= Role.ANALYST,
        "kept": [(name, one) for name, value in kept.items() for one in value],
    }


@lru_cache
def _named_in_path(pages: Map, endpoint: str) -> tuple[str, ...]:
    """What the path of a page names."""
    return tuple(sorted({name for rule in pages.iter_rules(endpoint) for name in rule.arguments}))


@lru_cache(maxsize=_PATHS)
def _path_of(pages: Map, root: str, endpoint: str, named: tuple[tuple[str, str], ...]) -> str:
    """The path of a page, as `url_for` gives it: a page has some two hundred, most of which stand in others too."""
    return _quoted(pages.bind("", root).build(endpoint, dict(named)))


def _address(path: str, values: Mapping[str, object]) -> str:
    """A path with parameters."""
    return _with(_quoted(path), values)


def _quoted(path: str) -> str:
    return "/" + quote(path).lstrip("/")  # two slashes would name another server


def _with(path: str, values: Mapping[str, object]) -> str:
    """A path with parameters, without those that say nothing; true is written as the interface for programs writes it.

    Whatever a user gave is a parameter here and nothing else: `url_for` would take `_scheme` and the like for its own.
    """
    said: list[tuple[str, str]] = []
    for name, value in values.items():
        several = value if isinstance(value, list | tuple) else [value]
        said += [
            (name, "true" if one is True else str(one)) for one in several
            if one is not None and one is not False and one != ""
        ]
    return f"{path}?{urlencode(said)}" if said else path


def guarded(answer: Response) -> Response:
    """An answer with what tells a browser what it may do."""
    answer.headers["Content-Security-Policy"] = POLICY
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer
