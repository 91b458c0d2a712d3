"""The wheel, installed into an empty environment, carries the statements, the seed and the settings, and runs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import graphsvc
from graphsvc.cli import COMMANDS
from tests.fixtures.facts import seed_snapshot

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
    # The lock names everything; pip 23 asked to resolve it refuses it when a newer pydantic is out.
    run(python, "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes", "-r", lock, cwd=folder)
    run(python, "-m", "pip", "install", "--quiet", "--no-deps", wheel, cwd=folder)
    run(python, "-m", "pip", "check", cwd=folder)
    return folder


@pytest.fixture(scope="module")
def seed(installed: Path) -> Path:
    """The seed's folder as the installed package names it."""
    where = "from graphsvc.files import packaged; print(packaged('seed'))"
    return Path(run(installed / "venv/bin/python", "-c", where, cwd=installed).strip())


@pytest.fixture(scope="module")
def database(installed: Path) -> Iterator[dict[str, Any]]:
    """The embedded Neo4j, started by the installed command, as that command tells of it."""
    command = installed / "venv/bin/graphsvc"
    started = json.loads(run(command, "db", "start", "--format", "json", cwd=installed))
    yield started
    assert run(command, "db", "stop", cwd=installed) == "Stopped.\n"


@pytest.fixture(scope="module")
def loaded(installed: Path, seed: Path, database: dict[str, Any]) -> dict[str, Any]:
    """What the installed `load` says of the seed that it carries."""
    return dict(json.loads(run(installed / "venv/bin/graphsvc", "load", seed, "--format", "json", cwd=installed)))


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


def test_it_checks_the_seed_that_it_carries(installed: Path, seed: Path) -> None:
    assert installed in seed.parents
    checked = json.loads(run(installed / "venv/bin/graphsvc", "check", seed, "--format", "json", cwd=installed))
    assert checked["faults"] == []
    assert checked["rows"]["organisations"] == 2835


def test_its_statements_load_that_seed_into_neo4j_and_read_it_back(loaded: dict[str, Any]) -> None:
    assert loaded["written"]
    assert loaded["revision"] == 1
    assert all(table["in_graph"] == table["rows"] for table in loaded["tables"])
    rows = {table["table"]: table["rows"] for table in loaded["tables"]}
    assert (rows["organisations"], rows["relationships"]) == (2835, 1591)


def test_it_answers_from_that_record(installed: Path, loaded: dict[str, Any]) -> None:
    answer = json.loads(run(installed / "venv/bin/graphsvc", "gaps", "GB-NHS-RR8", "--format", "json", cwd=installed))
    assert answer["snapshot"] == loaded["hash"] == seed_snapshot().hash
    assert answer["organisation"]["name"] == "Leeds Teaching Hospitals NHS Trust"
    assert sum(answer["summary"].values()) == len(answer["cells"]) > answer["summary"]["unrecorded"] > 0


def test_it_says_what_its_database_holds(installed: Path, loaded: dict[str, Any], database: dict[str, Any]) -> None:
    status = json.loads(run(installed / "venv/bin/graphsvc", "db", "status", "--format", "json", cwd=installed))
    assert (status["state"], status["revision"], status["hash"]) == ("running", 1, loaded["hash"])
    assert (status["process"], status["users"]) == (database["process"], [])
    assert status["folder"] == str(installed / ".graphsvc/neo4j")
