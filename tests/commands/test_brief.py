"""`graphsvc brief`: writes a brief, makes it again from its folder, and says what is wrong before it begins."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from graphsvc.commands.layout import shown_width
from graphsvc.config import Settings
from graphsvc.database.session import Database
from tests.commands.conftest import Outcome, Run
from tests.fixtures.strings import HOSTILE, UNKNOWN

BOARD, CLOSED, TRUST, REGION = "GB-NHS-QWO", "GB-NHS-QH8", "GB-NHS-RR8", "E40000012"
WHEN = ("--as-at", "2026-11-24", "--since", "2025-11-24")


@pytest.fixture
def brief(run: Run, england: Database, england_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> (
    Callable[..., Outcome]
):
    """Runs `graphsvc brief` over the record that holds England, with time for reports on a machine that does more."""
    assert england.revision()
    config = tmp_path_factory.mktemp("settings") / "config.toml"
    config.write_text("[reports]\ntimeout = 120.0\n")
    return lambda *words: run("brief", *words, "--data", str(england_settings.data_dir), "--config", str(config))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the brief is that the first test writes."""
    return tmp_path_factory.mktemp("briefs") / "west yorkshire"


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def written(brief: Callable[..., Outcome], folder: Path) -> Path:
    """A brief of West Yorkshire."""
    if not folder.exists():
        outcome = brief("--icb", "west yorkshire", *WHEN, "--out", str(folder))
        assert outcome.code == 0, outcome.err
        (folder.parent / "out.txt").write_text(outcome.out)
    return folder


def test_it_says_the_first_findings_and_where_the_brief_is(written: Path) -> None:
    lines = (written.parent / "out.txt").read_text().splitlines()
    told_first = " ".join(lines)
    assert told_first.startswith("These are partnerships found in published evidence, not all that exist")
    assert "27 of 220" in told_first
    assert lines[-1].startswith(f"Written to {written} in ")
    assert f"open {written / 'index.html'}" in lines[-1]
    assert all(shown_width(line) <= 80 for line in lines[:-1])
    told = json.loads((written / "brief.json").read_text())
    assert (told["scope"]["icb"], told["as_at"], told["since"]) == (BOARD, "2026-11-24", "2025-11-24")


def test_made_again_every_file_is_the_same(run: Run, written: Path) -> None:
    outcome = run("brief", "--from", str(written))
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.splitlines()[-1] == f"Every file is the same as in {written}, byte for byte."
    assert files(written.with_name("west yorkshire-again")) == files(written)


@pytest.mark.slow
def test_made_again_it_names_the_files_that_differ_and_why(run: Run, written: Path, tmp_path: Path) -> None:
    shutil.copytree(written, tmp_path / "old")
    told = json.loads((written / "brief.json").read_text())
    told["files"]["brief.md"] = "0" * 64
    told["written_by"]["typst"] = "0.0.1"
    (tmp_path / "old" / "brief.json").write_text(json.dumps(told))
    outcome = run("brief", "--from", str(tmp_path / "old"), "--out", str(tmp_path / "new"))
    assert outcome.code == 0
    assert "typst was 0.0.1" in outcome.err
    assert f"1 file differs from {tmp_path / 'old'}: brief.md." in outcome.err
    assert "Every file is the same" not in outcome.out
    assert files(tmp_path / "new") == files(written)


def test_it_warns_of_other_versions_before_it_begins(run: Run, written: Path, tmp_path: Path) -> None:
    told = json.loads((written / "brief.json").read_text())
    told["graphsvc"] = "0.0.1"
    told["reports"][0]["sum"] = "0" * 64
    (tmp_path / "brief.json").write_text(json.dumps(told))
    outcome = run("brief", "--from", str(tmp_path))
    assert outcome.code == 2
    assert "It was made by graphsvc 0.0.1" in outcome.err
    assert f"The report {told['reports'][0]['id']} was version" in outcome.err
    assert "recorded.csv: cannot be read" in outcome.err


@pytest.mark.parametrize("out", ["", "inside"])
def test_a_brief_is_not_made_again_onto_itself(run: Run, written: Path, out: str) -> None:
    before = files(written)
    outcome = run("brief", "--from", str(written), "--out", str(written / out))
    assert (outcome.code, outcome.out) == (2, "")
    assert "give another folder" in outcome.err
    assert files(written) == before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "--out is missing"),
        (("--out", "new", "--icb", BOARD, "--region", REGION), "not both"),
        (("--out", "new", "--as-at", "tomorrow"), "--as-at must be a day"),
        (("--out", "new", "--since", "2026-02-30"), "--since must be a day"),
        (("--out", "new", "--as-at", "2026-01-01", "--since", "2026-01-01"), "--since must be a day before"),
        (("--out", "letters"), "letters holds other things"),
        (("--out", "letter.txt"), "letter.txt is a file"),
        (("--out", "."), "is the folder you stand in"),
        (("--from", "letters", "--icb", BOARD), "--icb does not go with --from"),
        (("--from", "letters", "--region", REGION), "--region does not go with --from"),
        (("--from", "letters", "--as-at", "2026-01-01"), "--as-at does not go with --from"),
        (("--from", "letters", "--since", "2026-01-01"), "--since does not go with --from"),
        (("--from", "letters"), "letters holds no brief"),
        (("--from", "nowhere"), "nowhere holds no brief"),
        (("--from", "letter.txt"), "letter.txt"),
        (("--from", "damaged"), "damaged, or not written by graphsvc"),
    ],
)
def test_what_cannot_be_is_said_before_a_database_is_started(
    run: Run, facts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], told: str
) -> None:
    for folder, name, text in (("letters", "letter.txt", "mine"), ("damaged", "brief.json", '{"format": 1}')):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(text)
    (tmp_path / "letter.txt").write_text("mine")
    monkeypatch.chdir(tmp_path)
    before = files(tmp_path)
    outcome = run("brief", *words)
    assert (outcome.code, outcome.out) == (2, "")
    assert told in outcome.err
    assert "Traceback" not in outcome.err
    assert files(tmp_path) == before
    assert not (facts / "neo4j").exists()


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("--icb", "nobody-like-this"), 3, "no organisation"),
        (("--icb", "north"), 2, "organisations fit"),
        (("--icb", TRUST), 2, "no integrated care board"),
        (("--icb", CLOSED), 2, "--icb"),
        (("--region", "E12000003"), 2, "no such NHS region"),
    ],
)
def test_a_scope_that_is_not_there_is_said(
    brief: Callable[..., Outcome], tmp_path: Path, words: tuple[str, ...], code: int, told: str
) -> None:
    outcome = brief(*words, *WHEN, "--out", str(tmp_path / "new"))
    assert (outcome.code, outcome.out) == (code, "")
    assert told in outcome.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("option", ["--icb", "--region"])
def test_a_hostile_scope_is_an_unknown_one(brief: Callable[..., Outcome], tmp_path: Path, option: str) -> None:
    out = ("--out", str(tmp_path / "new"))
    expected = brief(option, UNKNOWN, *out).code
    for text in [text for text in HOSTILE if "\0" not in text][::7]:
        outcome = brief(option, text, *out)
        assert outcome.code == expected, text[:60]
        assert "Traceback" not in outcome.err
        assert "fault of graphsvc" not in outcome.err
    assert list(tmp_path.iterdir()) == []


def test_without_a_database_it_ends_with_code_4(run: Run, tmp_path: Path) -> None:
    (tmp_path / "away.toml").write_text('[database]\nuri = "bolt://127.0.0.1:1"\n')
    outcome = run("brief", "--out", str(tmp_path / "new"), "--config", str(tmp_path / "away.toml"))
    assert (outcome.code, outcome.out) == (4, "")
    assert "Traceback" not in outcome.err
    assert not (tmp_path / "new").exists()
