"""Letting requests in: meant for us, sent by nobody else's page, from somebody whose role is enough."""

from __future__ import annotations

from flask import Flask, g, request
from werkzeug.exceptions import UnsupportedMediaType

from graphsvc.access.callers import Callers
from graphsvc.access.hosts import Hosts
from graphsvc.access.origin import from_elsewhere
from graphsvc.access.roles import Role
from graphsvc.api.calls import ROOT
from graphsvc.api.roles import role_for
from graphsvc.config import Settings
from graphsvc.errors import ForeignOrigin, NotAllowed, UnknownHost, UnknownUser

_ASSETS = "pages.static"
"""Style and scripts of pages, which the page that says what the service is called needs under any name."""
_READING = ("GET", "HEAD", "OPTIONS")


def admit_requests(app: Flask, settings: Settings) -> None:
    """Let in what may come, and say of all else why not.

    Parameters
    ----------
    app : Flask
        Whose requests they are.
    settings : Settings
        Where it listens, and who may come in.
    """
    hosts, callers = Hosts(settings.server.host, settings.access.hosts), Callers(settings.access)

    @app.before_request
    def admit() -> None:
        headers = request.headers
        if request.endpoint != _ASSETS and not hosts.knows(headers.get("Host", "")):
            raise UnknownHost("The name in the header Host is none of this service's own.")
        writing = request.method not in _READING
        if writing and from_elsewhere(headers.get("Origin"), headers.get("Sec-Fetch-Site"), request.host):
            raise ForeignOrigin("A page of another site sent this; nothing was done.")
        g.caller = callers.of(request.remote_addr or "", lambda name: headers.get(name, ""))
        g.user = g.caller.user
        needed = role_for(request.endpoint)
        if g.caller.role < needed:
            if g.caller.role is Role.ANYONE:
                raise UnknownUser(g.caller.why)
            raise NotAllowed(f"That takes the role {needed.word}, and yours here is {g.caller.role.word}.")
        # A form of another site can send anything but JSON without asking us first.
        if writing and request.endpoint and request.path.startswith(ROOT) and request.mimetype != "application/json":
            raise UnsupportedMediaType
