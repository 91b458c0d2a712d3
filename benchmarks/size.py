"""One size of graph, from its tables to its answers: in a database of its own, which is gone afterwards."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from benchmarks.generate import SIZES, generate
from benchmarks.in_cypher import CypherQuestions
from benchmarks.questions import Measured, measure_questions
from benchmarks.sample import draw_sample
from graphsvc.config import load_settings
from graphsvc.database import open_database
from graphsvc.errors import QueryTimedOut, QueryTooLarge
from graphsvc.files import packaged
from graphsvc.ingest.export import export_tables
from graphsvc.ingest.load import load
from graphsvc.questions.brokers import brokers
from graphsvc.reports.catalogue import read_catalogue
from graphsvc.reports.parameters import choose
from graphsvc.reports.run import run_report
from graphsvc.snapshot.build import build_snapshot
from graphsvc.snapshot.file import read_snapshot, write_snapshot

ENGLAND = "england"
"""The seed: what is really recorded."""

DAY = date(2026, 11, 24)
"""The date as at which questions are asked: that of the seed."""

_REPORT = "coverage-by-board-and-partner-type"
_HEAP = {"large": "3g", "medium": "1g"}
_BUILDS = ("snapshot from Neo4j, the first after the load", "snapshot from Neo4j, again")
_BUILT = """
import sys
from pathlib import Path
from time import perf_counter

from graphsvc.config import load_settings
from graphsvc.database import open_database
from graphsvc.snapshot.build import build_snapshot

with open_database(load_settings(data=Path(sys.argv[1])), start=False) as database:
    for _ in range(2):
        begun = perf_counter()
        build_snapshot(database)
        print(perf_counter() - begun)
"""
"""Reads the record twice, as a worker does; prints the seconds of each."""

_OPENED = """
import sys, time
from datetime import date
from pathlib import Path
import psutil
from graphsvc.questions.gaps import gaps_of_many
from graphsvc.questions.paths import PathQuestion, find_paths
from graphsvc.questions.search import search
from graphsvc.snapshot.file import read_snapshot
begun = time.perf_counter()
view = read_snapshot(Path(sys.argv[1])).view(date.fromisoformat(sys.argv[2]))
search(view, "leeds")
gaps_of_many(view)
find_paths(view, PathQuestion(("GB-NHS-RR8",), target_type="university"))
print(time.perf_counter() - begun, psutil.Process().memory_info().rss / 1e6)
"""
"""Opens a snapshot as a worker does, and asks each kind of question once; prints seconds and MB."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Size:
    """What was measured of one size.

    Attributes
    ----------
    name : str
        Of the size.
    organisations, partnerships : int
        How many there are.
    questions : list of Measured
        Times of questions.
    seconds : dict of str to float
        How long each part of the way took.
    memory : float
        MB of a process that answers.
    """

    name: str
    organisations: int
    partnerships: int
    questions: list[Measured]
    seconds: dict[str, float]
    memory: float


def measure_size(name: str, told: Callable[[str], None]) -> Size:
    """Make a graph, load it, export it, build its snapshot, and ask it.

    Parameters
    ----------
    name : str
        `england`, or one of the sizes that can be generated.
    told : callable
        Told what was done, and how long it took.
    """
    seconds: dict[str, float] = {}

    def step(what: str, work: Callable[[], _T]) -> _T:
        begun = perf_counter()
        done = work()
        seconds[what] = perf_counter() - begun
        told(f"{name}: {what}: {seconds[what]:.2f} s")
        return done

    with tempfile.TemporaryDirectory(prefix="graphsvc-bench-") as temporary:
        folder = Path(temporary)
        tables = packaged("seed") if name == ENGLAND else folder / "tables"
        if name != ENGLAND:
            step("drawing the tables", lambda: generate(tables, *SIZES[name]))
        settings = load_settings(data=folder / "data")
        if heap := _HEAP.get(name):
            settings = settings.model_copy(
                update={"database": settings.database.model_copy(update={"heap": heap, "query_timeout": 30.0})}
            )
        with open_database(settings) as database:
            # No more of its report is kept than this: it holds each row that was loaded.
            hash_ = step("load into an empty record", lambda: load(database, tables, settings).hash)
            for what, took in zip(_BUILDS, _said(_BUILT, settings.data_dir), strict=True):
                seconds[what] = took
                told(f"{name}: {what}: {took:.2f} s")
            snapshot = build_snapshot(database)
            exported = folder / "exported"
            step("export", lambda: export_tables(snapshot.dataset, exported))
            file = folder / "a.snapshot"
            step("snapshot to disk", lambda: write_snapshot(snapshot, file))
            step("snapshot from disk", lambda: read_snapshot(file))
            view = step("view as at a date", lambda: snapshot.view(DAY))
            step("brokers, the first time at a date", lambda: brokers(view))
            sample = draw_sample(view)
            with CypherQuestions(settings, view) as cypher:
                questions = measure_questions(view, sample, cypher, lambda what: told(f"{name}: asking {what}"))
            coverage = read_catalogue(settings).named(_REPORT)
            chosen = choose(coverage, {"as_at": DAY.isoformat()}, view, DAY)
            for what in ("report of coverage, the first time", "report of coverage, again"):
                try:
                    step(what, lambda: run_report(database, coverage, chosen, settings.database.row_limit))
                except (QueryTimedOut, QueryTooLarge) as error:
                    told(f"{name}: {what}: {error}")
        again = load_settings(data=folder / "again").model_copy(update={"database": settings.database})
        with open_database(again) as database:
            hash_again = step("load of the export", lambda: load(database, exported, again).hash)
        if not hash_ == hash_again == snapshot.hash:
            raise RuntimeError("the record is another after export and load")
        seconds["opening it and the first answers"], memory = _said(_OPENED, file, DAY.isoformat())
        return Size(name, len(snapshot.organisations), len(snapshot.partnerships), questions, seconds, memory)


def _said(script: str, *given: object) -> list[float]:
    """Numbers that a process of its own prints: it holds nothing of what was measured before."""
    command = [sys.executable, "-c", script, *map(str, given)]
    return [float(word) for word in subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()]
