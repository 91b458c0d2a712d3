"""Pages that say what went wrong, what may have been meant, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Response, g, make_response, render_template, request

from graphsvc.access.roles import Role
from graphsvc.errors import (
    BadInput,
    Busy,
    ForeignOrigin,
    GraphsvcError,
    NotAllowed,
    NotFound,
    NotReady,
    UnknownHost,
    UnknownUser,
)
from graphsvc.limits import RETRY_SECONDS, RETRY_SECONDS_WHEN_BUSY
from graphsvc.snapshot.facts import Organisation
from graphsvc.snapshot.view import View
from graphsvc.web.frame import Frame, common, guarded

_NEAR = 5
_SHOWN = 120


@dataclass(frozen=True, slots=True)
class Problem:
    """What is said of a problem.

    Attributes
    ----------
    status : int
        HTTP status.
    title, detail : str
        What went wrong, in a few words and in a sentence or two.
    advice : tuple of str
        What to do, a sentence each.
    parameter : str
        The parameter that is wrong; a field for it is on the page when it is the date.
    """

    status: int
    title: str
    detail: str
    advice: tuple[str, ...] = ()
    parameter: str = ""


_OF_STATUS = {
    problem.status: problem for problem in (
        Problem(
            400, "That cannot be read", "The address, or what was sent with it, is not as a browser writes it.",
            ("Open the address again from where you have it, or begin at the start.",),
        ),
        Problem(
            405, "That is not asked in this way",
            "All questions here are asked through the address of a page alone, and nothing is ever sent to be stored.",
            ("Open the address as a link.",),
        ),
        Problem(
            413, "Too much was sent",
            "Questions are asked through the address of a page, and nothing needs to be sent.",
            ("To propose facts, use the form, or send the files to whoever runs this service.",),
        ),
        Problem(
            414, "The address is too long", "More was chosen than one address can hold.",
            ("Choose fewer organisations or places, or a place in their stead.", "Shorten what you typed."),
        ),
    )
}
_BUSY = Problem(
    503, "Many people are asking just now", "As many requests are being answered as can be answered well at once.",
    ("Open this page again in a second or two.",),
)
_OTHER = Problem(400, "That cannot be shown", "The request cannot be answered.")


class Problems:
    """Makes these pages, with the head and the navigation of all others whenever there are facts to show them with.

    Parameters
    ----------
    frame : Frame
        What all pages share.
    """

    def __init__(self, frame: Frame) -> None:
        self._frame = frame

    def of(self, error: GraphsvcError) -> Response:
        """The page for an error of ours."""
        if isinstance(error, NotFound):
            problem = Problem(404, "There is no such page", _sentence(str(error)))
            return self._page(problem, error.suggestions)
        if isinstance(error, BadInput):
            return self._page(Problem(422, "That cannot be shown", _mistaken(error), (), error.parameter))
        if isinstance(error, ForeignOrigin):
            return self._page(Problem(403, "That came from another site", _sentence(str(error))))
        if isinstance(error, Busy):
            # Said at once: without the facts, which take time to be shown.
            busy = _rendered(_BUSY, None, ())
            busy.headers["Retry-After"] = RETRY_SECONDS_WHEN_BUSY
            return busy
        if isinstance(error, UnknownHost):
            advice = "Whoever runs the service adds the name to hosts in [access] of config.toml."
            return self._page(Problem(421, "The service is not called that here", _sentence(str(error)), (advice,)))
        if isinstance(error, UnknownUser):
            return self._page(Problem(403, "Who asks is not known here", _sentence(str(error))))
        if isinstance(error, NotAllowed):
            advice = "Whoever runs the service gives roles."
            return self._page(Problem(403, "That takes another role", _sentence(str(error)), (advice,)))
        page = self._page(
            Problem(503, "That cannot be done now", _sentence(str(error)), ("Open this page again in a little while.",))
        )
        if isinstance(error, NotReady):
            page.headers["Retry-After"] = RETRY_SECONDS
        return page

    def of_status(self, status: int) -> Response:
        """The page for a request that leads nowhere, or that the web framework refuses."""
        if status == 404:
            detail = f"There is nothing at the address “{request.path[:_SHOWN]}”."
            return self._page(Problem(404, "There is no such page", detail), [_last_part(request.path)])
        return self._page(_OF_STATUS.get(status) or Problem(status, _OTHER.title, _OTHER.detail))

    def failed(self, request_id: str) -> Response:
        """The page for a fault of the service itself."""
        problem = Problem(
            500, "Something went wrong", "That is a fault of this service and not yours.",
            (
                f"Report it to whoever runs the service, with this number: {request_id}.",
                "Ask something else meanwhile.",
            ),
        )
        try:
            return self._page(problem)
        except Exception:
            # What failed may be what the head of the page is made with: the page is then shown without.
            return _rendered(problem, None, ())

    def _page(self, problem: Problem, meant: Iterable[str] = ()) -> Response:
        view = self._view()
        return _rendered(problem, view, _nearest(view, meant) if view else ())

    def _view(self) -> View | None:
        """The facts as at the date that was asked for when it is one; None when there are none, or for a stranger."""
        caller = g.get("caller")
        if caller is None or caller.role is Role.ANYONE:
            return None
        try:
            return self._frame.view()
        except BadInput:
            return self._frame.view_today()
        except NotReady:
            return None


def _rendered(problem: Problem, view: View | None, near: tuple[Organisation, ...]) -> Response:
    shown = common(view)
    if view is not None:
        shown |= {"today": g.today, "patch": g.patch}
    page = make_response(
        render_template("problem.html", problem=problem, view=view, near=near, faults=(), **shown), problem.status
    )
    page.headers["Cache-Control"] = "no-store"
    return guarded(page)


def _nearest(view: View, meant: Iterable[str]) -> tuple[Organisation, ...]:
    """Organisations that texts may stand for: ids, ids with a name behind them, or words."""
    from graphsvc.questions.search import search

    index_of = view.snapshot.index_of
    found: dict[Organisation, None] = {}
    for text in meant:
        index = index_of.get(text.partition(" ")[0])
        if index is not None:
            found[view.organisations[index]] = None
        elif text.strip():
            found.update((match.organisation, None) for match in search(view, text, limit=_NEAR))
    return tuple(found)[:_NEAR]


def _last_part(path: str) -> str:
    """The words at the end of an address: `leeds-teaching` of `/organisations/leeds-teaching.html`."""
    last = path.rstrip("/").rpartition("/")[2]
    return last.partition(".")[0].replace("_", " ")


def _mistaken(error: BadInput) -> str:
    """What was wrong in what was asked; of a date in the words of the form."""
    if error.parameter == "as_at":
        return f"“{error.value[:_SHOWN]}” is no day. Choose one from 1900 to 2199, written like 2026-04-01."
    return _sentence(str(error))


def _sentence(text: str) -> str:
    text = text.strip()
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith((".", "!", "?")) else ".")
