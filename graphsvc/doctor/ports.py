"""Ports: Bolt's of the embedded Neo4j, and the web server's."""

from __future__ import annotations

import errno
import socket
from collections.abc import Iterator
from typing import TYPE_CHECKING

from graphsvc.doctor.finding import Finding

if TYPE_CHECKING:
    from graphsvc.config import Settings


def port(settings: Settings) -> Iterator[Finding]:
    """Whether the embedded Neo4j has its port, or will get it."""
    from graphsvc.database.address import home_of
    from graphsvc.database.endpoint import running
    from graphsvc.database.ports import free_port, who_has

    wanted = settings.database.port
    endpoint = running(home_of(settings.data_dir))
    if endpoint is not None:
        yield Finding("port", "good", f"Bolt on 127.0.0.1:{endpoint.port}")
    elif wanted and free_port(wanted) != wanted:
        mend = "end that, or set [database] port to another, or 0 for a free one"
        yield Finding("port", "bad", f"{wanted} is taken by {who_has(wanted)}", mend)
    else:
        yield Finding("port", "good", f"{wanted} is free" if wanted else "any free one is taken at the start")


def web(settings: Settings) -> Iterator[Finding]:
    """Whether the web server's port is free; one that is taken is no fault, as `serve` takes the next."""
    from graphsvc.database.ports import who_has

    host, wanted = settings.server.host, settings.server.port
    try:
        # As `serve` binds it: what ended a moment ago does not hold its port.
        socket.create_server((host, wanted), family=socket.getaddrinfo(host, wanted)[0][0]).close()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            mend = "`serve` takes the next free one, unless --port names it"
            yield Finding("web", "note", f"{host}:{wanted} is taken by {who_has(wanted)}", mend)
        else:
            mend = "see [server] host and port in config.toml"
            yield Finding("web", "bad", f"{host}:{wanted} cannot be used: {error.strerror}", mend)
    else:
        yield Finding("web", "good", f"{host}:{wanted} is free" if wanted else "any free port is taken at the start")
