"""How a command ends: one clear message on stderr, and an exit code that scripts can rely on."""

from __future__ import annotations

import subprocess
import sys
import types
from pathlib import Path

import click
import pytest

from graphsvc import cli
from graphsvc.errors import BadInput, DatabaseAway, NotFound


def ended(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> int:
    """Exit code of a command that ends with an error."""

    @click.command()
    def command() -> None:
        raise error

    module = types.ModuleType("graphsvc.commands.ending")
    module.command = command  # type: ignore[attr-defined]  # a module made for this test
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setattr(cli, "COMMANDS", ("ending",))
    monkeypatch.setattr(sys, "argv", ["graphsvc", "ending"])
    with pytest.raises(SystemExit) as caught:
        cli.main()
    assert isinstance(caught.value.code, int)
    return caught.value.code


@pytest.mark.parametrize(
    ("error", "code", "says"),
    [
        (BadInput("k must be at most 20"), 2, "graphsvc: k must be at most 20\n"),
        (NotFound("no organisation x", ("y", "z")), 3, "graphsvc: no organisation x\nDid you mean: y; z\n"),
        (DatabaseAway("Neo4j does not answer"), 4, "graphsvc: Neo4j does not answer\n"),
        (KeyboardInterrupt(), 130, "Stopped.\n"),
    ],
)
def test_an_error_ends_with_its_message_and_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: BaseException, code: int, says: str
) -> None:
    assert ended(monkeypatch, error) == code
    printed = capsys.readouterr()
    # After Ctrl-C the terminal's line is ended first.
    assert printed.err.lstrip("\n") == says
    assert printed.out == ""


def test_an_unexpected_fault_shows_no_traceback_and_says_where_it_is_kept(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("GRAPHSVC_DEBUG", raising=False)
    assert ended(monkeypatch, ZeroDivisionError("division by zero")) == 1
    printed = capsys.readouterr().err
    assert "Traceback" not in printed
    kept = Path(printed.rsplit(" ", maxsplit=1)[1].strip())
    assert "ZeroDivisionError: division by zero" in kept.read_text(encoding="utf-8")
    kept.unlink()


@pytest.mark.parametrize(
    "arguments", [["no-such-command"], ["search"], ["map", "--no-such-option"], ["check", "x", "--config", "/no/file"]]
)
def test_bad_usage_is_bad_input(arguments: list[str]) -> None:
    done = subprocess.run([sys.executable, "-m", "graphsvc", *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_help_of_every_command_fits_80_columns() -> None:
    for name in cli.COMMANDS:
        done = subprocess.run(
            [sys.executable, "-m", "graphsvc", name, "--help"], capture_output=True, text=True, check=True
        )
        assert max(map(len, done.stdout.splitlines())) <= 80, name
