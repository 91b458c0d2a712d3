"""`graphsvc cypher`, as a user runs it."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

import pytest

from graphsvc.config import Settings
from graphsvc.database.session import Database
from tests.commands.conftest import Run
from tests.fixtures.facts import seed_snapshot

COUNT = "MATCH (o:Organisation)\nWHERE o.type = $type\nRETURN o.type AS type, count(*) AS n"


@pytest.fixture
def asked(run: Run, england: Database, england_settings: Settings, tmp_path: Path) -> Run:
    """Runs the command over the record, with such statements allowed, on a statement that is written to a file."""
    config = tmp_path / "config.toml"
    config.write_text("[cypher]\nenabled = true\n[logging]\nlevel = \"error\"\n", encoding="utf-8")

    def ask(statement: str, *words: str) -> object:
        file = tmp_path / "asked.cypher"
        file.write_text(statement, encoding="utf-8")
        return run("cypher", str(file), *words, "--config", str(config), "--data", str(england_settings.data_dir))

    return ask  # type: ignore[return-value]  # gives what `run` gives


def test_a_table_for_people(asked: Run) -> None:
    done = asked(COUNT, "--param", "type=icb")
    assert done.code == 0, done.err
    lines = done.out.splitlines()
    assert lines[0].split() == ["type", "n"]
    assert lines[1].split() == ["icb", "48"]
    assert "1 row. Asked on" in done.out
    assert seed_snapshot().hash[:12] in done.out
    assert max(map(len, lines)) <= 80


def test_json_is_what_the_interface_answers(asked: Run) -> None:
    found = asked(COUNT, "--param", "type=icb", "--format", "json").data
    assert (found["columns"], found["rows"], found["truncated"]) == (["type", "n"], [["icb", 48]], False)
    assert found["snapshot"] == seed_snapshot().hash


def test_csv_holds_no_formula(asked: Run) -> None:
    done = asked("RETURN '=1+1' AS formula, [1, 2] AS list, null AS none, true AS yes", "--format", "csv")
    header, row = csv.reader(io.StringIO(done.out))
    assert (header, row) == (["formula", "list", "none", "yes"], ["'=1+1", "[1, 2]", "", "true"])


def test_values_are_texts_unless_they_are_plainly_json(asked: Run) -> None:
    given = ("5E1", "01", "12", "-0.5", "true", "null", "[1, 2]", '"12"', "")
    words = [word for at, value in enumerate(given) for word in ("--param", f"p{at}={value}")]
    done = asked("RETURN [$p0, $p1, $p2, $p3, $p4, $p5, $p6, $p7, $p8] AS given", *words, "--format", "json")
    assert done.data["rows"] == [[["5E1", "01", 12, -0.5, True, None, [1, 2], "12", ""]]]


def test_a_long_answer_is_begun_and_one_that_was_cut_says_so(asked: Run) -> None:
    done = asked("UNWIND range(1, 50) AS n RETURN n")
    assert "The first 40 are shown" in done.out
    assert "50 rows" in done.out
    assert "10,000 rows; there are more" in asked("UNWIND range(1, 10001) AS n RETURN n").out


@pytest.mark.parametrize(("statement", "said"), [
    ("MATCH (n) RETRN n", "line 1, column 11"), ("MATCH (n) DETACH DELETE n", "it would delete from the record"),
    ("", "the statement is empty"), ("RETURN $x", "a parameter is not given"), ("RETURN 1; RETURN 2", "several"),
])
def test_what_is_wrong_is_one_sentence_and_bad_input(asked: Run, statement: str, said: str) -> None:
    done = asked(statement)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert "Traceback" not in done.err


def test_a_parameter_that_is_written_wrongly_is_told(asked: Run) -> None:
    for word in ("x", "x=[1", "x={'a': 1}", "a b=1", "=1"):
        done = asked("RETURN 1", "--param", word)
        assert done.code == 2, word
        assert done.err
    assert "--param is written NAME=VALUE, not 'x'" in asked("RETURN 1", "--param", "x").err
    twice = asked("RETURN $a", "--param", "a=1", "--param", "a=2")
    assert (twice.code, twice.out) == (2, "")
    assert "--param a may be given once only" in twice.err


def test_a_terminal_gets_the_answer_and_no_line_of_the_log(
    run: Run, england: Database, england_settings: Settings, tmp_path: Path
) -> None:
    assert england.revision()
    (tmp_path / "config.toml").write_text("[cypher]\nenabled = true\n", encoding="utf-8")
    (tmp_path / "one.cypher").write_text("RETURN 1 AS one", encoding="utf-8")
    words = ("--config", str(tmp_path / "config.toml"), "--data", str(england_settings.data_dir))
    done = run("cypher", str(tmp_path / "one.cypher"), *words)
    assert (done.code, done.err) == (0, "")


def test_it_is_off_unless_it_is_turned_on(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("RETURN 1"))
    done = run("cypher", "-", "--data", str(tmp_path))
    assert done.code == 2
    assert "enabled = true" in done.err
    assert list(tmp_path.iterdir()) == [], "no database was started for it"
