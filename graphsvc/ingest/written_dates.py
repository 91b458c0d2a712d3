"""Dates as spreadsheets and people write them, and how they are written here."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from graphsvc.dates import parse_span

_FIRST_YEAR, _LAST_YEAR = 1000, 2199
_RIGHT = "write 2024, 2024-03 or 2024-03-31"
_RIGHT_DAY = "write a whole day such as 2024-03-31"
_AS_TEXT = "format the column as text, so that the spreadsheet leaves dates alone"
_SERIAL = re.compile(r"[1-9]\d{4}(\.\d+)?", re.ASCII)
_SERIAL_ZERO = date(1899, 12, 30)
"""Day 0 of a spreadsheet's day numbers."""

_MONTHS = {name.casefold(): at for at, name in enumerate(calendar.month_abbr) if name}
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d{1,2})(?:[-/. ](\d{1,2})(?:[T ].*)?)?", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?:[T ].*)?", re.ASCII)
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[- ]([A-Za-z]{3,9})(?:[-, ]+(\d{4}|\d{2}))?", re.ASCII)
_MONTH_YEAR = re.compile(r"([A-Za-z]{3,9})[- ](\d{4}|\d{2})", re.ASCII)


def date_problem(text: str, *, whole_day: bool = False) -> str:
    """What is wrong with a date, and what would be right.

    Parameters
    ----------
    text : str
        What stands in the cell, not empty.
    whole_day : bool
        Whether the day must be known.

    Returns
    -------
    str
        Empty when nothing is wrong.
    """
    right = _RIGHT_DAY if whole_day else _RIGHT
    try:
        span = parse_span(text)
    except ValueError:
        return _problem(text, right)
    if span is None or not _FIRST_YEAR <= span.first.year <= _LAST_YEAR:
        return f"the year must lie between {_FIRST_YEAR} and {_LAST_YEAR}: {right}"
    if whole_day and len(text) != 10:
        return f"the whole day is needed: {right}"
    return ""


def _problem(text: str, right: str) -> str:
    if _SERIAL.fullmatch(text):
        meant = _SERIAL_ZERO + timedelta(days=int(float(text)))
        return f"is a spreadsheet's number for a day: write {meant.isoformat()}, and {_AS_TEXT}"
    match = _DAY_MONTH.fullmatch(text)
    if match and match[2].casefold()[:3] in _MONTHS and not match[3]:
        month = _MONTHS[match[2].casefold()[:3]]
        return f"has lost its year: write it as 2024-{month:02}-{int(match[1]):02} with the right year, and {_AS_TEXT}"
    meanings = _meanings(text)
    if meanings:
        return f"is not how dates are written here: write {' or '.join(meanings)}, and {_AS_TEXT}"
    if re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", text, re.ASCII):
        return f"there is no such day in the calendar: {right}"
    return f"is not a date: {right}"


def _meanings(text: str) -> list[str]:
    """The dates that a text can mean, as they are written here."""
    found: list[str] = []
    if match := _YEAR_FIRST.fullmatch(text):
        found.append(_iso(match[1], int(match[2]), match[3]))
    elif match := _YEAR_LAST.fullmatch(text):
        found.append(_iso(match[3], int(match[2]), match[1]))
        found.append(_iso(match[3], int(match[1]), match[2]))
    elif (match := _DAY_MONTH.fullmatch(text)) and match[3]:
        found.append(_iso(match[3], _MONTHS.get(match[2].casefold()[:3], 0), match[1]))
    elif match := _MONTH_YEAR.fullmatch(text):
        found.append(_iso(match[2], _MONTHS.get(match[1].casefold()[:3], 0), None))
    return [iso for iso in dict.fromkeys(found) if iso]


def _iso(year: str, month: int, day: str | None) -> str:
    """A date's text, or nothing when the calendar has no such day. A year of two figures is of 1970 to 2069."""
    full = int(year) if len(year) == 4 else int(year) + (1900 if int(year) >= 70 else 2000)
    text = f"{full:04}-{month:02}" + (f"-{int(day):02}" if day else "")
    try:
        parse_span(text)
    except ValueError:
        return ""
    return text
