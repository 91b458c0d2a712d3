"""Qualities: how good the evidence of records is at a date."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from graphsvc.dates import years_before
from graphsvc.snapshot.columns import Numbers
from graphsvc.snapshot.facts import NEVER
from graphsvc.snapshot.kept import once_for_a_view
from graphsvc.snapshot.links import Link
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import READ, Quality

CURRENT_YEARS = 3
"""Evidence is current for this many years."""

QUALITIES = (Quality.UNDATED, Quality.OLD, Quality.CURRENT)
"""From the worst to the best."""


def quality(view: View, links: Iterable[Link]) -> Quality:
    """How good the evidence of some records is together: current when that of any of them is."""
    known = qualities(view)
    return QUALITIES[max((int(known[link.record]) for link in links), default=0)]


@once_for_a_view
def qualities(view: View) -> Numbers:
    """For each record, how good its evidence is, as a place in `QUALITIES`."""
    records, limit = view.snapshot.partnerships, years_before(view.day, CURRENT_YEARS).toordinal()
    seen = records.seen
    found: Numbers = (seen != NEVER).astype(np.uint8)
    found[records.has("evidence_basis", (READ,)) & (seen >= limit) & (seen != NEVER)] = 2
    return found
