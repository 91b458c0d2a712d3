"""What a brief says of itself, in the same words in every format."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from graphsvc.dates import in_words
from graphsvc.reports.brief.contents import Brief, Cell, Finding, ReportUsed
from graphsvc.reports.table import SUPPRESSED

PARTS = {
    "findings": "Key findings", "tables": "Tables", "figures": "Figures and worked paths",
    "caveats": "What these numbers leave out", "method": "Method", "sources": "Sources", "reports": "Reports used",
    "again": "How to make this brief again",
}
"""Headings of its parts, in order."""

BOARDS = "A board (ICB) is an integrated care board: the NHS body that plans the health services of an area."
"""Said once, for boards are named by the abbreviation."""

SUBTOTAL = "All "
"""How the heading of a column begins that sums others; the first of numbers has none before it to sum."""

PATHS = ("f3", "Worked paths: who could introduce whom")
"""Number and title of the worked paths among the figures."""


def title_of(brief: Brief) -> str:
    """What it is called."""
    return f"NHS partnerships for local growth: {brief.scope.name}"


def facts_of(brief: Brief) -> dict[str, str]:
    """Whom and when it is about, by label."""
    facts = {
        "About": brief.scope.name, "As at": in_words(brief.as_at), "Change since": in_words(brief.since),
        "Facts": f"{brief.snapshot[:8]}…, see {PARTS['again']}",
    }
    below = brief.suppress_below
    if below > 1:
        facts["Small numbers"] = f"Counts below {below}, and what would give them away, are not shown: {SUPPRESSED}."
    return facts


def made_of(brief: Brief) -> dict[str, str]:
    """With what and from what it was made, by label: for whoever checks it."""
    return {"Made by": f"graphsvc {brief.version}", "Facts": brief.snapshot}


def seen_in(finding: Finding, brief: Brief) -> tuple[str, ...]:
    """Ids of the tables in which the numbers of a finding stand."""
    groups = {group_of(part.trace) for part in finding.parts if isinstance(part, Cell)}
    return tuple(sorted({table.id for table in brief.tables} & groups))


def group_of(trace: str) -> str:
    """The table, finding or figure that a trace belongs to: its id before the first hyphen."""
    return trace.partition("-")[0]


def subtotal(columns: Sequence[str], place: int) -> bool:
    """Whether a column sums those before it and is followed by others."""
    return 1 < place < len(columns) - 1 and columns[place].startswith(SUBTOTAL)


def making_of(brief: Brief) -> tuple[tuple[str, str], ...]:
    """How it is made again: pairs of a sentence and the command that does it."""
    scope = f" --icb {shlex.quote(brief.scope.icb)}" if brief.scope.icb else ""
    scope += f" --region {shlex.quote(brief.scope.region)}" if brief.scope.region else ""
    dates = f" --as-at {brief.as_at} --since {brief.since}"
    return (
        ("From its folder, which carries the record that it was made from, also after the record has moved on; "
         "the same versions of programs give the same bytes:", "graphsvc brief --from FOLDER"),
        ("From a record that holds the same facts:", f"graphsvc brief{scope}{dates} --out FOLDER"),
    )


def shorter(title: str, brief: Brief) -> str:
    """A title without whom and when it is about: the brief has said so."""
    return title.replace(f": {brief.scope.name}, as at {in_words(brief.as_at)}", "")


def numeric(rows: tuple[tuple[Cell, ...], ...], column: int) -> bool:
    """Whether a column of a table holds numbers, and stands to the right."""
    return any(row[column].value is not None or row[column].text == SUPPRESSED for row in rows)


def sentence_of(finding: Finding) -> str:
    """A finding as plain text."""
    return "".join(part if isinstance(part, str) else part.text for part in finding.parts)


def named(reports: Sequence[str], used: Sequence[ReportUsed]) -> str:
    """Reports by id with their versions: `gaps-by-board, version 2, and sources-of-records, version 1`."""
    versions = {report.id: report.version for report in used}
    texts = [f"{name}, version {versions[name]}" if name in versions else name for name in reports]
    return ", and ".join(filter(None, (", ".join(texts[:-1]), *texts[-1:])))


def asked(report: ReportUsed) -> str:
    """What a report was asked with: `Asked with as_at: 2026-11-24; region: E40000003.`; empty when with nothing."""
    chosen = "; ".join(f"{name}: {value}" for name, value in report.parameters.items() if value != "")
    return chosen and f"Asked with {chosen}."
