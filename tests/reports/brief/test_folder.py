"""The folder of a brief: whole, the same each time, and made again from itself alone."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graphsvc.config import Settings
from graphsvc.database.session import Database
from graphsvc.errors import BadInput, NotReady
from graphsvc.ingest.load import load
from graphsvc.reports.brief.again import make_again
from graphsvc.reports.brief.making import Made, make_folder
from graphsvc.reports.brief.manifest import MANIFEST, read_manifest
from tests.fixtures.records import patient, started
from tests.record.folders import SEED, seed_rows, write_rows
from tests.reports.brief.making import DAY, SINCE, WEST_YORKSHIRE

RECORD = "P00375"
"""Of West Yorkshire's board with its combined authority."""


@pytest.fixture(scope="module")
def own_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A record of these tests' own, which they change."""
    return patient(tmp_path_factory.mktemp("own"))


@pytest.fixture(scope="module")
def own(own_settings: Settings) -> Iterator[Database]:
    with started(own_settings) as database:
        load(database, SEED, own_settings)
        yield database


@pytest.fixture(scope="module")
def first(own: Database, own_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A brief of West Yorkshire."""
    folder = tmp_path_factory.mktemp("briefs") / "first"
    write(own, own_settings, folder)
    return folder


def write(database: Database, settings: Settings, folder: Path) -> Made:
    return make_folder(database, settings, WEST_YORKSHIRE, DAY, SINCE, folder, lambda *_: None)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def changed(folder: Path) -> Path:
    """The record of the board with its combined authority, lapsed."""
    rows = [{**row, "status": "lapsed"} for row in seed_rows("relationships") if row["id"] == RECORD]
    write_rows(folder, "relationships", rows)
    return folder


def test_the_folder_has_every_format_and_says_what_made_it(first: Path) -> None:
    files = contents(first)
    for path in ("index.html", "brief.pdf", "brief.xlsx", "brief.md", "README.txt", "rows/t1.html", "figures/f1.svg",
                 "figures/f4.png", "tables/t1.csv", "tables/t1.csv-metadata.json", "record/relationships.csv",
                 "recorded.csv", "reports/expectation-cells.cypher"):
        assert path in files, path
    told = read_manifest(first)
    assert {path: hashlib.sha256(content).hexdigest() for path, content in files.items() if path != MANIFEST} == (
        told.files
    )
    assert {one.id for one in told.reports} == {path[8:-7] for path in files if path.startswith("reports/")}
    for path, content in files.items():
        assert str(first).encode() not in content, path


def test_made_again_from_its_folder_after_a_load_it_is_the_same_to_the_byte(
    own: Database, own_settings: Settings, first: Path, tmp_path: Path
) -> None:
    write(own, own_settings, tmp_path / "second")
    assert contents(tmp_path / "second") == contents(first)
    load(own, changed(tmp_path / "rows"), own_settings)
    try:
        write(own, own_settings, tmp_path / "other")
        again = make_again(first, own_settings, tmp_path / "again", lambda *_: None)
        assert (again.different, again.reasons) == ((), ())
        assert contents(tmp_path / "again") == contents(first)
        assert contents(tmp_path / "other") != contents(first)
    finally:
        load(own, SEED, own_settings)


def test_one_changed_record_changes_its_numbers_and_no_other(
    own: Database, own_settings: Settings, first: Path, tmp_path: Path
) -> None:
    load(own, changed(tmp_path / "rows"), own_settings)
    try:
        write(own, own_settings, tmp_path / "other")
    finally:
        load(own, SEED, own_settings)
    before, after = (table(folder, "t1") for folder in (first, tmp_path / "other"))
    different = {key for key in before if before[key] != after[key]}
    row = next(one for one in seed_rows("relationships") if one["id"] == RECORD)
    assert row["source_org"] == "GB-NHS-QWO" or row["target_org"] == "GB-NHS-QWO"
    assert {"GB-NHS-QWO", ""} == {key[0] for key in different}
    assert {"combined-authority", ""} == {key[1] for key in different}


def test_a_load_while_a_brief_is_made_begins_it_again(
    own: Database, own_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = changed(tmp_path / "rows")
    steps: list[str] = []
    loads: list[Callable[[], object]] = [lambda: load(own, rows, own_settings)]

    def on_step(step: str, done: int, of: int) -> None:
        steps.append(step)
        if step == "Tables and findings" and loads:
            loads.pop()()

    try:
        made = make_folder(own, own_settings, WEST_YORKSHIRE, DAY, SINCE, tmp_path / "brief", on_step)
    finally:
        load(own, SEED, own_settings)
    assert "The record was loaded: beginning again" in steps
    assert json.loads((tmp_path / "brief" / MANIFEST).read_text())["snapshot"] == made.brief.snapshot
    assert "lapsed" in (tmp_path / "brief" / "record" / "relationships.csv").read_text().split(RECORD)[1][:200]


def test_a_record_that_never_rests_ends_with_a_clear_error(
    own: Database, own_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = iter(range(10_000))
    revision = own.revision

    def another() -> object:
        found = revision()
        return (next(numbers), found) if steps[-1:] == ["Figures and paths"] else found

    steps: list[str] = []
    monkeypatch.setattr(own, "revision", another)
    with pytest.raises(NotReady, match="again and again"):
        make_folder(
            own, own_settings, WEST_YORKSHIRE, DAY, SINCE, tmp_path / "brief", lambda step, *_: steps.append(step)
        )
    assert not (tmp_path / "brief").exists()
    assert not list(tmp_path.glob(".brief*"))


def test_only_an_unchanged_brief_is_replaced(
    own: Database, own_settings: Settings, first: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "brief"
    shutil.copytree(first, folder)
    write(own, own_settings, folder)
    (folder / "brief.md").write_text("mine")
    before = contents(folder)
    with pytest.raises(BadInput, match="changed since"):
        write(own, own_settings, folder)
    assert contents(folder) == before
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "letter.txt").write_text("mine")
    with pytest.raises(BadInput, match="holds other things"):
        write(own, own_settings, tmp_path / "other")


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda folder: (folder / MANIFEST).unlink(), "holds no brief"),
        (lambda folder: (folder / MANIFEST).write_text("{"), "damaged"),
        (lambda folder: (folder / MANIFEST).write_text('{"format": 99}'), "another version"),
        (lambda folder: (folder / "recorded.csv").write_text("id,first_recorded_on\nP1,never\n"), "recorded.csv:2"),
        (lambda folder: (folder / "recorded.csv").unlink(), "recorded.csv: cannot be read"),
    ],
)
def test_a_damaged_folder_is_refused_before_anything_starts(
    own_settings: Settings, first: Path, tmp_path: Path, damage: Callable[[Path], object], said: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "brief"
    shutil.copytree(first, folder)
    damage(folder)
    with pytest.raises(BadInput, match=said):
        make_again(folder, own_settings, tmp_path / "again", lambda *_: None)
    assert not (tmp_path / "again").exists()


def test_facts_that_are_not_those_of_the_brief_are_refused(
    own_settings: Settings, first: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "brief"
    shutil.copytree(first, folder)
    file = folder / "record" / "relationships.csv"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(lines[:-1]), encoding="utf-8")
    with pytest.raises(BadInput, match="does not hold the facts"):
        make_again(folder, own_settings, tmp_path / "again", lambda *_: None)


def table(folder: Path, name: str) -> dict[tuple[str, str], list[str]]:
    """Rows of a table by the ids of row and column."""
    with (folder / "tables" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        _, *rows = csv.reader(file)
    return {(row[0], row[2]): row for row in rows}

