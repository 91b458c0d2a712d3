"""Briefs made up for the tests of formats: one with hostile texts everywhere, and one as long as England's."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from graphsvc.reports.brief.contents import Brief, Cell, Figure, Finding, ReportUsed, Scope, Shown, Trace, WorkedPath
from graphsvc.reports.report import Column, Value
from graphsvc.reports.table import SUPPRESSED, Table
from tests.fixtures.facts import seed_tables
from tests.fixtures.hostile import NAMES
from tests.fixtures.strings import HOSTILE

Say = Callable[[str], str]

SNAPSHOT = "aa51d66d93a5" * 5 + "0123"
REPORT = "expectation-cells"
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="640" height="240" viewBox="0 0 640 240">'
    b'<rect width="640" height="240" fill="#eef3f8"/>'
    b'<text x="30" y="60" font-family="DejaVu Sans" font-size="22">Words in a picture</text></svg>'
)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63f8ffff3f0005fe02fea735818400"
    "00000049454e44ae426082"
)
_ROW = (
    Column("organisation", "Organisation"), Column("area", "Value area"), Column("state", "State"),
    Column("records", "Records", "whole"),
)
_COVERAGE = (
    Column("board", "Board"), Column("partner_type", "Partner type"), Column("recorded", "Recorded", "whole", "cells"),
    Column("of", "Of", "whole", "cells"), Column("share", "Share", "share"),
)
_EVIDENCE = (
    Column("record", "Record"), Column("from", "From"), Column("to", "To"), Column("area", "Value area"),
    Column("since", "Since", "date"), Column("title", "Evidence"), Column("address", "Address"),
    Column("basis", "Basis"),
)


def hostile_brief() -> Brief:
    """A small brief; every text that could come from data is a hostile one, each of them at least once."""
    texts = [text for text in (*NAMES, *HOSTILE) if any(map(str.isprintable, text))]
    turn = count()
    return _brief(lambda _: texts[next(turn) % len(texts)][:2_000], boards=4, types=6, rows=4)


def large_brief() -> Brief:
    """A brief of the size of England's: 36 boards, 10 partner types, 5,000 rows."""
    return _brief(lambda text: text, boards=36, types=10, rows=14)


def _brief(say: Say, boards: int, types: int, rows: int) -> Brief:
    tables = seed_tables()
    names = [say(f"NHS {row['name']} Integrated Care Board") for row in tables["icb_tiles"][:boards]]
    kinds = [say(row["name"]) for row in tables["partner_types"][:types]]
    traces = _traces(say, names, kinds, rows)
    shown = (_coverage(say, names, kinds, traces, rows), *(_small(say, rank) for rank in range(2, 6)))
    others = [Trace(f"t{rank}-a", say("A number"), say("One each."), REPORT, 1, _ROW, ()) for rank in range(2, 6)]
    chosen = {"as_at": "2026-11-24", "region": say("")}
    return Brief(
        scope=Scope(name=say("England")), as_at="2026-11-24", since="2025-11-24", snapshot=SNAPSHOT, version="0.1.0",
        suppress_below=5, findings=tuple(_finding(say, rank, traces[0].id) for rank in range(6)),
        tables=shown, figures=tuple(_figure(say, mark) for mark in ("f1", "f2", "f4")),
        paths=tuple(_path(say, rank) for rank in (1, 2)), traces=(*traces, *others),
        caveats=(say("Recorded is not existing: what nobody recorded may exist."), say("Opening parts only.")),
        method=(say("Coverage is recorded cells of those that are applicable and collected."),),
        sources=(say("Organisation Data Service, NHS England, OGL v3.0."), say("Each names its own evidence.")),
        reports=(ReportUsed(REPORT, say("Every expectation"), 1, "5e" * 32, chosen),),
    )


def _finding(say: Say, rank: int, trace: str) -> Finding:
    return Finding((
        say("Of the partners that are expected, "), Cell(f"1,23{rank} of 5,040", 1230 + rank, 5040, trace),
        say(" are recorded, and schools have "), Cell(SUPPRESSED), say("."),
    ))


def _traces(say: Say, names: list[str], kinds: list[str], rows: int) -> list[Trace]:
    found: list[Trace] = []
    for board, name in enumerate(names):
        for kind, partner in enumerate(kinds):
            recorded = (board * 7 + kind * 5) % (rows + 1)
            cells = tuple(
                (say(f"Organisation {row}"), say("Estates"), "recorded" if row < recorded else "unrecorded", row)
                for row in range(rows)
            )
            mark, title = f"t1-b{board}-k{kind}", f"{name}, {partner}: {recorded} of {rows}"
            found.append(Trace(mark, title, say("Recorded, of those that count."), REPORT, 1, _ROW, cells))
    return found


def _coverage(say: Say, names: list[str], kinds: list[str], traces: list[Trace], rows: int) -> Shown:
    waiting = iter(traces)
    lines: list[tuple[Cell, ...]] = []
    data: list[tuple[Value, ...]] = []
    for name in names:
        cells = [Cell(name)]
        for partner, trace in zip(kinds, waiting, strict=False):
            recorded = sum(row[2] == "recorded" for row in trace.rows)
            cells.append(Cell(f"{recorded} of {rows}", recorded, rows, trace.id, 5 * recorded // rows))
            data.append((name, partner, recorded, rows, recorded / rows))
        lines.append((*cells, Cell(SUPPRESSED)))
    lines.append((Cell("All"), *(Cell("12 of 40", 12, 40, traces[0].id, 2) for _ in kinds), Cell(SUPPRESSED)))
    return Shown(
        "t1", say("Coverage by board and partner type"), (say("Recorded cells of those that count. Darker is more."),),
        (say("Board"), *kinds, say("All")), tuple(lines), _table("t1", say("Coverage"), _COVERAGE, tuple(data)),
        (REPORT,),
    )


def _small(say: Say, rank: int) -> Shown:
    areas = [(say(f"Value area {row}"), say("words")) for row in range(5)]
    rows = tuple((Cell(area), Cell("12", 12, 40, f"t{rank}-a"), Cell(SUPPRESSED), Cell(word)) for area, word in areas)
    data = tuple((area, 12, SUPPRESSED, word) for area, word in areas)
    columns = (
        Column("area", "Value area"), Column("all", "All", "whole"), Column("now", "Current", "whole"),
        Column("note", "Note"),
    )
    return Shown(
        f"t{rank}", say(f"Table {rank} of the brief"), (say("How to read it."),),
        (say("Value area"), "All evidence", "Current", say("Note")), rows,
        _table(f"t{rank}", say(f"Table {rank}"), columns, data), (REPORT,),
    )


def _figure(say: Say, mark: str) -> Figure:
    columns = (Column("board", "Board"), Column("recorded", "Recorded", "whole", "cells"))
    numbers = _table(mark, say(f"Numbers of {mark}"), columns, ((say("North"), 3), (say("South"), SUPPRESSED)))
    words = (say("North: 3 of 12."), say("South: [c]."))
    return Figure(mark, say(f"Picture {mark}"), words, SVG, PNG, numbers, (say("Darker is more."),))


def _path(say: Say, rank: int) -> WorkedPath:
    rows = tuple(
        (f"R{step}", say("Leeds Teaching Hospitals NHS Trust"), say("Leeds Beckett University"), say("Skills"), None,
         say("Strategy 2024 to 2030"), say("https://www.example.org/a-long-address-of-a-page/strategy.pdf"), "read")
        for step in range(3)
    )
    return WorkedPath(
        say(f"Path {rank}: from a board to a university"), say("The board works with a council."),
        _table(f"f3-{rank}", say(f"Evidence of path {rank}"), _EVIDENCE, rows),
    )


def _table(mark: str, title: str, columns: tuple[Column, ...], rows: tuple[tuple[Value, ...], ...]) -> Table:
    source = f"Report {REPORT}, version 1."
    return Table(mark, title, columns, rows, ("How to read it.",), source, "2026-11-24", SNAPSHOT)
