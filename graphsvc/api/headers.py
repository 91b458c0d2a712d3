"""What every answer tells a browser: what it may load, run, frame and hand on."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Response

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), midi=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""By name. A page says itself what else it may load."""


def add_headers(answer: Response) -> None:
    """Add those that an answer does not have yet."""
    for name, value in HEADERS.items():
        answer.headers.setdefault(name, value)
