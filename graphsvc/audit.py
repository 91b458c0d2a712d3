"""The audit log: who loaded, restored or ran what, written before it is done and after.

One line of JSON each, appended to `audit.jsonl` in the data folder. The file is opened for every line, so that whoever
runs the service may move it away and a new one begins.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal
from uuid import uuid4

import structlog

from graphsvc.errors import AuditUnwritable

AUDIT_FILE = "audit.jsonl"
_SHOWN = 1000
"""Characters of an error that are kept; a folder can have a thousand faults."""

Way = Literal["command", "page", "http"]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something.

    Attributes
    ----------
    user : str
        Account of the system for a command; over HTTP what a trusted proxy says, empty when nobody does.
    way : str
        `command`, `page` or `http`.
    request_id : str
        Of the request, in the log and in the answer; empty for a command.
    """

    user: str
    way: Way = "command"
    request_id: str = ""


def own_account() -> Actor:
    """The account that this process runs as. The system's word and not the environment's, which anybody may set."""
    if sys.platform == "win32":
        return Actor(os.getlogin())
    import pwd

    try:
        return Actor(pwd.getpwuid(os.getuid()).pw_name)
    except KeyError:  # a container may run as a number that has no name
        return Actor(str(os.getuid()))


@contextmanager
def audited(data_dir: Path, action: str, by: Actor, /, **intended: object) -> Iterator[dict[str, object]]:
    """Write down what is about to be done, and afterwards how it ended.

    Parameters
    ----------
    data_dir : Path
        The data folder.
    action : str
        What is done: `load`, `restore`, `cypher`.
    by : Actor
        Who does it.
    **intended
        What is known beforehand.

    Yields
    ------
    dict
        To be filled with what is known afterwards. Also an error is written down, with its name.

    Raises
    ------
    AuditUnwritable
        The intention could not be written: nothing was done. An outcome that cannot be written is logged as an error.
    """
    log = structlog.get_logger("graphsvc.audit")
    entry = {"entry": uuid4().hex, "action": action, "user": by.user, "way": by.way, "request_id": by.request_id}
    try:
        _append(data_dir, {**entry, "stage": "intended", **intended})
    except OSError as error:
        with suppress(OSError, ValueError):
            log.error("the audit log cannot be written", file=str(data_dir / AUDIT_FILE), problem=str(error), **entry)
        # Without its path: over HTTP it is nobody's business.
        raise AuditUnwritable(
            f"nothing was done: the audit log cannot be written ({(error.strerror or str(error)).lower()})"
        ) from error
    found: dict[str, object] = {"outcome": "done"}
    try:
        yield found
    except BaseException as error:
        found |= {"outcome": type(error).__name__, "problem": str(error)[:_SHOWN]}
        raise
    finally:
        try:
            _append(data_dir, {**entry, "stage": "ended", **found})
        except OSError as error:
            with suppress(OSError, ValueError):
                log.error("the audit log cannot be written", problem_of_log=str(error), **entry, **found)


def _append(folder: Path, values: Mapping[str, object]) -> None:
    """Add one line: whole, on the disk, and on a line of its own also where somebody was cut off before."""
    # Escaped to plain ASCII without control characters, so that no text of a user's can begin another line.
    line = json.dumps({"time": datetime.now(UTC).isoformat(timespec="milliseconds"), **values}).encode("ascii") + b"\n"
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder / AUDIT_FILE, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        _lock(descriptor)
        end = os.lseek(descriptor, 0, os.SEEK_END)
        if end and os.lseek(descriptor, -1, os.SEEK_END) >= 0 and os.read(descriptor, 1) != b"\n":
            line = b"\n" + line
        if os.write(descriptor, line) != len(line):
            os.ftruncate(descriptor, end)
            raise OSError("the disk is full")
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _lock(descriptor: int) -> None:
    """One line at a time, from whichever process; given back when the file is closed."""
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX)
