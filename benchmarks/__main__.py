"""Measures England's data, and prints what was measured beside what is promised.

Everything runs on this machine in one go: the ratios between columns tell more than the times.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.in_browser import BrowserTimes, measure_browser
from benchmarks.in_cypher import CypherQuestions
from benchmarks.in_networkx import NetworkxQuestions
from benchmarks.over_http import HttpTimes, measure_http
from benchmarks.over_record import measure_in_use
from benchmarks.sample import PathInput, Sample, draw_sample
from benchmarks.timing import Times, timed
from graphsvc.commands.view import SNAPSHOTS
from graphsvc.config import load_settings
from graphsvc.database import open_database
from graphsvc.files import packaged
from graphsvc.ingest.load import load
from graphsvc.questions.brokers import brokers
from graphsvc.questions.gaps import gaps_of, gaps_of_many
from graphsvc.questions.paths import PathQuestion, find_paths
from graphsvc.questions.search import search
from graphsvc.snapshot.build import build_snapshot
from graphsvc.snapshot.store import SnapshotStore
from graphsvc.snapshot.view import View

_COVERAGES = range(10)
_BUILDS = range(5)


def main() -> None:
    """Load the seed into a database of its own, measure, and print."""
    console = Console(width=112)
    with tempfile.TemporaryDirectory(prefix="graphsvc-bench-") as folder:
        settings = load_settings(data=Path(folder))
        with open_database(settings) as database:
            started = perf_counter()
            load(database, packaged("seed"), settings)
            loaded = perf_counter() - started
            builds = timed(lambda _: build_snapshot(database), _BUILDS)
            snapshot = build_snapshot(database)
            view = snapshot.view(datetime.now(UTC).date())
            sample = draw_sample(view)
            broking = timed(lambda _: brokers(view), [0])
            with CypherQuestions(settings, view) as cypher:
                table = _questions(view, sample, cypher, NetworkxQuestions(view))
            in_use = measure_in_use(database, settings, Path(folder))
        SnapshotStore(settings.data_dir / SNAPSHOTS).write(snapshot)
        over_http = measure_http(settings.data_dir, sample)
        in_browser = measure_browser(snapshot, settings.data_dir)
    console.print(
        f"{len(snapshot.organisations):,} organisations, {len(snapshot.partnerships):,} partnerships, "
        f"as at {view.day}; {len(sample.pairs)} pairs, {len(sample.nhs)} trusts and boards, "
        f"{len(sample.texts)} searches"
    )
    console.print(table)
    console.print(_service(loaded, in_use, builds, broking, over_http))
    console.print(_maps(in_browser))
    console.print(
        "Cypher and NetworkX answer less: no heirs, no evidence, no areas; Cypher gives one shortest path in place of "
        "three. A ratio says how many times as long as graphsvc they take."
    )


def _questions(view: View, sample: Sample, cypher: CypherQuestions, plain: NetworkxQuestions) -> Table:
    def path(asked: PathInput) -> object:
        return find_paths(view, PathQuestion((asked.source,), asked.target, value_areas=asked.value_areas))

    rows: list[tuple[str, float, list[Any], Callable[[Any], object], Callable[[Any], object], Callable[[Any], object]]]
    rows = [
        ("filtered path, k = 3", 5, list(sample.pairs), path, cypher.path, plain.path),
        (
            "gaps of one organisation, with suggestions", 10, list(sample.nhs), lambda one: gaps_of(view, one),
            cypher.gaps, plain.gaps,
        ),
        (
            "coverage of all NHS organisations", 100, list(_COVERAGES), lambda _: gaps_of_many(view),
            cypher.coverage, plain.coverage,
        ),
        ("search", 10, list(sample.texts), lambda text: search(view, text), cypher.search, plain.search),
    ]
    table = Table("question (p95, ms)", title="Questions")
    for name in ("promised", "graphsvc", "median", "Cypher", "ratio", "NetworkX", "ratio"):
        table.add_column(name, justify="right")
    for name, promised, inputs, ours, in_cypher, in_networkx in rows:
        for function in (ours, in_cypher, in_networkx):
            timed(function, inputs[:5])
        mine, theirs, other = (timed(function, inputs) for function in (ours, in_cypher, in_networkx))
        table.add_row(
            name, f"{promised:g}", f"{mine.p95:.2f}", f"{mine.median:.2f}", f"{theirs.p95:.2f}",
            f"{theirs.p95 / mine.p95:.1f}", f"{other.p95:.2f}", f"{other.p95 / mine.p95:.1f}",
        )
    return table


def _service(loaded: float, in_use: Times, builds: Times, broking: Times, over_http: HttpTimes) -> Table:
    table = Table("service", title="Service")
    for name in ("promised", "measured"):
        table.add_column(name, justify="right")
    for name, promised, measured in (
        ("load of the seed into an empty record", "", f"{loaded:.1f} s"),
        ("from a load's commit to answers from it, slowest of five", "2 s", f"{in_use.at(1) / 1000:.2f} s"),
        ("snapshot from Neo4j, median", "1 s", f"{builds.median / 1000:.2f} s"),
        ("brokers, the first time at a date", "2 s", f"{broking.median / 1000:.2f} s"),
        ("memory of one process", "200 MB", f"{over_http.memory:.0f} MB"),
        ("first HTTP answer after serve, snapshot on disk", "1 s", f"{over_http.first_answer / 1000:.2f} s"),
        ("processor time of a question over HTTP, mean", "5 ms", f"{over_http.processor:.2f} ms"),
        ("a page with its map and gaps, p95", "200 ms", f"{over_http.page.p95:.0f} ms"),
        ("one question after another, p95", "", f"{over_http.one_by_one.p95:.1f} ms"),
        ("50 requests a second, p95", "50 ms", f"{over_http.at_rate.p95:.1f} ms"),
        ("requests a second, eight clients", "50", f"{over_http.a_second:.0f}"),
    ):
        table.add_row(name, promised, measured)
    return table


def _maps(times: BrowserTimes) -> Table:
    table = Table("map in a browser", title="Maps")
    for name in ("promised", "measured"):
        table.add_column(name, justify="right")
    for name, promised, measured in (
        ("from the click to the map of one organisation, median", "1 s", f"{times.ego.median / 1000:.2f} s"),
        ("from the click to a board’s map, median", "1 s", f"{times.board.median / 1000:.2f} s"),
        (
            f"from the click to {times.organisations:,} organisations, median", "2 s",
            f"{times.england.median / 1000:.2f} s",
        ),
        ("from picture to picture while these move, p95", "50 ms", f"{times.moving.p95:.0f} ms"),
        ("from picture to picture while these are zoomed, p95", "50 ms", f"{times.zooming.p95:.0f} ms"),
    ):
        table.add_row(name, promised, measured)
    return table


if __name__ == "__main__":
    main()
