"""The wheel, installed into an empty environment, carries the statements, the seed and the settings, and runs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import graphsvc
from graphsvc.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[2]

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


def run(*command: str | Path, cwd: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "GRAPHSVC_"))}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder with an environment that holds nothing but what the wheel needs."""
    folder = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", folder / "venv", cwd=folder)
    python = folder / "venv/bin/python"
    lock = ROOT / "requirements/runtime.txt"
    run(python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", lock, cwd=folder)
    run(python, "-m", "pip", "install", "--quiet", "--no-deps", wheel, cwd=folder)
    run(python, "-m", "pip", "check", cwd=folder)
    return folder


def test_it_carries_the_files_beside_the_package_and_no_jars(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    beside = [*(ROOT / "cypher").rglob("*.cypher"), *(ROOT / "seed").glob("*.csv"), ROOT / "config.toml"]
    assert len(beside) > 60
    assert {f"graphsvc/_files/{file.relative_to(ROOT).as_posix()}" for file in beside} <= names
    # Neo4j Community is under GPLv3: its user fetches it.
    assert not [name for name in names if name.endswith((".jar", ".class"))]
    assert {"LICENSE", "NOTICE"} <= {Path(name).name for name in names}


def test_it_says_the_same_version_everywhere(installed: Path) -> None:
    command = installed / "venv/bin/graphsvc"
    assert run(command, "--version", cwd=installed).strip() == f"graphsvc, version {graphsvc.__version__}"


def test_every_command_starts(installed: Path) -> None:
    for name in COMMANDS:
        assert "Usage: graphsvc" in run(installed / "venv/bin/graphsvc", name, "--help", cwd=installed)


def test_it_checks_the_seed_that_it_carries(installed: Path) -> None:
    where = "from graphsvc.files import packaged; print(packaged('seed'))"
    seed = Path(run(installed / "venv/bin/python", "-c", where, cwd=installed).strip())
    assert installed in seed.parents
    checked = json.loads(run(installed / "venv/bin/graphsvc", "check", seed, "--format", "json", cwd=installed))
    assert checked["faults"] == []
    assert checked["rows"]["organisations"] == 2835


def test_it_answers_from_a_snapshot_of_that_seed(installed: Path) -> None:
    snapshot = """
from graphsvc.config import load_settings
from graphsvc.files import packaged
from graphsvc.ingest.check import check_tables
from graphsvc.ingest.tables import read_tables
from graphsvc.snapshot.graph import Snapshot
from graphsvc.snapshot.store import SnapshotStore

dataset = check_tables(read_tables(packaged("seed"), 50))
SnapshotStore(load_settings().data_dir / "snapshots").write(Snapshot(dataset, revision=1))
"""
    run(installed / "venv/bin/python", "-c", snapshot, cwd=installed)
    assert "GB-NHS-RR8" in run(installed / "venv/bin/graphsvc", "search", "leeds teaching", cwd=installed)
    assert "No recorded partnership" in run(installed / "venv/bin/graphsvc", "gaps", "GB-NHS-RR8", cwd=installed)
