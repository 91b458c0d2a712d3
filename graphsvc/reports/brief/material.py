"""What the tables and findings of a brief are made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graphsvc.dates import in_words
from graphsvc.questions.names import spoken
from graphsvc.reports.brief.asking import Answers
from graphsvc.reports.brief.contents import Scope
from graphsvc.reports.brief.numbers import Numbers
from graphsvc.reports.brief.traces import Rows
from graphsvc.snapshot.view import View


@dataclass(frozen=True, slots=True)
class Material:
    """Answers of one load, the facts that they are of, and the numbers made from them so far.

    Attributes
    ----------
    view : View
        The facts as at the date of the brief.
    scope : Scope
        Whom it is about.
    since : date
        From when change is told.
    below : int
        Counts below it are not shown.
    answers : Answers
        What the reports answered.
    rows : Rows
        Makes the rows of traces.
    numbers : Numbers
        Every number that is shown anywhere.
    """

    view: View
    scope: Scope
    since: date
    below: int
    answers: Answers
    rows: Rows
    numbers: Numbers

    @property
    def of_whom(self) -> str:
        """Scope and date, as they stand in titles: `England, as at 24 November 2026`."""
        return f"{self.scope.name}, as at {in_words(self.view.day.isoformat())}"

    def name(self, organisation: str) -> str:
        """An organisation as a person says it."""
        index = self.view.snapshot.index_of.get(organisation)
        return organisation if index is None else spoken(self.view.organisations[index])
