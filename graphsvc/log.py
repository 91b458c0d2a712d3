"""Logging: one line an event, on stderr, for people or for machines."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
from collections.abc import Iterator
from typing import Any, TextIO, cast

import structlog

from graphsvc.config import LoggingSettings


def configure_logging(settings: LoggingSettings) -> None:
    """Set up structlog for this process.

    Parameters
    ----------
    settings : LoggingSettings
        The lowest level that is shown, and the format.
    """
    last: structlog.typing.Processor
    if settings.format == "json":
        last = structlog.processors.JSONRenderer()
    else:
        last = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            last,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[settings.level.upper()]),
        logger_factory=structlog.PrintLoggerFactory(unbroken(sys.stderr)),
        cache_logger_on_first_use=False,
    )


@contextlib.contextmanager
def output_unbroken() -> Iterator[None]:
    """For the time of the `with`, what cannot be printed is dropped: a full disk under a log stops no service."""
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = map(unbroken, before)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before
        for stream in before:
            drop_unwritable(stream)


def drop_unwritable(stream: TextIO) -> None:
    """Nothing may be flushed at exit to what takes nothing any more: it would change the exit code."""
    try:
        stream.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def unbroken(stream: TextIO) -> TextIO:
    """A stream like another, on which what cannot be written is dropped."""
    return cast("TextIO", _Unbroken(stream))


class _Unbroken:
    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        with contextlib.suppress(OSError, ValueError):
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            self._stream.flush()

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever else a stream has
        return getattr(self._stream, name)
