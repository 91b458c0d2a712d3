"""search, gaps, paths and measures in the terminal, and what every question makes of hostile texts."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import click
import pytest
from flask.testing import FlaskClient

from graphsvc.app import create_app
from graphsvc.commands.layout import columns, shown_width, table, wrap
from graphsvc.config import load_settings
from graphsvc.snapshot.in_use import FixedSnapshot
from tests.commands.conftest import Outcome, Run
from tests.fixtures.facts import seed_snapshot
from tests.fixtures.strings import HOSTILE, UNKNOWN

LEEDS = "GB-NHS-RR8"


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(load_settings(), FixedSnapshot(seed_snapshot())).test_client()


@pytest.mark.parametrize(
    ("words", "address"),
    [
        (("gaps", LEEDS), f"/organisations/{LEEDS}/gaps"),
        (("gaps", LEEDS, "--value-area", "estates", "--state", "unrecorded", "--suggest", "2"),
         f"/organisations/{LEEDS}/gaps?value_area=estates&state=unrecorded&suggest=2"),
        (("gaps", LEEDS, "--as-at", "2021-06-01"), f"/organisations/{LEEDS}/gaps?as_at=2021-06-01"),
        (("gaps", "--icb", "GB-NHS-QWO", "--state", "inherited"), "/gaps?icb=GB-NHS-QWO&state=inherited&limit=200"),
        (("paths", "--from", LEEDS, "--to-type", "university", "--k", "5"),
         f"/paths?source={LEEDS}&target_type=university&k=5"),
        (("paths", "--from", LEEDS, "--from", "GB-LAE-LDS", "--to", "GB-NHS-QHG", "--order", "evidence"),
         f"/paths?source={LEEDS}&source=GB-LAE-LDS&target=GB-NHS-QHG&order=evidence"),
        (("search", "leeds", "--limit", "200"), "/organisations?q=leeds&limit=200"),
        (("brokers", "--type", "network", "--single-points", "--limit", "200"),
         "/brokers?type=network&single_points=true&limit=200"),
        (("peers", LEEDS), f"/organisations/{LEEDS}/peers"),
        (("peers", "GB-NHS-QHG"), "/organisations/GB-NHS-QHG/peers"),
    ],
)
def test_json_is_what_http_answers(run: Run, client: FlaskClient, words: tuple[str, ...], address: str) -> None:
    outcome = run(*words, "--format", "json")
    assert outcome.code == 0, outcome.err
    assert outcome.data == client.get(f"/api/v1{address}").get_json()


@pytest.mark.parametrize(
    "words",
    [
        ("brokers", "--limit", "40"), ("peers", LEEDS), ("peers", "GB-NHS-QHG"), ("search", "nhs"), ("search", "local"),
        ("gaps", LEEDS), ("gaps",), ("gaps", "--region", "E40000012"),
        ("gaps", "GB-NHS-QHG"), ("paths", "--from", LEEDS, "--to-type", "university", "--k", "20"),
        ("paths", "--from", LEEDS, "--to", "GB-NHS-QHG"), ("paths", "--from", LEEDS, "--to", "GB-SHPE-L4389"),
    ],
)
def test_tables_fit_eighty_columns(run: Run, words: tuple[str, ...]) -> None:
    outcome = run(*words)
    assert outcome.code == 0, outcome.err
    assert outcome.out
    assert max(shown_width(line) for line in outcome.out.splitlines()) <= 80


def test_tables_say_dates_in_words_and_that_nothing_is_recorded(run: Run) -> None:
    outcome = run("gaps", LEEDS, "--as-at", "2026-04-01")
    assert "as at 1 April 2026" in outcome.out
    assert "No recorded partnership" in outcome.out
    assert "no partnership" not in outcome.out.lower()
    assert "Could be engaged" in outcome.out


def test_the_age_of_facts_from_disk_is_said_beside_the_answer(run: Run) -> None:
    outcome = run("search", "leeds", "--format", "csv")
    assert "the database is not running" in outcome.err
    assert "ago" in outcome.err or "just now" in outcome.err


def test_csv_names_its_snapshot_and_cannot_run_as_formulas(run: Run) -> None:
    outcome = run("gaps", "--icb", "GB-NHS-QWO", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(outcome.out)))
    assert rows
    assert {row["snapshot"] for row in rows} == {seed_snapshot().hash}


def test_paths_as_csv_carry_their_evidence(run: Run) -> None:
    outcome = run("paths", "--from", LEEDS, "--to-type", "university", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(outcome.out)))
    assert rows
    assert all(row["evidence_title"] and row["evidence_address"] and row["partnership"] for row in rows)


def test_a_name_that_fits_one_organisation_names_it(run: Run) -> None:
    assert run("gaps", "leeds teaching hospitals", "--format", "json").data["organisation"]["id"] == LEEDS


def test_a_name_that_fits_several_lists_them_and_does_nothing(run: Run) -> None:
    outcome = run("gaps", "teaching hospitals")
    assert (outcome.code, outcome.out) == (2, "")
    assert LEEDS in outcome.err


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("gaps", "nobody-like-this"), 3, "no organisation"),
        (("paths", "--from", LEEDS, "--to", "nobody-like-this"), 3, "no organisation"),
        (("gaps", "GB-LAE-LDS"), 2, "neither"),
        (("peers", "GB-LAE-LDS"), 2, "neither"),
        (("brokers", "--type", "netwrk"), 2, "network"),
        (("gaps", LEEDS, "--icb", "GB-NHS-QWO"), 2, "not both"),
        (("gaps", LEEDS, "--value-area", "estate"), 2, "estates"),
        (("gaps", "--icb", LEEDS), 2, "no integrated care board"),
        (("gaps", LEEDS, "--as-at", "tomorrow"), 2, "--as-at"),
        (("paths", "--from", LEEDS), 2, "--to"),
        (("paths", "--from", LEEDS, "--to", LEEDS), 2, "sources"),
        (("paths", "--from", LEEDS, "--to", "GB-LAE-LDS", "--k", "21"), 2, "--k"),
        (("paths", "--from", LEEDS, "--to-type", "universty"), 2, "university"),
        (("search", "leeds", "--place", "E0800003"), 2, "--place"),
    ],
)
def test_what_cannot_be_answered_ends_with_its_code_and_one_message(
    run: Run, words: tuple[str, ...], code: int, told: str
) -> None:
    outcome = run(*words)
    assert (outcome.code, outcome.out) == (code, "")
    assert told in outcome.err
    assert "Traceback" not in outcome.err


ARGUMENTS = tuple(text for text in HOSTILE if "\0" not in text)
"""Hostile texts that a command can be given: the system ends an argument at a NUL, so that none ever holds one."""

_EACH = [
    ("search", "--"), ("search", "leeds", "--type"), ("search", "leeds", "--place"), ("search", "leeds", "--as-at"),
    ("search", "leeds", "--limit"), ("search", "leeds", "--format"), ("search", "leeds", "--config"),
    ("gaps", "--"), ("gaps", "--icb"), ("gaps", "--region"), ("gaps", "--as-at"), ("gaps", "--format"),
    ("gaps", "--config"), ("gaps", LEEDS, "--"),
    *(("gaps", LEEDS, name) for name in ("--value-area", "--partner-type", "--state", "--suggest")),
    ("paths", "--to", LEEDS, "--from"), ("paths", "--from", LEEDS, "--to"), ("paths", "--from", LEEDS, "--to-type"),
    ("paths", "--from", LEEDS, "--to-type", "university", "--to-place"),
    *(("paths", "--from", LEEDS, "--to", "GB-LAE-LDS", name) for name in (
        "--value-area", "--kind", "--k", "--max-hops", "--order", "--avoid", "--via", "--as-at", "--format", "--config",
        "--",
    )),
    ("brokers", "--"), *(("brokers", name) for name in ("--type", "--limit", "--as-at", "--format", "--config")),
    ("peers", "--"), *(("peers", LEEDS, name) for name in ("--as-at", "--format", "--config", "--")),
    ("map", "--out", "map.json", "--org"), ("map", "--out", "map.json", "--icb"),
    *(("map", "--out", "map.json", "--org", LEEDS, name) for name in (
        "--value-area", "--hops", "--as-at", "--config", "--",
    )),
    ("report list", "--format"), ("report list", "--config"), ("report show", "--"), ("report show", "--config"),
    ("report run", "--"), *(("report run", "partnerships-by-kind", name) for name in (
        "--param", "--as-at", "--limit", "--out", "--format", "--config",
    )),
    ("brief", "--"), *(("brief", "--out", "brief", name) for name in ("--as-at", "--since", "--config", "--")),
    ("brief", "--from"),
]
"""Every place of a text in the commands; what follows `--` is no option, whatever it begins with."""


@pytest.fixture
def on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Output comes as a terminal gets it: where it goes to a file, as here, click takes control sequences out."""
    monkeypatch.setattr(click.utils, "should_strip_ansi", lambda *_: False)


def moves_a_terminal(outcome: Outcome, text: str) -> bool:
    """Whether anything that was printed would move the cursor, turn a line around or begin one of its own."""
    printed = outcome.out + outcome.err
    raw = not text.isprintable() and text in printed
    return raw or any(not letter.isprintable() and letter != "\n" for letter in printed)


@pytest.mark.parametrize("words", _EACH, ids=" ".join)
def test_a_hostile_text_is_an_unknown_word_to_every_command(
    run: Run, words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    command, *rest = words
    named = command.split()
    form = () if command in ("map", "brief") or rest[-1] == "--format" else ("--format", "json")

    def outcome(text: str) -> tuple[int, int]:
        found = run(*named, *form, *rest, text)
        assert "Traceback" not in found.err
        lists = [value for value in found.data.values() if isinstance(value, list)] if found.code == 0 else []
        return found.code, sum(map(len, lists))

    expected = outcome(UNKNOWN)
    assert expected[0] in (0, 2, 3)
    for text in ARGUMENTS:
        assert outcome(text) == expected, text[:60]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", _EACH, ids=" ".join)
def test_a_hostile_text_does_not_move_a_terminal(run: Run, on_a_terminal: None, words: tuple[str, ...]) -> None:
    named = [*words[0].split(), *words[1:]]
    expected = run(*named, UNKNOWN)
    assert not moves_a_terminal(expected, UNKNOWN)
    for text in ARGUMENTS:
        found = run(*named, text)
        assert found.code == expected.code, text[:60]
        assert not moves_a_terminal(found, text), text[:60]


def test_a_hostile_command_is_an_unknown_one(run: Run, on_a_terminal: None) -> None:
    expected = run(UNKNOWN)
    assert expected.code == 2
    for text in ARGUMENTS:
        found = run(text)
        assert (found.code, found.out) == (expected.code, expected.out), text[:60]
        assert not moves_a_terminal(found, text), text[:60]


def test_a_hostile_data_folder_is_one_that_holds_nothing(run: Run, on_a_terminal: None, tmp_path: Path) -> None:
    (tmp_path / "away.toml").write_text('[database]\nuri = "bolt://127.0.0.1:1"\n')
    words = ("search", "leeds", "--config", str(tmp_path / "away.toml"), "--data")
    assert run(*words, str(tmp_path / UNKNOWN)).code == 4
    for text in ARGUMENTS:
        found = run(*words, f"{tmp_path}/{text}")
        assert (found.code, found.out) == (4, ""), text[:60]
        assert not moves_a_terminal(found, text), text[:60]
    assert [path.name for path in tmp_path.iterdir()] == ["away.toml"]


def test_columns_are_wrapped_by_the_width_that_is_shown() -> None:
    lines = list(columns([("名前" * 40, "x"), ("a b " * 60, "\x1b[31mred")], width=80))
    assert max(shown_width(line) for line in lines) <= 80
    assert not any("\x1b" in line for line in lines)
    assert wrap("a" * 25, 10) == ["a" * 10, "a" * 10, "a" * 5]


def test_a_table_tears_no_word_and_becomes_lines_where_it_would(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    names = ("board", "board_name", "share")
    assert list(table(names, [("B1", "Leeds", "5%")], right=(2,))) == [
        "board  board_name  share", "B1     Leeds          5%",
    ]
    long = [("of-west-yorkshire-here", "West Yorkshire Integrated Care Board", "5%")]
    assert next(table(names, long, right=(2,))).split() == ["board_name", "share"]
    many = tuple(f"authority_{at}" for at in range(4))
    assert list(table(many, [("Leeds", "", "York", "Hull"), ("Bath", "Bristol", "", "")])) == [
        "authority_0:  Leeds", "authority_2:  York", "authority_3:  Hull", "",
        "authority_0:  Bath", "authority_1:  Bristol",
    ]
