"""Writes what was measured into `docs/performance.md`, between two marks; the words around them are written by hand."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import psutil

from benchmarks.in_cypher import WITHIN
from benchmarks.questions import Measured
from benchmarks.size import Size
from benchmarks.timing import Times

BEGIN, END = "<!-- measured: begin -->\n", "<!-- measured: end -->\n"
PROMISED: dict[str, tuple[str, str, str, str]] = {
    "filtered path, k = 3": ("5", "", "10", "20"),
    "gaps of one organisation, with suggestions": ("10", "", "15", "20"),
    "coverage of all trusts and boards": ("100", "", "500", "1,500"),
    "search": ("10", "", "30", "60"),
}
"""Milliseconds within which 95 of 100 are answered: for England and the three sizes."""

_SIZES = ("england", "small", "medium", "large")
_OTHERS = ("Cypher", "NetworkX", "rustworkx")


def write_document(file: Path, sizes: Sequence[Size]) -> None:
    """Put the tables between the marks of a file."""
    text = file.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    file.write_text(f"{before}{BEGIN}\n{tables_of(sizes)}\n{END}{after}", encoding="utf-8")


def tables_of(sizes: Sequence[Size]) -> str:
    """Everything that was measured, as Markdown."""
    parts = [f"{_machine()}\n"]
    for size in sizes:
        counted = f"{size.organisations:,} organisations, {size.partnerships:,} partnerships"
        parts += [f"### {size.name.title()}: {counted}\n", _questions(size)]
    if len(sizes) > 1:
        parts += ["### Growth\n", _growth(sizes)]
    parts += ["### The way of the facts\n", _way(sizes)]
    return "\n".join(parts)


def _machine() -> str:
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)  # noqa: S607
    load = os.getloadavg()[0]
    return (
        f"{datetime.now(UTC):%d %B %Y}, commit {commit.stdout.strip() or 'unknown'}; {psutil.cpu_count()} cores "
        f"({platform.machine()}), {psutil.virtual_memory().total / 1e9:.0f} GB, {platform.system()}, Python "
        f"{platform.python_version()}; {load:.1f} processes wanted to run when this was written. "
        f"A statement that did not answer within {WITHIN:g} s was ended, and counts as that long."
    )


def _questions(size: Size) -> str:
    place = _SIZES.index(size.name)

    def rows() -> Iterator[list[str]]:
        for one in size.questions:
            others = [_beside(one, other) for other in _OTHERS]
            yield [one.name, PROMISED.get(one.name, ("",) * 4)[place], _ms(one.ours.p95), _ms(one.ours.median), *others]

    return _table(["question (ms)", "promised p95", "p95", "median", *(f"{name}, p95" for name in _OTHERS)], rows())


def _beside(one: Measured, other: str) -> str:
    if other not in one.others:
        return "–"
    theirs = one.others[other]
    return f"{_ms(theirs.p95)} ({_ratio(theirs, one.ours)} ×)"


def _growth(sizes: Sequence[Size]) -> str:
    names = [one.name for one in sizes[-1].questions]
    found = {size.name: {one.name: one for one in size.questions} for size in sizes}
    rows = (
        [name, *(_ms(found[size.name][name].ours.p95) if name in found[size.name] else "–" for size in sizes)]
        for name in names
    )
    return _table(["question (p95, ms)", *(f"{size.partnerships:,}" for size in sizes)], rows)


def _way(sizes: Sequence[Size]) -> str:
    names = list(dict.fromkeys(name for size in sizes for name in size.seconds))
    rows = [[name, *(_seconds(size.seconds.get(name)) for size in sizes)] for name in names]
    rows.append(["memory of a process that answers", *(f"{size.memory:,.0f} MB" for size in sizes)])
    return _table(["", *(f"{size.partnerships:,}" for size in sizes)], rows)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---", *("---:" for _ in head[1:])], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _ms(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.2g}" if value >= 1 else f"{value:.2f}"


def _seconds(value: float | None) -> str:
    return "–" if value is None else f"{value:,.2f} s" if value < 10 else f"{value:,.0f} s"


def _ratio(theirs: Times, ours: Times) -> str:
    ratio = theirs.p95 / ours.p95
    return f"{ratio:,.0f}" if ratio >= 10 else f"{ratio:.1f}"
