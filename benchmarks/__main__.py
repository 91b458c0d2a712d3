"""Measures the service, and prints what was measured beside what is promised.

Everything runs on this machine in one go: the ratios between columns tell more than the times.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from benchmarks.document import tables_of, write_document
from benchmarks.generate import SIZES
from benchmarks.service import measure_service
from benchmarks.size import ENGLAND, Size, measure_size


@click.command()
@click.option(
    "--size", "names", type=click.Choice([ENGLAND, *SIZES]), multiple=True, default=[ENGLAND], show_default=True,
    help="Of which graph; may be repeated.",
)
@click.option("--service", is_flag=True, help="England's service from outside too: HTTP, loads, maps in a browser.")
@click.option("--write", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Into this document.")
def main(names: tuple[str, ...], service: bool, write: Path | None) -> None:
    """Measure questions and the way of the facts, for one or several sizes of graph."""
    sizes: list[Size] = []
    for name in names:
        sizes.append(measure_size(name, lambda what: click.echo(what, err=True)))
        if write:
            # After each: the largest takes long, and what went before it shall not be lost with it.
            write_document(write, sizes)
    click.echo(tables_of(sizes))
    if service:
        with tempfile.TemporaryDirectory(prefix="graphsvc-bench-") as folder:
            measure_service(Path(folder))


if __name__ == "__main__":
    main()
