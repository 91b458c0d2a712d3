"""Who asks: whoever is on this machine, everybody, or the user whom a trusted proxy names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_network

from graphsvc.access.addresses import Address, address_in
from graphsvc.access.roles import Role
from graphsvc.config import GROUP, AccessSettings

_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via")
"""What proxies add: who comes through one is not on this machine."""

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks.

    Attributes
    ----------
    role : Role
        What they may do.
    user : str
        As the proxy names them; empty when nobody does.
    why : str
        Of somebody who is not known: why not.
    """

    role: Role
    user: str = ""
    why: str = ""

    @property
    def known(self) -> bool:
        """Whether this is a colleague and not just anybody: they may be told of the service itself."""
        return bool(self.user) or self.role > Role.VIEWER


class Callers:
    """Tells who asks.

    Parameters
    ----------
    settings : AccessSettings
        Who may come in.
    """

    def __init__(self, settings: AccessSettings) -> None:
        self._settings = settings
        self._trusted = tuple(ip_network(one, strict=False) for one in settings.trusted_proxies)

    def of(self, peer: str, header: Callable[[str], str]) -> Caller:
        """Who sent a request.

        Parameters
        ----------
        peer : str
            Address at the other end of the connection.
        header : callable
            Gives a header of the request by name, empty when it is not there. Those that name a user are believed from
            a trusted proxy alone; whoever comes from another address is not known, whatever they say.
        """
        if self._settings.public:
            return Caller(Role.VIEWER)
        address = address_in(peer)
        if self._settings.user_header:
            return self._passed(address, header)
        if address is None or not address.is_loopback:
            return _stranger("Whoever is on its own machine alone may ask this service.")
        if any(map(header, _FORWARDED)):
            return _stranger(
                "The request came through a proxy, and the settings do not say who may come in that way: public or "
                "user_header in [access] of config.toml does."
            )
        return Caller(Role.EDITOR)

    def _passed(self, address: Address | None, header: Callable[[str], str]) -> Caller:
        if address is None or not any(address in network for network in self._trusted):
            return _stranger("The request did not come through the proxy that says who asks.")
        user = _text(header(self._settings.user_header))
        if not user:
            return _stranger("The proxy did not say who asks.")
        # Several headers of one name arrive joined by commas: then somebody else wrote one of them.
        if "," in user or not user.isprintable() or len(user) > _LONGEST:
            return _stranger("What the proxy said of who asks is no name.")
        groups = _text(header(self._settings.groups_header)) if self._settings.groups_header else ""
        names = {user, *(GROUP + one.strip() for one in groups.split(",") if one.strip())}
        if names & set(self._settings.editors):
            return Caller(Role.EDITOR, user)
        return Caller(Role.ANALYST if names & set(self._settings.analysts) else Role.VIEWER, user)


def _stranger(why: str) -> Caller:
    return Caller(Role.ANYONE, why=why)


def _text(sent: str) -> str:
    """A header as it was meant: web servers hand on its bytes as Latin-1, and proxies write UTF-8."""
    try:
        return sent.encode("latin-1").decode("utf-8").strip()
    except UnicodeError:
        return sent.strip()
