"""Logging: one line an event, on stderr, for people or for machines."""

from __future__ import annotations

import logging
import sys

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
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
