"""The names by which the service may be called.

A page of another site can have its own name lead to this machine, and would then read what it is not let read, because
browsers take both for the same site. Such a request carries the page's name, which is none of ours. An address in place
of a name cannot be led elsewhere. The port may be any: a tunnel or a container has another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from graphsvc.access.addresses import address_in

_HOST = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9._-]+))(?::[0-9]{1,5})?")
_LOOPBACK_NAME = "localhost"


class Hosts:
    """Knows the service's own names.

    Parameters
    ----------
    bound : str
        Address or name on which it listens.
    names : iterable of str
        Other names and addresses by which it may be called.
    """

    def __init__(self, bound: str, names: Iterable[str]) -> None:
        here = address_in(bound)
        self._any_address = here is not None and here.is_unspecified
        self._names = {_LOOPBACK_NAME, *(name.lower() for name in (bound, *names))}
        self._addresses = {address for name in self._names if (address := address_in(name)) is not None}

    def knows(self, host: str) -> bool:
        """Whether a request with this header `Host` is meant for us; one without is not."""
        match = _HOST.fullmatch(host)
        if match is None:
            return False
        name = (match[1] or match[2]).lower()
        address = address_in(name)
        if address is None:
            return name in self._names
        return address.is_loopback or self._any_address or address in self._addresses
