"""The catalogue: a report is added by adding a file, and a broken one is told and harms no other."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from graphsvc.config import Settings, load_settings
from graphsvc.errors import BadInput, NotFound
from graphsvc.reports.catalogue import Catalogue, read_catalogue
from tests.reports.written import HEADER, write_report


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A user's own folder of reports."""
    made = tmp_path / "own"
    made.mkdir()
    return made


def catalogue(folder: Path) -> Catalogue:
    config = folder.parent / "config.toml"
    config.write_text(f"[reports]\nfolder = '{folder}'\n", encoding="utf-8")
    return read_catalogue(load_settings(config))


USUAL = read_catalogue(Settings())


def test_the_package_s_own_are_all_sound_and_in_order() -> None:
    assert USUAL.broken == ()
    assert list(USUAL.reports) == sorted(USUAL.reports)
    assert len(USUAL.reports) >= 20


def test_a_file_adds_a_report(folder: Path) -> None:
    file = write_report(folder)
    found = catalogue(folder)
    report = found.named("names")
    assert (report.title, report.version, report.example) == ("Names", 3, {"text": "Leeds"})
    assert report.statement == file.read_text(encoding="utf-8")
    assert set(found.reports) == set(USUAL.reports) | {"names"}


def test_a_file_that_changes_is_read_again(folder: Path) -> None:
    file = write_report(folder)
    before = catalogue(folder).named("names")
    write_report(folder, header=HEADER.replace("version = 3", "version = 4"))
    os.utime(file, ns=(1, 1))
    after = catalogue(folder).named("names")
    assert (before.version, after.version) == (3, 4)
    assert before.sum != after.sum
    file.unlink()
    assert "names" not in catalogue(folder).reports


def test_a_byte_order_mark_is_passed_over(folder: Path) -> None:
    file = write_report(folder)
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert catalogue(folder).named("names").statement.startswith("// title")


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("words.cypher", b"RETURN 1", "line 1"),
        ("words.cypher", b"// title = 1\nRETURN 1", "title"),
        ("words.cypher", b"\xff\xfe", "UTF-8"),
        ("words.cypher", b"", "no header"),
        ("words.cypher", b"// title = 'x'\n" + b" " * 300_000, "larger"),
        ("Words.cypher", None, "small letters"),
        ("two words.cypher", None, "small letters"),
        ("a" * 61 + ".cypher", None, "at most 60"),
        ("gaps-by-board.cypher", None, "comes with graphsvc"),
    ],
)
def test_a_broken_file_is_told_and_harms_no_other(
    folder: Path, name: str, content: bytes | None, fault: str
) -> None:
    good = write_report(folder)
    (folder / name).write_bytes(good.read_bytes() if content is None else content)
    found = catalogue(folder)
    (broken,) = found.broken
    assert (Path(broken.file), broken.name) == (folder / name, name)
    assert fault in broken.fault
    assert set(found.reports) == set(USUAL.reports) | {"names"}


def test_what_is_no_file_is_told_without_waiting_for_it(folder: Path) -> None:
    (folder / "folder.cypher").mkdir()
    os.mkfifo(folder / "pipe.cypher")
    (folder / "nowhere.cypher").symlink_to(folder / "nothing")
    assert [one.name for one in catalogue(folder).broken] == ["folder.cypher", "nowhere.cypher", "pipe.cypher"]


def test_a_folder_that_is_not_there_is_told(folder: Path) -> None:
    folder.rmdir()
    (broken,) = catalogue(folder).broken
    assert "no such folder" in broken.fault
    assert catalogue(folder).reports == USUAL.reports


def test_asking_for_a_broken_report_says_what_is_wrong_with_it(folder: Path) -> None:
    write_report(folder, header=HEADER.replace("version = 3", ""))
    with pytest.raises(BadInput, match="version: field required"):
        catalogue(folder).named("names")


def test_asking_for_none_names_those_that_are_near() -> None:
    with pytest.raises(NotFound) as caught:
        USUAL.named("gaps-by-bord")
    assert caught.value.suggestions[0] == "gaps-by-board Gaps by board"
    with pytest.raises(NotFound):
        USUAL.named("x" * 100_000)
