"""Options that every command has."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

import click

from graphsvc.config import CONFIG_VARIABLE, DATA_VARIABLE, load_settings
from graphsvc.log import configure_logging

_P = ParamSpec("_P")
_R = TypeVar("_R")


def with_settings(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """Give a command `--config` and `--data`, and call it with `settings=`.

    Parameters
    ----------
    function : callable
        A command's function that takes `settings` (`graphsvc.config.Settings`) by name.

    Returns
    -------
    callable
        The same with both options in place of `settings`.
    """

    @click.option(
        "--config",
        "config_file",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help=f"Settings, in place of config.toml ({CONFIG_VARIABLE}).",
    )
    @click.option(
        "--data",
        "data_dir",
        type=click.Path(path_type=Path),
        metavar="DIR",
        help=f"Folder of the database, snapshots and caches ({DATA_VARIABLE}; else .graphsvc).",
    )
    @functools.wraps(function)
    def command(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        file, folder = kwargs.pop("config_file"), kwargs.pop("data_dir")
        settings = load_settings(
            file if isinstance(file, Path) else None,
            folder if isinstance(folder, Path) else None,
        )
        configure_logging(settings.logging)
        kwargs["settings"] = settings
        return function(*args, **kwargs)

    return command
