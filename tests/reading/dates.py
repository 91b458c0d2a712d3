"""Partial dates: `2024` and `2024-03` are spans of days."""

from __future__ import annotations

import calendar
from datetime import date


def first_day(text: str) -> date | None:
    """First day of the span; None when the date is unknown."""
    if not text:
        return None
    parts = [int(part) for part in text.split("-")]
    year, month, day = [*parts, 1, 1][:3] if len(parts) < 3 else parts
    return date(year, month, day)


def last_day(text: str) -> date | None:
    """Last day of the span; None when the date is unknown."""
    if not text:
        return None
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return date(parts[0], 12, 31)
    if len(parts) == 2:
        return date(parts[0], parts[1], calendar.monthrange(parts[0], parts[1])[1])
    return date(parts[0], parts[1], parts[2])


def three_years_before(day: date) -> date:
    """The same day three years earlier; 28 February when that year has no 29th."""
    if (day.month, day.day) == (2, 29):
        return date(day.year - 3, 2, 28)
    return date(day.year - 3, day.month, day.day)
