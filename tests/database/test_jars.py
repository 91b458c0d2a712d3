"""The locked jars: none but they reach Java."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from graphsvc.config import Settings
from graphsvc.database import jars
from graphsvc.database.address import home_of
from graphsvc.database.embedded import EmbeddedServer
from graphsvc.database.endpoint import processes_of
from graphsvc.database.jars import cache_folder, check_jars, faults, fetch_jars, jars_folder, locked_jars, missing_jars
from graphsvc.errors import DatabaseAway
from tests.database.conftest import settings_in


@pytest.fixture(scope="session")
def cached() -> Path:
    """The shared cache, with every jar in it."""
    folder = jars_folder("")
    fetch_jars(folder, lambda _: None)
    return folder


@pytest.fixture
def folder(cached: Path, tmp_path: Path) -> Path:
    """A folder of links to every jar, to spoil."""
    folder = tmp_path / "jars"
    folder.mkdir()
    for jar in locked_jars():
        (folder / jar.name).symlink_to(cached / jar.name)
    return folder


def spoil(path: Path) -> None:
    """Change one byte, not the size."""
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.unlink()
    path.write_bytes(content)


def test_the_lock_names_each_jar_once_with_its_sum_and_no_address() -> None:
    text = Path(jars.__file__).with_name("jars.lock").read_text()
    assert "://" not in text
    assert len({jar.name for jar in locked_jars()}) == len(locked_jars())
    assert all(re.fullmatch("[0-9a-f]{64}", jar.sha256) and jar.size for jar in locked_jars())


def test_a_jar_that_is_not_the_locked_one_is_refused_and_named(folder: Path, tmp_path: Path) -> None:
    wrong = locked_jars()[7]
    spoil(folder / wrong.name)
    with pytest.raises(DatabaseAway, match=f"{re.escape(wrong.name)} has SHA-256"):
        check_jars(folder, tmp_path / "receipt.json")


def test_a_jar_changed_after_it_was_found_good_is_refused(folder: Path, tmp_path: Path) -> None:
    receipt = tmp_path / "receipt.json"
    check_jars(folder, receipt)
    spoil(folder / locked_jars()[7].name)
    with pytest.raises(DatabaseAway, match="has SHA-256"):
        check_jars(folder, receipt)


def test_jars_that_look_as_before_are_not_read_again(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    receipt = tmp_path / "receipt.json"
    first = check_jars(folder, receipt)
    monkeypatch.setattr(jars, "_fault", lambda *_: "was read")
    assert check_jars(folder, receipt) == first
    name = locked_jars()[7].name
    content = (folder / name).read_bytes()
    (folder / name).unlink()
    (folder / name).write_bytes(content)
    os.utime(folder / name, ns=(1, 1))
    with pytest.raises(DatabaseAway, match=f"{re.escape(name)} was read"):
        check_jars(folder, receipt)


def test_java_is_not_started_on_a_wrong_jar(folder: Path, tmp_path: Path) -> None:
    spoil(folder / locked_jars()[0].name)
    settings = settings_in(tmp_path / "data", jars=str(folder))
    with pytest.raises(DatabaseAway, match="Java is not started"):
        EmbeddedServer(settings).use()
    assert processes_of(home_of(settings.data_dir)) == []


def test_a_chosen_folder_without_jars_is_not_filled_behind_the_user(tmp_path: Path) -> None:
    (tmp_path / "jars").mkdir()
    with pytest.raises(DatabaseAway, match="is missing"):
        EmbeddedServer(settings_in(tmp_path / "data", jars=str(tmp_path / "jars"))).use()
    assert list((tmp_path / "jars").iterdir()) == []


def test_fetching_mends_a_wrong_jar_and_a_missing_one(folder: Path) -> None:
    wrong, missing = locked_jars()[3], locked_jars()[4]
    spoil(folder / wrong.name)
    (folder / missing.name).unlink()
    told: list[int] = []
    assert fetch_jars(folder, told.append) == 2
    assert faults(folder) == []
    assert sum(told) == sum(jar.size for jar in locked_jars())


def test_jars_come_over_the_network_when_no_cache_has_them(
    folder: Path, cached: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = min(locked_jars(), key=lambda jar: jar.size)
    (folder / small.name).unlink()
    monkeypatch.setenv("GRAPHSVC_CACHE", str(tmp_path / "cache"))
    assert fetch_jars(folder, lambda _: None) == 1
    assert missing_jars(folder) == []
    assert not (folder / small.name).is_symlink()


def test_without_a_network_fetching_says_what_to_do(
    folder: Path, cached: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / locked_jars()[0].name).unlink()
    monkeypatch.setenv("GRAPHSVC_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    with pytest.raises(DatabaseAway, match=r"HTTPS_PROXY.*db fetch --to"):
        fetch_jars(folder, lambda _: None)
    assert [path.name for path in folder.iterdir() if path.name.startswith(".fetch")] == []


def test_what_answers_with_another_jar_is_refused(
    folder: Path, cached: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from jgo.maven import PythonResolver

    wanted, other = locked_jars()[0], locked_jars()[1]
    (folder / wanted.name).unlink()
    monkeypatch.setenv("GRAPHSVC_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(
        PythonResolver, "download", lambda *_: Path(shutil.copy(cached / other.name, tmp_path / "other.jar"))
    )
    with pytest.raises(DatabaseAway, match="refused"):
        fetch_jars(folder, lambda _: None)
    assert not (folder / wanted.name).exists()


def test_what_a_killed_fetch_left_is_removed_by_the_next(folder: Path) -> None:
    left = folder / ".fetch-killed"
    left.mkdir()
    (left / "half.jar").write_bytes(b"PK")
    assert fetch_jars(folder, lambda _: None) == 0
    assert not left.exists()


def test_the_cache_is_the_platforms_unless_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("GRAPHSVC_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr("platform.system", lambda: "Linux")
    assert cache_folder() == tmp_path / "graphsvc"
    monkeypatch.setattr("platform.system", lambda: "Darwin")
    assert cache_folder() == Path.home() / "Library" / "Caches" / "graphsvc"
    monkeypatch.setenv("GRAPHSVC_CACHE", str(tmp_path / "chosen"))
    assert cache_folder() == tmp_path / "chosen"


def test_two_fetch_into_one_folder_without_racing(folder: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    (folder / locked_jars()[5].name).unlink()
    with ThreadPoolExecutor(2) as pool:
        counts = [task.result() for task in [pool.submit(fetch_jars, folder, lambda _: None) for _ in range(2)]]
    assert sorted(counts) == [0, 1]
    assert faults(folder) == []


def test_the_settings_name_the_folder(tmp_path: Path) -> None:
    settings: Settings = settings_in(tmp_path, jars="~/jars")
    assert jars_folder(settings.database.jars) == Path.home() / "jars"
