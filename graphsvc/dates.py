"""Dates that may be known to the year or the month only."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

from graphsvc.errors import BadInput

NO_CHANGE = "This date lies in the future: the answer assumes that nothing changes until then."
"""What is said with every answer for a day that lies ahead."""

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Span:
    """The days that a partial date can mean, first and last included."""

    first: date
    last: date


def parse_span(text: str) -> Span | None:
    """Read `2024`, `2024-03` or `2024-03-31`.

    Parameters
    ----------
    text : str
        ISO 8601 calendar date of reduced or full precision; empty for unknown.

    Returns
    -------
    Span or None
        The days meant; None for empty text.

    Raises
    ------
    ValueError
        When the text is none of these or names no day of the calendar.
    """
    if not text:
        return None
    match = _PARTIAL.fullmatch(text)
    if match is None:
        raise ValueError("a date is written 2024, 2024-03 or 2024-03-31")
    year, month, day = match.groups()
    if day:
        exact = date(int(year), int(month), int(day))
        return Span(exact, exact)
    if month:
        last = calendar.monthrange(int(year), int(month))[1] if 1 <= int(month) <= 12 else 1
        return Span(date(int(year), int(month), 1), date(int(year), int(month), last))
    return Span(date(int(year), 1, 1), date(int(year), 12, 31))


def first_day(text: str) -> date | None:
    """First day of a partial date; None when empty (see `parse_span`)."""
    span = parse_span(text)
    return span.first if span else None


def last_day(text: str) -> date | None:
    """Last day of a partial date; None when empty (see `parse_span`)."""
    span = parse_span(text)
    return span.last if span else None


def today() -> date:
    """Today, where this runs."""
    return datetime.now().astimezone().date()


def note_on(day: date, asked_on: date) -> str:
    """What to know of an answer for a day: `NO_CHANGE` when it lies after the one on which it is asked, or nothing."""
    return NO_CHANGE if day > asked_on else ""


def years_before(day: date, years: int) -> date:
    """The same day some years earlier; 28 February for a 29 February that the year lacks."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def parse_day(text: str, parameter: str = "as_at") -> date:
    """Read a whole day that a user gave, such as `2026-04-01`.

    Raises
    ------
    BadInput
        When it is not a day of the calendar from 1900 to 2199.
    """
    try:
        span = parse_span(text.strip())
    except ValueError:
        span = None
    if span is None or span.first != span.last or not 1900 <= span.first.year <= 2199:
        raise BadInput(f"{parameter} must be a day such as 2026-04-01, from 1900 to 2199", parameter, text)
    return span.first


def in_words(text: str) -> str:
    """A full or partial date in words: `1 April 2026`, `April 2026`, `2026`; empty stays empty."""
    span = parse_span(text)
    if span is None:
        return ""
    month = calendar.month_name[span.first.month]
    return {4: text, 7: f"{month} {span.first.year}"}.get(len(text), f"{span.first.day} {month} {span.first.year}")


def age_in_words(moment: datetime) -> str:
    """When something was, on this machine's clock, and how long ago: `23 November 2026 (3 hours ago)`.

    Parameters
    ----------
    moment : datetime
        With its time zone.
    """
    minutes = max(int((datetime.now(UTC) - moment).total_seconds() / 60), 0)
    day = in_words(moment.astimezone().date().isoformat())
    for unit, length in (("day", 1440), ("hour", 60), ("minute", 1)):
        if minutes >= length:
            count = minutes // length
            return f"{day} ({count} {unit}{'' if count == 1 else 's'} ago)"
    return f"{day} (just now)"
