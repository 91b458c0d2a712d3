"""The `graphsvc` command: finds the command asked for, and ends with one clear message when it fails."""

from __future__ import annotations

import importlib
import os
import sys
import tempfile
import traceback
from pathlib import Path

import click

from graphsvc import __version__
from graphsvc.errors import FaultyTables, GraphsvcError, NotFound

COMMANDS = ("serve", "doctor", "db", "load", "export", "check", "search", "gaps", "paths", "map")
DEBUG_VARIABLE = "GRAPHSVC_DEBUG"
_INTERRUPTED_EXIT = 130


class _Commands(click.Group):
    """The commands by name; a command's module is imported when it is called, so that each starts fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as click calls it
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as click calls it
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(f"graphsvc.commands.{cmd_name}").command
        if not isinstance(command, click.Command):
            raise TypeError(f"graphsvc.commands.{cmd_name}.command is not a command")
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
@click.version_option(__version__, prog_name="graphsvc")
def cli() -> None:
    """Who works with whom in NHS local growth: gaps, paths and maps.

    Start with `graphsvc serve`, then `graphsvc search leeds`, `graphsvc gaps
    LTHT` and `graphsvc paths --from LTHT --to-type housing-association`.
    """


def main() -> None:
    """Run a command, and end the process with its exit code.

    0 is success, 1 an unexpected failure, 2 bad input, 3 not found, 4 the database away.
    """
    sys.exit(_run())


def _run() -> int:
    try:
        result = cli.main(prog_name="graphsvc", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        return _INTERRUPTED_EXIT
    except FaultyTables as error:
        from graphsvc.commands.faults import faults_as_text

        click.echo(f"graphsvc: {len(error.faults)} faults; nothing was changed\n", err=True)
        click.echo(faults_as_text(error.faults), err=True)
        return error.exit_code
    except GraphsvcError as error:
        click.echo(f"graphsvc: {error}", err=True)
        if isinstance(error, NotFound) and error.suggestions:
            click.echo("Did you mean: " + "; ".join(error.suggestions), err=True)
        return error.exit_code
    except BrokenPipeError:
        # Whoever read our output has seen enough (`graphsvc search x | head`); nothing may be flushed to it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if os.environ.get(DEBUG_VARIABLE):
            raise
        click.echo(
            f"graphsvc: unexpected {type(error).__name__}: {error}\n"
            f"That is a fault of graphsvc. The details are in {_keep_traceback()}",
            err=True,
        )
        return 1
    return result if isinstance(result, int) else 0


def _keep_traceback() -> Path:
    descriptor, name = tempfile.mkstemp(prefix="graphsvc-", suffix=".log")
    with open(descriptor, "w", encoding="utf-8") as log:
        log.write(f"graphsvc {__version__}: {' '.join(sys.argv[1:])}\n\n{traceback.format_exc()}")
    return Path(name)
