"""Briefs made up for the tests of formats: one with hostile texts everywhere, and one as long as England's."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from graphsvc.reports.brief.contents import Brief, Cell, Figure, Finding, ReportUsed, Scope, Shown, Trace, WorkedPath
from graphsvc.reports.report import Column
from graphsvc.reports.table import SUPPRESSED, Table
from tests.fixtures.facts import seed_tables
from tests.fixtures.hostile import NAMES
from tests.fixtures.strings import HOSTILE

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="640" height="240" viewBox="0 0 640 240"><rect width="640" height="240" '
    b'fill="#eef3f8"/><text x="30" y="60" font-family="DejaVu Sans" font-size="22">Words in a picture</text></svg>'
)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63f8ffff3f0005fe02fea735818400"
    "00000049454e44ae426082"
)
SHADES = (0, 1, 2, 3, 4, 5)
_ROW = (
    Column("organisation", "Organisation"), Column("area", "Value area"), Column("state", "State"),
    Column("records", "Records", "whole"),
)


def hostile_brief() -> Brief:
    """A small brief; every text that could come from data is a hostile one, each of them at least once."""
    texts = [text for text in (*NAMES, *HOSTILE) if text.strip("\x00")]
    turn = count()
    return _brief(lambda _: texts[next(turn) % len(texts)][:2_000], boards=12, types=6, rows=3)


def large_brief() -> Brief:
    """A brief of the size of England's: 36 boards, 10 partner types, 5,000 rows."""
    return _brief(lambda text: text, boards=36, types=10, rows=14)


def _brief(say: Callable[[str], str], boards: int, types: int, rows: int) -> Brief:
    tables = seed_tables()
    names = [say(f"NHS {row['name']} Integrated Care Board") for row in tables["icb_tiles"][:boards]]
    kinds = [say(row["name"]) for row in tables["partner_types"][:types]]
    coverage, traces = _coverage(say, names, kinds, rows)
    shown = (coverage, *(_small(say, rank, traces) for rank in range(2, 6)))
    lead = next(trace.id for trace in traces)
    return Brief(
        scope=Scope(name=say("England")), as_at="2026-11-24", since="2025-11-24", snapshot="aa51d66d93a5" * 5, version="0.1.0",
        suppress_below=5,
        findings=(
            Finding((say("Of the partners that the guidance expects, "), Cell("1,234 of 5,040", 1234, 5040, lead),
                     say(" have a recorded partnership; with current evidence "), Cell("987", 987, 5040, lead), say("."))),
            *(Finding((say(f"Finding {rank}: universities are the partner type with most recorded, "),
                       Cell(f"{rank} of 36", rank, 36, lead), say(" boards, and schools the least, with "), Cell(SUPPRESSED),
                       say("."))) for rank in range(2, 7)),
        ),
        tables=shown, figures=tuple(_figure(say, mark) for mark in ("f1", "f2", "f4")),
        paths=tuple(_path(say, rank) for rank in (1, 2)), traces=tuple(traces),
        caveats=(say("Recorded is not existing: a partnership that nobody recorded may exist."), say("Opening parts only.")),
        method=(say("Coverage is recorded cells of those that are applicable and whose partner type has been collected."),),
        sources=(say("Organisation Data Service, NHS England, OGL v3.0."), say("Each partnership names its own evidence.")),
        reports=(ReportUsed("expectation-cells", say("Every expectation"), 1, "5e" * 32, {"as_at": "2026-11-24", "region": say("")}),),
    )


def _coverage(
    say: Callable[[str], str], names: list[str], kinds: list[str], rows: int
) -> tuple[Shown, list[Trace]]:
    traces, lines, data = [], [], []
    for board, name in enumerate(names):
        cells = [Cell(name)]
        for kind, partner in enumerate(kinds):
            found = (board * 7 + kind * 5) % (rows + 1)
            trace = Trace(
                f"t1-b{board}-k{kind}", f"{name}, {partner}: {found} of {rows}", say("Cells that are recorded, of those that count."),
                "expectation-cells", 1, _ROW,
                tuple((say(f"Organisation {row}"), say("Estates"), "recorded" if row < found else "unrecorded", row) for row in range(rows)),
            )
            traces.append(trace)
            cells.append(Cell(f"{found} of {rows}", found, rows, trace.id, SHADES[5 * found // rows]))
            data.append((name, partner, found, rows, found / rows))
        lines.append((*cells, Cell(SUPPRESSED)))
    lines.append((Cell("All"), *(Cell("12 of 40", 12, 40, traces[0].id, 2) for _ in kinds), Cell(SUPPRESSED)))
    columns = (
        Column("board", "Board"), Column("partner_type", "Partner type"), Column("recorded", "Recorded", "whole", "cells"),
        Column("of", "Of", "whole", "cells"), Column("share", "Share", "share"),
    )
    shown = Shown(
        "t1", say("Coverage by board and partner type"), (say("Recorded cells of those that count. Darker is more."),),
        (say("Board"), *kinds, say("All")), tuple(lines), _table("t1", say("Coverage"), columns, tuple(data)), ("expectation-cells",),
    )
    return shown, traces


def _small(say: Callable[[str], str], rank: int, traces: list[Trace]) -> Shown:
    trace = Trace(f"t{rank}-a", say(f"A number of T{rank}"), say("One for each row."), "expectation-cells", 1, _ROW, ())
    traces.append(trace)
    rows = tuple((Cell(say(f"Value area {row}")), Cell("12", 12, 40, trace.id), Cell(SUPPRESSED), Cell(say("words"))) for row in range(5))
    data = tuple((say(f"Value area {row}"), 12, SUPPRESSED, say("words")) for row in range(5))
    columns = (Column("area", "Value area"), Column("all", "All", "whole"), Column("now", "Current", "whole"), Column("note", "Note"))
    return Shown(
        f"t{rank}", say(f"Table {rank} of the brief"), (say("How to read it."),), (say("Value area"), "All evidence", "Current", say("Note")),
        rows, _table(f"t{rank}", say(f"Table {rank}"), columns, data), ("expectation-cells",),
    )


def _figure(say: Callable[[str], str], mark: str) -> Figure:
    columns = (Column("board", "Board"), Column("recorded", "Recorded", "whole", "cells"))
    return Figure(
        mark, say(f"Picture {mark}"), (say("North: 3 of 12."), say("South: [c].")), SVG, PNG,
        _table(mark, say(f"Numbers of {mark}"), columns, ((say("North"), 3), (say("South"), SUPPRESSED))), (say("Darker is more."),),
    )


def _path(say: Callable[[str], str], rank: int) -> WorkedPath:
    columns = (
        Column("record", "Record"), Column("from", "From"), Column("to", "To"), Column("area", "Value area"), Column("since", "Since", "date"),
        Column("title", "Evidence"), Column("address", "Address"), Column("basis", "Basis"),
    )
    rows = tuple(
        (f"R{step}", say("Leeds Teaching Hospitals NHS Trust"), say("Leeds Beckett University"), say("Skills and employment"), None,
         say("Strategy 2024 to 2030"), say("https://www.example.org/a-long-address-of-a-page/strategy-2024-to-2030.pdf"), "read")
        for step in range(3)
    )
    return WorkedPath(
        say(f"Path {rank}: from a board to a university"), say("The board works with the council (estates), which works with the university."),
        _table(f"f3-{rank}", say(f"Evidence of path {rank}"), columns, rows),
    )


def _table(mark: str, title: str, columns: tuple[Column, ...], rows: tuple[tuple[object, ...], ...]) -> Table:
    return Table(
        mark, title, columns, rows, ("How to read it.",), "Report expectation-cells, version 1.",  # type: ignore[arg-type]
        "2026-11-24", "aa51d66d93a5" * 5,
    )
