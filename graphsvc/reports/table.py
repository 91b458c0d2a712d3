"""A table that may be published: rows with what must be known of them."""

from __future__ import annotations

from dataclasses import dataclass

from graphsvc.reports.report import Column, Value

SUPPRESSED = "[c]"
"""Stands for a count that is too small to publish: the shorthand of government statistics for `confidential`."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows, and where they come from.

    Attributes
    ----------
    id : str
        A report's id, or the number of a table of a brief, such as `t1`.
    title : str
        What it shows, for whom and when.
    columns : tuple of Column
        What each column is.
    rows : tuple of tuple
        A value for each column; `SUPPRESSED` in place of a number that may not be published.
    notes : tuple of str
        How to read it, and what it leaves out.
    source : str
        Report and version, and whose facts they are.
    as_at, snapshot : str
        Date of the answer and hash of the facts.
    truncated : bool
        Whether there were more rows than may be given.
    """

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    notes: tuple[str, ...] = ()
    source: str = ""
    as_at: str = ""
    snapshot: str = ""
    truncated: bool = False
