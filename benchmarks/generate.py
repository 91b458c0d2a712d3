"""Writes a folder of tables as England would fill them, as large as asked for: the same seed gives the same bytes.

The vocabulary, the rules, the places and the seed's own organisations are the real ones; every further organisation,
and every partnership, piece of evidence and review is drawn. None of it is true, and its source says so.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterable
from pathlib import Path

import click
import numpy as np

from benchmarks.made.evidence import evidence_rows
from benchmarks.made.organisations import SOURCE, draw_organisations
from benchmarks.made.partnerships import draw_partnerships
from benchmarks.made.reviews import review_rows
from benchmarks.made.seed import read_seed
from graphsvc.errors import BadInput
from graphsvc.files import packaged, whole_folder
from graphsvc.model import TABLE

SIZES = {"small": (5_000, 20_000), "medium": (50_000, 300_000), "large": (250_000, 2_000_000)}
"""Organisations and partnerships of the sizes that are measured."""

_COPIED = (
    "organisation_types", "partner_types", "value_areas", "benefits", "places", "within", "icb_tiles", "expectations",
    "collection",
)
_REVIEWED = 100
"""Organisations for each review."""


def generate(folder: Path, organisations: int, partnerships: int, seed: int = 2026) -> None:
    """Write a whole folder in the seed layout, which passes the checks.

    Parameters
    ----------
    folder : Path
        Appears whole or not at all; what is there is replaced.
    organisations, partnerships : int
        How many rows.
    seed : int
        Of everything that is drawn.

    Raises
    ------
    BadInput
        When there are fewer organisations than the seed has, or fewer partnerships than one.
    """
    least = len(read_seed("organisations"))
    if organisations < least:
        raise BadInput(f"at least {least:,}, which is what the seed has", "--organisations", str(organisations))
    if partnerships < 1:
        raise BadInput("at least 1", "--partnerships", str(partnerships))
    random = np.random.default_rng(seed)
    with whole_folder(folder) as new:
        for table in _COPIED:
            shutil.copyfile(packaged("seed") / TABLE[table].file, new / TABLE[table].file)
        _write(new, "sources", [*(list(row.values()) for row in read_seed("sources")), SOURCE])
        drawn = draw_organisations(random, organisations)
        _write(new, "organisations", drawn.rows)
        _write(new, "successions", drawn.successions)
        evidence = max(1, partnerships * 2 // 5)
        _write(new, "evidence", evidence_rows(evidence))
        _write(new, "relationships", draw_partnerships(random, drawn, partnerships, evidence))
        _write(new, "reviews", review_rows(random, drawn, organisations // _REVIEWED))


def _write(folder: Path, table: str, rows: Iterable[Iterable[str]]) -> None:
    with (folder / TABLE[table].file).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(TABLE[table].header)
        writer.writerows(rows)


@click.command(epilog="Example: python -m benchmarks.generate --size medium /tmp/medium")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@click.option("--size", type=click.Choice(list(SIZES)), help="One of the sizes that are measured.")
@click.option("--organisations", type=int, default=SIZES["small"][0], show_default=True, metavar="N")
@click.option("--partnerships", type=int, default=SIZES["small"][1], show_default=True, metavar="M")
@click.option("--seed", type=click.IntRange(0), default=2026, show_default=True, metavar="S")
def main(folder: Path, size: str | None, organisations: int, partnerships: int, seed: int) -> None:
    """Write a folder of tables as England would fill them."""
    wanted = SIZES[size] if size else (organisations, partnerships)
    try:
        generate(folder, *wanted, seed)
    except BadInput as error:
        raise click.BadParameter(str(error), param_hint=error.parameter) from None
    click.echo(f"{wanted[0]:,} organisations and {wanted[1]:,} partnerships in {folder}")


if __name__ == "__main__":
    main()
