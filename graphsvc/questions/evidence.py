"""The age of evidence: of which years it is, whether somebody read it, and how much of it is current."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

import numpy as np

from graphsvc.dates import first_day, years_before
from graphsvc.questions.qualities import CURRENT_YEARS
from graphsvc.snapshot.facts import NEVER
from graphsvc.snapshot.links import ACTIVE
from graphsvc.snapshot.view import View
from graphsvc.vocabulary import READ


@dataclass(frozen=True, slots=True)
class EvidenceYear:
    """Records whose evidence is of one year (empty for undated), by whether somebody read it."""

    year: str
    read: int
    unread: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.read + self.unread


@dataclass(frozen=True, slots=True)
class EvidenceAge:
    """How old the evidence of all records is.

    Attributes
    ----------
    years : tuple of EvidenceYear
        The newest first, undated last.
    read, undated, current : int
        Records whose evidence somebody read; that has no date; that was read and is recent at the date of the view.
    current_active : int
        Of the current ones, those that are active at the date of the view.
    oldest, newest : str
        Dates of evidence; empty when none is dated.
    of : int
        All records.
    """

    years: tuple[EvidenceYear, ...]
    read: int
    undated: int
    current: int
    current_active: int
    oldest: str
    newest: str
    of: int


def evidence_age(view: View) -> EvidenceAge:
    """Count the evidence of all records, whatever their state.

    Parameters
    ----------
    view : View
        The graph as at a date, which says what is recent.
    """
    records = view.snapshot.partnerships
    dates, texts = records.numbered("evidence_date")
    seen, read = records.seen, records.has("evidence_basis", (READ,))
    counts: Counter[tuple[str, bool]] = Counter()
    for was_read in (True, False):
        for text, count in zip(texts, np.bincount(dates[read == was_read], minlength=len(texts)), strict=True):
            counts[text[:4], was_read] += int(count)
    years = sorted({year for year, _ in +counts}, key=lambda year: (bool(year), year), reverse=True)
    dated = sorted((first_day(text) or date.min, text) for text in texts if text)
    current = read & (seen >= max(years_before(view.day, CURRENT_YEARS).toordinal(), NEVER + 1))
    return EvidenceAge(
        tuple(EvidenceYear(year, counts[year, True], counts[year, False]) for year in years),
        int(read.sum()), int((seen == NEVER).sum()), int(current.sum()), int((current & (view.states == ACTIVE)).sum()),
        dated[0][1] if dated else "", dated[-1][1] if dated else "", len(records),
    )
