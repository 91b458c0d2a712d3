"""`graphsvc map`: a map as one file."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphsvc.commands.layout import paragraph, plain
from graphsvc.commands.options import with_settings
from graphsvc.dates import in_words, note_on, today
from graphsvc.errors import BadInput
from graphsvc.maps.drawing import LAYOUTS
from graphsvc.questions.neighbourhood import MOST_HOPS
from graphsvc.vocabulary import ICB, KINDS, PartnershipState

if TYPE_CHECKING:
    from graphsvc.config import Settings
    from graphsvc.maps.question import MapQuestion
    from graphsvc.snapshot.view import View

_OPTIONS = (
    click.option("--org", multiple=True, metavar="ORG", help="Whose map: an id or a name. May repeat."),
    click.option(
        "--icb", multiple=True, metavar="ORG", help="A board, with the trusts whose board it is. May repeat."
    ),
    click.option(
        "--region", multiple=True, metavar="CODE", help="An NHS region: its boards and trusts. May repeat."
    ),
    click.option("--england", is_flag=True, help="All organisations in England with a recorded partnership."),
    click.option(
        "--hops", type=click.IntRange(0, MOST_HOPS), default=1, show_default=True, help="How far around them to go."
    ),
    click.option("--value-area", multiple=True, metavar="AREA", help="Only records in this one. May repeat."),
    click.option(
        "--type", multiple=True, metavar="TYPE", help="Of those around only this organisation type. May repeat."
    ),
    click.option("--kind", multiple=True, type=click.Choice(list(KINDS)), metavar="KIND", help=(
        "Only records of this kind, such as programme. May repeat."
    )),
    click.option(
        "--state", multiple=True, type=click.Choice([str(one) for one in PartnershipState]), metavar="STATE",
        help="Only records in this state: active, inherited, proposed or lapsed. May repeat.",
    ),
    click.option("--layout", default="", type=click.Choice(["", *LAYOUTS]), metavar="LAYOUT", help=(
        "ego (one organisation by value area), network, geographic or tiles (boards)."
    )),
    click.option("--hide", multiple=True, metavar="ORG", help="Leave this one out. May repeat."),
    click.option("--open", multiple=True, metavar="GROUP", help=(
        "Draw the organisations of this group of a large map: a board's id, a colon and a type. May repeat."
    )),
    click.option("--each", is_flag=True, help="Every organisation by itself, even on a large map."),
)


def _with_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the parameters of a map, in the order of the list."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@click.command("map", short_help="A map as one file.", epilog="Example: graphsvc map --org GB-NHS-RR8 --out leeds.html")
@_with_options
@click.option("--as-at", default="", metavar="DATE", help="A day such as 2026-04-01, in place of today.")
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="The file; its ending says the format. One that exists is replaced.",
)
@with_settings
def command(as_at: str, out: Path, settings: Settings, **asked: object) -> None:
    """Draw a map into one file.

    One organisation is drawn with its partners by value area. Several
    organisations, a board with its trusts, a region, England, or more than one
    hop are drawn as a network; more than 400 organisations as groups. FILE ends
    in .html (a page that needs no network), .svg, .png, .graphml, .json, .csv or
    .xlsx.
    """
    from graphsvc.commands.view import current_view
    from graphsvc.maps.asked import asked_drawing
    from graphsvc.maps.files.export import export, refuse_other_endings
    from graphsvc.maps.layouts.store import POSITIONS, PositionStore

    refuse_other_endings(out.suffix)
    view = current_view(settings, as_at)
    drawing = asked_drawing(view, _question(view, asked), PositionStore(settings.data_dir / POSITIONS))
    drawing = drawing.with_note(note_on(view.day, today()))
    _write(export(drawing, out.suffix), out)
    when = in_words(drawing.as_at)
    said = f"{drawing.title}, as at {when}, snapshot {drawing.snapshot[:12]}: {drawing.note} {drawing.filtered}"
    for line in paragraph(said.rstrip()):
        click.echo(line)
    click.echo(f"Written to {plain(str(out))}")


def _question(view: View, asked: dict[str, object]) -> MapQuestion:
    """The options as a question; organisations may be named."""
    from graphsvc.maps.question import MapQuestion
    from graphsvc.questions.search import resolve

    for name in ("org", "icb", "hide"):
        texts = asked[name]
        if isinstance(texts, tuple):
            types = (ICB,) if name == "icb" else ()
            asked[name] = tuple(resolve(view, text, f"--{name}", types).id for text in texts)
    return MapQuestion(**asked)  # type: ignore[arg-type]  # the options are named and typed as its attributes


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
