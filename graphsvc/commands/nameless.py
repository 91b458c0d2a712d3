"""Answers of gunicorn that do not say that they are."""

from __future__ import annotations

from typing import Any


def nameless(answer: type[Any]) -> type[Any]:
    """The answer of gunicorn without the header that names gunicorn."""

    class Nameless(answer):  # type: ignore[misc]  # a class that is given
        """An answer that says nothing of the server."""

        def default_headers(self) -> list[str]:
            return [line for line in super().default_headers() if not line.startswith("Server:")]

    return Nameless
