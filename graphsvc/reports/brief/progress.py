"""How far a brief is, in a small file that all processes read."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from graphsvc.database.endpoint import started_at

_TOLERANCE = 2.0
"""Seconds: the start of the machine is told in whole ones."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a brief is.

    Attributes
    ----------
    state : str
        `making`, `made`, `failed` or `interrupted` (whoever made it was stopped).
    about : str
        Whom and when the brief is about.
    step : str
        What is being done, or why it failed.
    done, of : int
        How much of the step.
    """

    state: str
    about: str
    step: str = ""
    done: int = 0
    of: int = 0


def read_progress(file: Path) -> Progress | None:
    """What a file says; None when there is none."""
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        progress = Progress(told["state"], told["about"], told["step"], told["done"], told["of"])
        running = _runs(told["pid"], told["started"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if progress.state == "making" and not running:
        return Progress("interrupted", progress.about)
    return progress


def write_progress(file: Path, progress: Progress) -> None:
    """Tell it, as the process that makes the brief; the file is renamed, so that nobody reads half of it."""
    told = {**asdict(progress), "pid": os.getpid(), "started": started_at(psutil.Process())}
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    beside.write_text(json.dumps(told), encoding="utf-8")
    beside.replace(file)


def _runs(pid: int, started: float) -> bool:
    """Whether the process still runs, and is no later one with its number."""
    try:
        return abs(started_at(psutil.Process(pid)) - started) < _TOLERANCE
    except psutil.Error:
        return False
