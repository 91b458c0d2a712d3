"""A data folder that cannot be written, and files that go where nobody may write."""

from __future__ import annotations

import contextlib
import importlib
import io
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graphsvc import cli
from graphsvc.app import create_app
from graphsvc.config import Settings
from graphsvc.errors import DatabaseAway
from graphsvc.maps.layouts.store import POSITIONS
from graphsvc.snapshot.refresh import SnapshotKeeper
from graphsvc.snapshot.store import SnapshotStore
from tests.fixtures.disks import as_nobody, open_folder
from tests.fixtures.facts import SEED, seed_snapshot

QUESTIONS = (
    "/organisations/GB-NHS-RR8", "/api/v1/organisations/GB-NHS-RR8/gaps", "/api/v1/map?region=E40000012&each=true",
    "/api/v1/paths?source=GB-NHS-RR8&target_type=university",
)


@pytest.fixture(scope="module")
def closed() -> Iterator[Path]:
    """A data folder with a snapshot, in which everybody may read and nobody may write."""
    for name in ("brief", "db", "gaps", "load", "map", "serve"):
        importlib.import_module(f"graphsvc.commands.{name}")
    for name in ("database.embedded", "database.session", "ingest.load", "maps.files.export", "reports.brief.making"):
        importlib.import_module(f"graphsvc.{name}")
    with open_folder() as folder:
        path = SnapshotStore(folder / "data" / "snapshots").write(seed_snapshot())
        path.chmod(0o444)
        (folder / "data" / "snapshots").chmod(0o555)
        (folder / "data").chmod(0o555)
        folder.chmod(0o555)
        yield folder / "data"


def by_nobody(*words: str) -> tuple[int, str]:
    """Exit code of a command of somebody who is not root, and what it said on stderr."""

    def run() -> list[object]:
        sys.argv = ["graphsvc", *words]
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()) as said:
            return [cli._run(), said.getvalue()]

    code, said = as_nobody(run)
    assert "fault of graphsvc" not in said
    assert "Traceback" not in said
    return code, said


@pytest.mark.parametrize("words", [("db", "start"), ("load", str(SEED))])
def test_a_database_is_not_started_where_nothing_can_be_written(closed: Path, words: tuple[str, ...]) -> None:
    for data in (closed, closed / "new"):
        code, said = by_nobody(*words, "--data", str(data))
        assert code == 4
        assert f"{data}/neo4j cannot be used" in said
        assert "Permission denied" in said
        assert "To mend it: `graphsvc doctor` says" in said


def test_serve_names_a_data_folder_that_cannot_be_made(closed: Path) -> None:
    code, said = by_nobody("serve", "--port", "0", "--data", str(closed / "new"))
    assert code == 2
    assert f"{closed / 'new'} cannot be made (permission denied): give another folder" in said


def test_a_brief_and_a_map_are_refused_where_they_cannot_be_written(closed: Path) -> None:
    brief, drawn = str(closed / "brief"), str(closed / "leeds.svg")
    for words in (("brief", "--out", brief), ("map", "--org", "GB-NHS-RR8", "--out", drawn)):
        code, said = by_nobody(*words, "--data", str(closed))
        assert code == 2
        assert f"{words[-1]} cannot be written" in said
        assert "permission denied" in said.lower()


def test_questions_are_answered_from_a_folder_that_cannot_be_written(closed: Path) -> None:
    code, said = by_nobody("gaps", "GB-NHS-RR8", "--data", str(closed))
    assert (code, "the database is not running" in said) == (0, True)


def test_the_service_answers_from_a_folder_that_cannot_be_written(closed: Path) -> None:
    def away() -> None:
        raise DatabaseAway("the record is away")

    keeper = SnapshotKeeper(SnapshotStore(closed / "snapshots"), away)  # type: ignore[arg-type]  # gives no record
    client = create_app(Settings(data_dir=closed), keeper).test_client()
    usual = [client.get(call).text for call in QUESTIONS]  # and all that they need is read
    shutil.rmtree(closed / POSITIONS, ignore_errors=True)  # as root wrote them

    def ask() -> list[object]:
        keeper.refresh()
        answers = [client.get(call) for call in QUESTIONS]
        return [[answer.status_code for answer in answers], [answer.text for answer in answers[1:]]]

    codes, texts = as_nobody(ask)
    assert (codes, texts) == ([200] * 4, usual[1:])
    assert not (closed / POSITIONS).exists()
