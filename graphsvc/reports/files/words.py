"""A value as text: exactly, for machines, or rounded, for people."""

from __future__ import annotations

import math
import re
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal

from graphsvc.reports.report import Column, Value
from graphsvc.reports.table import SUPPRESSED, Table

NUMBERS = ("whole", "number", "share")
"""Types of columns that hold numbers."""

UNKNOWN = "[x]"
"""Stands for a value that there is not: the shorthand of government statistics for `not available`."""

SHORTHAND = {
    SUPPRESSED: "too small a number to publish",
    UNKNOWN: "not available: the record does not say, or there is nothing to take a share of",
}
"""What each shorthand means."""

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


_EVERY_DIGIT = Context(prec=400, rounding=ROUND_HALF_UP)
"""The largest number that a machine knows has 309 digits before its point."""


def known(value: Value) -> Value:
    """The value, or None for a number that is none (Neo4j divides 0.0 by 0)."""
    return None if isinstance(value, float) and not math.isfinite(value) else value


def exactly(value: Value) -> str:
    """A value for machines: ISO dates, yes and no, plain numbers; nothing for None.

    Parameters
    ----------
    value : Value
        What stands in a cell.
    """
    match known(value):
        case None:
            return ""
        case bool(truth):
            return "yes" if truth else "no"
        case float(number):
            return format(Decimal(repr(number)), "f")
        case date() as day:
            return day.isoformat()
        case tuple(texts):
            return "; ".join(texts)
        case other:
            return str(other)


def rounded(value: Value, column: Column) -> str:
    """A value for people: thousands parted, shares in per cent with one decimal place; nothing for None.

    Parameters
    ----------
    value : Value
        What stands in a cell.
    column : Column
        The column that it stands in.
    """
    value = known(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return exactly(value)
    if column.type == "share":
        return in_percent(value)
    return f"{value:,}" if isinstance(value, int) else _half_up(value, 2)


def in_percent(share: float, places: int = 1) -> str:
    """A share in per cent, halves up, without noughts at its end.

    Parameters
    ----------
    share : int or float
        Of one.
    places : int, optional
        Decimal places.
    """
    return f"{_half_up(share, places, 100)}%"


def rounded_rows(table: Table) -> list[tuple[str, ...]]:
    """All values of a table for people."""
    return [tuple(map(rounded, row, table.columns)) for row in table.rows]


def heading(column: Column) -> str:
    """What stands over a column: its title and its unit."""
    title = column.title or column.name
    return f"{title} ({column.unit})" if column.unit and column.unit.casefold() != title.casefold() else title


def printable(text: str) -> str:
    """A text without control characters, which no XML and no typeface has; new lines and tabs stay."""
    return _UNPRINTABLE.sub("", text)


def cut_short(table: Table) -> str:
    """The sentence about rows that were left out; empty when none were."""
    return f"The first {len(table.rows):,} rows: there are more." if table.truncated else ""


def _half_up(number: float, places: int, times: int = 1) -> str:
    # As it is written: 0.0625 is 6.3%, where the machine's own rounding would take the even neighbour.
    exact = Decimal(repr(float(number))) * times
    text = f"{exact.quantize(Decimal(1).scaleb(-places), context=_EVERY_DIGIT):,f}"
    short = text.rstrip("0").rstrip(".") if places else text
    return "0" if short == "-0" else short
