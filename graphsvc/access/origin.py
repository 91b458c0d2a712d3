"""Whether a browser was made to send something by a page of somebody else."""

from __future__ import annotations


def from_elsewhere(origin: str | None, fetch_site: str | None, host: str) -> bool:
    """Whether a request comes from another site than its own; programs send neither header.

    A browser sends `Sec-Fetch-Site` over https and on the machine itself; elsewhere `Origin` alone says it, which is
    `null` for a page whose `Referrer-Policy` keeps its address to itself.

    Parameters
    ----------
    origin, fetch_site : str or None
        The headers `Origin` and `Sec-Fetch-Site`.
    host : str
        The header `Host`.
    """
    if fetch_site is not None:
        return fetch_site not in ("same-origin", "none")
    return origin is not None and origin.partition("://")[2] != host
