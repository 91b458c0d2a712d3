"""`graphsvc map`: a map as one file."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphsvc.commands.layout import paragraph, plain
from graphsvc.commands.options import with_settings
from graphsvc.dates import in_words, note_on, today
from graphsvc.errors import BadInput
from graphsvc.questions.neighbourhood import MOST_HOPS

if TYPE_CHECKING:
    from graphsvc.config import Settings


@click.command("map", short_help="A map as one file.", epilog="Example: graphsvc map --org GB-NHS-RR8 --out leeds.html")
@click.option("--org", "asked", multiple=True, metavar="ORG", help="Whose map: an id or a name. May repeat.")
@click.option("--icb", default="", metavar="ORG", help="A board, with the trusts whose board it is.")
@click.option("--value-area", "value_areas", multiple=True, metavar="AREA", help="Only this one. May repeat.")
@click.option(
    "--hops", type=click.IntRange(0, MOST_HOPS), default=1, show_default=True, help="How far around them to go."
)
@click.option("--as-at", default="", metavar="DATE", help="A day such as 2026-04-01, in place of today.")
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="The file; its ending says the format. One that exists is replaced.",
)
@with_settings
def command(
    asked: tuple[str, ...], icb: str, value_areas: tuple[str, ...], hops: int, as_at: str, out: Path,
    settings: Settings,
) -> None:
    """Draw a map into one file.

    One organisation is drawn with its partners by value area. Several
    organisations, a board with its trusts, or more than one hop are drawn as a
    network. FILE ends in .html (a page that needs no network), .svg, .png,
    .graphml or .json.
    """
    from graphsvc.commands.view import current_view
    from graphsvc.maps.asked import asked_drawing
    from graphsvc.maps.export import export, refuse_other_endings
    from graphsvc.questions.search import resolve

    refuse_other_endings(out.suffix)
    view = current_view(settings, as_at)
    ids = [resolve(view, text, "--org").id for text in asked]
    board = resolve(view, icb, "--icb").id if icb else ""
    drawing = asked_drawing(view, ids, icb=board, value_areas=value_areas, hops=hops)
    drawing = drawing.with_note(note_on(view.day, today()))
    _write(export(drawing, out.suffix), out)
    when = in_words(drawing.as_at)
    for line in paragraph(f"{drawing.title}, as at {when}, snapshot {drawing.snapshot[:12]}: {drawing.note}"):
        click.echo(line)
    click.echo(f"Written to {plain(str(out))}")


def _write(content: bytes, path: Path) -> None:
    """Write a file whole: whoever reads it meanwhile sees the old one or the new one."""
    try:
        descriptor, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.")
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        with open(descriptor, "wb") as file:
            file.write(content)
        os.chmod(beside, 0o666 & ~_umask())
        os.replace(beside, path)
    except OSError as error:
        Path(beside).unlink(missing_ok=True)
        raise _unwritable(path, error) from error


def _umask() -> int:
    """The permissions that this process's files do without."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _unwritable(path: Path, error: OSError) -> BadInput:
    return BadInput(f"{path} cannot be written: {error.strerror or error}", "--out", str(path))
