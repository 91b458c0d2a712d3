"""A brief as Markdown: for issues, wikis and whoever writes on from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graphsvc.reports.brief import front
from graphsvc.reports.brief.contents import Brief, Cell, Figure, Finding, ReportUsed, Shown, WorkedPath
from graphsvc.reports.files.markdown import markdown_rows, plainly


def markdown_file(brief: Brief) -> bytes:
    """A brief in one file, whose numbers lead to their rows beside it.

    Parameters
    ----------
    brief : Brief
        What to write.

    Returns
    -------
    bytes
        GitHub's Markdown; no text of the brief is read as a mark, a link or HTML.
    """
    return ("\n\n".join(part for part in _parts(brief) if part) + "\n").encode()


def _parts(brief: Brief) -> Iterator[str]:
    heading = {part: f"## {text}" for part, text in front.PARTS.items()}
    yield f"# {plainly(front.title_of(brief))}"
    yield _list(f"{label}: {plainly(value)}" for label, value in front.facts_of(brief).items())
    yield front.BOARDS
    yield heading["findings"]
    yield _list(_finding(finding, brief) for finding in brief.findings)
    yield heading["tables"]
    for table in brief.tables:
        yield from _shown(table, brief)
    yield heading["figures"]
    mark, title = front.PATHS
    for figure in (figure for figure in brief.figures if figure.id < mark):
        yield from _figure(figure, brief)
    yield f"### {mark.upper()} {title}"
    for path in brief.paths:
        yield from _path(path)
    for figure in (figure for figure in brief.figures if figure.id > mark):
        yield from _figure(figure, brief)
    for part, paragraphs in (("caveats", brief.caveats), ("method", brief.method)):
        yield heading[part]
        yield from map(plainly, paragraphs)
    yield heading["sources"]
    yield _list(map(plainly, brief.sources))
    yield heading["reports"]
    yield _list(map(_report, brief.reports))
    yield heading["again"]
    for sentence, command in front.making_of(brief):
        yield plainly(sentence)
        yield f"    {' '.join(command.split())}"
    yield _list(f"{label}: {plainly(value)}" for label, value in front.made_of(brief).items())


def _finding(finding: Finding, brief: Brief) -> str:
    # A text of its own may begin or end with a space, which is kept; what Markdown would read is escaped.
    parts = (_spaced(part) if isinstance(part, str) else _number(part) for part in finding.parts)
    seen = ", ".join(map(str.upper, front.seen_in(finding, brief)))
    return f"{''.join(parts).strip()}{seen and f' ({seen})'}"


def _spaced(text: str) -> str:
    before, after = (" " if text[:1].isspace() else ""), (" " if text[-1:].isspace() else "")
    return f"{before}{plainly(text)}{after}"


def _number(cell: Cell) -> str:
    text = plainly(cell.text)
    return f"[{text}](rows/{front.group_of(cell.trace)}.html#{cell.trace})" if cell.trace else text


def _shown(table: Shown, brief: Brief) -> Iterator[str]:
    yield f"### {table.id.upper()} {plainly(front.shorter(table.title, brief))}"
    yield from map(plainly, table.about)
    rules = ("---:" if front.numeric(table.rows, place) else "---" for place in range(len(table.columns)))
    yield "\n".join(map(_line, (map(plainly, table.columns), rules, *(map(_number, row) for row in table.rows))))
    made = f"From {plainly(front.named(table.reports, brief.reports))}."
    yield f"{made} [{table.id.upper()} as CSV](tables/{table.data.id}.csv)."


def _figure(figure: Figure, brief: Brief) -> Iterator[str]:
    yield f"### {figure.id.upper()} {plainly(front.shorter(figure.title, brief))}"
    yield f"![{plainly(figure.title)}](figures/{figure.id}.png)"
    yield from map(plainly, figure.notes)
    yield _list(map(plainly, figure.alternative))


def _path(path: WorkedPath) -> Iterator[str]:
    yield f"#### {plainly(path.title)}"
    yield plainly(path.sentence)
    yield markdown_rows(path.evidence)


def _report(report: ReportUsed) -> str:
    told = f"{front.named((report.id,), (report,))}: {report.title}. {front.asked(report)}"
    return f"{plainly(told)} SHA-256 of its file: `{report.sum}`"


def _list(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
