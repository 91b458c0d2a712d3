"""How many requests one process answers at once: one more is told so at once, and never waits for its turn."""

from __future__ import annotations

from collections.abc import Iterable
from threading import Semaphore
from typing import TYPE_CHECKING

from flask import Flask, request
from werkzeug.wsgi import ClosingIterator

from graphsvc.api.requests import PROBES
from graphsvc.errors import Busy

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_FULL = "graphsvc.full"


class Places:
    """An application that answers so many requests at once; to others it says that there is no place.

    A request has its place until its answer is sent. Probes need none: a full service is alive, and says so.

    Parameters
    ----------
    app : WSGI application
        What answers, also that there is no place.
    most : int
        How many at once.
    """

    def __init__(self, app: WSGIApplication, most: int) -> None:
        self._app = app
        self._free = Semaphore(most)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request, or let the application say that there is no place for it."""
        if environ.get("PATH_INFO") in PROBES:
            return self._app(environ, start_response)
        if not self._free.acquire(blocking=False):
            environ[_FULL] = True
            return self._app(environ, start_response)
        try:
            answer = self._app(environ, start_response)
        except BaseException:
            self._free.release()
            raise
        return ClosingIterator(answer, [self._free.release])


def refuse_when_full(app: Flask) -> None:
    """Refuse every request of an app that found no place.

    Parameters
    ----------
    app : Flask
        The application within `Places`.
    """

    @app.before_request
    def refuse() -> None:
        if request.environ.get(_FULL):
            raise Busy("As many requests are being answered as are answered at once: try again in a second.")
