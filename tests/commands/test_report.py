"""`graphsvc report`: what there is, what one says of itself, and its rows in the terminal and as files."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from graphsvc.app import create_app
from graphsvc.commands.layout import shown_width
from graphsvc.config import Settings
from graphsvc.database.session import Database
from graphsvc.files import packaged
from graphsvc.snapshot.in_use import FixedSnapshot
from tests.commands.conftest import Outcome, Run
from tests.fixtures.facts import seed_snapshot
from tests.reports.written import HEADER, write_report

DAY = "2026-11-24"


@pytest.fixture
def report(run: Run, england: Database, england_settings: Settings) -> Callable[..., Outcome]:
    """Runs `graphsvc report run` over the record that holds England."""
    assert england.revision()
    return lambda *words: run("report", "run", *words, "--data", str(england_settings.data_dir))


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A file of settings that names a folder with a sound report and a broken one."""
    folder = tmp_path / "own"
    folder.mkdir()
    write_report(folder)
    write_report(folder, "untitled", HEADER.replace('title = "Names"\n', ""))
    config = tmp_path / "config.toml"
    config.write_text(f"[reports]\nfolder = '{folder}'\n", encoding="utf-8")
    return config


def test_list_names_every_report_and_its_question(run: Run) -> None:
    outcome = run("report", "list")
    assert (outcome.code, outcome.err) == (0, "")
    ids = [line for line in outcome.out.splitlines() if not line.startswith(" ")]
    assert ids == sorted(path.stem for path in (packaged("cypher") / "reports").glob("*.cypher"))
    assert "Which partnerships are recorded as proposed" in outcome.out
    assert max(map(shown_width, outcome.out.splitlines())) <= 80


def test_list_names_broken_files_apart(run: Run, own: Path) -> None:
    outcome = run("report", "list", "--config", str(own), "--format", "json")
    assert outcome.code == 0
    assert "names" in [one["id"] for one in outcome.data["items"]]
    assert outcome.data["broken"] == [{"file": str(own.parent / "own" / "untitled.cypher"),
                                       "fault": "title: field required"}]
    assert "untitled.cypher cannot be run:\n  title: field required" in outcome.err
    rows = list(csv.reader(io.StringIO(run("report", "list", "--config", str(own), "--format", "csv").out)))
    assert rows[0] == ["id", "title", "question", "version"]
    assert ["names", "Names", "Which organisations are called so?", "3"] in rows


def test_show_says_what_a_report_answers_and_how_to_run_it(run: Run, own: Path) -> None:
    outcome = run("report", "show", "names", "--config", str(own))
    assert (outcome.code, outcome.err) == (0, "")
    for said in (
        "Names (names, version 3)", "Which organisations are called so?", "A row for each organisation.",
        "- Only the record is asked.", "What the name holds.", "All when left out.",
        "graphsvc report run names --param text=Leeds",
    ):
        assert said in outcome.out
    pasted = run("report", "show", "names", "--config", str(own), "--format", "cypher").out
    assert pasted.strip() == (own.parent / "own" / "names.cypher").read_text(encoding="utf-8").strip()


def test_show_of_each_report_fits_the_terminal(run: Run) -> None:
    for path in (packaged("cypher") / "reports").glob("*.cypher"):
        outcome = run("report", "show", path.stem)
        assert outcome.code == 0
        *lines, command = outcome.out.splitlines()
        assert max(map(shown_width, lines)) <= 80
        # What is there to be pasted is on one line.
        assert command.startswith(f"  graphsvc report run {path.stem}")


def test_show_says_once_and_in_words_what_is_left_out(run: Run) -> None:
    shown = " ".join(run("report", "show", "changes-between-dates").out.split())
    assert "When left out: a year before today." in shown
    assert "today-1y" not in shown
    assert "Only what concerns this board and its trusts. All when left out." in shown
    shown = " ".join(run("report", "show", "gaps-by-board").out.split())
    assert "All regions when not given." in shown
    assert "All when left out." not in shown


def test_rows_fit_the_terminal_with_numbers_to_the_right(report: Callable[..., Outcome]) -> None:
    outcome = report("partnerships-by-kind", "--as-at", DAY)
    assert (outcome.code, outcome.err) == (0, "")
    lines = outcome.out.splitlines()
    assert lines[0] == "Partnerships by kind and value area, as at 24 November 2026"
    assert max(map(shown_width, lines)) <= 80
    assert any(line.endswith("%") for line in lines)
    assert f"facts {seed_snapshot().hash[:12]}" in outcome.out
    assert "35 rows." in outcome.out


def test_a_table_without_room_is_told_row_by_row_and_a_wide_terminal_is_used(
    report: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = report("partnerships-as-at", "--as-at", DAY, "--limit", "2").out.splitlines()
    assert any(line.startswith("evidence_title:  ") for line in lines)
    assert not any(line.startswith("one:") for line in lines), "an id beside its name is left out"
    monkeypatch.setenv("COLUMNS", "400")
    wide = report("partnerships-as-at", "--as-at", DAY, "--limit", "2").out.splitlines()
    assert wide[2].split()[:3] == ["record", "value_area", "value_area_name"]
    assert max(map(shown_width, wide)) > 120


@pytest.mark.parametrize("form", ["csv", "json", "markdown"])
def test_rows_for_another_program_are_cut_with_a_word_on_stderr(report: Callable[..., Outcome], form: str) -> None:
    cut = report("partnerships-as-at", "--as-at", DAY, "--limit", "3", "--format", form)
    assert cut.code == 0
    assert "There are more rows than these 3" in cut.err
    assert report("partnerships-by-kind", "--as-at", DAY, "--format", form).err == ""


def test_whoever_is_not_open_on_the_day_is_told_with_the_heirs(report: Callable[..., Outcome]) -> None:
    view = seed_snapshot().view(date.fromisoformat(DAY))
    board = next(one for one in view.organisations if one.type == "icb" and not view.open[one.index])
    asked = ("gaps-by-board", "--as-at", DAY, "--param", f"icb={board.id}")
    shown = report(*asked)
    assert shown.code == 0, shown.err
    assert "is not open on 24 November 2026" in " ".join(shown.out.split())
    table = report(*asked, "--format", "csv")
    assert len(table.out.splitlines()) == 1
    assert "is not open on 24 November 2026" in table.err
    data = report(*asked, "--format", "json").data
    assert data["rows"] == []
    assert "is not open on 24 November 2026" in data["note"]
    council = next(one for one in view.organisations if one.type == "local-authority")
    refused = report("expectation-matrix", "--as-at", DAY, "--param", f"org={council.id}")
    assert (refused.code, refused.out) == (2, "")
    assert "is neither" in refused.err


@pytest.mark.parametrize("name", ["partnerships-as-at", "proposed-partnerships", "shortest-path"])
def test_rows_of_many_columns_fit_it_too(report: Callable[..., Outcome], name: str) -> None:
    ends = ("--param", "source=leeds teaching", "--param", "target=university of leeds") if "path" in name else ()
    outcome = report(name, "--as-at", DAY, *ends)
    assert outcome.code == 0, outcome.err
    assert max(map(shown_width, outcome.out.splitlines())) <= 80


def test_a_cut_answer_says_so(report: Callable[..., Outcome]) -> None:
    outcome = report("partnerships-as-at", "--as-at", DAY, "--limit", "3")
    assert "3 rows, and there are more." in outcome.out
    assert report("partnerships-as-at", "--limit", "10001").code == 2
    long = report("partnerships-as-at", "--as-at", DAY)
    assert "The first 40 of" in long.out


def test_json_is_what_http_answers(
    report: Callable[..., Outcome], england: Database, england_settings: Settings
) -> None:
    client: FlaskClient = create_app(england_settings, FixedSnapshot(seed_snapshot()), lambda: england).test_client()
    address = f"/api/v1/reports/partnerships-by-kind/run?as_at={DAY}&icb=GB-NHS-QWO"
    outcome = report("partnerships-by-kind", "--as-at", DAY, "--param", "icb=west yorkshire", "--format", "json")
    assert outcome.data == client.get(address).get_json()


def test_a_file_is_what_http_gives_and_a_csv_has_its_companion(
    report: Callable[..., Outcome], england: Database, england_settings: Settings, tmp_path: Path
) -> None:
    client: FlaskClient = create_app(england_settings, FixedSnapshot(seed_snapshot()), lambda: england).test_client()
    address = f"/api/v1/reports/partnerships-by-kind/run?as_at={DAY}&format="
    for ending, form in ((".csv", "csv"), (".xlsx", "xlsx"), (".json", "json"), (".md", "markdown"), (".svg", "svg")):
        file = tmp_path / f"kinds{ending}"
        outcome = report("partnerships-by-kind", "--as-at", DAY, "--out", str(file))
        assert outcome.code == 0, outcome.err
        assert str(file) in outcome.out
        assert file.read_bytes() == client.get(address + form).data, ending
    about = json.loads((tmp_path / "kinds.csv-metadata.json").read_text(encoding="utf-8"))
    assert about == {**client.get(f"{address}csv-metadata").get_json(force=True), "url": "kinds.csv"}


def test_csv_and_markdown_are_printed_too(report: Callable[..., Outcome]) -> None:
    rows = list(csv.reader(io.StringIO(report("partnerships-by-kind", "--as-at", DAY, "--format", "csv").out)))
    assert rows[0][:2] == ["kind", "kind_name"]
    assert len(rows) == 36
    assert report("partnerships-by-kind", "--as-at", DAY, "--format", "markdown").out.startswith("# Partnerships by")


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("gaps-by-bord",), 3, "gaps-by-board"),
        (("gaps-by-bord",), 3, "no report with the id “gaps-by-bord”"),
        (("shortest-path", "--param", "max_hops=11"), 2, "from 1 to 10"),
        (("changes-between-dates", "--as-at", DAY, "--param", f"since={DAY}"), 2, "--param since"),
        (("partnerships-by-kind", "--param", "words=1"), 2, "--param words"),
        (("partnerships-by-kind", "--param", "words"), 2, "NAME=VALUE"),
        (("partnerships-by-kind", "--param", "icb=a", "--param", "icb=b"), 2, "once only"),
        (("partnerships-by-kind", "--as-at", "x", "--param", "words=1"), 2, "--as-at"),
        (("partnerships-by-kind", "--as-at", DAY, "--param", "as_at=2026-01-01"), 2, "once only"),
        (("partnerships-by-kind", "--out", "kinds.doc"), 2, ".xlsx"),
        (("partnerships-as-at", "--out", "rows.png"), 2, "no chart"),
        (("shortest-path",), 2, "must be given"),
    ],
)
def test_what_cannot_be_asked_is_told_without_a_database(
    run: Run, words: tuple[str, ...], code: int, told: str
) -> None:
    outcome = run("report", "run", *words)
    assert (outcome.code, outcome.out) == (code, "")
    assert told in outcome.err


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("partnerships-by-kind", "--param", "icb=nobody-like-this"), 3, "no organisation"),
        (("partnerships-by-kind", "--param", "icb=GB-NHS-RR8"), 2, "no integrated care board"),
        (("partnerships-by-kind", "--param", "region=E40000099"), 2, "--param region"),
        (("gaps-by-board", "--param", "partner_type=univercity"), 2, "Did you mean: university"),
        (("organisations-many-depend-on", "--param", "organisation_type=univercity"), 2, "Did you mean: university"),
        (("partnerships-by-kind", "--out", "/nowhere/at/all.csv"), 2, "cannot be written"),
    ],
)
def test_what_the_record_does_not_know_is_told(
    report: Callable[..., Outcome], words: tuple[str, ...], code: int, told: str
) -> None:
    outcome = report(*words)
    assert (outcome.code, outcome.out) == (code, "")
    assert told in outcome.err


def test_a_database_that_is_away_ends_with_its_own_code(run: Run, tmp_path: Path) -> None:
    (tmp_path / "away.toml").write_text('[database]\nuri = "bolt://127.0.0.1:1"\n')
    outcome = run("report", "run", "partnerships-by-kind", "--config", str(tmp_path / "away.toml"))
    assert (outcome.code, outcome.out) == (4, "")
