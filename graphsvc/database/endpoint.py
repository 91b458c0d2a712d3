"""Where the embedded server answers, and whether the process that wrote it is still that server."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

MAIN_CLASS = "org.neo4j.server.CommunityEntryPoint"
_CLOCK_TOLERANCE = 2.0  # seconds that a start may seem to move, as the machine's own is told in whole ones


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A running embedded server.

    Attributes
    ----------
    pid : int
        Its process.
    started : float
        When that process started, in seconds since the machine did.
    home : str
        Its folder, absolute.
    port : int
        Where Bolt answers on 127.0.0.1.
    version : str
        Neo4j's version.
    kept : bool
        Started by `db start`: it goes on when its last user leaves.
    """

    pid: int
    started: float
    home: str
    port: int
    version: str
    kept: bool

    @property
    def uri(self) -> str:
        """Address for the driver."""
        return f"bolt://127.0.0.1:{self.port}"

    def process(self) -> psutil.Process | None:
        """The server's process; None when it ended, or when its number now belongs to another."""
        try:
            process = psutil.Process(self.pid)
            same = abs(started_at(process) - self.started) < _CLOCK_TOLERANCE and serves(process, self.home)
        except (psutil.Error, TypeError):  # a file that somebody changed may name anything
            return None
        return process if same else None


def started_at(process: psutil.Process) -> float:
    """When a process started, in seconds since the machine did: setting the clock does not change it."""
    return process.create_time() - psutil.boot_time()


def endpoint_file(home: Path) -> Path:
    """Where a home's endpoint is written."""
    return home / "endpoint.json"


def read_endpoint(home: Path) -> Endpoint | None:
    """The endpoint of a home as last written; None when there is none or it cannot be understood."""
    try:
        return Endpoint(**json.loads(endpoint_file(home).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def write_endpoint(endpoint: Endpoint) -> None:
    """Write it so that readers see all of it or the one before."""
    path = endpoint_file(Path(endpoint.home))
    beside = path.with_suffix(f".{os.getpid()}.tmp")
    beside.write_text(json.dumps(asdict(endpoint), indent=1) + "\n", encoding="utf-8")
    beside.replace(path)


def running(home: Path) -> Endpoint | None:
    """The endpoint of a home when its server's process is alive (it may still be frozen)."""
    endpoint = read_endpoint(home)
    if endpoint is None or endpoint.home != str(home) or endpoint.process() is None:
        return None
    return endpoint


def serves(process: psutil.Process, home: str) -> bool:
    """Whether a process is a Neo4j server of this home, and no zombie."""
    return process.status() != psutil.STATUS_ZOMBIE and _is_command_of(process.cmdline(), home)


def tool_of(home: Path) -> str:
    """What the command line of a tool that works on a home says, to be known by when its caller was killed."""
    return f"-Dgraphsvc.home={home}"


def processes_of(home: Path) -> list[psutil.Process]:
    """Every server and tool of this home, also those that no endpoint tells of."""
    return [
        process
        for process in psutil.process_iter(["cmdline", "status"])
        if process.info["status"] != psutil.STATUS_ZOMBIE and _works_on(process.info["cmdline"] or [], home)
    ]


def _works_on(command: list[str], home: Path) -> bool:
    return _is_command_of(command, str(home)) or tool_of(home) in command


def _is_command_of(command: list[str], home: str) -> bool:
    return MAIN_CLASS in command and f"--home-dir={home}" in command
