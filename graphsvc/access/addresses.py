"""Addresses of machines."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address

Address = IPv4Address | IPv6Address


def address_in(text: str) -> Address | None:
    """The address that a text is, one of IPv4 written as IPv6 as the former; None when it is none.

    Parameters
    ----------
    text : str
        Such as `127.0.0.1` or `::1`, without a port.
    """
    try:
        found = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return (found.ipv4_mapped or found) if isinstance(found, IPv6Address) else found
