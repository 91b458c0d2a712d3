"""Swapping stores: after a crash at any moment the old one or the new one is there, and whole."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from graphsvc.database.swap import heal, swap

ROOT = Path(__file__).parents[2]

_CUT_SHORT = """
import os, shutil, sys
from pathlib import Path
from graphsvc.database.swap import swap
moments = ["before", "between"]
real = Path.rename
def rename(path, target):
    if moments.pop(0) == sys.argv[1]:
        os._exit(9)
    return real(path, target)
Path.rename = rename
shutil.rmtree = lambda *_, **__: os._exit(9)
swap(Path(sys.argv[2]), Path(sys.argv[3]))
"""
"""A swap that ends as a kill would end it: nothing is unwound."""


def homes(folder: Path, *, empty: bool = False) -> tuple[Path, Path]:
    """A home and a fresh one, each with a store."""
    home, fresh = folder / "home", folder / "fresh"
    for one in (fresh,) if empty else (home, fresh):
        (one / "data" / "databases").mkdir(parents=True)
        (one / "data" / "databases" / "store").write_text(one.name)
    home.mkdir(exist_ok=True)
    (home / "password").write_text("secret")
    return home, fresh


def held(home: Path) -> str:
    """Which store a home has, once nothing else is left in it."""
    assert sorted(path.name for path in home.iterdir()) == ["data", "password"]
    return (home / "data" / "databases" / "store").read_text()


@pytest.mark.parametrize("empty", [False, True])
def test_the_fresh_store_takes_the_place(tmp_path: Path, empty: bool) -> None:
    home, fresh = homes(tmp_path, empty=empty)
    swap(home, fresh)
    assert held(home) == "fresh"
    assert not (fresh / "data").exists()


@pytest.mark.parametrize(("moment", "left"), [("before", "home"), ("between", "home"), ("after", "fresh")])
def test_cut_short_it_is_finished_or_undone_at_the_next_start(tmp_path: Path, moment: str, left: str) -> None:
    home, fresh = homes(tmp_path)
    ended = subprocess.run([sys.executable, "-c", _CUT_SHORT, moment, home, fresh], cwd=ROOT, check=False)
    assert ended.returncode == 9
    heal(home)
    assert held(home) == left
    heal(home)
    assert held(home) == left


def test_a_store_that_cannot_be_moved_leaves_the_old_one(tmp_path: Path) -> None:
    home, fresh = homes(tmp_path)
    shutil.rmtree(fresh / "data")
    with pytest.raises(FileNotFoundError):
        swap(home, fresh)
    assert held(home) == "home"
