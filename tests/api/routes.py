"""Every route of the application, with an address that leads to it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask import Flask

from tests.api.calls import LEEDS

_ORGANISATION = ("organisation_id", "id")
_NAMED = {
    "suffix": ".csv", "filename": "page.css", "table": "evidence.csv", "topic": "gaps", "report_id": "gaps-by-board",
    "ending": "csv", "name": "0" * 20, "path": "index.html",
}
_READING, _KINDS = {"HEAD", "OPTIONS"}, ("GET", "POST", "PUT", "PATCH", "DELETE")


@dataclass(frozen=True)
class Route:
    """One way in."""

    method: str
    rule: str
    endpoint: str

    @property
    def address(self) -> str:
        """An address that leads to it."""
        at_reports = self.rule.startswith("/api/v1/reports")

        def value(match: re.Match[str]) -> str:
            name = match[1]
            if name in _ORGANISATION:
                return "gaps-by-board" if at_reports else LEEDS
            return "calls.css" if self.rule.startswith("/api/v1/static") else _NAMED[name]

        return re.sub(r"<(?:\w+(?:\([^)]*\))?:)?(\w+)>", value, self.rule)

    def __str__(self) -> str:
        return f"{self.method} {self.rule}"


def routes_of(app: Flask) -> list[Route]:
    """All routes of an application; what only reads is asked with GET."""
    return [
        Route(method, rule.rule, rule.endpoint)
        for rule in app.url_map.iter_rules() for method in _KINDS if method in (rule.methods or set()) - _READING
    ]
