"""What a brief says, made of the record with the seed."""

from __future__ import annotations

from datetime import date
from functools import cache
from weakref import WeakKeyDictionary

from graphsvc.config import Settings, load_settings
from graphsvc.database.session import Database
from graphsvc.reports.brief.asking import Answers, ask_reports
from graphsvc.reports.brief.contents import Cell, Finding, Scope
from graphsvc.reports.brief.make import Contents, contents_of
from graphsvc.snapshot.view import View
from tests.fixtures.facts import seed_snapshot

DAY, SINCE = date(2026, 11, 24), date(2025, 11, 24)
ENGLAND = Scope()
NORTH_WEST = Scope(region="E40000010", name="North West")
WEST_YORKSHIRE = Scope(icb="GB-NHS-QWO", name="West Yorkshire ICB")
CORNWALL = Scope(icb="GB-NHS-QT6", name="Cornwall and the Isles of Scilly ICB")
SCOPES = (ENGLAND, NORTH_WEST, WEST_YORKSHIRE, CORNWALL)

_ANSWERS: WeakKeyDictionary[Database, dict[tuple[Scope, date, date], Answers]] = WeakKeyDictionary()


def view_at(day: date = DAY) -> View:
    """The seed as at a day."""
    return seed_snapshot().view(day)


@cache
def settings() -> Settings:
    """The defaults."""
    return load_settings()


def contents(
    database: Database, scope: Scope, *, below: int = 0, day: date = DAY, since: date = SINCE
) -> Contents:
    """What a brief says of a scope; the reports are asked once for each scope and span."""
    known = _ANSWERS.setdefault(database, {})
    key = (scope, day, since)
    if key not in known:
        known[key] = ask_reports(database, view_at(day), settings(), scope, since, lambda *_: None)
    return contents_of(view_at(day), scope, since, below, known[key])


def text_of(finding: Finding) -> str:
    """A finding as it is read."""
    return "".join(part.text if isinstance(part, Cell) else part for part in finding.parts)
