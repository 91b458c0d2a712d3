"""Telling whoever waits at a terminal what takes its time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from graphsvc.database.jars import Report, locked_jars, neo4j_version


@contextmanager
def fetching() -> Iterator[Report]:
    """A bar on stderr while the jars are fetched; a line when that is no terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

    total = sum(jar.size for jar in locked_jars())
    console = Console(stderr=True)
    if not console.is_terminal:
        console.print(f"Fetching Neo4j {neo4j_version()} ({total / 1e6:.0f} MB), once for this machine …")
        yield lambda _: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, console=console) as progress:
        task = progress.add_task(f"Fetching Neo4j {neo4j_version()}", total=total)
        yield lambda count: progress.advance(task, count)


@contextmanager
def starting() -> Iterator[None]:
    """A spinner on stderr while Neo4j starts; nothing when that is no terminal."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield
        return
    with console.status("Starting Neo4j …"):
        yield
