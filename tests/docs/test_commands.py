"""docs/commands.md names every command and option, and no document names a command that does not exist."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
import pytest

from graphsvc.cli import COMMANDS, cli
from tests.docs.sections import ROOT, sections


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command by its full name, `db start` included."""
    context = click.Context(cli)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from ((f"{name} {part}", inner) for part, inner in command.commands.items())
        else:
            yield name, command


each_command = pytest.mark.parametrize(("name", "command"), list(commands()), ids=[name for name, _ in commands()])


def test_every_command_has_a_section_and_no_other() -> None:
    documented = [heading.removeprefix("graphsvc ") for heading in sections("commands.md") if "graphsvc " in heading]
    assert sorted(documented) == sorted(name for name, _ in commands())


@each_command
def test_every_option_is_documented_and_no_other(name: str, command: click.Command) -> None:
    text = sections("commands.md")[f"graphsvc {name}"]
    options = {
        option
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in (*parameter.opts, *parameter.secondary_opts)
        if option.startswith("--")
    }
    assert set(re.findall(r"--[a-z][a-z-]*", text)) | {"--config", "--data"} == options


@each_command
def test_every_option_says_what_it_does_and_every_command_has_an_example(name: str, command: click.Command) -> None:
    assert command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, (name, parameter.name)
    assert re.search(rf"^(?:\$ )?graphsvc {name}", sections("commands.md")[f"graphsvc {name}"], re.MULTILINE)


def test_no_document_names_a_command_that_does_not_exist() -> None:
    for file in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        code = "\n".join(re.findall(r"`[^`]+`|^\$ .*", file.read_text(encoding="utf-8"), re.MULTILINE))
        named = re.findall(r"graphsvc ([a-z]+)\b", code)
        assert set(named) <= set(COMMANDS), file.name
