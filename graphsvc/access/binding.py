"""Where the service may listen."""

from __future__ import annotations

import socket

from graphsvc.access.addresses import address_in
from graphsvc.config import Settings
from graphsvc.errors import BadInput


def check_binding(settings: Settings, option: str = "") -> None:
    """Check that other machines are let in only where the settings say who may come.

    Parameters
    ----------
    settings : Settings
        Where it listens, and who may come in.
    option : str
        The option that chose the address; the setting did when empty.

    Raises
    ------
    BadInput
        They are let in, and the settings say nothing of them.
    """
    host, access = settings.server.host, settings.access
    if access.public or access.user_header or _is_here(host):
        return
    raise BadInput(
        f"{host} lets other machines in, and nothing says who may come: set public = true (everybody may read, and "
        "nothing else) or user_header (the header in which a trusted proxy says who asks) in [access] of config.toml, "
        "or listen on 127.0.0.1",
        option or "server.host", host,
    )


def _is_here(host: str) -> bool:
    """Whether only this machine can reach an address or a name of it; what cannot be found is for `bind` to say."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError:
        return True
    addresses = [address_in(str(entry[4][0])) for entry in found]
    return all(address is not None and address.is_loopback for address in addresses)
