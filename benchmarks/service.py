"""England's service from outside: its loads, its answers over HTTP, and its maps in a browser."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.in_browser import BrowserTimes, measure_browser
from benchmarks.over_http import HttpTimes, measure_http
from benchmarks.over_record import measure_in_use
from benchmarks.sample import draw_sample
from benchmarks.size import DAY
from benchmarks.timing import Times
from graphsvc.commands.view import SNAPSHOTS
from graphsvc.config import load_settings
from graphsvc.database import open_database
from graphsvc.files import packaged
from graphsvc.ingest.load import load
from graphsvc.snapshot.build import build_snapshot
from graphsvc.snapshot.store import SnapshotStore


def measure_service(folder: Path) -> None:
    """Load the seed into a database of its own, serve it, and print what was measured.

    Parameters
    ----------
    folder : Path
        An empty folder to work in.
    """
    settings = load_settings(data=folder)
    with open_database(settings) as database:
        load(database, packaged("seed"), settings)
        snapshot = build_snapshot(database)
        in_use = measure_in_use(database, settings, folder)
    SnapshotStore(settings.data_dir / SNAPSHOTS).write(snapshot)
    over_http = measure_http(settings.data_dir, draw_sample(snapshot.view(DAY)))
    console = Console(width=112)
    console.print(_service(in_use, over_http))
    console.print(_maps(measure_browser(snapshot, settings.data_dir)))


def _service(in_use: Times, over_http: HttpTimes) -> Table:
    table = Table("service", title="Service")
    for name in ("promised", "measured"):
        table.add_column(name, justify="right")
    for name, promised, measured in (
        ("from a load's commit to answers from it, slowest of five", "2 s", f"{in_use.at(1) / 1000:.2f} s"),
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
