"""Copies of the seed to break."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from graphsvc.files import packaged
from graphsvc.ingest.check import check_tables
from graphsvc.ingest.tables import read_tables
from graphsvc.model import Dataset


@pytest.fixture
def seed_copy(tmp_path: Path) -> Path:
    """A copy of the seed."""
    copy = tmp_path / "copy"
    shutil.copytree(packaged("seed"), copy)
    return copy


@pytest.fixture(scope="session")
def seed() -> Dataset:
    """The facts of the seed."""
    return check_tables(read_tables(packaged("seed")))
