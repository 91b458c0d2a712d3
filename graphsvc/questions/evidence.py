"""The age of evidence: of which years it is, whether somebody read it, and how much of it is current."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from graphsvc.dates import years_before
from graphsvc.questions.cells import CURRENT_YEARS
from graphsvc.snapshot.view import View, state_at
from graphsvc.vocabulary import READ, State


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
    counts = Counter((record.evidence.date[:4], record.evidence.basis == READ) for record in records)
    years = sorted({year for year, _ in counts}, key=lambda year: (bool(year), year), reverse=True)
    dated = sorted((r.evidence.first_day, r.evidence.date) for r in records if r.evidence.first_day is not None)
    limit = years_before(view.day, CURRENT_YEARS)
    current = [
        r for r in records
        if r.evidence.basis == READ and r.evidence.first_day is not None and r.evidence.first_day >= limit
    ]
    return EvidenceAge(
        tuple(EvidenceYear(year, counts[year, True], counts[year, False]) for year in years),
        sum(count for (_, read), count in counts.items() if read), sum(1 for r in records if not r.evidence.date),
        len(current), sum(1 for r in current if state_at(r, view.day) is State.ACTIVE),
        dated[0][1] if dated else "", dated[-1][1] if dated else "", len(records),
    )
