"""Days as people know them: whole, to the month or to the year."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import numpy as np
from numpy.typing import NDArray

FIRST, LAST = date(1990, 1, 1), date(2026, 11, 23)
COUNT = (LAST - FIRST).days + 1

Numbers = NDArray[np.int64]
Texts = NDArray[np.object_]


@cache
def _written(length: int) -> Texts:
    return np.array([(FIRST + timedelta(day)).isoformat()[:length] for day in range(COUNT)], dtype=object)


def written(random: np.random.Generator, days: Numbers, *, whole: float, month: float, year: float) -> Texts:
    """Days as text; the rest beyond the three shares is unknown.

    Parameters
    ----------
    random : Generator
        Draws how far each day is known.
    days : array
        Numbers from `FIRST`, within `COUNT`.
    whole, month, year : float
        Shares of days known whole, to the month and to the year.
    """
    known = random.random(len(days))
    texts = np.full(len(days), "", dtype=object)
    low = 0.0
    for share, length in ((whole, 10), (month, 7), (year, 4)):
        at = (known >= low) & (known < low + share)
        texts[at] = _written(length)[days[at]]
        low += share
    return texts


def recent(random: np.random.Generator, count: int) -> Numbers:
    """Days of which most are of the last few years."""
    back = (random.random(count) ** 2 * COUNT).astype(np.int64)
    return np.asarray(COUNT - 1 - back, dtype=np.int64)
