"""The commands, run as a user runs them, over the seed as a snapshot on disk."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import structlog

from graphsvc import cli
from graphsvc.snapshot.file import read_snapshot
from graphsvc.snapshot.graph import Snapshot
from graphsvc.snapshot.store import SnapshotStore
from tests.fixtures.facts import seed_snapshot


@dataclass(frozen=True)
class Outcome:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> dict[str, Any]:
        """Its output as JSON."""
        found: dict[str, Any] = json.loads(self.out)
        return found


Run = Callable[..., Outcome]


@pytest.fixture(scope="session")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the seed's snapshot and no database."""
    folder = tmp_path_factory.mktemp("facts")
    SnapshotStore(folder / "snapshots").write(seed_snapshot())
    return folder


@pytest.fixture
def run(facts: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """Runs a command over those facts, which are read from disk once only."""
    monkeypatch.setenv("GRAPHSVC_DATA", str(facts))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(SnapshotStore, "newest", lambda store: _read(store.folder))

    def run(*words: str) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["graphsvc", *words])
        code = cli._run()
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    yield run
    structlog.reset_defaults()


@cache
def _read(folder: Path) -> Snapshot | None:
    files = SnapshotStore(folder).files()
    return read_snapshot(files[0]) if files else None
