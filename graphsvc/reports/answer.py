"""The answer of a report: rows that can be traced."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from graphsvc.dates import in_words
from graphsvc.maps.drawing import ATTRIBUTION
from graphsvc.reports.report import Report, Value
from graphsvc.reports.table import Table


@dataclass(frozen=True, slots=True)
class ReportAnswer:
    """Rows, and all that is needed to have them again.

    Attributes
    ----------
    report : Report
        What was asked.
    parameters : mapping
        What each parameter was, defaults filled in; dates in ISO form.
    rows : tuple of tuple
        A value for each column of the report.
    as_at : date
        The date of the answer: the report's `as_at`, or the day on which it was asked.
    snapshot : str
        Hash of the facts in the record; empty when nothing was ever loaded.
    truncated : bool
        Whether there were more rows than the limit.
    not_open : tuple of str
        Of an answer without rows: that an organisation which was asked for is not open, and who followed it.
    """

    report: Report
    parameters: Mapping[str, str | int | float | bool]
    rows: tuple[tuple[Value, ...], ...]
    as_at: date
    snapshot: str
    truncated: bool
    not_open: tuple[str, ...] = ()

    def table(self) -> Table:
        """The answer as a table for files."""
        report = self.report
        chosen = "; ".join(f"{name}: {value}" for name, value in self.parameters.items() if value != "")
        return Table(
            id=report.id, title=f"{report.title}, as at {in_words(self.as_at.isoformat())}", columns=report.columns,
            rows=self.rows, notes=(report.question, report.reading, *report.caveats, *self.not_open),
            source=f"Report {report.id}, version {report.version}{f' ({chosen})' if chosen else ''}. {ATTRIBUTION}",
            as_at=self.as_at.isoformat(), snapshot=self.snapshot, truncated=self.truncated,
        )
