"""A brief as a spreadsheet, by the rules for spreadsheets of government statistics."""

from __future__ import annotations

from collections.abc import Iterator

from graphsvc.reports.brief import front
from graphsvc.reports.brief.contents import Brief
from graphsvc.reports.files.workbook import workbook
from graphsvc.reports.report import Column, Value
from graphsvc.reports.table import Table


def workbook_file(brief: Brief) -> bytes:
    """A workbook (XLSX): findings, the tables one number a row, the numbers of the figures, the evidence of the paths.

    Parameters
    ----------
    brief : Brief
        What to write.

    Returns
    -------
    bytes
        The same for the same brief; nothing in it is a formula or a link.
    """
    about = (
        *(f"{label}: {value}" for label, value in front.facts_of(brief).items()),
        *brief.caveats, *brief.method, *brief.sources,
        front.BOARDS, *(f"{sentence} {command}" for sentence, command in front.making_of(brief)),
        *(f"{label}: {value}" for label, value in front.made_of(brief).items()),
    )
    return workbook(front.title_of(brief), tuple(_tables(brief)), about)


def _tables(brief: Brief) -> Iterator[Table]:
    findings = tuple(
        (front.sentence_of(finding), ", ".join(map(str.upper, front.seen_in(finding, brief))) or "–")
        for finding in brief.findings
    )
    yield _listed(brief, "findings", (Column("finding", "Finding"), Column("tables", "Tables")), findings)
    shown = [table.data for table in brief.tables]
    yield from shown
    # A figure may draw one of the tables.
    drawn = [(figure.id, figure.data) for figure in brief.figures if figure.data not in shown]
    traced = [(front.PATHS[0], path.evidence) for path in brief.paths]
    yield from (table for _, table in sorted([*drawn, *traced], key=lambda pair: pair[0]))
    columns = (
        Column("report", "Report"), Column("title", "Title"), Column("version", "Version", "whole"),
        Column("asked", "Asked with"), Column("sum", "SHA-256 of its file"),
    )
    used = tuple((report.id, report.title, report.version, front.asked(report), report.sum) for report in brief.reports)
    yield _listed(brief, "reports", columns, used)


def _listed(brief: Brief, part: str, columns: tuple[Column, ...], rows: tuple[tuple[Value, ...], ...]) -> Table:
    title = f"{front.PARTS[part]}: {brief.scope.name}"
    return Table(part, title, columns, rows, as_at=brief.as_at, snapshot=brief.snapshot)
