"""`graphsvc map`, as it is run."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from graphsvc.commands.view import SNAPSHOTS
from graphsvc.snapshot.store import SnapshotStore
from tests.fixtures.facts import seed_snapshot


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that holds a snapshot and nothing else."""
    folder = tmp_path_factory.mktemp("data")
    SnapshotStore(folder / SNAPSHOTS).write(seed_snapshot())
    return folder


def run(data: Path, here: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "graphsvc", "map", "--data", str(data), *words], cwd=here, capture_output=True,
        text=True, check=False,
    )


@pytest.mark.parametrize("suffix", [".html", ".svg", ".png", ".graphml", ".json", ".JSON"])
def test_the_ending_says_the_format_and_nothing_else_is_written(data: Path, tmp_path: Path, suffix: str) -> None:
    done = run(data, tmp_path, "--org", "GB-NHS-RR8", "--as-at", "2026-11-23", "--out", f"map{suffix}")
    assert done.returncode == 0
    assert done.stderr.startswith("From the snapshot of ")
    assert "21 recorded partnerships with 18 organisations, 2 of them proposed; and 2 records among" in done.stdout
    assert [path.name for path in tmp_path.iterdir()] == [f"map{suffix}"]
    assert (tmp_path / f"map{suffix}").stat().st_size > 1000


def test_the_same_command_writes_the_same_bytes_over_what_was_there(data: Path, tmp_path: Path) -> None:
    words = ("--org", "GB-NHS-RR8", "--as-at", "2026-11-23", "--out", "map.html")
    run(data, tmp_path, *words)
    first = (tmp_path / "map.html").read_bytes()
    (tmp_path / "map.html").write_text("old")
    run(data, tmp_path, *words)
    assert (tmp_path / "map.html").read_bytes() == first


def test_a_name_will_do_and_a_value_area_and_a_date_narrow_it(data: Path, tmp_path: Path) -> None:
    words = ("--org", "Leeds Teaching Hospitals NHS Trust", "--value-area", "estates", "--as-at", "2024-06-01")
    assert run(data, tmp_path, *words, "--out", "map.json").returncode == 0
    told = json.loads((tmp_path / "map.json").read_text())
    assert told["as_at"] == "2024-06-01"
    assert {link["value_area"] for link in told["links"]} == {"estates"}


def test_a_board_and_its_trusts_are_a_network(data: Path, tmp_path: Path) -> None:
    assert run(data, tmp_path, "--icb", "GB-NHS-QWO", "--hops", "0", "--out", "map.json").returncode == 0
    told = json.loads((tmp_path / "map.json").read_text())
    assert told["sectors"] == []
    assert len(told["nodes"]) == 11


@pytest.mark.parametrize(("words", "code", "says"), [
    (("--org", "GB-NHS-RR8", "--out", "map.pdf"), 2, ".html, .svg"),
    (("--org", "GB-NHS-RR8", "--out", "map"), 2, ".html, .svg"),
    (("--out", "map.svg"), 2, "whose map"),
    (("--org", "GB-NHS-RR8", "--out", "none/map.svg"), 2, "cannot be written"),
    (("--org", "GB-NHS-RR8", "--value-area", "nothing", "--out", "map.svg"), 2, "estates"),
    (("--org", "GB-NHS-RR8", "--hops", "9", "--out", "map.svg"), 2, "0<=x<=3"),
    (("--org", "GB-NHS-RR8", "--as-at", "soon", "--out", "map.svg"), 2, "2026-04-01"),
    (("--icb", "GB-NHS-RR8", "--out", "map.svg"), 2, "no integrated care board"),
    (("--org", "xyzzyxyzzy", "--out", "map.svg"), 3, "xyzzyxyzzy"),
])
def test_what_cannot_be_drawn_is_refused_and_nothing_is_written(
    data: Path, tmp_path: Path, words: tuple[str, ...], code: int, says: str
) -> None:
    done = run(data, tmp_path, *words)
    assert done.returncode == code
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_before_anything_is_loaded_it_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('[database]\nuri = "bolt://127.0.0.1:1"\n')
    words = ("--config", "config.toml", "--org", "GB-NHS-RR8", "--out", "map.svg")
    done = run(tmp_path / "empty", tmp_path, *words)
    assert done.returncode == 4
    assert "graphsvc load" in done.stderr
