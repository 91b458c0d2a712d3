"""`graphsvc map`, as it is run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from graphsvc.app import create_app
from graphsvc.commands.view import SNAPSHOTS
from graphsvc.config import load_settings
from graphsvc.snapshot.in_use import FixedSnapshot
from graphsvc.snapshot.store import SnapshotStore
from tests.commands.conftest import Run
from tests.commands.test_questions import ARGUMENTS, moves_a_terminal, on_a_terminal
from tests.fixtures.facts import seed_snapshot
from tests.fixtures.strings import UNKNOWN

__all__ = ["on_a_terminal"]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that holds a snapshot and nothing else."""
    folder = tmp_path_factory.mktemp("data")
    SnapshotStore(folder / SNAPSHOTS).write(seed_snapshot())
    return folder


def draw(data: Path, here: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "graphsvc", "map", "--data", str(data), *words], cwd=here, capture_output=True,
        text=True, check=False, env={**os.environ, **environment},
    )


@pytest.mark.parametrize("suffix", [".html", ".svg", ".png", ".graphml", ".json", ".JSON", ".csv", ".xlsx"])
def test_the_ending_says_the_format_and_nothing_else_is_written(data: Path, tmp_path: Path, suffix: str) -> None:
    done = draw(data, tmp_path, "--org", "GB-NHS-RR8", "--as-at", "2026-11-23", "--out", f"map{suffix}")
    assert done.returncode == 0
    assert done.stderr.startswith("From the snapshot of ")
    said = " ".join(done.stdout.split())
    assert "21 recorded partnerships with 18 organisations, 2 of them proposed; and 2 records among" in said
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert [path.name for path in tmp_path.iterdir()] == [f"map{suffix}"]
    assert (tmp_path / f"map{suffix}").stat().st_size > 1000


def test_the_same_command_writes_the_same_bytes_over_what_was_there(data: Path, tmp_path: Path) -> None:
    words = ("--org", "GB-NHS-RR8", "--as-at", "2026-11-23", "--out", "map.html")
    draw(data, tmp_path, *words)
    first = (tmp_path / "map.html").read_bytes()
    (tmp_path / "map.html").write_text("old")
    draw(data, tmp_path, *words)
    assert (tmp_path / "map.html").read_bytes() == first


def test_a_name_will_do_and_a_value_area_and_a_date_narrow_it(data: Path, tmp_path: Path) -> None:
    words = ("--org", "Leeds Teaching Hospitals NHS Trust", "--value-area", "estates", "--as-at", "2024-06-01")
    assert draw(data, tmp_path, *words, "--out", "map.json").returncode == 0
    told = json.loads((tmp_path / "map.json").read_text())
    assert told["as_at"] == "2024-06-01"
    assert {link["value_area"] for link in told["links"]} == {"estates"}


def test_a_board_and_its_trusts_are_a_network(data: Path, tmp_path: Path) -> None:
    assert draw(data, tmp_path, "--icb", "GB-NHS-QWO", "--hops", "0", "--out", "map.json").returncode == 0
    told = json.loads((tmp_path / "map.json").read_text())
    assert told["sectors"] == []
    assert len(told["nodes"]) == 11


@pytest.mark.parametrize(("words", "address"), [
    (("--org", "GB-NHS-RR8", "--kind", "programme"), "org=GB-NHS-RR8&kind=programme"),
    (("--org", "GB-NHS-RR8", "--org", "GB-NHS-QWO", "--hops", "0"), "org=GB-NHS-RR8&org=GB-NHS-QWO&hops=0"),
    (
        ("--icb", "GB-NHS-QWO", "--layout", "geographic", "--type", "university", "--hide", "GB-LAE-LDS"),
        "icb=GB-NHS-QWO&layout=geographic&type=university&hide=GB-LAE-LDS",
    ),
    (("--region", "E40000012", "--state", "lapsed"), "region=E40000012&state=lapsed"),
    (("--england", "--open", "GB-NHS-QWO:university"), "england=true&open=GB-NHS-QWO:university"),
    (("--england", "--each", "--layout", "tiles"), "england=true&each=true&layout=tiles"),
])
def test_a_file_has_what_http_answers(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], address: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("map", *words, "--as-at", "2026-11-23", "--out", "map.json")
    assert done.code == 0, done.err
    told = json.loads((tmp_path / "map.json").read_text())
    settings = load_settings(data=tmp_path)
    client = create_app(settings, FixedSnapshot(seed_snapshot())).test_client()
    answer = client.get(f"/api/v1/map?{address}&as_at=2026-11-23").get_json()
    for several in ("nodes", "links", "groups", "bundles"):
        assert [item["key"] for item in told[several]] == [item["key"] for item in answer[several]]
    assert (told["title"], told["note"], told["layout"]) == (answer["title"], answer["says"], answer["layout"])
    assert told["filters"] == answer["filters"]["says"]
    items = [*told["nodes"], *told["groups"]]
    assert {item["key"]: [item["x"], item["y"]] for item in items} == answer["wide"]["positions"]


@pytest.mark.parametrize(("words", "code", "says"), [
    (("--org", "GB-NHS-RR8", "--layout", "round", "--out", "map.svg"), 2, "geographic"),
    (("--org", "GB-NHS-RR8", "--kind", "love", "--out", "map.svg"), 2, "membership"),
    (("--org", "GB-NHS-RR8", "--state", "recorded", "--out", "map.svg"), 2, "inherited"),
    (("--england", "--open", "x", "--out", "map.svg"), 2, "unplaced"),
    (("--org", "GB-NHS-RR8", "--hops", "2", "--layout", "ego", "--out", "map.svg"), 2, "one organisation"),
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
    done = draw(data, tmp_path, *words)
    assert done.returncode == code
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_before_anything_is_loaded_it_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('[database]\nuri = "bolt://127.0.0.1:1"\n')
    words = ("--config", "config.toml", "--org", "GB-NHS-RR8", "--out", "map.svg")
    done = draw(tmp_path / "empty", tmp_path, *words)
    assert done.returncode == 4
    assert "graphsvc load" in done.stderr


@pytest.mark.parametrize("suffix", [".json", ".svg"])
def test_a_hostile_file_name_is_a_name(
    run: Run, on_a_terminal: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    monkeypatch.chdir(tmp_path)
    words = ("map", "--org", "GB-NHS-RR8", "--as-at", "2026-11-23", "--out")
    expected = run(*words, UNKNOWN + suffix)
    assert expected.code == 0
    content = (tmp_path / (UNKNOWN + suffix)).read_bytes()
    (tmp_path / (UNKNOWN + suffix)).unlink()
    for text in ARGUMENTS:
        name = text + suffix
        found = run(*words, name)
        # A name with a slash lies in a folder that is not there, and the longest name of a file has 255 bytes.
        possible = "/" not in name and len(name.encode()) <= 255
        assert found.code == (0 if possible else 2), text[:60]
        assert [path.name for path in tmp_path.iterdir()] == [name] * possible, text[:60]
        assert not moves_a_terminal(found, text), text[:60]
        for path in tmp_path.iterdir():
            assert path.read_bytes() == content
            path.unlink()


@pytest.mark.parametrize("name", ["x.{}", "{}", "none{}/x.svg"])
def test_a_file_name_with_a_hostile_ending_or_folder_is_refused(
    run: Run, on_a_terminal: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for text in (UNKNOWN, *ARGUMENTS):
        found = run("map", "--org", "GB-NHS-RR8", "--out", name.replace("{}", text))
        assert (found.code, found.out) == (2, ""), text[:60]
        assert not moves_a_terminal(found, text), text[:60]
    assert list(tmp_path.iterdir()) == []


def test_a_file_name_that_is_no_text_is_a_name_all_the_same(data: Path, tmp_path: Path) -> None:
    name = os.fsdecode(b"\xff.json")
    done = draw(data, tmp_path, "--org", "GB-NHS-RR8", "--out", name, PYTHONIOENCODING="utf-8:strict")
    assert done.returncode == 0, done.stderr
    assert [path.name for path in tmp_path.iterdir()] == [name]
