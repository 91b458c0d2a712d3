"""The `graphsvc` command: finds the command asked for, and ends with one clear message when it fails."""

from __future__ import annotations

import contextlib
import errno
import importlib
import io
import os
import sys
import tempfile
import traceback

import click

from graphsvc import __version__
from graphsvc.commands.layout import plain
from graphsvc.errors import DatabaseAway, FaultyTables, GraphsvcError, NotFound

COMMANDS = (
    "serve", "doctor", "db", "load", "export", "check", "search", "gaps", "paths", "map", "brokers", "peers", "report",
    "cypher", "brief",
)
DEBUG_VARIABLE = "GRAPHSVC_DEBUG"
_INTERRUPTED_EXIT = 130
_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO}
"""What a disk says that is full, closed or broken."""


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
    RR8` and `graphsvc paths --from RR8 --to-type housing-association`.
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
        said = io.StringIO()
        error.show(said)
        _tell(said.getvalue().rstrip("\n"))
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        _tell("Stopped.")
        return _INTERRUPTED_EXIT
    except FaultyTables as error:
        from graphsvc.commands.faults import faults_as_text

        _tell(f"{faults_as_text(error.faults)}\n\ngraphsvc: {error.count}; nothing was changed")
        return error.exit_code
    except GraphsvcError as error:
        _tell(f"graphsvc: {error}")
        if isinstance(error, NotFound) and error.suggestions:
            _tell("Did you mean: " + "; ".join(error.suggestions))
        if isinstance(error, DatabaseAway) and error.mend:
            _tell(f"To mend it: {error.mend}")
        return error.exit_code
    except BrokenPipeError:
        # Whoever read our output has seen enough (`graphsvc search x | head`).
        _drop_output()
        return 0
    except OSError as error:
        if error.errno not in _DISK:
            return _unexpected(error)
        place = f"{error.filename} cannot be used" if error.filename else "nothing more can be written"
        _tell(f"graphsvc: {place}: {error.strerror}. `graphsvc doctor` looks at the data folder and its disk")
        _drop_output()
        return 1
    except Exception as error:
        return _unexpected(error)
    return result if isinstance(result, int) else 0


def _unexpected(error: Exception) -> int:
    """Say a fault of ours; the exit code."""
    if os.environ.get(DEBUG_VARIABLE):
        raise error
    _tell(
        f"graphsvc: unexpected {type(error).__name__}: {error}\n"
        f"That is a fault of graphsvc. The details are in {_keep_traceback()}"
    )
    return 1


def _tell(text: str) -> None:
    """Say something on stderr. What a user gave stands in it, and must not move the cursor or begin another line."""
    for word in sys.argv[1:]:
        for given in (word, word.partition("=")[2]):
            if given and not given.isprintable():
                text = text.replace(given, plain(given))
    with contextlib.suppress(OSError):  # where nothing can be said, the exit code says it
        click.echo("\n".join(map(plain, text.split("\n"))), err=True)


def _drop_output() -> None:
    from graphsvc.log import drop_unwritable

    drop_unwritable(sys.stdout)


def _keep_traceback() -> str:
    """Where it is kept."""
    try:
        descriptor, name = tempfile.mkstemp(prefix="graphsvc-", suffix=".log")
        with open(descriptor, "w", encoding="utf-8") as log:
            log.write(f"graphsvc {__version__}: {' '.join(sys.argv[1:])}\n\n{traceback.format_exc()}")
    except OSError as error:
        return f"no file, as none could be written: {error}"
    return name
