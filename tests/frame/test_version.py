"""One version, in the package, its metadata and the changelog."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import graphsvc

ROOT = Path(__file__).resolve().parents[2]


def test_the_version_is_the_same_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## (\d+\.\d+\.\d+)", changes, re.MULTILINE)
    assert newest is not None
    assert graphsvc.__version__ == project["version"] == newest[1]
