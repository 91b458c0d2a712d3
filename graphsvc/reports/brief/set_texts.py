"""A brief as the typesetter takes it: texts that can be set, and how wide columns are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from graphsvc.dates import in_words
from graphsvc.reports.brief import front
from graphsvc.reports.brief.contents import Brief, Figure, Finding, Shown, WorkedPath
from graphsvc.reports.files.words import NUMBERS, printable, rounded

_UNSEEN = re.compile("[\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]")
"""Marks that would turn the direction of what follows, and spaces without width."""
_LONG_WORD = re.compile(r"\b[0-9a-f]{64}\b|[^\s/\-]{16}(?=[^\s/\-]{4})")
"""A sum, which must be copied as it is and has room, or letters after which a longer word may break."""
_SUM = 64
_WIDE = 8
"""Columns of a table that lies across the page."""
_NARROWEST, _WIDEST_WORD, _WIDEST_CELL = 12, 16, 36
"""In letters: what takes the room it needs, and of a word and of a cell, beyond which a column does not grow."""
_LONGEST_HEADING, _LONGEST_CELL = 80, 300


_ADDRESS = "address"
"""Name of the column that says where evidence can be read."""


@dataclass(frozen=True, slots=True)
class _Raw:
    """A picture or an address is not set as text: it is left as it is."""

    content: Any


def set_texts(brief: Brief) -> dict[str, Any]:
    """What `brief.typ` reads.

    Parameters
    ----------
    brief : Brief
        What to set.

    Returns
    -------
    dict
        Ready for JSON.
    """
    mark, heading = front.PATHS
    pictures = {figure.id: _figure(figure, brief) for figure in brief.figures}
    pictures[mark] = {"id": mark, "title": heading, "paths": [_path(path) for path in brief.paths]}
    said: dict[str, Any] = _plain({
        "title": front.title_of(brief), "headings": front.PARTS, "facts": list(front.facts_of(brief).items()),
        "running": [front.title_of(brief), f"As at {in_words(brief.as_at)} · facts {brief.snapshot[:12]}"],
        "boards": front.BOARDS, "made": list(front.made_of(brief).items()),
        "findings": [{"parts": _finding(one), "tables": front.seen_in(one, brief)} for one in brief.findings],
        "tables": [_shown(table, brief) for table in brief.tables],
        "figures": [picture for _, picture in sorted(pictures.items())],
        "paragraphs": {"caveats": brief.caveats, "method": brief.method}, "sources": brief.sources,
        "reports": [
            {"named": front.named((report.id,), brief.reports), "title": report.title, "asked": front.asked(report),
             "sum": report.sum}
            for report in brief.reports
        ],
        "making": front.making_of(brief),
    })
    return said


def _finding(finding: Finding) -> list[dict[str, object]]:
    return [
        {"text": part, "number": False} if isinstance(part, str) else {"text": part.text, "number": True}
        for part in finding.parts
    ]


def _shown(table: Shown, brief: Brief) -> dict[str, object]:
    traced = any(trace.id.startswith(f"{table.id}-") for trace in brief.traces)
    return {
        "id": table.id, "title": front.shorter(table.title, brief), "about": table.about,
        "wide": len(table.columns) >= _WIDE, "from": front.named(table.reports, brief.reports),
        "rows_file": f"rows/{table.id}.html" if traced else "",
        "table": _table(
            table.columns, [[cell.text for cell in row] for row in table.rows],
            [front.numeric(table.rows, place) for place in range(len(table.columns))],
            [[cell.shade for cell in row] for row in table.rows],
        ),
    }


def _figure(figure: Figure, brief: Brief) -> dict[str, object]:
    return {
        "id": figure.id, "title": front.shorter(figure.title, brief), "notes": figure.notes,
        "words": figure.alternative, "picture": _Raw(figure.svg.decode()),
    }


def _path(path: WorkedPath) -> dict[str, object]:
    columns = path.evidence.columns
    texts = [[rounded(value, column) for value, column in zip(row, columns, strict=True)] for row in path.evidence.rows]
    # An address is where the evidence before it leads to: as a text it would take the width of two columns.
    led = [place for place, column in enumerate(columns) if column.name == _ADDRESS and place]
    kept = [place for place in range(len(columns)) if place not in led]
    links = [["" if place + 1 not in led else row[place + 1] for place in kept] for row in texts]
    table = _table(
        [columns[place].title or columns[place].name for place in kept],
        [[row[place] for place in kept] for row in texts],
        [columns[place].type in NUMBERS for place in kept],
    )
    return {"title": path.title, "sentence": path.sentence, "table": table | {"links": _Raw(links)}}


def _table(
    columns: Sequence[str], rows: list[list[str]], numeric: list[bool], shades: Iterable[Iterable[int]] = ()
) -> dict[str, object]:
    # What is longer than a row can be would leave the page; the rows' own files have it whole.
    columns = [_shortened(text, _LONGEST_HEADING) for text in columns]
    rows = [[_shortened(text, _LONGEST_CELL) for text in row] for row in rows]
    widths = [_width(heading, [row[place] for row in rows], numeric[place]) for place, heading in enumerate(columns)]
    return {
        "columns": columns, "rows": rows, "numeric": numeric, "shades": list(shades), "widths": widths,
        "subtotals": [front.subtotal(columns, place) for place in range(len(columns))],
    }


def _shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[:longest]}…"


def _width(heading: str, texts: list[str], number: bool) -> int:
    """Share of the page that a column needs, by its words and texts; 0 when it is narrow and takes what it needs."""
    longest = max(map(len, (heading, *texts)))
    if longest <= _NARROWEST:
        return 0
    word = max(map(len, heading.split()), default=0)
    if number:
        # A number is not parted.
        return max(min(word, _WIDEST_WORD), *map(len, texts))
    word = max(len(part) for text in (heading, *texts) for part in (text.split() or [""]))
    return max(min(word, _WIDEST_WORD), min(longest, _WIDEST_CELL))


def _plain(said: Any) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """The same without control characters, and with places where a long word may break."""
    match said:
        case str():
            text = _UNSEEN.sub("", printable(said))
            return _LONG_WORD.sub(lambda found: found[0] if len(found[0]) == _SUM else f"{found[0]}\u200b", text)
        case dict():
            return {name: _plain(part) for name, part in said.items()}
        case list() | tuple():
            return [_plain(part) for part in said]
        case _Raw(content):
            return content
        case _:
            return said
