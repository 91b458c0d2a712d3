"""What a brief says, before it is written in any format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graphsvc.reports.report import Column, Value
from graphsvc.reports.table import Table


@dataclass(frozen=True, slots=True)
class Scope:
    """Whom a brief is about.

    Attributes
    ----------
    icb, region : str
        Id of a board, or code of an NHS region; at most one is set, none for England.
    name : str
        In words.
    """

    icb: str = ""
    region: str = ""
    name: str = "England"


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one place of a table or a sentence.

    Attributes
    ----------
    text : str
        As it is read; `SUPPRESSED` where the number may not be published.
    value : int, float or None
        The number, when it is one and may be published.
    of : int or None
        Its denominator.
    trace : str
        Id of the `Trace` that it opens; empty for words, and for what may not be published.
    shade : int
        From 0 (none) to 5 (darkest), in tables that are shaded.
    """

    text: str
    value: int | float | None = None
    of: int | None = None
    trace: str = ""
    shade: int = 0


@dataclass(frozen=True, slots=True)
class Trace:
    """The rows that one number comes from.

    Attributes
    ----------
    id : str
        Small letters, digits and hyphens, unique in the brief: `t1-qe1-university`. What stands before the first hyphen
        names the table, finding or figure that it belongs to: traces of one are kept on one page.
    title : str
        Which number it is: `Lancashire and South Cumbria, universities: 3 of 12`.
    sentence : str
        How the number comes from the rows, and what its denominator is.
    report : str
        Id of the report whose rows they are.
    version : int
        Its version.
    columns : tuple of Column
        What the columns are.
    rows : tuple of tuple
        The rows.
    """

    id: str
    title: str
    sentence: str
    report: str
    version: int
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One of the tables T1 to T5.

    Attributes
    ----------
    id : str
        `t1`.
    title : str
        What it shows.
    about : tuple of str
        How to read it.
    columns : tuple of str
        Headings of the columns as they are shown.
    rows : tuple of tuple of Cell
        The first cell of each row is its heading. A total is the last row.
    data : Table
        The same numbers, one a row, for spreadsheets.
    reports : tuple of str
        Reports that it comes from.
    """

    id: str
    title: str
    about: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    data: Table
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the figures F1, F2 and F4.

    Attributes
    ----------
    id : str
        `f1`.
    title : str
        What it shows.
    alternative : tuple of str
        The same in sentences, with the same numbers.
    svg, png : bytes
        The picture.
    data : Table
        The numbers in it.
    notes : tuple of str
        Legend and caveats.
    """

    id: str
    title: str
    alternative: tuple[str, ...]
    svg: bytes
    png: bytes
    data: Table
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkedPath:
    """One of the worked paths of F3.

    Attributes
    ----------
    title : str
        From whom to whom.
    sentence : str
        The path in words.
    evidence : Table
        A row for each record of its steps.
    """

    title: str
    sentence: str
    evidence: Table


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence computed from numbers: texts, and cells that open their rows."""

    parts: tuple[str | Cell, ...]


@dataclass(frozen=True, slots=True)
class ReportUsed:
    """A report behind the brief: what made its numbers."""

    id: str
    title: str
    version: int
    sum: str
    parameters: Mapping[str, str | int | float | bool]


@dataclass(frozen=True, slots=True)
class Brief:
    """A whole brief. The same facts, scope and dates give the same brief, to the byte.

    Attributes
    ----------
    scope : Scope
        Whom it is about.
    as_at, since : str
        Its date, and the date from which it tells change; ISO.
    snapshot : str
        Hash of the facts.
    version : str
        Of graphsvc.
    suppress_below : int
        Counts below it are not shown.
    findings, tables, figures, paths, traces
        What it says.
    caveats, method, sources : tuple of str
        What must be known of it: a paragraph each.
    reports : tuple of ReportUsed
        Reports behind it.
    """

    scope: Scope
    as_at: str
    since: str
    snapshot: str
    version: str
    suppress_below: int
    findings: tuple[Finding, ...]
    tables: tuple[Shown, ...]
    figures: tuple[Figure, ...]
    paths: tuple[WorkedPath, ...]
    traces: tuple[Trace, ...]
    caveats: tuple[str, ...]
    method: tuple[str, ...]
    sources: tuple[str, ...]
    reports: tuple[ReportUsed, ...]
