"""Pages of organisations of England as they are asked for in tests, and their parts."""

from __future__ import annotations

import csv
import io
from datetime import date

from flask.testing import FlaskClient

from graphsvc.snapshot.view import View
from tests.fixtures.facts import seed_snapshot

AT = "as_at=2026-11-23"
LEEDS = "/organisations/GB-NHS-RR8"
NORFOLK = "/organisations/GB-NHS-T6Y0W"
COUNCIL = "/organisations/GB-LAE-LDS"


def england() -> View:
    """England on that date."""
    return seed_snapshot().view(date(2026, 11, 23))


def closed_board() -> str:
    """A board that has closed and has heirs."""
    view = england()
    return next(o.id for o in view.organisations if o.type == "icb" and not view.open[o.index] and view.heirs(o.index))


def text_of(client: FlaskClient, address: str, status: int = 200) -> str:
    """A page."""
    answer = client.get(address)
    assert answer.status_code == status
    return answer.text


def section(page: str, heading: str) -> str:
    """A part of a page, from the heading with an id to the next heading of its rank."""
    return page.partition(f'<h2 id="{heading}"')[2].partition("<h2")[0]


def rows(client: FlaskClient, address: str) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.mimetype == "text/csv"
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
