"""Snapshots on disk."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path

import pytest

from graphsvc.errors import SnapshotUnreadable
from graphsvc.model import TABLES
from graphsvc.snapshot.file import read_snapshot, write_snapshot
from graphsvc.snapshot.graph import Snapshot
from graphsvc.snapshot.hash import dataset_hash
from graphsvc.snapshot.store import SnapshotStore

SEED = Path(__file__).parents[2] / "seed"
TAKEN = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def _seed() -> Iterator[tuple[str, list[dict[str, str]]]]:
    for table in TABLES:
        with (SEED / table.file).open(encoding="utf-8-sig", newline="") as file:
            yield table.name, list(csv.DictReader(file))


@pytest.fixture(scope="module")
def england() -> Snapshot:
    """The seed as revision 7."""
    whole = Snapshot.from_rows(dict(_seed()))
    return Snapshot(whole.dataset, revision=7, taken_at=TAKEN, hash_=whole.hash)


@pytest.fixture
def store(tmp_path: Path) -> SnapshotStore:
    """An empty store."""
    return SnapshotStore(tmp_path / "snapshots", keep=5)


def _later(snapshot: Snapshot, minutes: int) -> Snapshot:
    return Snapshot(
        snapshot.dataset, revision=snapshot.revision + minutes, taken_at=TAKEN + timedelta(minutes=minutes),
        hash_=snapshot.hash,
    )


def test_what_is_read_is_what_was_written(england: Snapshot, store: SnapshotStore) -> None:
    store.write(england)
    found = store.newest()
    assert found is not None
    assert found.dataset == england.dataset
    assert (found.hash, found.revision, found.taken_at) == (england.hash, 7, TAKEN)


def test_what_is_mapped_is_what_was_written(
    england: Snapshot, store: SnapshotStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graphsvc.snapshot.file._MAPPED_FROM", 0)
    store.write(england)
    found = store.newest()
    assert found is not None
    assert found.dataset == england.dataset
    assert dataset_hash(found.dataset) == england.hash


def test_a_snapshot_takes_less_than_twice_the_room_of_its_tables(england: Snapshot, store: SnapshotStore) -> None:
    tables = sum((SEED / table.file).stat().st_size for table in TABLES)
    assert store.write(england).stat().st_size < 2 * tables


def test_the_name_of_a_file_tells_format_revision_and_hash(england: Snapshot, store: SnapshotStore) -> None:
    assert store.write(england).name == f"snapshot-2-20261123T093000000000-r7-{england.hash}.snapshot"


def test_the_last_five_are_kept(england: Snapshot, store: SnapshotStore) -> None:
    for minutes in range(8):
        store.write(_later(england, minutes))
    assert [read_snapshot(file).revision for file in store.files()] == [14, 13, 12, 11, 10]
    assert len(list(store.folder.iterdir())) == 5


def test_a_revision_is_found_by_number_and_hash(england: Snapshot, store: SnapshotStore) -> None:
    for minutes in range(3):
        store.write(_later(england, minutes))
    found = store.find(8, england.hash)
    assert found is not None
    assert found.revision == 8
    assert store.find(8, "0" * 64) is None
    assert store.find(99, england.hash) is None


def test_an_empty_or_missing_folder_has_no_snapshot(store: SnapshotStore) -> None:
    assert store.newest() is None
    assert store.find(1, "0" * 64) is None


@pytest.mark.parametrize("kept", [0, 1, 10, 19, 27, 500, 5_000, 500_000, -33, -1])
def test_a_truncated_file_is_refused(england: Snapshot, tmp_path: Path, kept: int) -> None:
    path = tmp_path / "a.snapshot"
    write_snapshot(england, path)
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(SnapshotUnreadable):
        read_snapshot(path)


def test_a_flipped_bit_anywhere_is_refused(england: Snapshot, tmp_path: Path) -> None:
    path = tmp_path / "a.snapshot"
    write_snapshot(england, path)
    content = path.read_bytes()
    for position in [*range(0, 40, 3), *range(40, len(content), len(content) // 40), len(content) - 1]:
        damaged = bytearray(content)
        damaged[position] ^= 4
        path.write_bytes(damaged)
        with pytest.raises(SnapshotUnreadable):
            read_snapshot(path)


def test_another_format_is_refused(england: Snapshot, tmp_path: Path) -> None:
    path = tmp_path / "a.snapshot"
    write_snapshot(england, path)
    content = path.read_bytes()[:-32].replace(b"graphsvc snapshot 2\n", b"graphsvc snapshot 1\n", 1)
    path.write_bytes(content + hashlib.sha256(content).digest())
    with pytest.raises(SnapshotUnreadable, match="format 2"):
        read_snapshot(path)


@pytest.mark.parametrize("content", [b"", b"id,name\n", b"\x80\x04\x95" + b"x" * 900, b"\x00" * 4096])
def test_a_foreign_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.snapshot"
    path.write_bytes(content)
    with pytest.raises(SnapshotUnreadable):
        read_snapshot(path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SnapshotUnreadable):
        read_snapshot(tmp_path / "none.snapshot")
    with pytest.raises(SnapshotUnreadable):
        read_snapshot(tmp_path)


@pytest.mark.parametrize(
    "change", [{"hash": 1}, {"hash": "a" * 63}, {"tables": {}}, {"taken_at": "yesterday"}, {"revision": "x"}]
)
def test_a_header_that_says_nonsense_is_refused(england: Snapshot, tmp_path: Path, change: dict[str, object]) -> None:
    path = tmp_path / "a.snapshot"
    write_snapshot(england, path)
    content = path.read_bytes()[:-32]
    start = len(b"graphsvc snapshot 2\n")
    length = int.from_bytes(content[start : start + 8], "little")
    header = json.dumps(json.loads(content[start + 8 : start + 8 + length]) | change).encode()
    content = content[:start] + len(header).to_bytes(8, "little") + header + content[start + 8 + length :]
    path.write_bytes(content + hashlib.sha256(content).digest())
    with pytest.raises(SnapshotUnreadable):
        read_snapshot(path)


def test_a_damaged_newest_file_gives_way_to_the_next_older(england: Snapshot, store: SnapshotStore) -> None:
    for minutes in range(3):
        store.write(_later(england, minutes))
    newest, second, _ = store.files()
    newest.write_bytes(newest.read_bytes()[:-1])
    second.write_bytes(b"")
    found = store.newest()
    assert found is not None
    assert found.revision == 7


def test_what_a_killed_writer_left_is_no_snapshot(england: Snapshot, store: SnapshotStore) -> None:
    path = store.write(england)
    (store.folder / ".writing-abc").write_bytes(path.read_bytes()[:1000])
    assert store.files() == [path]


def _write_some(folder: Path, writer: int) -> None:
    whole = Snapshot.from_rows(dict(_seed()))
    for minutes in range(writer, 20, 4):
        SnapshotStore(folder, keep=5).write(_later(Snapshot(whole.dataset, 7, TAKEN, whole.hash), minutes))


def test_four_writers_at_once_leave_five_whole_files(store: SnapshotStore) -> None:
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as pool:
        for done in [pool.submit(_write_some, store.folder, writer) for writer in range(4)]:
            done.result()
    revisions = [read_snapshot(file).revision for file in store.files()]
    assert len(set(revisions)) == 5
    assert not list(store.folder.glob(".writing-*"))
