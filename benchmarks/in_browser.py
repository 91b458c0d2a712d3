"""The map in a browser: from the click to the drawn map, and how long a picture takes while it moves and zooms."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from time import perf_counter

from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from benchmarks.timing import Times
from graphsvc.app import create_app
from graphsvc.config import load_settings
from graphsvc.snapshot.graph import Snapshot
from graphsvc.snapshot.in_use import FixedSnapshot

EGO, BOARD, ENGLAND = "/map?org=GB-NHS-RR8", "/map?icb=GB-NHS-QWO", "/map?england=true&each=true"
_RUNS = 5
_STEPS = 60
_FLAGS = ("--no-sandbox", "--disable-dev-shm-usage")

_CLICK = """path => {
    const link = document.createElement("a");
    link.href = path;
    link.textContent = "map";
    document.querySelector("main").append(link);
}"""
_DRAWN = """() => {
    const box = document.getElementById("map");
    return document.readyState === "complete" && Boolean(box && box.drawn && box.querySelector("canvas"));
}"""
_FRAMES = """([steps, zooms]) => new Promise(resolve => {
    const network = document.getElementById("map").drawn.network;
    const each = [];
    let last = null;
    const frame = now => {
        if (last !== null) {
            each.push(now - last);
        }
        last = now;
        if (each.length === steps) {
            resolve(each);
            return;
        }
        const at = network.getViewPosition();
        const turn = each.length % 40 < 20 ? 1 : -1;
        network.moveTo(zooms
            ? { scale: network.getScale() * (turn > 0 ? 1.04 : 1 / 1.04), animation: false }
            : { position: { x: at.x + 12 * turn, y: at.y + 6 * turn }, animation: false });
        requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
})"""


@dataclass(frozen=True, slots=True)
class BrowserTimes:
    """What was measured, in milliseconds.

    Attributes
    ----------
    ego, board, england : Times
        From a click on a link to the drawn map: one organisation, a board with its trusts, every organisation.
    moving, zooming : Times
        From picture to picture while the map of every organisation is moved, and is zoomed.
    organisations : int
        How many the largest map draws.
    """

    ego: Times
    board: Times
    england: Times
    moving: Times
    zooming: Times
    organisations: int


def measure_browser(snapshot: Snapshot, data: Path) -> BrowserTimes:
    """Serve the pages and look at maps in headless Chromium, whose path CHROMIUM gives or a script finds.

    Parameters
    ----------
    snapshot : Snapshot
        The facts.
    data : Path
        Where positions are kept.
    """
    with _served(snapshot, data) as address, _chromium() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        clicks = {path: _clicks(page, address, path) for path in (EGO, BOARD, ENGLAND)}
        moving, zooming = _frames(page, zooms=False), _frames(page, zooms=True)
        organisations = page.evaluate("document.getElementById('map').drawn.data.nodes.length")
    return BrowserTimes(clicks[EGO], clicks[BOARD], clicks[ENGLAND], moving, zooming, organisations)


def _clicks(page: Page, address: str, path: str) -> Times:
    """Each from the page without a map; the first one, which works the positions out, is not counted."""
    each = []
    for _ in range(_RUNS + 1):
        page.goto(f"{address}/map", wait_until="networkidle")
        page.evaluate(_CLICK, path)
        started = perf_counter()
        page.get_by_role("link", name="map", exact=True).last.click()
        page.wait_for_url(f"**{path}", wait_until="load")
        page.wait_for_function(_DRAWN)
        page.evaluate("() => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)))")
        each.append((perf_counter() - started) * 1000)
    return Times(tuple(sorted(each[1:])))


def _frames(page: Page, *, zooms: bool) -> Times:
    return Times(tuple(sorted(page.evaluate(_FRAMES, [_STEPS, zooms]))))


@contextmanager
def _chromium() -> Iterator[Browser]:
    finding = ["sh", str(Path(__file__).parents[1] / "scripts" / "chromium.sh")]
    path = os.environ.get("CHROMIUM") or subprocess.check_output(finding, text=True).strip()
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(_FLAGS))
        yield running
        running.close()


@contextmanager
def _served(snapshot: Snapshot, data: Path) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, create_app(load_settings(data=data), FixedSnapshot(snapshot)), threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
